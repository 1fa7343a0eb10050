"""Which calls an organization may answer: each condition answered yes, no or unknown, with what decides.

Unknown is never no: where the call does not say, or the organization does not, the condition has to be looked into.
The same rules stand in theme/static/js/eligibility/eligibility.js for those who are not registered;
tests/vectors/eligibility.jsonl holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Answer = Literal["yes", "no", "unknown"]

CONDITIONS = (
    "legal-form", "office", "activity", "years", "income", "certified", "theme", "department", "recommendation",
)  # fmt: skip
"""What a call may ask for, in the order in which it is told."""
ALL_WARDS = "13100"
_CERTIFIED = frozenset({"certified", "special"})


@dataclass(frozen=True, slots=True)
class Call:
    """What a call asks for. Lists: any one of them fits, empty is no limit. `not_known`: conditions it does not tell.

    `judged_on`: the day on which the years are counted (the last day to apply), None for the day of asking.
    """

    legal_forms: tuple[str, ...] = ()
    office_areas: tuple[str, ...] = ()
    activity_areas: tuple[str, ...] = ()
    min_years: float | None = None
    max_income_yen: int | None = None
    certified: bool = False
    fields: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    department: bool = False
    recommendation: bool = False
    judged_on: date | None = None
    not_known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of an organization; None or empty is not known.

    `office` and `active_in`: codes of areas (a municipality outside the wards has its own code). `active_in` holds the
    areas that the organization names itself; its office is counted beside them (see `_activity`).
    `since`: the first day of its work; `since_or_before` where that may lie earlier (only its incorporation is known).
    `certified_until`: the last day of its certification, None where it has no end. `decided_by`: condition to
    (table, key) of the row that answers it.
    """

    legal_form: str | None = None
    office: str | None = None
    active_in: tuple[str, ...] = ()
    since: date | None = None
    since_or_before: bool = False
    income_yen: int | None = None
    certified: bool | None = None
    certified_until: date | None = None
    fields: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    decided_by: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition: what it asks for (codes, or a number as text), the answer, and the row that decides."""

    condition: str
    answer: Answer
    asked: tuple[str, ...] = ()
    row: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """`answer`: no where one condition fails, else unknown where one is open, else yes; every condition with its own."""

    answer: Answer
    findings: tuple[Finding, ...]

    def count(self, answer: Answer) -> int:
        """How many conditions have this answer."""
        return sum(finding.answer == answer for finding in self.findings)


def call_of_grant(row: Mapping[str, Any]) -> Call:
    """The conditions of a row of `grants`: an empty one has no limit where all conditions are told, else is not known."""

    def codes(name: str) -> tuple[str, ...]:
        return () if "any" in row[name] else tuple(row[name])

    told = {
        "legal-form": row["legal_forms"],
        "office": row["office_areas"],
        "activity": row["activity_areas"],
        "years": row["min_years_active"],
        "income": row["max_income_yen"],
        "certified": row["needs_certified"],
        "theme": row["fields"] or row["topics"],
        "department": row["needs_partner_department"],
        "recommendation": row["recommendation_required"],
    }
    complete = bool(row["conditions_complete"])
    return Call(
        legal_forms=codes("legal_forms"),
        office_areas=codes("office_areas"),
        activity_areas=codes("activity_areas"),
        min_years=row["min_years_active"],
        max_income_yen=row["max_income_yen"],
        certified=bool(row["needs_certified"]),
        fields=codes("fields"),
        topics=codes("topics"),
        department=bool(row["needs_partner_department"]),
        recommendation=bool(row["recommendation_required"]),
        judged_on=row["closes_on"],
        not_known=() if complete else tuple(name for name, value in told.items() if value in (None, (), [])),
    )


def applicant_of(row: Mapping[str, Any], finances: Sequence[Mapping[str, Any]]) -> Applicant:
    """What the catalog knows of an organization. `finances` are its rows of that table; the latest year counts."""
    latest = max(finances, key=lambda year: year["fiscal_year"], default=None)
    decided = dict.fromkeys(
        ("legal-form", "office", "activity", "years", "certified", "theme"), ("organizations", row["id"])
    )
    if latest is not None:
        decided["income"] = ("finances", f"{row['id']}/{latest['fiscal_year']}")
    certification = row["certification"]
    return Applicant(
        legal_form=row["legal_form"],
        office=row["area"] or row["municipality_code"],
        active_in=tuple(row["areas_served"]),
        since=row["founded_on"] or row["incorporated_on"],
        since_or_before=row["founded_on"] is None,
        income_yen=latest["revenue_total"] if latest is not None else None,
        certified=None if certification is None else certification in _CERTIFIED,
        certified_until=row["certified_until"],
        fields=tuple(row["fields"]),
        topics=tuple(row["topics"]),
        decided_by=tuple((name, *where) for name, where in decided.items()),
    )


def eligibility(applicant: Applicant, call: Call, today: date) -> Eligibility:
    """Whether the organization may apply; `today` counts for calls without a last day."""
    day = call.judged_on or today
    found = [
        _one_of(
            "legal-form", call.legal_forms, () if applicant.legal_form is None else (applicant.legal_form,)
        ),
        _area("office", call.office_areas, () if applicant.office is None else (applicant.office,)),
        _activity(applicant, call),
        _years(applicant, call, day),
        _income(applicant, call),
        _certified(applicant, call, day),
        _theme(applicant, call),
        Finding("department", "unknown") if call.department else None,
        Finding("recommendation", "unknown") if call.recommendation else None,
    ]
    rows = {name: (table, key) for name, table, key in applicant.decided_by}
    findings = []
    for name, finding in zip(CONDITIONS, found, strict=True):
        if finding is not None:
            row = rows.get(name) if finding.answer != "unknown" else None
            findings.append(Finding(name, finding.answer, finding.asked, row))
        elif name in call.not_known:
            findings.append(Finding(name, "unknown"))
    answers = {finding.answer for finding in findings}
    answer: Answer = "no" if "no" in answers else "unknown" if "unknown" in answers else "yes"
    return Eligibility(answer, tuple(findings))


def whole_months(first: date, last: date) -> int:
    """Full months from one day to another; a month is full on the same day of the month."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _one_of(condition: str, asked: tuple[str, ...], own: tuple[str, ...]) -> Finding | None:
    if not asked:
        return None
    answer: Answer = "unknown" if not own else "yes" if set(asked) & set(own) else "no"
    return Finding(condition, answer, asked)


