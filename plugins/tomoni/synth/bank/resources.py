"""What is offered, what is needed, and what money is asked for: one line of the bank is one idea."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to give or lend. `title` may have a hole `{q}` for the quantity.

    `provider`: `c:KIND` a company of that kind, `o:KIND` an organization of that archetype, `g` an office of a
    ward, `i` a resident. `expiry` is the kind of date on food, `days` how far it lies ahead; `storage` how the
    food is kept; `floor` is in square metres; `quantity` counts people where the title says so.
    """

    kind: str
    category: str
    slug: str
    title: str
    quantity: int
    provider: str
    text: str
    unit: str = ""
    condition: str = ""
    expiry: str = ""
    days: int | None = None
    storage: str = ""
    allergens: tuple[str, ...] = ()
    handover: str = ""
    floor: int | None = None
    equipment: tuple[str, ...] = ()
    time_slots: tuple[str, ...] = ()
    cost: str = "free"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that an organization of this archetype looks for."""

    archetype: str
    category: str
    slug: str
    title: str
    quantity: int | None
    unit: str
    people: int | None
    time_slots: tuple[str, ...]
    handover: str
    text: str
    equipment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectIdea:
    """Money for one purpose: `percent` of `target` (yen) has come; `days` to its end, from it, or to its start."""

    archetype: str
    kind: str
    slug: str
    state: str
    percent: int | None
    days: int | None
    target: int | None
    uses: tuple[str, ...]
    title: str
    summary: str
    body: str


@cache
def offers() -> tuple[Offer, ...]:
    """All offers: food, other goods, rooms, money."""
    return tuple(
        read(line)
        for table, read in (("food", _food), ("goods", _goods), ("space", _space), ("money", _money))
        for line in _all()[table]["list"]
    )


@cache
def needs() -> tuple[Need, ...]:
    """All needs, by archetype in the order of the file."""
    return tuple(_need(line) for line in _all()["needs"]["list"])


@cache
def projects() -> tuple[ProjectIdea, ...]:
    """All projects that ask for money."""
    return tuple(_project(line) for line in _all()["projects"]["list"])


@cache
def provider_words(name: str) -> tuple[str, ...]:
    """`residents`, `offices` or `company_place`: how a giver, or the place to fetch from, is called."""
    return tuple(_all()["providers"][name])


@cache
def _all() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("tomoni.synth.bank") / "resources.toml").read_text("utf-8"))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def _number(text: str) -> int | None:
    return int(text) if text else None


def _food(line: str) -> Offer:
    slug, title, quantity, unit, expiry, days, storage, allergens, provider, handover, text = line.split("|")
    return Offer(
        kind="goods",
        category="food",
        slug=slug,
        title=title,
        quantity=int(quantity),
        unit=unit,
        expiry=expiry,
        days=_number(days),
        storage=storage,
        allergens=_codes(allergens),
        provider=provider,
        handover=handover,
        text=text,
    )


def _goods(line: str) -> Offer:
    category, slug, title, quantity, unit, condition, provider, handover, text = line.split("|")
    return Offer(
        kind="goods",
        category=category,
        slug=slug,
        title=title,
        quantity=int(quantity),
        unit=unit,
        condition=condition,
        provider=provider,
        handover=handover,
        text=text,
    )


def _space(line: str) -> Offer:
    category, slug, title, people, floor, equipment, slots, provider, cost, text = line.split("|")
    return Offer(
        kind="space",
        category=category,
        slug=slug,
        title=title,
        quantity=int(people),
        floor=int(floor),
        equipment=tuple(equipment.split("、")),
        time_slots=_codes(slots),
        provider=provider,
        cost=cost,
        text=text,
    )


def _money(line: str) -> Offer:
    category, slug, title, yen, provider, text = line.split("|")
    return Offer(
        kind="money",
        category=category,
        slug=slug,
        title=title,
        quantity=int(yen),
        unit="円",
        provider=provider,
        text=text,
    )


def _need(line: str) -> Need:
    archetype, category, slug, title, quantity, unit, people, slots, handover, text = line.split("|")
    return Need(
        archetype,
        category,
        slug,
        title,
        _number(quantity),
        unit,
        _number(people),
        _codes(slots),
        handover,
        text,
        tuple(_all()["need_equipment"].get(slug, ())),
    )


def _project(line: str) -> ProjectIdea:
    archetype, kind, slug, state, percent, days, target, uses, title, summary, body = line.split("|")
    return ProjectIdea(
        archetype,
        kind,
        slug,
        state,
        _number(percent),
        _number(days),
        _number(target),
        tuple(uses.split("、")) if uses else (),
        title,
        summary,
        body,
    )
