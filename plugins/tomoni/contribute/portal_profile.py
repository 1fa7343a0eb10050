"""An organization's public profile under the headings of the national NPO portal's bulk file.

These are the 60 headings of 「行政入力情報」 (内閣府NPO法人ポータルサイト), in order: what funders' portals ask for, in the
words that they use. What the catalog does not hold stays empty; nothing that is kept back is in it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tomoni.catalog import Catalog, Row

_YES = "○"


def portal_headings() -> tuple[str, ...]:
    """The 60 headings, exactly as the portal writes them."""
    return (
        *(
            "法人名称",
            "法人名称カナ",
            "所轄庁",
            "権限移譲先市町村",
            "主たる事務所の所在地",
            "主たる事業所の郵便番号",
        ),
        *(
            "従たる事務所の所在地",
            "代表者氏名",
            "団体代表者名（フリガナ）",
            "法人設立認証年月日",
            "設立年月日",
        ),
        "定款に記載された目的",
        *(f"活動分野{_wide(number)}" for number in range(1, 21)),
        *(f"認定（認定・特例認定{_wide(number)}）" for number in range(1, 5)),
        *(f"認定（PST基準{_wide(number)}）" for number in range(1, 4)),
        "認定（PST基準 条例指定（都道府県及び市区町村名））",
        *("認定（認定開始日）", "認定（認定満了日）", "認定（認定取消日）"),
        *("認定（特例認定年月日）", "認定（特例認定満了日）", "認定（特例認定取消日）"),
        *(
            "監督情報",
            "解散情報",
            "法人情報URL",
            "法人番号",
            "条例個別指定フラグ",
            "特定非営利活動に係る事業",
        ),
        *("その他の事業", "事業年度開始日", "事業年度終了日"),
        *(
            "条例個別指定：有効期間(開始日)",
            "条例個別指定：有効期間(満了日)",
            "条例個別指定：有効期限（更新申請日)",
        ),
        *("条例個別指定：有効期限（更新日)", "条例個別指定：有効期限（条例個別指定：取消日)"),
    )


def portal_profile(catalog: Catalog, organization: Row) -> dict[str, str]:
    """What the catalog says under each heading, in order; '' where it says nothing.

    A representative is named only with that person's consent, an address only as far as the organization shows it.
    """
    row = organization
    certified = row["certification"] in ("certified", "former-nta")
    provisional = row["certification"] == "special"
    known = {
        "法人名称": row["name"],
        "法人名称カナ": row["name_kana"],
        "所轄庁": row["jurisdiction"],
        "主たる事務所の所在地": row["address"],
        "主たる事業所の郵便番号": row["postal_code"],
        "代表者氏名": row["representative"] if row["representative_consent"] else None,
        "設立年月日": _day(row["incorporated_on"]),
        "定款に記載された目的": row["purpose"],
        "認定（認定・特例認定１）": _YES if row["certification"] == "certified" else None,
        "認定（認定・特例認定２）": _YES if provisional else None,
        "認定（認定・特例認定３）": _YES if row["certification"] == "former-nta" else None,
        "認定（認定開始日）": _day(row["certified_from"]) if certified else None,
        "認定（認定満了日）": _day(row["certified_until"]) if certified else None,
        "認定（特例認定年月日）": _day(row["certified_from"]) if provisional else None,
        "認定（特例認定満了日）": _day(row["certified_until"]) if provisional else None,
        "解散情報": _day(row["ended_on"]),
        "法人番号": row["corporate_number"],
        "条例個別指定フラグ": _YES if row["certification"] == "ordinance" else None,
        "特定非営利活動に係る事業": row["activities"],
        "事業年度開始日": (row["fiscal_year_start"] or "").replace("-", "/"),
        "事業年度終了日": _year_end(row["fiscal_year_start"]),
    }
    fields = set(row["fields"])
    for number in range(1, 21):
        known[f"活動分野{_wide(number)}"] = _YES if f"{number:02}" in fields else None
    return {heading: known.get(heading) or "" for heading in portal_headings()}


def _wide(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def _day(day: date | None) -> str | None:
    return f"{day:%Y/%m/%d}" if day else None


def _year_end(start: Any) -> str | None:
    """The last day (MM/DD) of a fiscal year that starts on MM-DD; of February always the 28th."""
    if not start:
        return None
    month, day = (int(part) for part in start.split("-"))
    return f"{date(2023, month, day) - timedelta(days=1):%m/%d}"
