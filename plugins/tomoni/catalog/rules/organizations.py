"""What an organization's entry needs: claimed ones more, certified ones their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..rows import Row
from .rule import Finding, Scope, row_rule


@row_rule("claimed-required")
def claimed_required(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """A field that an organization's own entry has to fill."""
    if row["listing"] == "claimed":
        for name in fields:
            if not row[name]:
                yield Finding(name, "claimed-required")


@row_rule("ended-or-active")
def ended_or_active(row: Row, _: Scope) -> Iterator[Finding]:
    """An organization that has ended is not active any more."""
    if row["ended_on"] is not None and row["status"] == "active":
        yield Finding("status", "ended-but-active", str(row["ended_on"]))


@row_rule("certification-dates")
def certification_dates(row: Row, _: Scope) -> Iterator[Finding]:
    """A certification that holds has a first day; where there is none, there are no days."""
    if row["certification"] == "none":
        for name in ("certified_from", "certified_until"):
            if row[name] is not None:
                yield Finding(name, "certification-none", str(row[name]))
    if row["certification"] in ("certified", "special") and row["certified_from"] is None:
        yield Finding("certified_from", "certification-dates")


@row_rule("tax-benefits")
def tax_benefits(row: Row, scope: Scope) -> Iterator[Finding]:
    """A tax benefit that does not come with the certification (特例認定 has none for inheritance; 租税特別措置法 70条)."""
    for code in row["tax_benefits"]:
        benefit = scope.get("tax_benefits", code)
        allowed = benefit.get("certifications") if benefit else None
        if benefit and allowed and row["certification"] not in allowed:
            yield Finding("tax_benefits", "tax-benefit", benefit["label"])


@row_rule("measure-unit")
def measure_unit(row: Row, scope: Scope) -> Iterator[Finding]:
    """The unit of a figure is the one of what is counted: units are never mixed."""
    measure = scope.get("measures_catalog", row["measure"])
    if measure and measure["unit"] and row["unit"] != measure["unit"]:
        detail = {"measure": measure["label"], "expected": measure["unit"]}
        yield Finding("unit", "unit-differs", row["unit"], detail)


@row_rule("project-donee")
def project_donee(row: Row, _: Scope) -> Iterator[Finding]:
    """A project whose donee is a municipality names it; hometown tax goes to one; a bequest has no target."""
    if row["donee"] == "municipality" and not row["municipality"]:
        yield Finding("municipality", "furusato-municipality")
    if row["kind"] == "furusato" and row["donee"] != "municipality":
        yield Finding("donee", "furusato-donee", row["donee"])
    if row["kind"] == "bequest" and row["target_yen"] is not None:
        yield Finding("target_yen", "bequest-target", str(row["target_yen"]))


@row_rule("verified-needs-date")
def verified_needs_date(row: Row, _: Scope) -> Iterator[Finding]:
    """What is called verified has the day of the check."""
    if row["verification"] == "verified" and row.get("checked_on") is None:
        yield Finding("checked_on", "verified-needs-date")
