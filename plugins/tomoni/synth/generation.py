"""The order in which tables are invented: what others point at comes first."""

from datetime import date
from pathlib import Path

from tomoni.synth import (
    activity,
    collaboration,
    companies,
    finances,
    grants,
    matches,
    openings,
    organizations,
    policy,
    resources,
    services,
    support,
    talents,
)
from tomoni.synth.draft import Draft
from tomoni.synth.package import read_base

SHIPPED = 150

STEPS = (
    organizations.fill,
    finances.fill,
    services.fill,
    companies.fill,
    support.fill,
    openings.fill,
    talents.fill,
    resources.fill,
    grants.fill,
    collaboration.fill,
    activity.fill,
    matches.fill,
    policy.fill,
)


def generate(seed: int, organizations: int, as_of: date, base: Path) -> Draft:
    """The invented rows of every table, for so many organizations, as they would stand on `as_of`.

    `base` is the package whose codelists and real rows (indicators, case studies …) they refer to. The same
    arguments give the same rows.
    """
    draft = Draft(seed, as_of, organizations, organizations == SHIPPED, base, codes=read_base(base))
    for step in STEPS:
        step(draft)
    return draft
