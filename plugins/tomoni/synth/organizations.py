"""Invented organizations: who they are, where, since when, and how far they may be shown."""

from datetime import date, timedelta
from random import Random

from tomoni.synth.bank import Archetype, Place, archetypes, featured, general, towns
from tomoni.synth.bank.reading import katakana, romaji
from tomoni.synth.draft import Draft, Profile, Row
from tomoni.synth.names import WARD_WEIGHTS, Name, areas_of, imported_ones, name_for, spread

LEGAL_FORMS = {"npo": 64, "voluntary": 17, "general-incorporated": 14, "public-interest": 5}
FULL_FORMS = {
    "npo": "特定非営利活動法人",
    "general-incorporated": "一般社団法人",
    "public-interest": "公益社団法人",
}
FISCAL_STARTS = {"04-01": 84, "01-01": 6, "07-01": 5, "10-01": 5}


def fill(draft: Draft) -> None:
    """Adds the rows of `organizations` and remembers each one's profile."""
    order = draft.random("organizations", "order")
    kinds = spread(list(archetypes().values()), draft.organizations, order)
    areas = areas_of(draft.organizations, order)
    imported = imported_ones(draft.organizations, order)
    taken: set[str] = {entry["name"] for entry in featured()}
    for number in range(draft.organizations):
        rng = draft.random("organizations", number)
        if number < len(featured()):
            _featured(draft, featured()[number], number, rng)
            continue
        area, archetype = areas[number], kinds[number]
        name = name_for(archetype, area, _short(draft, area), taken, rng)
        town = rng.choice(towns(area))
        _row(draft, number, archetype, area, town, name, imported[number], rng)


def _featured(draft: Draft, entry: Row, number: int, rng: Random) -> None:
    town = next(town for town in towns(entry["area"]) if town.label == entry["town"])
    name = Name(entry["name"], entry["kana"], entry["name_en"])
    _row(draft, number, archetypes()[entry["archetype"]], entry["area"], town, name, False, rng, entry)


def _short(draft: Draft, area: str) -> Place:
    ward = _ward(draft, area)
    return Place(ward["label"].removesuffix("区"), ward["kana"].removesuffix("く"))


def _ward(draft: Draft, area: str) -> dict[str, str]:
    return next(row for row in draft.codes["areas"] if row["code"] == area)


def _row(
    draft: Draft,
    number: int,
    archetype: Archetype,
    area: str,
    town: Place,
    name: Name,
    imported: bool,
    rng: Random,
    given: Row | None = None,
) -> None:
    given = given or {}
    age = _age(draft, given, rng)
    founded = draft.as_of - timedelta(days=round(age * 365.25) + rng.randrange(200))
    legal_form = given.get("legal_form") or ("npo" if imported else _weighted(LEGAL_FORMS, rng))
    shown = "hidden" if archetype.hidden else rng.choices(("full", "ward"), (96, 4))[0]
    shown = "full" if given else "ward" if imported else shown
    words_ = _words(draft, area, town, name.label, founded, shown)
    profile = Profile(
        archetype=archetype,
        area=area,
        area_label=words_["w"],
        town=town,
        size=rng.uniform(0.5, 1.25) * min(1.2, 0.5 + age / 12),
        growth=rng.uniform(0.97, 1.16),
        found=not imported,
        words=words_,
        shown=shown,
    )
    if imported:
        row = _imported_row(draft, number, profile, name, founded, rng)
    else:
        row = _claimed_row(draft, profile, name, legal_form, founded, age, rng, given)
    row = draft.add("organizations", **row)
    draft.profiles[row["id"]] = profile


def _age(draft: Draft, given: Row, rng: Random) -> float:
    if "founded" in given:
        return draft.as_of.year - int(given["founded"])
    ranges = ((1.2, 3), (3, 9), (5, 16), (4, 12), (12, 26))
    return rng.uniform(*rng.choice(ranges))


def _words(draft: Draft, area: str, town: Place, name: str, founded: date, shown: str) -> dict[str, str]:
    """What the holes of the bank's texts are filled with; no town where the address is kept back."""
    ward = _ward(draft, area)
    if shown != "full":
        town = Place("区内", town.kana, "駅")
    near = town.label_en if shown == "full" else ward["label_en"]
    return {
        "w": ward["label"],
        "ws": ward["label"].removesuffix("区"),
        "w_en": ward["label_en"],
        "t": town.label,
        "t_en": near,
        "s": town.station,
        "s_en": near,
        "n": name,
        "year": str(founded.year),
    }


