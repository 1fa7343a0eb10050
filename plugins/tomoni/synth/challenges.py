"""Problems that a ward or its people put to everyone: still open, matched, or closed without an answer."""

from datetime import timedelta

from tomoni.synth.bank.collaboration import Question, questions
from tomoni.synth.draft import Draft, Row
from tomoni.synth.gatherings import DISASTER
from tomoni.synth.names import WARD_WEIGHTS

CHALLENGES = 8


def fill(draft: Draft, collaborations: dict[tuple[str, int], Row]) -> None:
    """Adds `challenges` (8 for 150 organizations); `collaborations` by their bank's name and round."""
    for number in range(draft.scaled(CHALLENGES)):
        turn, position = divmod(number, len(questions()))
        question = questions()[position]
        came = collaborations.get((question.link, turn)) if question.link else None
        _challenge(draft, question, turn, number, came)


def _challenge(draft: Draft, question: Question, turn: int, number: int, came: Row | None) -> None:
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
    draft.add(
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
