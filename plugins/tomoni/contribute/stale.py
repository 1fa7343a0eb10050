"""Entries that nobody confirmed for long: one friendly text a ward, with links that make confirming a matter of a click.

An opening is asked after 90 days, an organization after a year (insight/freshness.py, insight/standing.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tomoni.catalog import Catalog, Row, kind_of
from tomoni.insight.freshness import QUARTER_DAYS, YEAR_DAYS, days_since
from tomoni.insight.standing import is_listed, opening_deadline, sessions_of

from .issue_forms import prefilled_link
from .summary import code_span

MOST_SHOWN = 60
"""Entries of one table in one text; the rest is counted, and comes once these are done."""

_INTRODUCTION = (
    "いつも活動の情報を載せてくださり、ありがとうございます。\n\n"
    "次のものは、しばらく確認されていません。古い情報を見て来た人が困らないように、確かめていただけると助かります。\n\n"
    "- **今もこのとおり**なら、リンクを開いて、いちばん下の2つに印を付け、そのまま送ってください。\n"
    "- **変わった・終わった**ときは、リンクを開いて、変わったところ（終わったときは「状態」）だけ書いて送ってください。\n"
)
_WITHOUT_ACCOUNT = "- **GitHubを使わない**ときは、「サイトのフォーム」を開いてください。いまの内容が入っています。直すところと「団体が確認した日」を書き、最後に出る方法（ファイルやメール）で送ってください。\n"
_OTHERWISE = "\n書きこめないときは、このissueを担当者が見て、電話かメールで確かめます。\n"


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """An entry to be asked about: `days` since somebody last stood behind it."""

    table: str
    row: Row
    days: int


@dataclass(frozen=True, slots=True)
class StaleIssue:
    """The issue of one ward: the code of the ward ('' for entries outside all wards), a title, a body in Markdown."""

    area: str
    title: str
    body: str


def unconfirmed(catalog: Catalog, as_of: date, with_demo: bool = False) -> list[Unconfirmed]:
    """Openings that run and organizations that exist which nobody confirmed for long, the oldest first.

    Organizations that were only taken from a register are not asked: nobody there has ever entered anything.
    """
    found = []
    for table, most in (("openings", QUARTER_DAYS), ("organizations", YEAR_DAYS)):
        for row in catalog.rows(table):
            days = _days(catalog, table, row, as_of)
            if days is not None and days > most and (with_demo or not row["demo"]):
                found.append(Unconfirmed(table, row, days))
    return sorted(found, key=lambda one: (-one.days, one.table, one.row["id"]))


def _days(catalog: Catalog, table: str, row: Row, as_of: date) -> int | None:
    if table == "organizations":
        return days_since(row, as_of) if is_listed(row) and row["listing"] == "claimed" else None
    last = opening_deadline(row, sessions_of(catalog, row))
    if row["status"] != "open" or (last is not None and last < as_of):
        return None
    confirmed = row["confirmed_on"] or row["published_on"]
    return (as_of - confirmed).days if confirmed else None


def stale_issues(
    catalog: Catalog, entries: Sequence[Unconfirmed], as_of: date, repository: str, site: str = ""
) -> list[StaleIssue]:
    """One issue for each ward that has such entries, by the code of the ward.

    `repository`: address on GitHub, for the links to filled-in forms; `site`: address of the site, for links to
    pages and to its own forms, which need no account; '' for none of these.
    """
    wards: dict[str, list[Unconfirmed]] = {}
    for entry in entries:
        wards.setdefault(_ward(catalog, entry), []).append(entry)
    return [_issue(catalog, area, wards[area], as_of, repository, site) for area in sorted(wards)]


def _ward(catalog: Catalog, entry: Unconfirmed) -> str:
    area = entry.row["area"]
    if area is None and entry.table == "openings":
        organization = catalog.get("organizations", entry.row["organization"])
        area = organization["area"] if organization else None
    return area or ""


def _issue(
    catalog: Catalog, area: str, entries: Sequence[Unconfirmed], as_of: date, repository: str, site: str
) -> StaleIssue:
    name = catalog.label("areas", area) if area else "区の外"
    parts = [_INTRODUCTION, _WITHOUT_ACCOUNT if site else "", _OTHERWISE]
    for table in ("openings", "organizations"):
        ours = [entry for entry in entries if entry.table == table]
        if not ours:
            continue
        title = catalog.package.resources[table].title
        parts.append(f"\n## {title}（{len(ours)}件）\n\n")
        parts += [_line(catalog, entry, as_of, repository, site) for entry in ours[:MOST_SHOWN]]
        if len(ours) > MOST_SHOWN:
            parts.append(f"\nほかに{len(ours) - MOST_SHOWN}件あります。確かめが進むと、ここに出ます。\n")
    return StaleIssue(area, f"【{name}】載っている内容を確かめてください", "".join(parts))


def _line(catalog: Catalog, entry: Unconfirmed, as_of: date, repository: str, site: str) -> str:
    row, table = entry.row, entry.table
    organization = catalog.get("organizations", row["organization"]) if table == "openings" else None
    owner = f"（{code_span(organization['name'], 100)}）" if organization else ""
    kind = kind_of(table)
    page = f" [ページ]({site.rstrip('/')}/{kind.section}/{row['id']}.html)・" if site and kind else " "
    same = prefilled_link(repository, table, {"id": row["id"], "confirmed_on": as_of.isoformat()})
    other = prefilled_link(repository, table, {"id": row["id"]})
    form = f"・[サイトのフォーム]({site.rstrip('/')}/submit/{table}.html?id={row['id']})" if site else ""
    return (
        f"- [ ] {code_span(row.get('title') or row.get('name') or row['id'], 100)}{owner}：{entry.days}日前\n"
        f"     {page}[今もこのとおり]({same})・[変わった・終わった]({other}){form}\n"
    )
