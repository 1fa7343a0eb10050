"""What a grant application asks again and again, from an organization's own rows: a draft to copy from.

Nothing is made up: what the rows do not say is listed as missing, and a representative is named only with consent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tomoni.catalog import Catalog, Row
from tomoni.insight.finance import program_share
from tomoni.insight.impact import YearFigure, yearly_figures

YEARS = 3
_LATEST_REPORTS = 3
FINANCE_COLUMNS = (
    *("revenue_total", "revenue_membership", "revenue_donations", "revenue_grants", "revenue_operations"),
    *("revenue_commissioned", "revenue_other", "expense_total", "expense_program", "expense_management"),
    "net_assets",
)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an application: its title, and what to write there ('' where the rows do not say)."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts in the order of most forms; tables of figures as rows of texts and numbers, headings first."""

    name: str
    sections: tuple[Section, ...]
    finances: tuple[tuple[str | int | float | None, ...], ...]
    results: tuple[tuple[str | int | float | None, ...], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Titles of the parts that are empty."""
        return tuple(section.title for section in self.sections if not section.text)


def application_draft(catalog: Catalog, organization: Row, as_of: date) -> Draft:
    """The draft of one organization, with the figures of its last three fiscal years that are over."""
    key = organization["id"]
    finances = sorted(
        (
            row
            for row in catalog.by("finances", "organization").get(key, [])
            if (row["period_end"] or as_of) <= as_of
        ),
        key=lambda row: row["fiscal_year"],
    )[-YEARS:]
    return Draft(
        organization["name"],
        tuple(_sections(catalog, organization, finances)),
        _finance_table(catalog, finances),
        _result_table(catalog, key),
    )


def _sections(catalog: Catalog, row: Row, finances: list[Row]) -> Iterator[Section]:
    key = row["id"]
    yield Section("団体の名前", _joined(row["name"], row["name_kana"], row["name_en"], between=" / "))
    yield Section(
        "法人格と法人番号", _joined(catalog.label("legal_forms", row["legal_form"]), row["corporate_number"])
    )
    yield Section("所在地", _joined(row["postal_code"], row["address"] or _area(catalog, row)))
    yield Section("代表者", (row["representative"] or "") if row["representative_consent"] else "")
    yield Section(
        "連絡先", _joined(row["phone"], row["email"], row["website"], row["contact_url"], between="\n")
    )
    yield Section("活動を始めた日・法人の設立日", _dates(row))
    yield Section("団体の目的", row["purpose"] or "")
    yield Section("団体の紹介（短いもの）", row["summary"] or "")
    yield Section("取り組む課題", _lines([*_labels(catalog, "topics", row), *_model(catalog, key, "issue")]))
    yield Section("活動分野（NPO法）", _lines(_labels(catalog, "fields", row, "activity_fields")))
    yield Section("活動の内容", row["activities"] or "")
    yield Section("おもな事業", _lines(_services(catalog, key)))
    yield Section("目指す変化", _lines([*_model(catalog, key, "outcome"), *_model(catalog, key, "impact")]))
    yield Section("最近の活動", _lines(_reports(catalog, key)))
    yield Section("成果（数字）", _lines(_results(catalog, key)))
    yield Section("体制", _staff(row))
    yield Section("財政", _lines(_finances(finances)))
    yield Section("協働の実績", _lines(_collaborations(catalog, key)))
    yield Section("これまでに受けた助成", _lines(_awards(catalog, key)))


def _area(catalog: Catalog, row: Row) -> str:
    return f"東京都{catalog.label('areas', row['area'])}" if row["area"] else ""


def _dates(row: Row) -> str:
    days = (("活動を始めた日", row["founded_on"]), ("法人の設立日", row["incorporated_on"]))
    return "、".join(f"{label}：{_day(day)}" for label, day in days if day)


def _labels(catalog: Catalog, field: str, row: Row, codelist: str = "") -> list[str]:
    return [catalog.label(codelist or field, code) for code in row[field]]


def _model(catalog: Catalog, key: str, level: str) -> list[str]:
    rows = [row for row in catalog.by("logic_models", "organization").get(key, []) if row["level"] == level]
    return [row["text"] for row in sorted(rows, key=lambda row: row["position"])]


def _services(catalog: Catalog, key: str) -> list[str]:
    return [
        f"{row['title']}：{row['summary']}" for row in catalog.by("services", "organization").get(key, [])
    ]


def _reports(catalog: Catalog, key: str) -> list[str]:
    rows = sorted(
        catalog.by("reports", "organization").get(key, []), key=lambda row: row["date"], reverse=True
    )
    return [f"{_day(row['date'])} {row['title']}" for row in rows[:_LATEST_REPORTS]]


def _figures(catalog: Catalog, key: str) -> list[YearFigure]:
    """The figures of whole fiscal years, those of the last three years that have any."""
    aggregations = {row["code"]: row["aggregation"] for row in catalog.rows("measures_catalog")}
    every = [
        one
        for one in yearly_figures(catalog.by("measures", "organization").get(key, []), aggregations)
        if one.whole
    ]
    years = sorted({one.fiscal_year for one in every})[-YEARS:]
    return [one for one in every if one.fiscal_year in years]


def _results(catalog: Catalog, key: str) -> list[str]:
    return [
        f"{catalog.label('measures_catalog', one.measure)}：{_number(one.value)}{catalog.label('units', one.unit)}"
        f"（{one.fiscal_year}年度{'、少なくとも' if one.at_least else ''}）"
        for one in sorted(_figures(catalog, key), key=lambda one: (-one.fiscal_year, one.measure))
    ]


def _staff(row: Row) -> str:
    counts = (("有給の職員", "staff_paid"), ("無給のスタッフ", "staff_volunteer"), ("会員", "members"))
    return "、".join(f"{label} {row[name]:,}人" for label, name in counts if row[name] is not None)


def _finances(finances: list[Row]) -> Iterator[str]:
    for row in reversed(finances):
        share = program_share(row)
        yield (
            f"{row['fiscal_year']}年度：収入 {_yen(row['revenue_total'])}、支出 {_yen(row['expense_total'])}"
            + (f"、うち事業費 {share:.0%}" if share is not None else "")
            + (f"、正味財産 {_yen(row['net_assets'])}" if row["net_assets"] is not None else "")
        )


def _collaborations(catalog: Catalog, key: str) -> list[str]:
    rows = catalog.by("collaborations", "organizations").get(key, [])
    return [
        f"{row['fiscal_year']}年度 {row['title']}"
        for row in sorted(rows, key=lambda row: -row["fiscal_year"])
    ]


def _awards(catalog: Catalog, key: str) -> list[str]:
    rows = sorted(
        (row for row in catalog.by("awards", "organization").get(key, []) if row["awarded_on"]),
        key=lambda row: row["awarded_on"],
        reverse=True,
    )
    return [f"{_day(row['awarded_on'])} {row['funder']} {row['title']} {_amount(row)}" for row in rows[:10]]


def _amount(row: Mapping[str, Any]) -> str:
    return _yen(row["amount"]) if row["currency"] == "JPY" else f"{row['amount']:,} {row['currency']}"


def _finance_table(catalog: Catalog, finances: list[Row]) -> tuple[tuple[str | int | float | None, ...], ...]:
    head = ("項目（円）", *(f"{row['fiscal_year']}年度" for row in finances))
    lines = [
        (catalog.field_title("finances", name), *(row[name] for row in finances)) for name in FINANCE_COLUMNS
    ]
    balance = ("収支の差", *(row["revenue_total"] - row["expense_total"] for row in finances))
    return (head, *lines, balance)


def _result_table(catalog: Catalog, key: str) -> tuple[tuple[str | int | float | None, ...], ...]:
    figures = _figures(catalog, key)
    years = sorted({one.fiscal_year for one in figures})
    values = {(one.measure, one.unit, one.fiscal_year): one.value for one in figures}
    methods = {
        (one.measure, one.unit): one.method for one in sorted(figures, key=lambda one: one.fiscal_year)
    }
    head = ("数えたもの", "単位", *(f"{year}年度" for year in years), "数え方")
    return (
        head,
        *(
            (
                catalog.label("measures_catalog", measure),
                catalog.label("units", unit),
                *(values.get((measure, unit, year)) for year in years),
                method,
            )
            for (measure, unit), method in sorted(methods.items())
        ),
    )


def _joined(*parts: str | None, between: str = " ") -> str:
    return between.join(part for part in parts if part)


def _lines(parts: Iterator[str] | list[str]) -> str:
    return "\n".join(f"・{part}" for part in parts)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _yen(amount: float) -> str:
    return f"{_number(amount)}円"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