def _claimed_row(
    draft: Draft,
    profile: Profile,
    name: Name,
    legal_form: str,
    founded: date,
    age: float,
    rng: Random,
    given: Row,
) -> Row:
    archetype, words_ = profile.archetype, profile.words
    members = round(rng.uniform(8, 60) * (1 if legal_form == "voluntary" else 1.6))
    id_ = draft.new_id("organizations", "-".join(romaji(name.kana).split()))
    shown = profile.shown
    registered = draft.as_of - timedelta(days=rng.randrange(25, 560))
    registered = max(registered, founded + timedelta(days=20))
    confirmed = _confirmed(draft.as_of, registered, rng)
    updated = max(confirmed or registered, registered)
    status, ended = _status(draft.as_of, rng) if not given else ("active", None)
    if status != "active":
        updated = max(updated, ended or updated)
    incorporated = None
    if legal_form != "voluntary":
        incorporated = min(
            founded + timedelta(days=rng.randrange(90, 1400)), draft.as_of - timedelta(days=120)
        )
        incorporated = max(incorporated, founded)
    certification, from_, until = _certification(draft.as_of, legal_form, incorporated, rng, given)
    main = bool(given) or rng.random() < 0.4
    verified = (
        min(registered + timedelta(days=rng.randrange(3, 24)), draft.as_of) if rng.random() < 0.6 else None
    )
    full = shown == "full"
    languages = archetype.languages or (("ja", "en") if rng.random() < 0.18 else ("ja",))
    donations = rng.random() < 0.7
    index = len(draft.rows("organizations"))
    return {
        "id": id_,
        "name": name.label,
        "name_kana": katakana(name.kana),
        "name_en": name.label_en,
        "legal_form": legal_form,
        "area": profile.area,
        "areas_served": _served(profile.area, rng),
        "fields": archetype.fields[: rng.choice((2, 3, 3))],
        "topics": archetype.topics,
        "sdgs": tuple(_sdg(draft, goal) for goal in archetype.sdgs),
        "summary": archetype.summary[0 if given else rng.randrange(len(archetype.summary))].format_map(
            words_
        ),
        "summary_en": archetype.en.format_map(words_),
        "summary_easy": archetype.easy.format_map(words_),
        "purpose": archetype.purpose.format_map(words_),
        "activities": "\n\n".join(
            (
                archetype.activities.format_map(words_),
                rng.choice(general()["stories"]).format_map(words_ | {"members": str(members)}),
            )
        ),
        "founded_on": founded,
        "incorporated_on": incorporated,
        "fiscal_year_start": "04-01" if given else _weighted(FISCAL_STARTS, rng),
        "address": _address(profile, shown),
        "latitude": round(profile.town.latitude + rng.uniform(-0.0045, 0.0045), 4) if full else None,
        "longitude": round(profile.town.longitude + rng.uniform(-0.0055, 0.0055), 4) if full else None,
        "website": f"https://{id_}.example/",
        "email": f"info@{id_}.example",
        "phone": f"03-0000-{index % 10000:04d}",
        "contact_url": f"https://{id_}.example/contact",
        "staff_paid": round(profile.size * archetype.income[1] / 900) if legal_form != "voluntary" else 0,
        "staff_volunteer": round(rng.uniform(6, 70) * (0.6 + profile.size)),
        "members": members,
        "growth_stage": _stage(age, rng),
        "languages": languages,
        "certification": certification,
        "certified_from": from_,
        "certified_until": until,
        "tax_benefits": _benefits(draft, certification),
        "support_wanted": _wanted(draft, rng),
        "accepts_volunteers": status == "active" and rng.random() < 0.92,
        "accepts_donations": donations,
        "donation_url": f"https://{id_}.example/donate" if donations else None,
        "address_public": shown,
        "status": status,
        "ended_on": ended,
        "main_npo": main,
        "main_npo_basis": _basis(certification, profile, rng) if main else None,
        "listing": "claimed",
        "registered_on": registered,
        "updated_on": updated,
        "confirmed_on": confirmed,
        "verified_on": verified,
        "verified_by": "center" if verified else None,
        "source": "デモ用の架空の団体",
        "demo": True,
    }


