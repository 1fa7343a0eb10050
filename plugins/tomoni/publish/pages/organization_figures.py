"""The figures and finances of one organization as a table: `npos/ID-figures.csv`."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from tomoni.catalog import Row

from .site import Site

_FORMULA = re.compile("'*[=+\\-@＝＋－＠\\x00-\\x1f\\x7f]")
COLUMNS = ("table", "row", "item", "label", "level", "period_start", "period_end", "value", "unit", "method")


@dataclass(frozen=True, slots=True)
class Figures:
    """The table of one organization."""

    organization: str


def figures_path(organization: str) -> str:
    """Where the table of an organization lies."""
    return f"npos/{organization}-figures.csv"


def has_figures(site: Site, organization: str) -> bool:
    """Whether the organization reported anything in numbers."""
    return any(organization in site.catalog.by(table, "organization") for table in ("measures", "finances"))


def figures_csv(site: Site, organization: str) -> str:
    """One line for each measure and each item of the finances (UTF-8, RFC 4180 quoting, safe in a spreadsheet)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    catalog = site.catalog
    measures = catalog.by("measures", "organization").get(organization, [])
    for row in sorted(measures, key=lambda row: (row["measure"], row["period_start"], row["id"])):
        label = catalog.label("measures_catalog", row["measure"])
        level = catalog.category("measures", "level", row["level"])
        unit = catalog.label("units", row["unit"])
        period = (row["period_start"].isoformat(), row["period_end"].isoformat())
        writer.writerow(
            [
                "measures",
                row["id"],
                row["measure"],
                label,
                level,
                *period,
                row["value"],
                unit,
                _safe(row["method"]),
            ]
        )
    finances = catalog.by("finances", "organization").get(organization, [])
    for row in sorted(finances, key=lambda row: row["fiscal_year"]):
        for name in _money_columns(row):
            end = row["period_end"].isoformat() if row["period_end"] else ""
            label = catalog.field_title("finances", name)
            writer.writerow(
                [
                    "finances",
                    f"{organization} {row['fiscal_year']}",
                    name,
                    label,
                    "",
                    "",
                    end,
                    row[name],
                    "円",
                    "",
                ]
            )
    return out.getvalue()


def _money_columns(row: Row) -> list[str]:
    names = ("revenue_", "expense_", "in_kind_", "net_assets")
    return [name for name, value in row.items() if name.startswith(names) and value is not None]


def _safe(text: str | None) -> str:
    """A text that a spreadsheet will not take for a formula, by the rule of the downloads (docs/open-data.md)."""
    return f"'{text}" if text and _FORMULA.match(text) else text or ""
