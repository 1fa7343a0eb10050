"""What a ward and organizations do together, what was promised and paid for, what each side says of it."""

from datetime import date, timedelta
from random import Random

from tomoni.synth import challenges
from tomoni.synth.bank.collaboration import Joint, Promise, joints, judgements
from tomoni.synth.companies import fiscal_year
from tomoni.synth.draft import Draft, Row
from tomoni.synth.hosts import Hosts

COLLABORATIONS = 25
MANAGED_YEARS = 5
"""How long the management of a public building is given (指定管理)."""
MIDTERM = timedelta(days=120)
"""What runs for longer has been measured and evaluated once."""


def fill(draft: Draft) -> None:
    """Adds `collaborations` (25 for 150 organizations), `outcomes`, `evaluations`, a report of each that
    is over, `challenges` and `proposals`.
    """
    hosts = Hosts(draft)
    made: dict[tuple[str, int], Row] = {}
    for number in range(draft.scaled(COLLABORATIONS)):
        turn, position = divmod(number, len(joints()))
        joint = joints()[position]
        rng = draft.random("collaborations", number)
        lead = hosts.pick(joint.archetypes[0], turn) or hosts.any(rng)
        if lead is not None:
            made[joint.slug, turn] = _collaboration(draft, joint, lead, hosts, rng)
    challenges.fill(draft, hosts, made)


def _collaboration(draft: Draft, joint: Joint, lead: Row, hosts: Hosts, rng: Random) -> Row:
    words = draft.profiles[lead["id"]].words
    others = [hosts.beside(lead, kind) for kind in joint.archetypes[1:]]
    taking_part = list(dict.fromkeys([lead["id"], *(row["id"] for row in others if row)]))
    year, starts, ends = _term(draft.as_of, joint, rng)
    fixed, most = joint.yen or (None, None)
    linked = bool(joint.outcomes)
    ward = next(row["label_en"] for row in draft.codes["areas"] if row["code"] == lead["area"])
    row = draft.add(
        "collaborations",
        id=draft.new_id("collaborations", f"{ward.removesuffix(' City').lower()}-{joint.slug}-{year}"),
        title=joint.title.format_map(words),
        scheme=joint.scheme,
        route=joint.route or None,
        area=lead["area"],
        departments=joint.departments,
        organizations=tuple(taking_part),
        partners=tuple(partner.format_map(words) for partner in joint.partners),
        topics=lead["topics"],
        fields=lead["fields"],
        fiscal_year=year,
        starts_on=starts,
        ends_on=ends,
        budget_yen=None if fixed is None else fixed + (most or 0),
        payment_basis=joint.basis or None,
        fixed_payment_yen=fixed if linked else None,
        outcome_payment_max_yen=most if linked else None,
        summary=joint.summary.format_map(words),
        description=joint.text.format_map(words),
        status=joint.state,
        demo=True,
    )
    over = joint.state in ("finished", "stopped")
    midterm = joint.state == "running" and starts is not None and draft.as_of - starts >= MIDTERM
    for number, promise in enumerate(joint.outcomes, 1):
        _outcome(draft, row, promise, number, over, midterm, rng)
    if over or midterm:
        _evaluations(draft, row, joint, over, rng)
    if joint.state == "finished":
        _report(draft, row, lead)
    return row


def _term(as_of: date, joint: Joint, rng: Random) -> tuple[int, date | None, date | None]:
    """Fiscal year, first and last day; open ends where there is no contract for a year."""
    running = fiscal_year(as_of)
    if joint.state in ("proposed", "adopted"):
        year = running + 1
        dated = joint.state == "adopted"
        return year, date(year, 4, 1) if dated else None, date(year + 1, 3, 31) if dated else None
    year = running - joint.back
    starts = min(date(year, 4, 1) + timedelta(days=rng.choice((0, 0, 30, 61))), as_of)
    if joint.state == "stopped":
        return year, starts, starts + timedelta(days=183)
    if joint.scheme == "designated-manager":
        return year, date(year - 2, 4, 1), date(year - 2 + MANAGED_YEARS, 3, 31)
    if joint.scheme == "agreement":
        return year, starts, None
    return year, starts, date(year + 1, 3, 31)


