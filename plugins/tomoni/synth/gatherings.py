"""Courses, meetings, fairs and the academy: past ones with their figures, coming ones to apply for."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from tomoni.synth.bank.support import Gathering, academy, fairs, gatherings, trainings
from tomoni.synth.companies import fiscal_year
from tomoni.synth.draft import Draft, Row
from tomoni.synth.weekdays import DAYS, at

DISASTER = "災害ボランティアセンター"
HORIZON = timedelta(days=120)
PLANNED = timedelta(days=70)
"""What lies farther ahead cannot be applied for yet."""
COURSE_EVERY, MEETING_EVERY = 13, 60
FAIR_DAYS = (-330, -270, -200, -150, -95, -40, 1, 3, 9, 16, 23, 37, 52, 80)
COMPANY_DAYS = (-210, -120, -50, 12, 45)
ACADEMY_MONTHS = (5, 6, 7, 8, 9, 10, 11, 12, 1, 2)
# Holidays on fixed days (and around the equinoxes), on which not every centre opens; the others are Mondays.
HOLIDAYS = frozenset(
    {(1, 1), (2, 11), (2, 23), (3, 20), (3, 21), (4, 29), (5, 3), (5, 4), (5, 5), (5, 6), (8, 11)}
    | {(9, 22), (9, 23), (11, 3), (11, 23)}
)
Span = tuple[datetime, datetime]


def fill(draft: Draft) -> None:
    """Adds `cohorts` and `events`: a course every 13 days since two fiscal years before, and the rest.

    One such calendar for every 150 organizations. Needs centres, their hours and closures, and companies.
    """
    _cohorts(draft)
    tracks = draft.scaled(1)
    calendar = _Calendar(draft)
    organizations = [row for row in draft.rows("organizations") if _can_host(row)]
    companies = [row for row in draft.rows("companies") if row["status"] == "certified"]
    for track in range(tracks):
        _courses(draft, calendar, track)
        _meetings(draft, calendar, track)
        if organizations:
            _fairs(draft, organizations, track)
        if companies:
            _company_days(draft, companies, track)
    _academy_days(draft)


def weekday_of(day: date) -> str:
    """The day of the week as the tables of hours write it: mon … sun."""
    return DAYS[day.weekday()]


def turn_of_the_year(day: date) -> bool:
    """Whether centres are closed for the New Year: 29 December to 3 January."""
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


class _Calendar:
    """When each centre is open, and which hold courses."""

    def __init__(self, draft: Draft) -> None:
        self.closes: dict[str, dict[str, time]] = {}
        for row in draft.rows("center_hours"):
            self.closes.setdefault(row["center"], {})[row["weekday"]] = row["closes"]
        self.closed: set[tuple[str, date]] = {
            (row["center"], row["date"]) for row in draft.rows("center_closures")
        }
        self.teaching = [row for row in draft.rows("centers") if row["kind"] != DISASTER]
        self.disaster = [row for row in draft.rows("centers") if row["kind"] == DISASTER] or self.teaching

    def span(self, center: str, day: date, weekend: bool) -> Span:
        """Two hours on the first day from `day` on that suits: an evening, or an afternoon at the weekend."""
        for wished, reach in ((weekend, 9), (not weekend, 9), (weekend, 28)):
            for later in range(reach):
                found = day + timedelta(days=later)
                if (found.weekday() >= 5) == wished and self._open(center, found):
                    start = time(14) if wished else time(18, 30)
                    return at(found, start), at(found, start) + timedelta(hours=2)
        raise ValueError(f"{center} has no evening or weekend open after {day}")

    def _open(self, center: str, day: date) -> bool:
        closes: time | None = self.closes[center].get(weekday_of(day))
        if closes is None or closes < (time(16) if day.weekday() >= 5 else time(20, 30)):
            return False
        if day.weekday() == 0 or (day.month, day.day) in HOLIDAYS or turn_of_the_year(day):
            return False
        return (center, day) not in self.closed


def _can_host(row: Row) -> bool:
    return (row["listing"], row["status"], row["address_public"]) == ("claimed", "active", "full")


def _steps(draft: Draft, every: int, first: date) -> Iterable[tuple[int, date]]:
    """Days at equal distance through the fifth day from now, from `first` to the horizon, numbered from now."""
    anchor = draft.as_of + timedelta(days=4)
    number = -((anchor - first).days // every)
    while (day := anchor + timedelta(days=number * every)) <= draft.as_of + HORIZON:
        yield number, day
        number += 1


def _courses(draft: Draft, calendar: _Calendar, track: int) -> None:
    since = date(fiscal_year(draft.as_of) - 2, 4, 1)
    year = trainings()
    for number, day in _steps(draft, COURSE_EVERY, since):
        rng = draft.random("events", "course", track, number)
        course = year[(number + track * 5) % len(year)]
        begun = number - (course.position or 1) + 1
        center = calendar.teaching[(begun + track * 3) % len(calendar.teaching)]
        capacity = rng.choice((16, 20, 24, 30))
        _at_center(
            draft,
            center,
            calendar.span(center["id"], day, number % 2 == 0),
            rng,
            slug=course.slug,
            title=course.title,
            kind="training",
            course_topics=tuple(sorted(course.course_topics)),
            growth_stages=course.stages,
            series=course.series,
            position=course.position,
            speakers=course.speakers,
            description=course.text,
            audience="any" if "start" in course.stages else "NPO",
            capacity=capacity,
            fee_yen=rng.choice((0, 0, 0, 500)),
            cancelled=number % 27 == 4,
        )


def _meetings(draft: Draft, calendar: _Calendar, track: int) -> None:
    since = date(fiscal_year(draft.as_of) - 2, 4, 1)
    known = gatherings("centers")
    for number, day in _steps(draft, MEETING_EVERY, since):
        rng = draft.random("events", "meeting", track, number)
        meeting = known[(number + track) % len(known)]
        hosts = calendar.disaster if "disaster" in meeting.topics else calendar.teaching
        center = hosts[(number + track * 2) % len(hosts)]
        span = calendar.span(center["id"], day, number % 2 == 1)
        _at_center(draft, center, span, rng, **_of(meeting), fee_yen=0, cancelled=False)


def _of(meeting: Gathering) -> dict[str, Any]:
    return {
        "slug": meeting.slug,
        "title": meeting.title,
        "kind": meeting.kind,
        "course_topics": tuple(sorted(meeting.course_topics)),
        "topics": tuple(sorted(meeting.topics)),
        "description": meeting.text,
        "audience": meeting.audience,
        "capacity": meeting.capacity,
    }


def _at_center(draft: Draft, center: Row, span: Span, rng: Random, **given: Any) -> None:
    mode = (
        rng.choices(("onsite", "hybrid", "online"), (62, 28, 10))[0]
        if given["kind"] == "training"
        else "onsite"
    )
    here = mode != "online"
    access = set(center["access_features"]) | ({"captioning"} if mode == "hybrid" else set())
    done = span[0].date() < draft.as_of and given["kind"] == "training" and rng.random() < 0.3
    _event(
        draft,
        span,
        rng,
        site=center["website"],
        center=center["id"],
        place=f"{center['name']} {rng.choice(('会議室A', '会議室B', '研修室', '交流スペース'))}"
        if here
        else None,
        area=center["area"] if here else None,
        latitude=center["latitude"] if here else None,
        longitude=center["longitude"] if here else None,
        mode=mode,
        online_url=None if mode == "onsite" else f"{center['website']}online/{given['slug']}",
        access_features=tuple(sorted(access)) if here else ("captioning",),
        materials_url=f"{center['website']}materials/{given['slug']}"
        if done and not given["cancelled"]
        else None,
        **given,
    )


def _fairs(draft: Draft, organizations: list[Row], track: int) -> None:
    known = fairs()
    hosts = draft.random("events", "fair-hosts", track).sample(
        organizations, min(len(organizations), len(FAIR_DAYS))
    )
    for number, days in enumerate(FAIR_DAYS):
        rng = draft.random("events", "fair", track, number)
        fair, host = known[number % len(known)], hosts[number % len(hosts)]
        profile = draft.profiles[host["id"]]
        words = {"n": host["name"], "ws": profile.words["ws"], "theme": profile.archetype.theme}
        given = _of(fair) | {
            "title": fair.title.format_map(words),
            "description": fair.text.format_map(words),
            "topics": tuple(sorted({*fair.topics, *host["topics"][:1]})),
        }
        start = rng.choice((time(10), time(13), time(13, 30)))
        span = _weekend(draft.as_of + timedelta(days=days), start, 3)
        _outside(
            draft,
            span,
            rng,
            host,
            **given,
            place="（デモ）区民ひろば",
            organization=host["id"],
            cancelled=days == -150,
        )


def _company_days(draft: Draft, companies: list[Row], track: int) -> None:
    known = gatherings("companies")
    for number, days in enumerate(COMPANY_DAYS):
        rng = draft.random("events", "company", track, number)
        meeting = known[number % len(known)]
        able = [
            row
            for row in companies
            if "it-support" in row["skills"] or "it-tools" not in meeting.course_topics
        ]
        host = rng.choice(able or companies)
        day = draft.as_of + timedelta(days=days)
        span = _weekend(day, time(10), 2)
        place = "（デモ）区民ひろば" if meeting.kind == "volunteer" else f"{host['name']} 会議室"
        _outside(draft, span, rng, host, **_of(meeting), place=place, company=host["id"], cancelled=False)


def _outside(draft: Draft, span: Span, rng: Random, host: Row, **given: Any) -> None:
    """An event that is not at a centre: near the ward's office, since invented venues have no real place."""
    ward = next(row for row in draft.codes["areas"] if row["code"] == host["area"])
    access = set(rng.sample(("wheelchair", "writing", "stroller", "assistance-dog"), 2))
    if "手話" in given["description"]:
        access.add("sign-language")
    _event(
        draft,
        span,
        rng,
        site=host["contact_url"].removesuffix("contact"),
        area=host["area"],
        latitude=round(float(ward["latitude"]) + rng.uniform(-0.003, 0.003), 4),
        longitude=round(float(ward["longitude"]) + rng.uniform(-0.003, 0.003), 4),
        mode="onsite",
        access_features=tuple(sorted(access)),
        fee_yen=0,
        **given,
    )


