"""Problems that a ward or its people put to everyone, and the answers that came: taken up, in talks, or not."""

from datetime import date, timedelta
from random import Random

from tomoni.synth.bank.collaboration import Question, questions
from tomoni.synth.companies import by_kind
from tomoni.synth.draft import Draft, Row
from tomoni.synth.gatherings import DISASTER
from tomoni.synth.hosts import Hosts
from tomoni.synth.names import WARD_WEIGHTS

CHALLENGES = 8


def fill(draft: Draft, hosts: Hosts, collaborations: dict[tuple[str, int], Row]) -> None:
    """Adds `challenges` (8 for 150 organizations) and the `proposals` that answer them.

    `collaborations` are those made from the bank, by its name and round. A challenge that has not opened yet has no
    answers.
    """
    companies = by_kind(draft)
    for number in range(draft.scaled(CHALLENGES)):
        turn, position = divmod(number, len(questions()))
        question = questions()[position]
        came = collaborations.get((question.link, turn)) if question.link else None
        row = _challenge(draft, question, turn, number, came)
        _proposals(draft, question, row, turn, hosts, companies, came)


def _challenge(draft: Draft, question: Question, turn: int, number: int, came: Row | None) -> Row:
    rng = draft.random("challenges", number)
    area = rng.choice(sorted(WARD_WEIGHTS)) if turn or not question.area else question.area
    if came:
        area = came["area"]
    state = question.state if came or not question.link else "closed"
    opens, closes = (draft.as_of + timedelta(days=days) for days in question.days)
    centers = [row for row in draft.rows("centers") if row["kind"] != DISASTER]
    near = [row for row in centers if row["area"] == area]
    ward = next(row["label_en"] for row in draft.codes["areas"] if row["code"] == area)
    ward = ward.removesuffix(" City").lower()
    updated = draft.as_of - timedelta(days=rng.randrange(1, 10))
    return draft.add(
        "challenges",
        id=draft.new_id("challenges", f"{ward}-{question.slug}"),
        title=question.title,
        area=area,
        asked_by=question.asked_by,
        department=question.department,
        topics=question.topics,
        background=question.background,
        wanted=question.wanted,
        conditions=question.conditions,
        offers=question.offers,
        opens_on=opens,
        closes_on=closes,
        propose_url=f"https://{ward}-demo.example/teian/{question.slug}",
        contact_center=rng.choice(near or centers)["id"] if centers else None,
        status=state,
        collaboration=came["id"] if came else None,
        updated_on=updated if state == "open" else closes + timedelta(days=rng.randrange(10, 40)),
        demo=True,
    )


def _proposals(
    draft: Draft,
    question: Question,
    challenge: Row,
    turn: int,
    hosts: Hosts,
    companies: dict[str, list[Row]],
    came: Row | None,
) -> None:
    opens: date = challenge["opens_on"]
    last = min(challenge["closes_on"], draft.as_of)
    if opens > last:
        return
    rng = draft.random("proposals", challenge["id"])
    for number, (who, text) in enumerate(question.answers):
        proposer = _proposer(who, turn, hosts, companies, came, rng)
        if not proposer:
            continue
        draft.add(
            "proposals",
            id=draft.new_id("proposals", f"{challenge['id'][:52].strip('-')}-{number + 1}"),
            challenge=challenge["id"],
            summary=text,
            status=_standing(challenge["status"], number, rng),
            published_on=opens + timedelta(days=rng.randrange((last - opens).days + 1)),
            publish_consent=True,
            demo=True,
            **proposer,
        )


def _proposer(
    who: str, turn: int, hosts: Hosts, companies: dict[str, list[Row]], came: Row | None, rng: Random
) -> Row:
    """The columns that say who answers; none where nobody of that kind is there."""
    kind, _, name = who.partition(":")
    if kind == "company":
        found = companies.get(name)
        if not found:
            return {}
        company = found[turn % len(found)]
        return {"proposer_kind": kind, "company": company["id"], "proposer_label": company["name"]}
    if kind in ("NPO", "lead"):
        host = hosts.pick(name, turn) if kind == "NPO" else came and hosts.by_id(came["organizations"][0])
        host = host or hosts.any(rng)
        if not host:
            return {}
        return {"proposer_kind": "NPO", "organization": host["id"], "proposer_label": host["name"]}
    return {"proposer_kind": kind, "proposer_label": name}


def _standing(challenge: str, number: int, rng: Random) -> str:
    """Of a challenge that was matched, the first answer was chosen."""
    if challenge == "matched":
        return "not-chosen" if number else "chosen"
    return "not-chosen" if challenge == "closed" else rng.choice(("received", "in-talks"))
