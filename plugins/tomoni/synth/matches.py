"""What came of it: referrals and agreements, without names, some reported by both sides."""

from datetime import date, timedelta
from random import Random

from tomoni.synth.draft import Draft, Row

# Agreements through the site by fiscal year, oldest first, the running year last (for 150 organizations).
AGREED = (96, 231, 318)
REASONS = (
    "日程が合わなかった",
    "希望の場所から遠かった",
    "本人の都合で見送り",
    "団体から返事がなかった",
    "ほかの方に決まった",
)


def fill(draft: Draft) -> None:
    """Adds `matches`: three fiscal years of volunteers and pro bono, and things, rooms, advice beside them."""
    openings: dict[str, list[Row]] = {}
    for row in draft.rows("openings"):
        openings.setdefault(row["organization"], []).append(row)
    able = [
        row
        for row in draft.rows("organizations")
        if row["listing"] == "claimed" and row["status"] != "dissolved"
    ]
    current = draft.as_of.year if draft.as_of.month >= 4 else draft.as_of.year - 1
    for back, agreed in zip((2, 1, 0), AGREED, strict=True):
        year = current - back
        amount = draft.scaled(agreed)
        for number in range(amount):
            _agreed(draft, able, openings, year, number, amount)
        for number in range(draft.scaled(18)):
            _unsettled(draft, able, openings, year, number)
    _others(draft, able)


def _day(draft: Draft, year: int, position: float) -> date:
    """The day at this part of the fiscal year, or of what has passed of it."""
    first = date(year, 4, 1)
    last = min(date(year + 1, 3, 31), draft.as_of - timedelta(days=1))
    return first + timedelta(days=int((last - first).days * position))


def _agreed(
    draft: Draft, able: list[Row], openings: dict[str, list[Row]], year: int, number: int, amount: int
) -> None:
    rng = draft.random("matches", year, number)
    organization = rng.choice(able)
    on = _day(draft, year, (number + rng.random()) / amount)
    opening = _opening_then(openings.get(organization["id"], []), on, rng)
    professional = opening["role_kind"] == "pro-bono" if opening else rng.random() < 0.2
    age = (draft.as_of - on).days
    status = "done" if age > 60 else rng.choice(("agreed", "started", "started"))
    done = status == "done"
    people = rng.choice((1, 1, 1, 2, 2, 3, 5))
    pair = f"{rng.randrange(16**10):010x}"
    row = {
        "kind": "pro-bono" if professional else "volunteer",
        "channel": "site",
        "organization": organization["id"],
        "opening": opening["id"] if opening else None,
        "status": status,
        "agreed_on": on,
        "ended_on": min(on + timedelta(days=rng.randrange(1, 50)), draft.as_of) if done else None,
        "people": people,
        "hours": people * rng.choice((2, 2.5, 3, 3.5, 4, 8, 12)) if done else None,
        "pair_ref": pair,
        "demo": True,
    }
    first = rng.choice(("organization", "center"))
    draft.add("matches", id=draft.new_id("matches", f"m-{year}-{pair[:6]}"), recorded_by=first, **row)
    if rng.random() < 0.08:
        other = "center" if first == "organization" else "organization"
        draft.add("matches", id=draft.new_id("matches", f"m-{year}-{pair[:6]}"), recorded_by=other, **row)


def _opening_then(openings: list[Row], on: date, rng: Random) -> Row | None:
    found = [row for row in openings if row["published_on"] <= on]
    return rng.choice(found) if found else None


def _unsettled(draft: Draft, able: list[Row], openings: dict[str, list[Row]], year: int, number: int) -> None:
    rng = draft.random("matches-unsettled", year, number)
    organization = rng.choice(able)
    on = _day(draft, year, rng.random())
    status = rng.choice(("no-reply", "cancelled", "referred", "met"))
    if status in ("referred", "met") and (draft.as_of - on).days > 90:
        status = "cancelled"
    opening = _opening_then(openings.get(organization["id"], []), on, rng)
    pair = f"{rng.randrange(16**10):010x}"
    draft.add(
        "matches",
        id=draft.new_id("matches", f"m-{year}-{pair[:6]}"),
        kind="volunteer",
        channel=rng.choice(("site", "center")),
        organization=organization["id"],
        opening=opening["id"] if opening else None,
        status=status,
        ended_on=min(on + timedelta(days=3), draft.as_of) if status in ("no-reply", "cancelled") else None,
        reason=rng.choice(REASONS) if status in ("no-reply", "cancelled") else None,
        recorded_by="center",
        pair_ref=pair,
        demo=True,
    )


def _others(draft: Draft, able: list[Row]) -> None:
    """Things, rooms, money, advice, joint work, mostly through the centres."""
    refer = {
        "goods": ("resource_offer", [row for row in draft.rows("resource_offers") if row["kind"] == "goods"]),
        "space": ("resource_offer", [row for row in draft.rows("resource_offers") if row["kind"] == "space"]),
        "money": ("project", draft.rows("projects")),
        "advice": ("advisor", draft.rows("advisors")),
        "collaboration": ("company", draft.rows("companies")),
    }
    for kind, (column, rows) in refer.items():
        for number in range(draft.scaled(14)):
            rng = draft.random("matches", kind, number)
            target = rng.choice(rows) if rows else None
            organization = rng.choice(able)["id"]
            if kind == "money" and target:
                organization = target["organization"]
            on = draft.as_of - timedelta(days=rng.randrange(3, 400))
            if target and target.get("published_on"):
                on = max(on, target["published_on"])
            pair = f"{rng.randrange(16**10):010x}"
            row: Row = {
                "kind": kind,
                "channel": rng.choice(("site", "center", "center")),
                "organization": organization,
                "status": rng.choice(("agreed", "done", "done")),
                "agreed_on": on,
                "quantity": rng.choice((5, 10, 20, 30)) if kind == "goods" else None,
                "unit": _unit(kind, target),
                "amount_yen": rng.choice((50_000, 100_000, 300_000)) if kind == "money" else None,
                "hours": rng.choice((1, 1.5, 2)) if kind == "advice" else None,
                "recorded_by": rng.choice(("center", "organization")),
                "pair_ref": pair,
                "demo": True,
            }
            if kind == "space" and row["status"] == "done":
                row["hours"] = rng.choice((2, 3, 4, 6, 8))
            if target:
                row[column] = target["id"]
            draft.add("matches", id=draft.new_id("matches", f"m-{kind}-{pair[:6]}"), **row)


def _unit(kind: str, offer: Row | None) -> str | None:
    """Food is weighed, as food banks report it; other things are counted."""
    if kind != "goods":
        return None
    return "kg" if offer is not None and offer["category"] == "food" else "items"
