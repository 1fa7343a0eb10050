"""Which organizations there are: how many in each ward, of which kind, and under which names."""

from dataclasses import dataclass
from random import Random

from tomoni.synth.bank import Archetype, Place, featured, towns, words

# How the shipped 150 spread over the wards: a few wards are dense enough for medians to show.
WARD_WEIGHTS = {
    "13101": 2, "13102": 2, "13103": 4, "13104": 12, "13105": 5, "13106": 5, "13107": 6, "13108": 6,
    "13109": 5, "13110": 4, "13111": 6, "13112": 12, "13113": 4, "13114": 5, "13115": 11, "13116": 5,
    "13117": 6, "13118": 5, "13119": 6, "13120": 6, "13121": 12, "13122": 14, "13123": 7,
}  # fmt: skip
IMPORTED_SHARE = 1 / 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its reading (words apart) and its English form."""

    label: str
    kana: str
    label_en: str


def spread(kinds: list[Archetype], amount: int, rng: Random) -> list[Archetype]:
    """Every kind as often as every other, give or take one, in a shuffled order."""
    found: list[Archetype] = []
    while len(found) < amount:
        round_ = kinds[:]
        rng.shuffle(round_)
        found.extend(round_)
    return found[:amount]


def areas_of(amount: int, rng: Random) -> list[str]:
    """Ward codes in the proportions of WARD_WEIGHTS, by largest remainder, shuffled behind the featured."""
    total = sum(WARD_WEIGHTS.values())
    exact = {area: weight * amount / total for area, weight in WARD_WEIGHTS.items()}
    counts = {area: int(share) for area, share in exact.items()}
    by_remainder = sorted(exact, key=lambda area: (counts[area] - exact[area], area))
    for area in by_remainder[: amount - sum(counts.values())]:
        counts[area] += 1
    first = [entry["area"] for entry in featured()][:amount]
    for area in first:
        counts[area] = max(0, counts[area] - 1)
    rest = [area for area, count in counts.items() for _ in range(count)]
    rng.shuffle(rest)
    return (first + rest + list(WARD_WEIGHTS))[:amount]


def imported_ones(amount: int, rng: Random) -> list[bool]:
    """Which organizations stand as an import of the register left them; never a featured one."""
    start = len(featured())
    some = round(amount * IMPORTED_SHARE) if amount > start + 4 else 0
    chosen = set(rng.sample(range(start, amount), min(some, amount - start))) if some else set()
    return [number in chosen for number in range(amount)]


def name_for(archetype: Archetype, area: str, short: Place, taken: set[str], rng: Random) -> Name:
    """A name that no other has: an invented word in a pattern, a town behind it where that is not enough.

    A real place never stands alone in a pattern: that could be the name of a real organization.
    """
    attempt = 0
    while True:
        attempt += 1
        pattern, word = rng.choice(archetype.names), rng.choice(words())
        label, kana = pattern.label.format(p=word.label), pattern.kana.format(p=word.kana)
        label_en = pattern.label_en.format(p=word.label_en)
        if attempt > 3 or rng.random() < 0.22:
            place = short if archetype.hidden else rng.choice((*towns(area), short))
            label, kana, label_en = (
                f"{label} {place.label}",
                f"{kana} {place.kana}",
                f"{label_en} {place.label_en}",
            )
        if attempt > 12:
            other = rng.choice(words())
            label, kana, label_en = (
                f"{other.label}・{label}",
                f"{other.kana} {kana}",
                f"{other.label_en} {label_en}",
            )
        if label not in taken:
            taken.add(label)
            return Name(label, kana, label_en)
