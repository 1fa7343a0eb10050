"""Centres that support NPOs: where and when, what they did, who advises there, whom to ask about bequests."""

from datetime import date, timedelta
from random import Random

from tomoni.synth import gatherings
from tomoni.synth.bank import towns
from tomoni.synth.bank.support import AdvisorKind, advisor_kinds, advisor_names, bequests, center_kinds
from tomoni.synth.companies import fiscal_year
from tomoni.synth.draft import Draft, Row
from tomoni.synth.gatherings import DISASTER
from tomoni.synth.names import WARD_WEIGHTS
from tomoni.synth.weekdays import hours

REPORTED_YEARS = 3
# How many of a ward's main NPOs came to a centre, in the last reported year and the two before it.
USED_SHARE = (0.58, 0.5, 0.42)
USES = ("consultation", "consultation", "training", "training", "space", "matching")


def fill(draft: Draft) -> None:
    """Adds centres (6 for 150 organizations, at most two a ward), their years and users, 25 advisors, events,
    cohorts and contacts for bequests.

    `learning_steps` is real prose and stays as the base package has it.
    """
    kinds = center_kinds()
    amount = min(max(4, draft.scaled(len(kinds))), 2 * len(WARD_WEIGHTS))
    for number in range(amount):
        _center(draft, number)
    for number in range(draft.scaled(25)):
        _advisor(draft, number)
    gatherings.fill(draft)
    _uses(draft)
    _years(draft)
    _bequests(draft)


def _center(draft: Draft, number: int) -> None:
    rng = draft.random("centers", number)
    kinds = center_kinds()
    kind = kinds[number % len(kinds)]
    area, town, station = kind["area"], kind["town"], kind["station"]
    if number >= len(kinds):
        area = _area_without(draft)
        place = rng.choice(towns(area))
        town, station = place.label, f"{place.station}から歩いて{rng.randrange(3, 12)}分"
    ward = next(row for row in draft.codes["areas"] if row["code"] == area)
    words = {"ws": ward["label"].removesuffix("区"), "ws_en": ward["label_en"].removesuffix(" City")}
    id_ = draft.new_id("centers", f"{words['ws_en'].lower()}-{kind['slug']}")
    draft.add(
        "centers",
        id=id_,
        name=kind["name"].format_map(words),
        kind=kind["kind"],
        area=area,
        operator=kind["operator"],
        address=f"{ward['label']}{town}（架空のため番地なし）",
        latitude=round(float(ward["latitude"]) + rng.uniform(-0.003, 0.003), 4),
        longitude=round(float(ward["longitude"]) + rng.uniform(-0.003, 0.003), 4),
        phone=f"03-0000-{9000 + number:04d}",
        email=f"madoguchi@{id_}.example",
        website=f"https://{id_}.example/",
        hours_note=kind["note"],
        services=tuple(kind["services"]),
        access_features=tuple(sorted(kind["access"])),
        nearest_station=station,
        name_en=kind["name_en"].format_map(words),
        about_en=kind["en"],
        about_easy=kind["easy"],
        updated_on=draft.as_of - timedelta(days=rng.randrange(2, 60)),
        demo=True,
    )
    for weekday, opens, closes in hours(kind["hours"]):
        draft.add("center_hours", center=id_, weekday=weekday, opens=opens, closes=closes)
    for day, reason in _closures(draft.as_of, {day for day, _, _ in hours(kind["hours"])}, rng):
        draft.add("center_closures", center=id_, date=day, reason=reason)


def _area_without(draft: Draft) -> str:
    """The ward with the fewest centres; the first by code among equals."""
    areas = [row["area"] for row in draft.rows("centers")]
    return min(WARD_WEIGHTS, key=lambda area: (areas.count(area), area))


def _closures(as_of: date, weekdays: set[str], rng: Random) -> list[tuple[date, str]]:
    """The turn of the year, where it is near, and a day of cleaning in each of the coming months."""
    found = []
    for back in range(-45, 130):
        day = as_of + timedelta(days=back)
        if gatherings.turn_of_the_year(day):
            found.append((day, "年末年始の休み"))
    for months in (20, 75):
        day = as_of + timedelta(days=months + rng.randrange(12))
        while gatherings.weekday_of(day) not in weekdays or gatherings.turn_of_the_year(day):
            day += timedelta(days=1)
        found.append((day, rng.choice(("設備の点検", "館内の清掃", "避難訓練とワックスがけ"))))
    return found


def _advisor(draft: Draft, number: int) -> None:
    rng = draft.random("advisors", number)
    kinds, names = advisor_kinds(), advisor_names()
    kind = kinds[number % len(kinds)]
    centers = [row for row in draft.rows("centers") if row["kind"] != DISASTER]
    center = centers[number % len(centers)]
    turn = number // len(kinds)
    plant = names[(number + turn * 7) % len(names)]
    company = _sender(draft, kind, number)
    draft.add(
        "advisors",
        id=draft.new_id("advisors", f"{kind.profession}-{number + 1:02d}"),
        display_name=f"{kind.name} {plant}さん",
        profession=kind.profession,
        skills=tuple(sorted(kind.skills)),
        course_topics=tuple(sorted(kind.course_topics)),
        areas=_reached(center["area"], kind, rng),
        center=center["id"],
        modes=kind.modes,
        time_slots=kind.time_slots,
        languages=("ja", "en") if rng.random() < 0.2 else ("ja",),
        about=kind.about,
        consult_url=f"{center['website']}soudan" if rng.random() < 0.7 else None,
        company=company,
        registration_checked_on=_checked(draft, kind.profession, rng),
        consent=True,
        updated_on=draft.as_of - timedelta(days=rng.randrange(1, 120)),
        demo=True,
    )


