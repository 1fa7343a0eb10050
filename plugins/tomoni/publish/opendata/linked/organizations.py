"""Who acts: organizations, companies and centres in the words of schema.org."""

from __future__ import annotations

import re

from tomoni.catalog import Row

from ...pages.opening_standing import is_open
from .json_ld import Linking, Node, known, moment, place

REGISTER_PAGES = "https://www.npo-homepage.go.jp/npoportal/detail/"
"""The national NPO register's page of a corporation: this and its 9-digit register number."""

_REGISTER_NUMBER = re.compile(r"\d{9}")


def org_id(corporate_number: str | None) -> str | None:
    """The org-id.guide identifier of a Japanese corporate number: `JP-JCN-7010505002095`."""
    return f"JP-JCN-{corporate_number}" if corporate_number else None


def register_page(row: Row) -> str | None:
    """The national register's page of an organization; None for those it does not have.

    Invented organizations have invented numbers, whose page would be somebody else's or nobody's.
    """
    number: str | None = row["register_number"]
    if row["demo"] or not number or not _REGISTER_NUMBER.fullmatch(number):
        return None
    return REGISTER_PAGES + number


def identifiers(corporate_number: str | None) -> list[Node]:
    """The corporate number as org-id.guide writes it, as a value of its own."""
    number = org_id(corporate_number)
    if number is None:
        return []
    return [{"@type": "PropertyValue", "propertyID": "https://org-id.guide/list/JP-JCN", "value": number}]


def organization(link: Linking, row: Row) -> Node:
    """An NGO (NPO corporations) or an Organization (all others)."""
    page = link.page("organizations", row["id"])
    seeking = [
        {"@id": link.identity("openings", opening["id"])}
        for opening in link.site.catalog.by("openings", "organization").get(row["id"], [])
        if is_open(link.site, opening)
    ]
    profiles = [register_page(row), *row["sns"]]
    return known(
        {
            "@type": "NGO" if row["legal_form"] == "npo" else "Organization",
            "@id": link.identity("organizations", row["id"]),
            "name": row["name"],
            "alternateName": [name for name in (row["name_kana"], row["name_en"]) if name],
            "description": link.text(row, "summary") or row["purpose"],
            "url": row["website"] or page,
            "mainEntityOfPage": page,
            "identifier": identifiers(row["corporate_number"]),
            "sameAs": [profile for profile in profiles if profile],
            "location": place(link, row),
            "areaServed": link.areas(row["areas_served"] or (row["area"],)),
            "knowsAbout": link.terms(row),
            "foundingDate": moment(row["founded_on"] or row["incorporated_on"]),
            "dissolutionDate": moment(row["ended_on"]),
            "email": row["email"],
            "telephone": row["phone"],
            "contactPoint": {"@type": "ContactPoint", "url": row["contact_url"]}
            if row["contact_url"]
            else None,
            "knowsLanguage": list(row["languages"]),
            "seeks": seeking,
        }
    )


def company(link: Linking, row: Row) -> Node:
    """A company that the ward certified for what it gives."""
    return known(
        {
            "@type": "Corporation",
            "@id": link.identity("companies", row["id"]),
            "name": row["name"],
            "alternateName": row["name_kana"],
            "description": row["about"],
            "url": row["website"] or link.page("companies", row["id"]),
            "mainEntityOfPage": link.page("companies", row["id"]),
            "identifier": identifiers(row["corporate_number"]),
            "location": place(link, row),
            "knowsAbout": link.terms(row),
        }
    )


def center(link: Linking, row: Row) -> Node:
    """A centre that supports NPOs or volunteers."""
    return known(
        {
            "@type": "Organization",
            "@id": link.identity("centers", row["id"]),
            "name": row["name_en"] if link.register == "en" and row["name_en"] else row["name"],
            "description": row["hours_note"],
            "url": row["website"] or link.page("centers", row["id"]),
            "mainEntityOfPage": link.page("centers", row["id"]),
            "location": place(link, row),
            "areaServed": link.areas((row["area"],)),
            "email": row["email"],
            "telephone": row["phone"],
        }
    )
