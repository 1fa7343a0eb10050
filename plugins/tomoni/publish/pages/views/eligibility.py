"""`/grants/check` for those who are not registered, and `/npos/ID/grants`: which calls one may answer, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..calls import call_item, calls_to_answer, judged_calls
from ..eligibility_words import ANSWERS, LABELS, OPEN_TO_ALL, VERDICTS
from ..page import PageRef, register_prefix
from ..site import Site
from ..wording import Wording

_GROUPS = ("yes", "unknown", "no")
_LEGAL_FORMS_NOT_ASKED = ("any", "company")


class EligibilityPages:
    """View of the check for everybody and of each registered organization's own page."""

    name = "eligibility"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """The check in every register; a Japanese page for each organization that keeps its own entry."""
        if "grants" not in site.views or not calls_to_answer(site):
            return
        for register in site.settings.registers:
            yield PageRef(f"{register_prefix(register)}grants/check.html", "grant_check.html", register)
        for row in site.catalog.rows("organizations"):
            if row["listing"] == "claimed" and row["status"] == "active":
                yield PageRef(
                    f"npos/{row['id']}/grants.html", "npo_grants.html", "ja", row["id"], indexable=False
                )

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """Calls with their conditions, or with the answers to them."""
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        return self._check(site, ref, wording, prefix) if ref.key is None else self._own(site, ref, wording)

    def _check(self, site: Site, ref: PageRef, wording: Wording, prefix: str) -> dict[str, Any]:
        def choices(codelist: str, left_out: tuple[str, ...] = ("any",)) -> list[tuple[str, str]]:
            rows = sorted(site.catalog.rows(codelist), key=lambda row: (row["sort"] or 0, row["code"]))
            return [
                (row["code"], wording.label(codelist, row["code"]))
                for row in rows
                if row["code"] not in left_out
            ]

        return {
            "title": wording._("応募できる助成金を調べる"),
            "description": wording._(
                "登録していない団体も、いくつかの質問に答えると、応募できる助成金・公募がわかります。"
            ),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": f"{prefix}index.html"},
                {"label": wording._("助成金・公募をさがす"), "path": f"{prefix}grants/index.html"},
                {"label": wording._("応募できる助成金を調べる"), "path": None},
            ],
            "calendar_path": f"{prefix}grants/calendar.html",
            "calls": [call_item(site, row, ref.register, wording) for row in calls_to_answer(site)],
            "legal_forms": choices("legal_forms", _LEGAL_FORMS_NOT_ASKED),
            "wards": choices("areas", ("any", "13100")),
            "fields": choices("activity_fields"),
            "check_words": {
                "labels": {name: wording._(label) for name, label in LABELS.items()},
                "answers": {name: wording._(text) for name, text in ANSWERS.items()},
                "verdicts": {name: wording._(text) for name, text in VERDICTS.items()},
                "open": wording._(OPEN_TO_ALL),
                "and": ", " if wording.register == "en" else "・",
                "count": wording._(
                    "応募できるもの{yes}件、確かめるもの{unknown}件、応募できないもの{no}件です。"
                ),
                "start": wording._("質問に答えると、応募できるものから順に並びます。"),
                "passed": wording._("締め切られたもの（{count}件）"),
                "deleted": wording._("答えを消しました。"),
            },
        }

    def _own(self, site: Site, ref: PageRef, wording: Wording) -> dict[str, Any]:
        row = site.catalog.get("organizations", ref.key)
        assert row is not None
        judged = judged_calls(site, row)
        titles = {
            "yes": wording._("応募できるもの"),
            "unknown": wording._("確かめるもの"),
            "no": wording._("応募できないもの"),
        }
        return {
            "title": wording._("%(name)sが応募できる助成金") % {"name": row["name"]},
            "description": wording._("登録された内容と、募集の条件を比べました。"),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": "index.html"},
                {"label": wording._("団体をさがす"), "path": "npos/index.html"},
                {"label": row["name"], "path": f"npos/{row['id']}.html"},
                {"label": wording._("応募できる助成金"), "path": None},
            ],
            "row": row,
            "groups": [
                (
                    answer,
                    titles[answer],
                    [
                        call_item(site, call, ref.register, wording, found)
                        for call, found in judged
                        if found.answer == answer
                    ],
                )
                for answer in _GROUPS
            ],
        }


VIEW = EligibilityPages()