def _weekend(day: date, start: time, length: int) -> Span:
    """That many hours on the first Saturday or Sunday from `day` on, the turn of the year left out."""
    while day.weekday() < 5 or turn_of_the_year(day):
        day += timedelta(days=1)
    return at(day, start), at(day, start) + timedelta(hours=length)


def _event(
    draft: Draft, span: Span, rng: Random, *, slug: str, site: str, cancelled: bool, **row: Any
) -> None:
    """One row: past events have their number of participants, coming ones a day to apply by."""
    day = span[0].date()
    past = day < draft.as_of
    status = (
        "done"
        if past
        else "planned"
        if day > draft.as_of + PLANNED
        else rng.choices(("open", "full"), (7, 1))[0]
    )
    if cancelled:
        status = "cancelled"
    updated = min(draft.as_of, day + timedelta(days=rng.randrange(1, 8)))
    if not past:
        updated = draft.as_of - timedelta(days=rng.randrange(1, 25))
    apply_by = day - timedelta(days=3)
    draft.add(
        "events",
        id=draft.new_id("events", f"{slug}-{day:%Y-%m}"),
        starts_at=span[0],
        ends_at=span[1],
        apply_url=f"{site}events/{slug}",
        apply_by=apply_by if past else max(apply_by, draft.as_of),
        participants=max(4, round(row["capacity"] * rng.uniform(0.55, 1))) if status == "done" else None,
        status=status,
        updated_on=updated,
        demo=True,
        **row,
    )


