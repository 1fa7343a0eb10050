"""Awards as a data package of the 360Giving standard (standard.threesixtygiving.org, version 1.4)."""

from __future__ import annotations

import hashlib
from typing import Any

from tomoni.catalog import Row

from ...pages.site import Site

VERSION = "1.4"


def grants_package(site: Site) -> dict[str, Any]:
    """The package: who publishes it, under which licence, and a grant for each award."""
    described = site.catalog.package.descriptor
    address = site.settings.address
    package: dict[str, Any] = {
        "version": VERSION,
        "title": f"{site.settings.site_name} 助成の実績",
        "description": site.catalog.package.resources["awards"].description,
        "issued": site.as_of.isoformat(),
        "identifier": f"{described['name']}-awards",
        "publisher": {"name": site.settings.site_name},
    }
    if address:
        package["publisher"]["website"] = f"{address}/"
        package |= {
            "downloadURL": f"{address}/data/360giving.json",
            "accessURL": f"{address}/data/awards.html",
        }
    licences = [licence["path"] for licence in described.get("licenses", ()) if licence.get("path")]
    if licences:
        package["license"] = licences[0]
    package["grants"] = [grant(site, row) for row in site.catalog.rows("awards")]
    return package


def grant(site: Site, row: Row) -> dict[str, Any]:
    """One award. What is not known is left out: the standard has no empty values."""
    prefix = site.catalog.package.descriptor["name"]
    source_id = row["source_id"] or ""
    found: dict[str, Any] = {
        # A grant keeps the identifier that its funder gave it: the same grant, told by two, is seen to be one.
        "id": source_id if source_id.startswith("360G-") else f"{prefix}-{row['id']}",
        "title": row["title"],
        "description": row["description"],
        "currency": row["currency"],
        "amountAwarded": _amount(row["amount"]),
        "awardDate": row["awarded_on"].isoformat(),
        "recipientOrganization": [_recipient(site, row, prefix)],
        "fundingOrganization": [
            {"id": row["funder_org_id"] or _by_name(prefix, row["funder"]), "name": row["funder"]}
        ],
    }
    dates = {name: row[field].isoformat() for name, field in _DATES if row[field] is not None}
    if dates:
        found["plannedDates"] = [dates]
    if row["area"]:
        found["beneficiaryLocation"] = [
            {
                "name": site.catalog.label("areas", row["area"]),
                "countryCode": "JP",
                "geoCode": row["area"],
                "geoCodeType": "JIS X 0402",
            }
        ]
    if row["fields"]:
        found["classifications"] = [
            {
                "vocabulary": site.catalog.package.resources["activity_fields"].title,
                "code": code,
                "title": site.catalog.label("activity_fields", code),
            }
            for code in row["fields"]
        ]
    if row["grant"]:
        found |= _programme(site, row["grant"])
    if row["source_url"]:
        found["dataSource"] = row["source_url"]
    if row["demo"]:
        found["demo"] = True
    return found


_DATES = (("startDate", "starts_on"), ("endDate", "ends_on"))


def _programme(site: Site, call: str) -> dict[str, Any]:
    """The call that an award answers: such a grant comes from an open call."""
    row = site.catalog.get("grants", call)
    title = row["title"] if row else call
    programme = {"code": call, "title": title}
    if row and row["source_url"]:
        programme["url"] = row["source_url"]
    return {"grantProgramme": [programme], "fromOpenCall": "Yes"}


def _recipient(site: Site, row: Row, prefix: str) -> dict[str, Any]:
    """Who received it: by its public number (org-id.guide), else by its id here, else by its name."""
    organization = site.catalog.get("organizations", row["organization"]) if row["organization"] else None
    number = row["recipient_org_id"]
    if not number and organization and organization["corporate_number"]:
        number = f"JP-JCN-{organization['corporate_number']}"
    if not number and organization:
        number = f"{prefix}:organizations:{organization['id']}"
    found = {"id": number or _by_name(prefix, row["recipient_name"]), "name": row["recipient_name"]}
    if organization and organization["website"]:
        found["url"] = organization["website"]
    return found


def _by_name(prefix: str, name: str) -> str:
    """An identifier for who has none: the same for the same name, and plainly of this publisher only."""
    return f"{prefix}:name:{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def _amount(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value