def _sender(draft: Draft, kind: AdvisorKind, number: int) -> str | None:
    if not kind.company:
        return None
    found = [row["id"] for row in draft.rows("companies") if row["id"].endswith(f"-{kind.company}")]
    return found[number // len(advisor_kinds()) % len(found)] if found else None


def _reached(area: str, kind: AdvisorKind, rng: Random) -> tuple[str, ...]:
    """All wards for those who also advise online, else the centre's ward and one or two others."""
    if "online" in kind.modes and rng.random() < 0.6:
        return ("13100",)
    return tuple(sorted({area, *rng.sample(sorted(WARD_WEIGHTS), rng.choice((1, 2)))}))


def _checked(draft: Draft, profession: str, rng: Random) -> date | None:
    """The day on which the centre looked the adviser up: only where the profession has a register."""
    row = next(row for row in draft.codes["professions"] if row["code"] == profession)
    if row["registration_required"] != "true":
        return None
    return draft.as_of - timedelta(days=rng.randrange(125, 320))


def _uses(draft: Draft) -> None:
    """Organizations that let it be known that they came: a part of those that did."""
    running = fiscal_year(draft.as_of)
    by_area: dict[str, list[str]] = {}
    for center in draft.rows("centers"):
        by_area.setdefault(center["area"], []).append(center["id"])
    everywhere = [row["id"] for row in draft.rows("centers")]
    for row in draft.rows("organizations"):
        rng = draft.random("center_uses", row["id"])
        if row["listing"] != "claimed" or row["status"] != "active":
            continue
        near = by_area.get(row["area"])
        if rng.random() > (0.6 if near else 0.22):
            continue
        chosen = rng.choice(near or everywhere)
        for year in range(running - 2, running + 1):
            if row["founded_on"].year > year or rng.random() < 0.3:
                continue
            for kind in sorted(set(rng.sample(USES, rng.choice((1, 1, 2))))):
                draft.add(
                    "center_uses",
                    center=chosen,
                    organization=row["id"],
                    fiscal_year=year,
                    kind=kind,
                    publish_consent=True,
                    demo=True,
                )


def _years(draft: Draft) -> None:
    """What each centre reports of the last three whole years: never less than the other tables show."""
    last = fiscal_year(draft.as_of) - 1
    main = {row["id"]: row["area"] for row in draft.rows("organizations") if row["main_npo"]}
    areas = [row["area"] for row in draft.rows("centers")]
    users: dict[tuple[str, int], set[str]] = {}
    for use in draft.rows("center_uses"):
        users.setdefault((use["center"], use["fiscal_year"]), set()).add(use["organization"])
    held: dict[tuple[str, int], list[int]] = {}
    for event in draft.rows("events"):
        if event.get("center") and event["status"] == "done":
            key = event["center"], fiscal_year(event["starts_at"].date())
            held.setdefault(key, []).append(event["participants"])
    for center in draft.rows("centers"):
        rng = draft.random("center_years", center["id"])
        in_ward = sum(area == center["area"] for area in main.values()) / areas.count(center["area"])
        usual, others = rng.randrange(150, 380), rng.randrange(44, 76)
        for back, share in reversed(tuple(enumerate(USED_SHARE[:REPORTED_YEARS]))):
            year = last - back
            known = users.get((center["id"], year), set())
            main_using = max(round(in_ward * share), len(known & main.keys()))
            here = held.get((center["id"], year), [])
            trainings = len(here) if here else _held_before(held, center, year, rng)
            draft.add(
                "center_years",
                center=center["id"],
                fiscal_year=year,
                organizations_using=max(main_using, len(known)) + others - 7 * back,
                main_organizations_using=main_using,
                consultations=round(usual * 0.88**back),
                consultations_bequest=None
                if center["kind"] == DISASTER
                else round((8 - 2 * back) * rng.uniform(0.7, 1.3)),
                trainings_held=trainings,
                participants=sum(here) + rng.randrange(6, 30) if here else trainings * rng.randrange(14, 22),
                source_url=f"{center['website']}report/{year}",
                demo=True,
            )


def _held_before(held: dict[tuple[str, int], list[int]], center: Row, year: int, rng: Random) -> int:
    """How many events a centre held in a year from which the table of events has none."""
    after = len(held.get((center["id"], year + 1), []))
    return max(1, after - rng.choice((0, 1, 1)))


def _bequests(draft: Draft) -> None:
    for number, (kind, slug, area, name, about) in enumerate(bequests()):
        rng = draft.random("bequest_contacts", number)
        draft.add(
            "bequest_contacts",
            id=slug,
            name=name,
            kind=kind,
            about=about,
            url=f"https://{slug}.example/",
            phone=f"03-0000-{9900 + number:04d}",
            area=area,
            checked_on=draft.as_of - timedelta(days=rng.randrange(5, 60)),
            demo=True,
        )
