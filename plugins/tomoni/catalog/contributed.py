"""The tables that people outside contribute to: which form each has, and what a form asks first.

The forms of the site, the issue forms and the workbooks are all made from this one list and the schemas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .package import Field, Schema


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


NOT_ASKED = frozenset(
    _columns(
        "id updated_on published_on registered_on demo source source_url source_row listing verified_on "
        "verified_by main_npo main_npo_basis successor municipality_code logo logo_licence photo photo_alt"
    )
)
"""Columns that no form asks for: they are made (`id`, days), or somebody else vouches for them (marks, sources)."""

MADE_DAYS = ("published_on", "registered_on", "updated_on")
"""Days that a new entry gets as it is added."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One table with a form.

    `section`: folder of the pages on which its entries show. `first`: columns of the short form, in its order;
    `identity`: columns by which the same new entry is known when it comes twice; `not_asked`: columns that its
    forms leave out; `given`: what a new entry gets where its form says nothing; `hangs_on`: the column of the entry
    with which the API tells its rows, where they have no files of their own; `part_of`: the column of the entry on
    whose page its rows can be put right, where they have. `public`: whether it may go
    through a public issue; `private_where`: values of a column with which it may not all the same.
    """

    table: str
    section: str
    first: tuple[str, ...]
    identity: tuple[str, ...]
    public: bool = True
    private_where: Mapping[str, frozenset[str]] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    not_asked: frozenset[str] = NOT_ASKED
    hangs_on: str = ""
    part_of: str = ""

    def may_be_public(self, values: Mapping[str, str]) -> bool:
        """Whether an entry with these cells may go through a public issue (else it goes to the centre)."""
        return self.public and not any(
            values.get(column, "") in private for column, private in self.private_where.items()
        )

    def short_fields(self, schema: Schema) -> tuple[Field, ...]:
        """The fields of the short form, in its order."""
        return tuple(schema.field(name) for name in self.first)

    def more_fields(self, schema: Schema) -> tuple[Field, ...]:
        """The fields that only the long form asks for, in the order of the table."""
        return tuple(
            item for item in schema.fields if item.name not in self.first and item.name not in self.not_asked
        )


KINDS: tuple[Kind, ...] = (
    Kind(
        "organizations",
        "npos",
        _columns(
            "name name_kana legal_form area fields summary address_public website email phone "
            "accepts_volunteers"
        ),
        ("area", "name"),
        given={"status": "active", "listing": "claimed"},
        not_asked=NOT_ASKED - {"source_url"},
    ),
    Kind(
        "services",
        "help",
        _columns(
            "organization title summary for_whom topics time_slots mode area place fee_yen "
            "how_to_use contact_phone contact_url"
        ),
        ("organization", "title"),
        given={"status": "open"},
    ),
    Kind(
        "openings",
        "openings",
        _columns(
            "organization title engagement role_kind summary description time_slots starts_on "
            "ends_on mode area place people_needed apply_url apply_email apply_phone "
            "works_with_children safeguards"
        ),
        ("organization", "title", "starts_on"),
        given={"status": "open"},
    ),
    Kind(
        "resource_offers",
        "resources/offers",
        _columns(
            "provider_kind organization company provider_label kind category title description "
            "area available_from available_until handover contact_url contact_center"
        ),
        ("organization", "company", "provider_label", "title", "available_from"),
        private_where={"provider_kind": frozenset({"individual"})},
        given={"status": "available"},
    ),
    Kind(
        "resource_needs",
        "resources/needs",
        _columns("organization kind category title description quantity unit needed_by area"),
        ("organization", "title", "needed_from"),
        given={"status": "open"},
    ),
    Kind(
        "projects",
        "projects",
        _columns("organization kind title donee municipality summary target_yen starts_on ends_on give_url"),
        ("organization", "title", "starts_on"),
        given={"status": "open"},
    ),
    Kind(
        "events",
        "events",
        _columns(
            "title kind organization center company starts_at ends_at mode area place online_url "
            "description apply_url"
        ),
        ("organization", "center", "company", "title", "starts_at"),
        given={"status": "open"},
    ),
    Kind(
        "reports",
        "reports",
        _columns("organization kind date title body area topics"),
        ("organization", "title", "date"),
    ),
    Kind(
        "measures",
        "npos",
        _columns("organization measure period_start period_end value unit level method"),
        ("organization", "measure", "period_start"),
        hangs_on="organization",
    ),
    Kind(
        "finances",
        "npos",
        _columns(
            "organization fiscal_year period_end revenue_total revenue_membership "
            "revenue_donations revenue_grants revenue_operations revenue_other expense_total "
            "expense_program expense_management source_url"
        ),
        ("organization", "fiscal_year"),
        not_asked=NOT_ASKED - {"source_url"},
        hangs_on="organization",
    ),
    Kind(
        "challenges",
        "challenges",
        (
            "title",
            "area",
            "asked_by",
            "department",
            "background",
            "wanted",
            "topics",
            "closes_on",
            "propose_url",
        ),
        ("area", "title"),
        given={"status": "open"},
    ),
    Kind(
        "proposals",
        "challenges",
        (
            "challenge",
            "proposer_kind",
            "organization",
            "company",
            "proposer_label",
            "summary",
            "publish_consent",
        ),
        ("challenge", "organization", "company", "proposer_label"),
        private_where={"proposer_kind": frozenset({"citizens"})},
        given={"status": "received"},
        not_asked=NOT_ASKED | {"status"},
    ),
    Kind(
        "companies",
        "companies",
        _columns("name name_kana area industry activities skills about website contact_url"),
        ("area", "name"),
        given={"status": "applying"},
    ),
    Kind(
        "advisors",
        "advisors",
        _columns("display_name profession skills center modes about consult_url consent"),
        ("center", "display_name"),
        public=False,
    ),
    Kind(
        "talents",
        "talents",
        _columns(
            "display_name about engagements fields skills time_slots modes area contact_center "
            "expires_on consent"
        ),
        ("contact_center", "display_name", "about"),
        public=False,
    ),
    Kind(
        "centers",
        "centers",
        (
            "name",
            "kind",
            "area",
            "operator",
            "address",
            "phone",
            "email",
            "website",
            "hours_note",
            "services",
        ),
        ("area", "name"),
    ),
    Kind(
        "grants",
        "grants",
        _columns(
            "title funder funder_kind type summary fiscal_year opens_on closes_on amount_max_yen apply_url "
            "source_url checked_on"
        ),
        ("funder", "title", "fiscal_year"),
        not_asked=NOT_ASKED - {"source_url"},
    ),
    Kind(
        "awards",
        "awards",
        _columns(
            "grant funder organization recipient_name title description amount awarded_on area source_url"
        ),
        ("funder", "recipient_name", "title", "awarded_on"),
        given={"currency": "JPY"},
        not_asked=NOT_ASKED - {"source_url"},
    ),
    Kind(
        "collaborations",
        "collaborations",
        _columns("title scheme area departments organizations fiscal_year summary status starts_on ends_on"),
        ("area", "title", "fiscal_year"),
    ),
    Kind(
        "outcomes",
        "collaborations",
        _columns(
            "collaboration name definition unit baseline target direction weight_percent rule "
            "threshold_percent steps actual measured_on"
        ),
        ("collaboration", "name"),
        part_of="collaboration",
    ),
    Kind(
        "notices",
        "centers",
        _columns("title body center organization official_url from until"),
        ("center", "organization", "title", "from"),
        part_of="center",
    ),
    Kind(
        "service_hours",
        "help",
        _columns("service weekday opens closes"),
        ("service", "weekday", "opens"),
        hangs_on="service",
    ),
    Kind(
        "opening_sessions",
        "openings",
        _columns("opening starts_at ends_at capacity place status"),
        ("opening", "starts_at"),
        given={"status": "open"},
        hangs_on="opening",
    ),
    Kind(
        "center_hours",
        "centers",
        _columns("center weekday opens closes"),
        ("center", "weekday"),
        hangs_on="center",
    ),
    Kind(
        "logic_models",
        "npos",
        _columns("organization level position text measure"),
        ("organization", "level", "position"),
        hangs_on="organization",
    ),
)


def kind_of(table: str) -> Kind | None:
    """The kind of a table, or None where it has no form."""
    return next((kind for kind in KINDS if kind.table == table), None)
