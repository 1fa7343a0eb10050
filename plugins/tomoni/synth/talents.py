"""People who offer their time and skills: a pseudonym, by consent, reached through a centre."""

from datetime import timedelta

from tomoni.synth.bank import general
from tomoni.synth.draft import Draft

# What people with a skill tend to care for: topics, activity fields.
INTERESTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "accounting": (("community", "single-parent"), ("19", "03")),
    "carpentry": (("vacant-homes", "disaster", "environment"), ("03", "07", "08")),
    "childcare": (("childcare", "single-parent", "child-poverty"), ("13",)),
    "cooking": (("child-poverty", "food-loss", "isolation"), ("01", "13")),
    "counselling": (("mental-health", "isolation", "abuse"), ("01", "10")),
    "data": (("digital-divide", "disaster", "environment"), ("14", "15")),
    "design": (("culture", "community", "childcare"), ("03", "06")),
    "disaster-response": (("disaster", "community"), ("08", "09")),
    "driving": (("food-loss", "elder-watch", "disability"), ("01", "08")),
    "fundraising": (("community", "child-poverty"), ("19", "11")),
    "gardening": (("environment", "vacant-homes", "community"), ("07", "05")),
    "grant-writing": (("community", "gender"), ("19", "12")),
    "hr": (("employment", "gender"), ("17", "12")),
    "interpreting": (("multicultural", "learning"), ("11", "13")),
    "it-support": (("digital-divide", "learning"), ("14", "15")),
    "labour": (("employment", "gender"), ("17", "12")),
    "marketing": (("community", "employment"), ("16", "04")),
    "music-art": (("culture", "dementia", "disability"), ("06", "01")),
    "nursing": (("dementia", "elder-watch", "homelessness"), ("01",)),
    "photo-video": (("culture", "community", "animal"), ("06", "04")),
    "planning": (("community", "employment"), ("03", "19")),
    "project-management": (("community", "disaster"), ("03", "19")),
    "publicity": (("community", "care-leavers", "animal"), ("19", "20")),
    "research": (("community", "environment"), ("15", "19")),
    "sign-language": (("disability",), ("01", "02")),
    "sns": (("community", "animal", "culture"), ("19", "06")),
    "sport": (("disability", "community", "childcare"), ("06", "13")),
    "teaching": (("learning", "child-poverty", "multicultural"), ("13", "02")),
    "translation": (("multicultural",), ("11", "10")),
    "web": (("digital-divide", "community"), ("14", "16")),
    "writing": (("culture", "learning"), ("02", "06")),
}


def fill(draft: Draft) -> None:
    """Adds `talents` (40 for 150 organizations)."""
    for number in range(draft.scaled(40)):
        _talent(draft, number)


def _talent(draft: Draft, number: int) -> None:
    rng = draft.random("talents", number)
    people = general()["talent"]
    person = people[number % len(people)]
    area = rng.choice(sorted({row["area"] for row in draft.rows("organizations") if row["area"]}))
    ward = next(row for row in draft.codes["areas"] if row["code"] == area)["label"].removesuffix("区")
    letter = "ABCDEFHIJKMNRSTUY"[rng.randrange(17)]
    centers = [row["id"] for row in draft.rows("centers") if row.get("area") == area]
    center = rng.choice(centers or [row["id"] for row in draft.rows("centers")])
    slots = rng.sample(
        ("weekday-morning", "weekday-afternoon", "weekday-evening", "weekend-morning", "weekend-afternoon", "weekend-evening"),
        rng.choice((1, 2, 2, 3)),
    )  # fmt: skip
    professional = person["pro"]
    published = draft.as_of - timedelta(days=rng.randrange(5, 150))
    liked = sorted({topic for skill in person["who_skills"] for topic in INTERESTS[skill][0]})
    liked_fields = sorted({field for skill in person["who_skills"] for field in INTERESTS[skill][1]})
    topics = tuple(sorted(rng.sample(liked, min(len(liked), rng.choice((1, 2, 3))))))
    fields = tuple(sorted(rng.sample(liked_fields, min(len(liked_fields), rng.choice((1, 2, 3))))))
    day = draft.as_of + timedelta(days=rng.randrange(5, 30))
    draft.add(
        "talents",
        id=draft.new_id("talents", f"t-{rng.randrange(16**6):06x}"),
        display_name=f"{ward}の{person['who']}・{letter}",
        about=person["about"],
        engagements=tuple(
            rng.choice((("one-off",), ("one-off", "short"), ("short", "ongoing"), ("ongoing",)))
        ),
        role_kinds=("pro-bono",) if professional else ("helper",),
        fields=fields,
        topics=topics,
        skills=tuple(person["who_skills"]),
        time_slots=tuple(slots),
        available_dates=(day.isoformat(),) if rng.random() < 0.3 else (),
        modes=rng.choice((("onsite",), ("onsite", "hybrid"), ("online", "hybrid")))
        if not professional
        else ("online", "hybrid"),
        area=area,
        travel_km=rng.choice((2, 3, 5, 8, 10)),
        hours_per_month=rng.choice((2, 4, 4, 6, 8, 12)),
        languages=("ja", "en") if "translation" in person["who_skills"] or rng.random() < 0.2 else ("ja",),
        contact_center=center,
        consent=True,
        published_on=published,
        expires_on=draft.as_of + timedelta(days=rng.randrange(30, 200)),
        demo=True,
    )
