"""Organizations and help services in the Human Services Data Specification 3 (docs.openreferral.org)."""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Row

from ...pages.page import Link
from ...pages.site import Site
from .hsds_parts import (
    accessibility,
    address,
    attributes,
    known,
    languages,
    phones,
    schedules,
    taxonomy_terms,
    uuid_of,
)

VOCABULARIES = ("topics", "activity_fields")
"""The codelists that classify services and organizations."""

_STATUS = {"open": "active", "paused": "temporarily closed", "ended": "defunct"}
_AT_WORK = frozenset({"active", "dormant"})


def hsds_organizations(site: Site) -> list[dict[str, Any]]:
    """Every organization that still is; those dissolved or merged stay in the other files."""
    return [
        organization(site, row) for row in site.catalog.rows("organizations") if row["status"] in _AT_WORK
    ]


def hsds_services(site: Site) -> list[dict[str, Any]]:
    """Every service, each with its organization in short."""
    return [service(site, row) for row in site.catalog.rows("services")]


def hsds_taxonomies(site: Site) -> list[dict[str, Any]]:
    """The codelists that the attributes refer to."""
    found = []
    for name in VOCABULARIES:
        resource = site.catalog.package.resources[name]
        found.append(
            known(
                {
                    "id": uuid_of(site, "taxonomies", name),
                    "name": resource.title,
                    "description": resource.description or resource.title,
                    "uri": _absolute(site, f"data/{name}.html"),
                }
            )
        )
    return found


def hsds_taxonomy_terms(site: Site) -> list[dict[str, Any]]:
    """The codes of these codelists."""
    return [term for name in VOCABULARIES for term in taxonomy_terms(site, name)]


def organization(site: Site, row: Row) -> dict[str, Any]:
    """An organization with its numbers, its ways of contact and where it is, as far as that is public."""
    began = row["incorporated_on"] or row["founded_on"]
    certification = row["certification"]
    return known(
        {
            "id": uuid_of(site, "organizations", row["id"]),
            "name": row["name"],
            "alternate_name": row["name_en"],
            "description": row["summary"] or row["purpose"] or row["activities"] or row["name"],
            "email": row["email"],
            "website": row["website"],
            "tax_status": site.catalog.label("certifications", certification)
            if certification not in (None, "none")
            else None,
            "year_incorporated": began.year if began else None,
            "legal_status": site.catalog.label("legal_forms", row["legal_form"])
            if row["legal_form"]
            else None,
            "uri": _absolute(site, site.link("organizations", row["id"])),
            "phones": phones(site, "organizations", row["id"], row["phone"]),
            "locations": [_office(site, row)] if row["area"] or row["address"] else [],
            "organization_identifiers": [
                {
                    "id": uuid_of(site, "organization_identifiers", f"{row['id']}/{scheme}"),
                    "identifier_scheme": scheme,
                    "identifier_type": kind,
                    "identifier": row[field],
                }
                for scheme, kind, field in _NUMBERS
                if row[field]
            ],
            "attributes": attributes(site, "organizations", row, VOCABULARIES),
        }
    )


_NUMBERS = (
    ("JP-JCN", "法人番号", "corporate_number"),
    ("JP-NPO", "NPO法人ポータルの番号", "register_number"),
)


def service(site: Site, row: Row) -> dict[str, Any]:
    """A service with its hours, what it costs, whom it is for and where it is."""
    owner = site.catalog.get("organizations", row["organization"])
    key = row["id"]
    return known(
        {
            "id": uuid_of(site, "services", key),
            "organization_id": uuid_of(site, "organizations", row["organization"]),
            "name": row["title"],
            "description": "\n\n".join(text for text in (row["summary"], row["description"]) if text),
            "url": row["contact_url"] or _absolute(site, site.link("services", key)),
            "status": _STATUS[row["status"]],
            "application_process": row["how_to_use"],
            "fees_description": row["fee_note"] or ("無料" if row["fee_yen"] == 0 else None),
            "eligibility_description": "\n\n".join(
                text for text in (row["for_whom"], row["eligibility"]) if text
            ),
            "assured_date": row["confirmed_on"].isoformat() if row["confirmed_on"] else None,
            "last_modified": f"{row['updated_on'].isoformat()}T00:00:00+09:00",
            "phones": phones(site, "services", key, row["contact_phone"]),
            "schedules": schedules(site, row),
            "service_areas": [
                {
                    "id": uuid_of(site, "service_areas", f"{key}/{area}"),
                    "name": site.catalog.label("areas", area),
                }
                for area in row["areas_served"]
            ],
            "service_at_locations": [_at_location(site, row)],
            "languages": languages(site, "services", row),
            "organization": known(
                {
                    "id": uuid_of(site, "organizations", owner["id"]),
                    "name": owner["name"],
                    "description": owner["summary"] or owner["purpose"] or owner["name"],
                    "website": owner["website"],
                }
            )
            if owner
            else None,
            "cost_options": [
                {
                    "id": uuid_of(site, "cost_options", key),
                    "currency": "JPY",
                    "amount": row["fee_yen"],
                }
            ]
            if row["fee_yen"] is not None
            else [],
            "attributes": attributes(site, "services", row, VOCABULARIES, whole_terms=True),
        }
    )


def _at_location(site: Site, row: Row) -> dict[str, Any]:
    key = row["id"]
    place = row["place"] or (site.catalog.label("areas", row["area"]) if row["area"] else None)
    return {
        "id": uuid_of(site, "service_at_locations", key),
        "location": known(
            {
                "id": uuid_of(site, "locations", f"services/{key}"),
                "location_type": "virtual" if row["mode"] == "online" else "physical",
                "name": place,
                "description": row["address"],
                "latitude": row["latitude"],
                "longitude": row["longitude"],
                "external_identifier": row["area"],
                "external_identifier_type": "JIS X 0402" if row["area"] else None,
                "addresses": address(site, f"services/{key}", row, None),
                "accessibility": accessibility(site, f"services/{key}", row["access_features"]),
            }
        ),
    }


def _office(site: Site, row: Row) -> dict[str, Any]:
    return known(
        {
            "id": uuid_of(site, "locations", f"organizations/{row['id']}"),
            "location_type": "physical",
            "name": site.catalog.label("areas", row["area"]) if row["area"] else None,
            "description": row["address"],
            "latitude": row["latitude"],
            "longitude": row["longitude"],
            "external_identifier": row["area"] or row["municipality_code"],
            "external_identifier_type": "JIS X 0402" if row["area"] or row["municipality_code"] else None,
            "addresses": address(site, f"organizations/{row['id']}", row, row["postal_code"]),
        }
    )


def _absolute(site: Site, target: Link | str | None) -> str | None:
    """The absolute address of a page: the specification has no relative ones."""
    path = target.path if isinstance(target, Link) else target
    return f"{site.settings.address}/{path}" if path and site.settings.address and site.has(path) else None
