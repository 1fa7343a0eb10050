"""What a card shows of an entry. The same card everywhere, so the same context everywhere."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from markupsafe import Markup

from tomoni.catalog import Row
from tomoni.insight.standing import confirmation_age, sessions_of, sessions_to_come

from .opening_standing import deadline_of, is_open, state_of
from .page import Register
from .site import Site
from .wording import Wording

_FRESH_DAYS = 365
_SOON_DAYS = 7
_SESSIONS = Markup('<span data-sessions="{}">{}</span>')
"""The sessions to come as pairs of the day and the words from that day on; the words of the first."""


def organization_card(site: Site, row: Row, wording: Wording, register: Register) -> dict[str, Any]:
    """Context of components/card_organization.html."""
    openings = [
        opening
        for opening in site.catalog.by("openings", "organization").get(row["id"], ())
        if is_open(site, opening)
    ]
    return {
        "link": site.link("organizations", row["id"], register),
        "name": site.title("organizations", row["id"], register),
        "legal_form": wording.label("legal_forms", row["legal_form"]),
        "certification": wording.label("certifications", row["certification"])
        if row["certification"] in ("certified", "special", "ordinance")
        else "",
        "area": wording.label("areas", row["area"]) if row["area"] else "",
        "fields": wording.labels("activity_fields", row["fields"][:3]),
        "summary": wording.text(row, "summary"),
        "marks": organization_marks(site, row, wording),
        "openings_count": len(openings),
        "demo": bool(row["demo"]),
        "status": ""
        if row["status"] == "active"
        else wording.category("organizations", "status", row["status"]),
    }


def organization_marks(site: Site, row: Row, wording: Wording) -> list[dict[str, str]]:
    """Who confirmed the entry, in words: the organization lately, the centre, or nobody yet (imported)."""
    marks = []
    age = confirmation_age(row, site.as_of)
    if age is not None and age <= _FRESH_DAYS:
        marks.append({"label": wording._("団体による確認"), "tone": "verified", "icon": "check"})
    if row["verified_on"]:
        marks.append({"label": wording._("確認済み"), "tone": "verified", "icon": "verified"})
    if row["listing"] == "imported":
        marks.append({"label": wording._("名簿から取り込み"), "tone": "quiet"})
    return marks


def opening_card(site: Site, row: Row, wording: Wording, register: Register) -> dict[str, Any]:
    """Context of components/card_opening.html."""
    deadline = deadline_of(site, row)
    pro_bono = row["role_kind"] == "pro-bono"
    kind = (
        wording.label("role_kinds", row["role_kind"])
        if pro_bono
        else wording.label("engagement_types", row["engagement"])
    )
    return {
        "link": site.link("openings", row["id"], register),
        "kind": kind,
        "organization": site.title("organizations", row["organization"], register),
        "when": opening_when(site, row, wording),
        "where": opening_where(row, wording),
        "cost": opening_cost(row, wording),
        "deadline": deadline,
        "deadline_words": deadline_words(deadline, site.as_of, wording) if deadline else None,
        "soon": deadline is not None and (deadline - site.as_of).days <= _SOON_DAYS,
        "state": state_of(site, row),
        "confirmed": row["confirmed_on"] or row["published_on"],
        "marks": opening_marks(row, wording),
        "demo": bool(row["demo"]),
    }


def deadline_words(deadline: date, as_of: date, wording: Wording) -> str | None:
    """あと3日・11月26日（木） within the week; None later (the card then shows the date). Scripts say the same."""
    days, words = (deadline - as_of).days, {"date": wording.date(deadline)}
    if days < 0:
        return wording._("締め切りました・{date}").format(**words)
    if days == 0:
        return wording._("今日まで・{date}").format(**words)
    if days == 1:
        return wording._("明日まで・{date}").format(**words)
    return wording._("あと{days}日・{date}").format(days=days, **words) if days <= _SOON_DAYS else None


def opening_when(site: Site, row: Row, wording: Wording) -> str:
    """The next session with room where there are sessions, else the times of the week."""
    coming = sessions_to_come(sessions_of(site.catalog, row), site.as_of)
    room = [session for session in coming if session["status"] == "open"] or coming
    if room:
        said = [
            (
                first["starts_at"].date().isoformat(),
                f"{wording.moment(first['starts_at'])}–{wording.time(first['ends_at'])}"
                + (wording._("（ほか%(count)s回）") % {"count": others} if others else ""),
            )
            for others, first in zip(range(len(room) - 1, -1, -1), room, strict=True)
        ]
        if len(said) == 1:
            return said[0][1]
        # Once the first is over, static/js/deadline.js shows the next.
        return _SESSIONS.format(json.dumps(said, ensure_ascii=False, separators=(",", ":")), said[0][1])
    if "anytime" in row["time_slots"]:
        return wording.label("time_slots", "anytime")
    separator = ", " if wording.register == "en" else "・"
    return separator.join(wording.labels("time_slots", row["time_slots"]))


def opening_where(row: Row, wording: Wording) -> str:
    """Online, or ward and nearest station."""
    if row["mode"] == "online":
        return wording.label("participation_modes", "online")
    parts = [wording.label("areas", row["area"])] if row["area"] else []
    if row["nearest_station"]:
        parts.append(row["nearest_station"])
    if row["mode"] == "hybrid":
        parts.append(wording.label("participation_modes", "hybrid"))
    return (", " if wording.register == "en" else "・").join(parts)


def opening_cost(row: Row, wording: Wording) -> str:
    """What the volunteer pays, and what is paid back."""
    parts = []
    if row["fee_yen"]:
        parts.append(wording._("参加費%(money)s") % {"money": wording.money(row["fee_yen"])})
    elif row["fee_yen"] == 0:
        parts.append(wording._("無料"))
    if row["expenses"]:
        paid = (", " if wording.register == "en" else "・").join(
            wording.labels("expense_kinds", row["expenses"])
        )
        parts.append(wording._("%(expenses)sの支給あり") % {"expenses": paid})
    return (", " if wording.register == "en" else "・").join(parts)


def opening_marks(row: Row, wording: Wording) -> list[str]:
    """Short marks: beginners, access, age, group, languages."""
    marks = []
    if row["beginners_welcome"]:
        marks.append(wording._("はじめて歓迎"))
    if row["mode"] == "online":
        marks.append(wording.label("participation_modes", "online"))
    if "wheelchair" in row["access_features"]:
        marks.append(wording.label("access_features", "wheelchair"))
    if row["min_age"]:
        marks.append(wording._("%(age)s歳から") % {"age": row["min_age"]})
    if row["certificate_available"]:
        marks.append(wording._("活動証明あり"))
    return marks


def service_card(site: Site, row: Row, wording: Wording, register: Register) -> dict[str, Any]:
    """Context of components/card_service.html."""
    return {
        "link": site.link("services", row["id"], register),
        "topics": wording.labels("topics", row["topics"][:2]),
        "organization": site.title("organizations", row["organization"], register),
        "for_whom": (row["for_whom"] or "", _lang(register)),
        "when": (row["hours_note"] or "", _lang(register))
        if row["hours_note"]
        else ("・".join(wording.labels("time_slots", row["time_slots"])), None),
        "where": service_where(row, wording),
        "cost": service_cost(row, wording),
        "marks": service_marks(row, wording),
        "state": row["status"],
        "demo": bool(row["demo"]),
    }


def service_marks(row: Row, wording: Wording) -> list[str]:
    """Short marks: online, wheelchair, languages other than Japanese."""
    marks = [wording.label("participation_modes", "online")] if row["mode"] == "online" else []
    marks += [
        wording.label("access_features", code) for code in row["access_features"] if code == "wheelchair"
    ]
    return marks + [wording.label("languages", code) for code in row["languages"] if code != "ja"]


def service_where(row: Row, wording: Wording) -> str:
    """Online, or the ward (and the place, where the organization shows it)."""
    if row["mode"] == "online":
        return wording.label("participation_modes", "online")
    return wording.label("areas", row["area"]) if row["area"] else ""


def service_cost(row: Row, wording: Wording) -> str:
    """What the help costs the person who comes."""
    if row["fee_yen"] == 0:
        return wording._("無料")
    return wording.money(row["fee_yen"]) if row["fee_yen"] else ""


def _lang(register: Register) -> str | None:
    """The language of a Japanese text on a page of this register, where it has to be said."""
    return "ja" if register == "en" else None
