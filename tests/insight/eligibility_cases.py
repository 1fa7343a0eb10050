"""Calls and applicants that Hypothesis makes up, with few codes so that they meet; and the frozen cases.

python -m tests.insight.eligibility_cases writes tests/vectors/eligibility.jsonl anew: only when the rules change.
"""

import json
from dataclasses import fields
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tomoni.insight.eligibility import CONDITIONS, Applicant, Call, eligibility

from tests.insight.fit_cases import maybe, some

VECTORS = Path(__file__).parents[1] / "vectors" / "eligibility.jsonl"
COUNT = 320
TODAY = date(2026, 11, 23)

DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
AREAS = ("13100", "13104", "13121", "14100")

CALLS = st.builds(
    Call,
    legal_forms=some("npo", "voluntary"),
    office_areas=some(*AREAS),
    activity_areas=some(*AREAS),
    min_years=maybe(st.sampled_from([0, 0.5, 1, 3])),
    max_income_yen=maybe(st.sampled_from([1_000_000, 30_000_000])),
    certified=st.booleans(),
    fields=some("01", "13"),
    topics=some("disaster"),
    department=st.booleans(),
    recommendation=st.booleans(),
    judged_on=maybe(DAYS),
    not_known=some(*CONDITIONS),
)
APPLICANTS = st.builds(
    Applicant,
    legal_form=maybe(st.sampled_from(["npo", "voluntary", "company"])),
    office=maybe(st.sampled_from(AREAS)),
    active_in=some(*AREAS),
    since=maybe(DAYS),
    since_or_before=st.booleans(),
    income_yen=maybe(st.sampled_from([0, 1_000_000, 1_000_001, 90_000_000])),
    certified=maybe(st.booleans()),
    certified_until=maybe(DAYS),
    fields=some("01", "08"),
    topics=some("disaster", "learning"),
)


def frozen():
    """The cases of the file: applicant, call, and what `eligibility` gave."""
    return [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]


def said(side):
    """What a side says as JSON, without what it leaves open."""
    found = {}
    for field in fields(side):
        value = getattr(side, field.name)
        if value != field.default and field.name != "decided_by":
            found[field.name] = value.isoformat() if isinstance(value, date) else value
    return found


def whole(cls, values):
    """A Call or an Applicant from JSON."""
    days = ("since", "judged_on", "certified_until")
    return cls(
        **{
            name: date.fromisoformat(value)
            if name in days
            else tuple(value)
            if isinstance(value, list)
            else value
            for name, value in values.items()
        }
    )


def case(applicant, call):
    """One line of the file."""
    found = eligibility(applicant, call, TODAY)
    findings = [
        {"condition": one.condition, "answer": one.answer, "asked": list(one.asked)} for one in found.findings
    ]
    return {
        "applicant": said(applicant),
        "call": said(call),
        "today": TODAY.isoformat(),
        "found": {"answer": found.answer, "findings": findings},
    }


def _write():
    cases = []

    @settings(
        max_examples=COUNT, derandomize=True, database=None, phases=[Phase.generate], deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(APPLICANTS, CALLS)
    def gather(applicant, call):
        cases.append(case(applicant, call))

    gather()
    lines = dict.fromkeys(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in cases)
    VECTORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
