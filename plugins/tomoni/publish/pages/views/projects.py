"""`/projects/`: money asked for one purpose, with what has come in as of a day, what a sum buys and how to give."""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Row

from ..entry_kinds import entry_card, entry_kinds_by_table, foreign
from ..listing import Facet, ListPage, codelist_facet
from ..page import PageRef, Register
from ..site import Site
from ..translations import N_
from ..wording import Wording
from .entries import Entries, PlainList

EXPLAINED = {
    "donation": N_("使いみちを示して募る寄付です。見返りはありません。"),
    "crowdfunding": N_(
        "期間と目標の額を決めて、インターネットで多くの人から集めます。申し込みと支払いは、外のサービスで行います。"
    ),
    "furusato": N_(
        "ふるさと納税型クラウドファンディングです。区が寄付を受け取り、この事業に使います。税金から引かれる額には上限があります。"
    ),
    "bequest": N_(
        "遺言などで、財産の一部を寄付する方法です。目標の額や期限はありません。まず相談先に話してください。"
    ),
    "membership": N_("会費や毎月の寄付で、活動を続けて支えます。"),
}
"""What each kind of giving means for the one who gives."""


class _List(PlainList):
    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        """A project's card says what is asked for and what has come in."""
        wording = site.wording(register)
        return {
            **entry_card(self._kind, site, row, wording, register),
            "facts": [
                (wording._("目標"), wording.money(row["target_yen"]) if row["target_yen"] else ""),
                (wording._("いま"), raised_words(row, wording)),
            ],
        }


class Projects(Entries):
    """View of projects."""

    template = "project.html"
    list_template = "projects.html"
    listed = _List

    def _facets(self) -> tuple[Facet, ...]:
        condition, *others = super()._facets()
        return (condition, codelist_facet("kind", N_("種類"), "project_kinds", ["kind"]), *others)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What project.html (or projects.html) shows."""
        context, wording = super().context(site, ref), site.wording(ref.register)
        if isinstance(ref.key, ListPage):
            first = ref.key.number == 1 and ref.key.facet in ("", "kind")
            wanted = first and ref.key.code in ("", "bequest")
            return {**context, "contacts": bequest_contacts(site, ref.register) if wanted else []}
        row, lang = context["row"], foreign(ref.register)
        target, raised = row["target_yen"], row["raised_yen"]
        report = site.link("reports", row["result_report"], ref.register) if row["result_report"] else None
        return {
            **context,
            "texts": [(wording._("どんな事業か"), row["body"])] if row["body"] else [],
            "explained": wording._(EXPLAINED.get(row["kind"], "")) if row["kind"] in EXPLAINED else "",
            "progress": {
                "percent": round(100 * raised / target),
                "text": wording._("%(raised)s（目標の%(percent)s）")
                % {"raised": wording.money(raised), "percent": wording.percent(raised / target)},
                "note": raised_words(row, wording),
            }
            if target and raised is not None
            else None,
            "uses": [tuple(part.strip() for part in use.partition("＝")[::2]) for use in row["uses"]],
            "facts": [
                (wording._("目標"), wording.money(target) if target else ""),
                (wording._("集まった額"), raised_words(row, wording)),
                (
                    wording._("寄付した人"),
                    wording._("%(number)s人") % {"number": wording.number(row["donors"])}
                    if row["donors"] is not None
                    else "",
                ),
                (wording._("始まり"), wording.date_long(row["starts_on"]) if row["starts_on"] else ""),
                (wording._("終わり"), wording.date_long(row["ends_on"]) if row["ends_on"] else ""),
                (
                    wording._("お金を受け取るところ"),
                    (row["municipality"], lang)
                    if row["donee"] == "municipality"
                    else site.link("organizations", row["organization"], ref.register),
                ),
                (wording.title("projects", "tax_note"), (row["tax_note"], lang) if row["tax_note"] else ""),
                (wording.title("projects", "updated_on"), wording.date_long(row["updated_on"])),
            ],
            "result": report,
            "contacts": bequest_contacts(site, ref.register) if row["kind"] == "bequest" else [],
        }


def raised_words(row: Row, wording: Wording) -> str:
    """41万6,000円（2026年11月16日（月）現在）; '' where nothing has been told."""
    if row["raised_yen"] is None or row["raised_as_of"] is None:
        return ""
    return wording._("%(money)s（%(date)s現在）") % {
        "money": wording.money(row["raised_yen"]),
        "date": wording.date_long(row["raised_as_of"]),
    }


def bequest_contacts(site: Site, register: Register) -> list[dict[str, Any]]:
    """Cards of those who advise on bequests."""
    wording, lang = site.wording(register), foreign(register)
    return [
        {
            "link": (row["name"], lang),
            "kind": wording.category("bequest_contacts", "kind", row["kind"]),
            "text": (row["about"], lang),
            "facts": [
                (wording._("電話"), row["phone"] or ""),
                (wording._("区"), wording.label("areas", row["area"]) if row["area"] else ""),
                (wording._("確認"), wording.date_long(row["checked_on"]) if row["checked_on"] else ""),
            ],
            "marks": (),
            "url": row["url"],
        }
        for row in site.catalog.rows("bequest_contacts")
    ]


VIEW = Projects(entry_kinds_by_table()["projects"])