def _outcome(
    draft: Draft, collaboration: Row, promise: Promise, number: int, over: bool, midterm: bool, rng: Random
) -> None:
    measured = promise.actual is not None and (over or midterm)
    on = None
    if measured:
        last: date = collaboration["ends_on"] if over else draft.as_of
        on = last - timedelta(days=rng.randrange(4, 24))
    early = not (over or midterm)
    draft.add(
        "outcomes",
        id=draft.new_id("outcomes", f"{collaboration['id'][:54].strip('-')}-{number}"),
        collaboration=collaboration["id"],
        name=promise.name,
        definition=promise.definition,
        unit=promise.unit,
        baseline=promise.baseline,
        target=promise.target,
        direction=promise.direction,
        actual=promise.actual if measured else None,
        measured_on=on,
        measured_by=promise.measured_by,
        weight_percent=promise.weight,
        rule=promise.rule,
        threshold_percent=promise.threshold,
        steps=promise.steps,
        cap_percent=promise.cap,
        floor_percent=promise.floor,
        note=None if early and promise.actual is not None else promise.note or None,
        demo=True,
    )


def _evaluations(draft: Draft, collaboration: Row, joint: Joint, over: bool, rng: Random) -> None:
    """Both sides on every dimension; a third party where money hung on outcomes and the work is over."""
    evaluators = ["organization", "department"]
    if over and joint.outcomes:
        evaluators.append("third-party")
    for evaluator in evaluators:
        for dimension in draft.codes_of("evaluation_dimensions"):
            score, comment = _judged(dimension, evaluator, joint, rng)
            draft.add(
                "evaluations",
                collaboration=collaboration["id"],
                fiscal_year=collaboration["fiscal_year"],
                evaluator=evaluator,
                dimension=dimension,
                score=score,
                comment=comment,
                demo=True,
            )


def _judged(dimension: str, evaluator: str, joint: Joint, rng: Random) -> tuple[int, str | None]:
    """A score, and words where someone wrote some: the bank's words are those of organizations."""
    stopped = joint.state == "stopped"
    if dimension == "result" and stopped:
        return 2, judgements()["result"][-1][1] if evaluator == "organization" else None
    if dimension == "mutual-understanding" and joint.comments:
        if evaluator == "organization":
            return rng.choice((4, 5)), joint.comments[0]
        if evaluator == "department":
            return rng.choice((3, 4)), joint.comments[1]
    if evaluator == "organization" and dimension in judgements() and rng.random() < 0.4:
        known = [entry for entry in judgements()[dimension] if dimension != "result" or entry[0] > 2]
        if dimension != "result" or joint.state == "finished":
            return rng.choice(known)
    if evaluator == "third-party" and dimension == "result":
        return 4, "数字と聞き取りの両方で確かめました。"
    return rng.choices((2, 3, 4, 5), (1, 6, 10, 4))[0], None


def _report(draft: Draft, collaboration: Row, lead: Row) -> None:
    """What the leading organization tells the public after the end."""
    ended: date = collaboration["ends_on"]
    day = min(ended + timedelta(days=20), draft.as_of - timedelta(days=1))
    lines = [collaboration["summary"], collaboration["description"]]
    measured = [
        row
        for row in draft.rows("outcomes")
        if row["collaboration"] == collaboration["id"] and row["actual"] is not None
    ]
    if measured:
        lines.append(
            "\n".join(
                f"- {row['name']}：{row['baseline']:g}{row['unit']}から{row['actual']:g}{row['unit']}"
                f"（目標{row['target']:g}{row['unit']}）"
                for row in measured
            )
        )
    report = draft.add(
        "reports",
        id=draft.new_id("reports", f"{lead['id'][:46].strip('-')}-{day:%Y%m}"),
        organization=lead["id"],
        kind="activity",
        date=day,
        title=f"協働の結果：{collaboration['title']}",
        body="\n\n".join(lines),
        area=lead["area"],
        topics=lead["topics"],
        collaboration=collaboration["id"],
        published_on=min(day + timedelta(days=5), draft.as_of),
        demo=True,
    )
    collaboration["report"] = report["id"]
