"""Help that people receive: what, for whom, when, how, at what cost."""

from datetime import timedelta
from random import Random
from typing import Any

from tomoni.synth.draft import Draft, Profile, Row
from tomoni.synth.weekdays import DAYS, DAYS_JA, hours, slots


def fill(draft: Draft) -> None:
    """Adds `services` (60 for 150 organizations) and their `service_hours`."""
    able = [
        row
        for row in draft.rows("organizations")
        if row["listing"] == "claimed"
        and row["status"] == "active"
        and _profile(draft, row).archetype.services
    ]
    for organization in able[: draft.scaled(60)]:
        for number, text in enumerate(_profile(draft, organization).archetype.services):
            _service(draft, organization, text, draft.random("services", organization["id"], number))


def _profile(draft: Draft, organization: Row) -> Profile:
    return draft.profiles[organization["id"]]


def _service(draft: Draft, organization: Row, text: dict[str, Any], rng: Random) -> None:
    profile = _profile(draft, organization)
    words = profile.words
    shown = organization["address_public"]
    confirmed = draft.as_of - timedelta(days=rng.choice((9, 20, 33, 47, 61, 80, 140)))
    confirmed = max(confirmed, organization["registered_on"])
    online = text.get("mode") == "online"
    id_ = draft.new_id("services", f"{organization['id'][:44]}-{profile.archetype.code[:12]}".strip("-"))
    draft.add(
        "services",
        id=id_,
        organization=organization["id"],
        title=text["title"].format_map(words),
        summary=text["summary"].format_map(words),
        description=text["text"].format_map(words),
        topics=organization["topics"],
        fields=organization["fields"],
        for_whom=text["whom"].format_map(words),
        eligibility=f"{words['w']}以外の方も、まずはお問い合わせください。" if rng.random() < 0.5 else None,
        fee_yen=text["fee"],
        fee_note=text.get("note"),
        time_slots=slots(text["hours"]),
        hours_note=_hours_note(text["hours"]),
        area=profile.area,
        areas_served=organization["areas_served"],
        place=None
        if shown != "full" or online
        else f"{profile.town.label}の活動室（{words['s']}から歩いて{rng.randrange(3, 13)}分）",
        address=organization["address"] if shown == "full" and not online else None,
        address_public=shown,
        latitude=organization["latitude"] if not online else None,
        longitude=organization["longitude"] if not online else None,
        mode="online" if online else "onsite",
        languages=organization["languages"],
        access_features=_access(draft, text, online, rng),
        how_to_use=text["how"],
        contact_phone=organization["phone"],
        contact_url=f"{organization['website']}help",
        status="paused" if rng.random() < 0.05 else "open",
        confirmed_on=confirmed,
        updated_on=confirmed,
        demo=True,
    )
    for day, opens, closes in hours(text["hours"]):
        draft.add("service_hours", service=id_, weekday=day, opens=opens, closes=closes, demo=True)


def _hours_note(text: str) -> str:
    """The hours as a sentence: 月・水・金 16:00–19:30。祝日は休み。"""
    parts = []
    for part in text.split(";"):
        days, span = part.split(" ")
        names = "・".join(DAYS_JA[DAYS.index(day)] for day in days.split(","))
        parts.append(f"{names} {span.replace('-', '–')}")
    return "、".join(parts) + "。祝日は休みです。"


def _access(draft: Draft, text: dict[str, Any], online: bool, rng: Random) -> tuple[str, ...]:
    if online:
        return ()
    known = [row["code"] for row in draft.codes["access_features"]]
    wanted = set(text.get("access", ()))
    if rng.random() < 0.4:
        wanted |= {"wheelchair"}
    if rng.random() < 0.25:
        wanted |= {"writing"}
    return tuple(code for code in known if code in wanted)