def _imported_row(draft: Draft, number: int, profile: Profile, name: Name, founded: date, rng: Random) -> Row:
    """A look-alike of what the national register gives: full legal name, purpose, no summary, no contact."""
    register = f"999{number:06d}"
    draft.new_id("organizations", f"npo-{register}")
    status = rng.choices(("active", "dissolved", "dormant", "revoked"), (80, 12, 5, 3))[0]
    ended = (
        draft.as_of - timedelta(days=rng.randrange(40, 900)) if status in ("dissolved", "revoked") else None
    )
    founded = min(founded, (ended or draft.as_of) - timedelta(days=700))
    on = draft.as_of - timedelta(days=38)
    main = status == "active"
    return {
        "id": f"npo-{register}",
        "name": f"特定非営利活動法人{name.label}",
        "name_kana": katakana(name.kana),
        "legal_form": "npo",
        "register_number": register,
        "jurisdiction": "東京都",
        "area": profile.area,
        "fields": profile.archetype.fields,
        "purpose": "この法人は、" + profile.archetype.purpose.format_map(profile.words),
        "founded_on": founded,
        "incorporated_on": founded,
        "fiscal_year_start": _weighted(FISCAL_STARTS, rng),
        "address": profile.words["w"],
        "certification": "former-nta" if rng.random() < 0.05 else "none",
        "address_public": "ward",
        "status": status,
        "ended_on": ended,
        "main_npo": main,
        "main_npo_basis": general()["main_basis"][3].format_map(profile.words) if main else None,
        "listing": "imported",
        "updated_on": on,
        "verified_on": on,
        "verified_by": "register",
        "source": "デモ用の架空の団体（全国の登録簿の形にならったもの）",
        "source_row": number + 2,
        "demo": True,
    }


def _weighted(weights: dict[str, int], rng: Random) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _served(area: str, rng: Random) -> tuple[str, ...]:
    near = {area}
    if rng.random() < 0.35:
        near.update(rng.sample(sorted(WARD_WEIGHTS), rng.choice((1, 1, 2))))
    return tuple(sorted(near))


def _sdg(draft: Draft, goal: int) -> str:
    """The codelist's code of a goal: it is padded or not as the codelist has it."""
    codes = {int(row["code"]): row["code"] for row in draft.codes["sdgs"]}
    return codes[goal]


def _confirmed(as_of: date, registered: date, rng: Random) -> date | None:
    days = rng.choices(
        (rng.randrange(3, 120), rng.randrange(120, 300), rng.randrange(365, 540), 0), (68, 14, 13, 5)
    )[0]
    if days == 0:
        return None
    return max(as_of - timedelta(days=days), registered)


def _status(as_of: date, rng: Random) -> tuple[str, date | None]:
    status = rng.choices(("active", "dormant", "dissolved"), (955, 28, 17))[0]
    ended = as_of - timedelta(days=rng.randrange(20, 200)) if status == "dissolved" else None
    return status, ended


def _stage(age: float, rng: Random) -> str:
    if age < 3:
        return "start"
    if age < 8:
        return "growth"
    return "succession" if age > 14 and rng.random() < 0.6 else "stable"


def _certification(
    as_of: date, legal_form: str, incorporated: date | None, rng: Random, given: Row
) -> tuple[str, date | None, date | None]:
    """The kind with its first and last day: five years for 認定, three for 特例認定 (NPO法 51条, 60条)."""
    if legal_form != "npo" or incorporated is None:
        return "none", None, None
    kind = (
        given.get("certification")
        or rng.choices(("none", "certified", "special", "ordinance"), (74, 12, 8, 6))[0]
    )
    years_old = (as_of - incorporated).days / 365.25
    if kind == "special" and not 1.5 < years_old < 7.5:
        kind = "none"
    if kind == "certified" and years_old < 3:
        kind = "none"
    if kind == "none":
        return "none", None, None
    span = 3 if kind == "special" else 5
    held = rng.uniform(0.2, min(span - 0.4, years_old - 1.2)) if years_old > 1.7 else 0.2
    start = as_of - timedelta(days=round(held * 365.25))
    until = date(start.year + span, start.month, min(start.day, 28)) - timedelta(days=1)
    return kind, start, until


def _benefits(draft: Draft, certification: str) -> tuple[str, ...]:
    codes = [row["code"] for row in draft.codes["tax_benefits"]]
    if certification == "certified":
        return tuple(codes)
    if certification == "special":
        return tuple(code for code in codes if "inherit" not in code)
    if certification == "ordinance":
        return tuple(code for code in codes if "resident" in code or "inhabitant" in code or "local" in code)
    return ()


def _wanted(draft: Draft, rng: Random) -> tuple[str, ...]:
    codes = [row["code"] for row in draft.codes["advice_problems"]]
    return tuple(sorted(rng.sample(codes, min(len(codes), rng.choice((0, 1, 1, 2, 3))))))


def _address(profile: Profile, shown: str) -> str | None:
    if shown == "hidden":
        return None
    if shown == "ward":
        return profile.area_label
    return f"{profile.area_label}{profile.town.label}（架空のため番地なし）"


def _basis(certification: str, profile: Profile, rng: Random) -> str:
    reasons: list[str] = general()["main_basis"]
    if certification in ("certified", "special"):
        return reasons[2]
    return rng.choice((reasons[0], reasons[1], reasons[3])).format_map(profile.words)
