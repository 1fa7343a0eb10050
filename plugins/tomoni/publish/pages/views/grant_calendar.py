"""`/grants/calendar`: the days of calls by month, rolling ones apart, and the next rounds of those that recur."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ..calls import call_item, calls_to_answer, is_over
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..wording import Wording
from .grants import next_round


class GrantCalendar:
    """View of all calls by the day on which they close."""

    name = "grant_calendar"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """One page in every register, where there are calls."""
        if "grants" in site.views and site.catalog.rows("grants"):
            for register in site.settings.registers:
                path = f"{register_prefix(register)}grants/calendar.html"
                yield PageRef(path, "grant_calendar.html", register)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """Months with their days, each with the calls that close on it."""
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        rows = calls_to_answer(site)
        dated = [row for row in rows if row["closes_on"] is not None]
        return {
            "title": wording._("締め切りのカレンダー"),
            "description": wording._("助成金・公募を、締め切りの日で並べました。"),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": f"{prefix}index.html"},
                {"label": wording._("助成金・公募をさがす"), "path": f"{prefix}grants/index.html"},
                {"label": wording._("締め切りのカレンダー"), "path": None},
            ],
            "check_path": f"{prefix}grants/check.html",
            "weekdays": wording.weekdays(),
            "months": [
                self._month(site, month, dated, ref.register, wording)
                for month in sorted({row["closes_on"].replace(day=1) for row in dated})
            ],
            "rolling": [
                call_item(site, row, ref.register, wording) for row in rows if row["closes_on"] is None
            ],
            "next_rounds": [
                (site.link("grants", row["id"], ref.register), next_round(row, site.as_of, wording))
                for row in site.catalog.rows("grants")
                if is_over(row, site.as_of) and next_round(row, site.as_of, wording)
            ],
        }

    def _month(
        self, site: Site, first: date, rows: Sequence[Any], register: Register, wording: Wording
    ) -> dict[str, Any]:
        days: dict[date, list[Any]] = {}
        for row in rows:
            if row["closes_on"].replace(day=1) == first:
                days.setdefault(row["closes_on"], []).append(row)
        weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
        return {
            "label": wording.month(first),
            "id": f"{first:%Y-%m}",
            "weeks": [
                [
                    {
                        "day": day.day if day.month == first.month else None,
                        "id": f"{day:%Y-%m-%d}" if day in days else "",
                        "label": wording.ngettext(
                            "%(date)s：%(count)s件の締め切り",
                            "%(date)s：%(count)s件の締め切り",
                            len(days.get(day, ())),
                        )
                        % {"date": wording.date(day), "count": wording.number(len(days.get(day, ())))},
                    }
                    for day in week
                ]
                for week in weeks
            ],
            "days": [
                {
                    "id": f"{day:%Y-%m-%d}",
                    "label": wording.date(day),
                    "iso": day.isoformat(),
                    "calls": [call_item(site, row, register, wording) for row in found],
                }
                for day, found in sorted(days.items())
            ],
        }


VIEW = GrantCalendar()