def _area(condition: str, asked: tuple[str, ...], own: tuple[str, ...]) -> Finding | None:
    """All wards together (13100) stand for each of the 23, on both sides."""
    if not asked or not own:
        return _one_of(condition, asked, own)
    if (ALL_WARDS in asked and any(map(_is_ward, own))) or (ALL_WARDS in own and any(map(_is_ward, asked))):
        return Finding(condition, "yes", asked)
    return _one_of(condition, asked, own)


def _activity(applicant: Applicant, call: Call) -> Finding | None:
    """An organization works where its office is, so that the office may say yes; it never says no: many work elsewhere."""
    named = _area("activity", call.activity_areas, applicant.active_in)
    office = _area("activity", call.activity_areas, () if applicant.office is None else (applicant.office,))
    return office if office is not None and office.answer == "yes" else named


def _is_ward(code: str) -> bool:
    return "13100" <= code <= "13123"


def _years(applicant: Applicant, call: Call, day: date) -> Finding | None:
    if call.min_years is None or call.min_years <= 0:
        return None
    asked = (f"{call.min_years:g}",)
    if applicant.since is None:
        return Finding("years", "unknown", asked)
    if whole_months(applicant.since, day) >= call.min_years * 12:
        return Finding("years", "yes", asked)
    return Finding("years", "unknown" if applicant.since_or_before else "no", asked)


def _income(applicant: Applicant, call: Call) -> Finding | None:
    if call.max_income_yen is None:
        return None
    asked = (str(call.max_income_yen),)
    if applicant.income_yen is None:
        return Finding("income", "unknown", asked)
    return Finding("income", "yes" if applicant.income_yen <= call.max_income_yen else "no", asked)


def _certified(applicant: Applicant, call: Call, day: date) -> Finding | None:
    if not call.certified:
        return None
    if applicant.certified is None:
        return Finding("certified", "unknown")
    if applicant.certified and applicant.certified_until is not None and applicant.certified_until < day:
        return Finding("certified", "unknown")  # it may be renewed until then
    return Finding("certified", "yes" if applicant.certified else "no")


def _theme(applicant: Applicant, call: Call) -> Finding | None:
    """A project may lie outside what an organization usually does: no overlap is a question, not a no."""
    asked = (*call.fields, *call.topics)
    if not asked:
        return None
    common = {*call.fields} & {*applicant.fields} or {*call.topics} & {*applicant.topics}
    return Finding("theme", "yes" if common else "unknown", asked)
