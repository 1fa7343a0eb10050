"""Goods, rooms and money that are offered, and what organizations look for."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tomoni.synth import projects
from tomoni.synth.bank.resources import Need, Offer, needs, offers, provider_words
from tomoni.synth.companies import by_kind
from tomoni.synth.draft import Draft, Row
from tomoni.synth.gatherings import DISASTER
from tomoni.synth.hosts import Hosts
from tomoni.synth.names import WARD_WEIGHTS

OFFERS, NEEDS = 70, 50
OFFER_STATUSES = {"available": 76, "reserved": 10, "given": 9, "ended": 5}
NEED_STATUSES = {"open": 78, "met": 16, "withdrawn": 6}
FACTORS = (0.5, 0.75, 1, 1.25, 1.5, 2)
# How far back offers were published: gifts go fast, rooms stay.
FRESH = {"food": 12, "goods": 75, "space": 280, "money": 70}
PERISHABLE_DAYS = 3
_COUNTED = re.compile(r"\{q\}(人|区画|張|か所|席)")


@dataclass(frozen=True, slots=True)
class _Giver:
    """Who offers: the columns that say so, and where the thing is."""

    row: Row
    area: str
    place: str | None
    position: tuple[float, float] | None


def fill(draft: Draft) -> None:
    """Adds `resource_offers` (70 for 150 organizations), `resource_needs` (50) and `projects` (30)."""
    hosts = Hosts(draft)
    ideas = offers()
    order = list(range(len(ideas)))
    draft.random("resource_offers", "order").shuffle(order)
    companies = by_kind(draft)
    asked: Counter[str] = Counter()
    for number in range(draft.scaled(OFFERS)):
        turn, position = divmod(number, len(ideas))
        rng = draft.random("resource_offers", number)
        idea = ideas[order[position]]
        _offer(draft, idea, turn, _giver(draft, idea, turn, companies, hosts, rng), rng)
    for number in range(draft.scaled(NEEDS)):
        turn, position = divmod(number, len(needs()))
        need, rng = needs()[position], draft.random("resource_needs", number)
        host = hosts.pick(need.archetype, asked[need.archetype]) or hosts.any(rng)
        asked[need.archetype] += 1
        if host is not None:
            _need(draft, need, turn, host, rng)
    projects.fill(draft, hosts)


def _giver(
    draft: Draft, idea: Offer, turn: int, companies: dict[str, list[Row]], hosts: Hosts, rng: Random
) -> _Giver:
    who, _, kind = idea.provider.partition(":")
    if who == "c":
        found = companies.get(kind) or draft.rows("companies")
        company = found[turn % len(found)]
        return _Giver(
            {
                "provider_kind": "company",
                "company": company["id"],
                "provider_label": company["name"],
                "contact_url": company["contact_url"],
            },
            company["area"],
            f"{company['name']}の建物"
            if idea.kind == "space"
            else rng.choice(provider_words("company_place")),
            _near(draft, company["area"], rng),
        )
    if who == "o":
        host = hosts.pick(kind, turn, shown=True)
        if host is not None:
            return _Giver(
                {
                    "provider_kind": "organization",
                    "organization": host["id"],
                    "provider_label": host["name"],
                    "contact_url": host["contact_url"],
                },
                host["area"],
                f"{draft.profiles[host['id']].town.label}の活動の場所",
                (host["latitude"], host["longitude"]),
            )
    centers = [row for row in draft.rows("centers") if row["kind"] != DISASTER]
    center = rng.choice(centers)
    ward = next(row["label"] for row in draft.codes["areas"] if row["code"] == center["area"])
    if who == "g":
        label = f"（デモ）{ward} {rng.choice(provider_words('offices'))}"
        given = {"provider_kind": "government", "provider_label": label, "contact_center": center["id"]}
        return _Giver(
            given, center["area"], "区の倉庫（くわしい場所は受け取りが決まった団体に知らせます）", None
        )
    area = center["area"] if rng.random() < 0.5 else rng.choice(sorted(WARD_WEIGHTS))
    label = rng.choice(provider_words("residents"))
    given = {"provider_kind": "individual", "provider_label": label, "contact_center": center["id"]}
    return _Giver(given, area, None, None)


def _near(draft: Draft, area: str, rng: Random) -> tuple[float, float]:
    """A place near the ward's office, since an invented company has no real address."""
    ward = next(row for row in draft.codes["areas"] if row["code"] == area)
    return (
        round(float(ward["latitude"]) + rng.uniform(-0.004, 0.004), 4),
        round(float(ward["longitude"]) + rng.uniform(-0.004, 0.004), 4),
    )