def _cohorts(draft: Draft) -> None:
    """Three past years of the academy and the running one; one that ended a year ago has been asked."""
    running = fiscal_year(draft.as_of)
    words = academy()
    hosts = sorted(row["id"] for row in draft.rows("organizations") if _can_host(row))
    for term, year in enumerate(range(running - 3, running + 1), 1):
        rng = draft.random("cohorts", term)
        participants = 14 + 2 * term
        graduates = participants - rng.choice((1, 2, 3)) if year < running else None
        asked = graduates is not None and year < running - 1
        draft.add(
            "cohorts",
            id=f"academy-{year}",
            name=words["name"].format(term=term),
            year=year,
            curriculum=tuple(words["curriculum"]),
            mentors=tuple(words["mentors"]),
            hosts=tuple(sorted(rng.sample(hosts, min(len(hosts), 4)))),
            participants=participants,
            graduates=graduates,
            managers_after_one_year=round(graduates * (0.36 + 0.05 * term)) if asked and graduates else None,
            surveyed_on=date(year + 2, 3, 20) if asked else None,
            demo=True,
        )


def _academy_days(draft: Draft) -> None:
    """The second Saturday of each month of the running year, and the last two of the year before."""
    running = fiscal_year(draft.as_of)
    words = academy()
    center = draft.rows("centers")[0]
    for cohort in draft.rows("cohorts")[-2:]:
        for number, month in enumerate(ACADEMY_MONTHS):
            if cohort["year"] < running and number < len(ACADEMY_MONTHS) - 2:
                continue
            rng = draft.random("events", "academy", cohort["year"], number)
            first = date(cohort["year"] + (month < 4), month, 8)
            day = first + timedelta(days=(5 - first.weekday()) % 7)
            _event(
                draft,
                (at(day, time(13, 30)), at(day, time(17))),
                rng,
                slug=f"academy-{number + 1}",
                site=center["website"],
                cohort=cohort["id"],
                title=f"{cohort['name']}：{words['curriculum'][number]}",
                kind="academy",
                growth_stages=("stable", "succession"),
                course_topics=("governance", "succession"),
                series=cohort["name"],
                position=number + 1,
                place=f"{center['name']} 研修室",
                area=center["area"],
                latitude=center["latitude"],
                longitude=center["longitude"],
                mode="onsite",
                capacity=cohort["participants"],
                fee_yen=0,
                speakers=words["mentors"][number % len(words["mentors"])],
                description=words["texts"][number],
                access_features=center["access_features"],
                audience="NPO",
                cancelled=False,
            )