def _offer(draft: Draft, idea: Offer, turn: int, giver: _Giver, rng: Random) -> None:
    quantity = _quantity(idea.quantity, idea.kind, turn, rng) if "{q}" in idea.title else idea.quantity
    counted = _COUNTED.search(idea.title)
    people = counted is not None and counted[1] == "人"
    space, money = idea.kind == "space", idea.kind == "money"
    slug = next(row["label_en"] for row in draft.codes["areas"] if row["code"] == giver.area)
    latitude, longitude = giver.position if giver.position and space else (None, None)
    draft.add(
        "resource_offers",
        id=draft.new_id("resource_offers", f"{slug.removesuffix(' City').lower()}-{idea.slug}"),
        kind=idea.kind,
        category=idea.category,
        title=idea.title.format(q=f"{quantity:,}"),
        description=idea.text,
        quantity=None if people else quantity,
        unit=(counted[1] if counted and not people else None) if space else idea.unit,
        condition=idea.condition or None,
        allergens=idea.allergens,
        opened=False if idea.category == "food" else None,
        data_erased=True if idea.category == "it-devices" else None,
        area=giver.area,
        place=None if money else giver.place,
        latitude=latitude,
        longitude=longitude,
        handover=idea.handover or None,
        cost=None if money else idea.cost,
        capacity_people=quantity if people else None,
        floor_area_m2=idea.floor,
        equipment=idea.equipment,
        time_slots=idea.time_slots,
        demo=True,
        **_food_columns(draft, idea, rng),
        **_offer_dates(draft, idea, rng),
        **giver.row,
    )


def _quantity(usual: int, kind: str, turn: int, rng: Random) -> int:
    """The bank's figure in the first round; later another, of the same size."""
    if turn == 0:
        return usual
    step = 10_000 if kind == "money" else 10 if usual >= 40 else 1
    return max(step, round(usual * rng.choice(FACTORS) / step) * step)


def _food_columns(draft: Draft, idea: Offer, rng: Random) -> Row:
    if idea.category != "food":
        return {}
    days = None if idea.days is None else idea.days + (rng.randrange(8) if idea.days > PERISHABLE_DAYS else 0)
    return {
        "expiry_kind": idea.expiry or None,
        "expires_on": None if days is None else draft.as_of + timedelta(days=days),
        "storage": idea.storage,
    }


def _offer_dates(draft: Draft, idea: Offer, rng: Random) -> Row:
    """Status and days: what spoils within days has been given away, so that no reader meets it too late."""
    as_of = draft.as_of
    status = rng.choices(list(OFFER_STATUSES), list(OFFER_STATUSES.values()))[0]
    food, space = idea.category == "food", idea.kind == "space"
    if space and status == "given":
        status = "reserved"
    short = idea.days is not None and idea.days <= PERISHABLE_DAYS
    back = 1 if short else rng.randrange(1, FRESH["food" if food else idea.kind])
    published = as_of - timedelta(days=back)
    updated = as_of - timedelta(days=rng.randrange(min(back, 60) + 1))
    if short:
        status, updated = "given", as_of
    until: date | None
    if status in ("given", "ended"):
        until = updated
    elif food:
        until = as_of + timedelta(days=rng.randrange(2, 26))
    else:
        ahead = rng.randrange(30, 240) if space else rng.randrange(4, 110)
        until = None if rng.random() < 0.35 else as_of + timedelta(days=ahead)
    starts = (
        published if rng.random() < 0.8 or until == updated else as_of + timedelta(days=rng.randrange(1, 3))
    )
    return {
        "available_from": starts,
        "available_until": until,
        "status": status,
        "confirmed_on": _confirmed(published, updated, status, rng),
        "published_on": published,
        "updated_on": updated,
    }


def _confirmed(published: date, updated: date, status: str, rng: Random) -> date | None:
    """The last change, mostly; sometimes nobody has confirmed the offer since."""
    if status == "available" and rng.random() < 0.15:
        return published
    return updated if rng.random() < 0.9 else None


def _need(draft: Draft, idea: Need, turn: int, host: Row, rng: Random) -> None:
    kind = next(row["kind"] for row in draft.codes["resource_categories"] if row["code"] == idea.category)
    quantity = idea.quantity
    if quantity is not None and "{q}" in idea.title:
        quantity = _quantity(quantity, kind, turn, rng)
    words: dict[str, Any] = draft.profiles[host["id"]].words | {"q": f"{quantity or 0:,}"}
    status = rng.choices(list(NEED_STATUSES), list(NEED_STATUSES.values()))[0]
    published = draft.as_of - timedelta(days=rng.randrange(1, 70))
    starts = draft.as_of + timedelta(days=rng.randrange(-20, 25)) if rng.random() < 0.6 else None
    by = max(starts or draft.as_of, draft.as_of) + timedelta(days=rng.randrange(3, 100))
    draft.add(
        "resource_needs",
        id=draft.new_id("resource_needs", f"{host['id'][:40].strip('-')}-{idea.slug}"),
        organization=host["id"],
        kind=kind,
        category=idea.category,
        title=idea.title.format_map(words),
        description=idea.text.format_map(words),
        quantity=quantity,
        unit=idea.unit or None,
        needed_from=starts,
        needed_by=by if rng.random() < 0.85 else None,
        area=host["area"],
        handover=idea.handover or None,
        capacity_people=idea.people,
        equipment=idea.equipment,
        time_slots=idea.time_slots,
        status=status,
        published_on=published,
        updated_on=published + timedelta(days=rng.randrange((draft.as_of - published).days + 1)),
        demo=True,
    )
