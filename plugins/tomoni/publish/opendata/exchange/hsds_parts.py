"""The smaller objects of the Human Services Data Specification: phones, schedules, languages, classifications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tomoni.catalog import Row

from ...pages.site import Site

_DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}


def uuid_of(site: Site, kind: str, key: str) -> str:
    """The UUID that the specification asks for: always the same for the same thing of this package (RFC 9562, version 5)."""
    return str(uuid5(NAMESPACE_URL, f"urn:tomoni:{site.catalog.package.descriptor['name']}:{kind}:{key}"))


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is known: the specification has no empty values."""
    return {name: value for name, value in values.items() if value not in (None, "", [], ())}


def phones(site: Site, kind: str, key: str, number: str | None) -> list[dict[str, Any]]:
    """The telephone, if there is one."""
    return (
        [{"id": uuid_of(site, "phones", f"{kind}/{key}"), "number": number, "type": "voice"}]
        if number
        else []
    )


def languages(site: Site, kind: str, row: Row) -> list[dict[str, Any]]:
    """The languages that are spoken."""
    return [
        {
            "id": uuid_of(site, "languages", f"{kind}/{row['id']}/{code}"),
            "name": site.catalog.label("languages", code, "en"),
            "code": code,
        }
        for code in row["languages"]
    ]


def schedules(site: Site, row: Row) -> list[dict[str, Any]]:
    """The hours of the week: one schedule for all days of the same hours, days in the order of RFC 5545.

    Holidays have no weekday of theirs in the specification: they are told in words.
    """
    hours: dict[tuple[time, time], list[str]] = {}
    for entry in site.catalog.by("service_hours", "service").get(row["id"], ()):
        hours.setdefault((entry["opens"], entry["closes"]), []).append(entry["weekday"])
    found = []
    for opens, closes in sorted(hours):
        days = [day for day in _DAYS if day in hours[opens, closes]]
        holidays = "祝日も開いています" if "holiday" in hours[opens, closes] else None
        found.append(
            known(
                {
                    "id": uuid_of(site, "schedules", f"{row['id']}/{opens:%H%M}-{closes:%H%M}"),
                    "freq": "WEEKLY" if days else None,
                    "byday": ",".join(_DAYS[day] for day in days),
                    "description": row["hours_note"],
                    "opens_at": f"{opens:%H:%M}+09:00",
                    "closes_at": f"{closes:%H:%M}+09:00",
                    "attending_type": site.catalog.label("participation_modes", row["mode"]),
                    "notes": holidays,
                }
            )
        )
    if not found and row["hours_note"]:
        return [{"id": uuid_of(site, "schedules", row["id"]), "description": row["hours_note"]}]
    return found


def address(site: Site, key: str, row: Row, postal_code: str | None) -> list[dict[str, Any]]:
    """The address in its parts, where all that the specification asks for is public; else it stays in words."""
    if row["address_public"] != "full" or not (row["address"] and row["area"] and postal_code):
        return []
    city = site.catalog.label("areas", row["area"])
    return [
        {
            "id": uuid_of(site, "addresses", key),
            "address_1": row["address"].removeprefix("東京都").removeprefix(city) or row["address"],
            "city": city,
            "state_province": "東京都",
            "postal_code": postal_code,
            "country": "JP",
            "address_type": "physical",
        }
    ]


def accessibility(site: Site, key: str, codes: Iterable[str]) -> list[dict[str, Any]]:
    """What makes a place usable for all."""
    return [
        {
            "id": uuid_of(site, "accessibility", f"{key}/{code}"),
            "description": site.catalog.label("access_features", code),
        }
        for code in codes
    ]


def taxonomy_terms(site: Site, codelist: str) -> list[dict[str, Any]]:
    """The codes of a codelist; `any` restricts nothing and is no term."""
    resource = site.catalog.package.resources[codelist]
    return [
        {
            "id": uuid_of(site, "taxonomy_terms", f"{codelist}/{row['code']}"),
            "code": row["code"],
            "name": row["label"],
            "description": row["description"] or row["label"],
            "taxonomy": resource.title,
            "language": "ja",
            "taxonomy_id": uuid_of(site, "taxonomies", codelist),
        }
        for row in site.catalog.rows(codelist)
        if row["code"] != "any"
    ]


def attributes(
    site: Site, kind: str, row: Row, codelists: Iterable[str], whole_terms: bool = False
) -> list[dict[str, Any]]:
    """How an entry is classified: a link to a term for each of its topics and fields.

    The terms themselves stand in `taxonomy_terms.json`; with `whole_terms` also here.
    """
    found = []
    for codelist in codelists:
        terms = _terms_by_code(site, codelist)
        for code in row[_CLASSIFIED_BY[codelist]]:
            attribute = {
                "id": uuid_of(site, "attributes", f"{kind}/{row['id']}/{codelist}/{code}"),
                "link_id": uuid_of(site, kind, row["id"]),
                "taxonomy_term_id": terms[code]["id"],
                "link_type": codelist,
                "link_entity": "organization" if kind == "organizations" else "service",
            }
            found.append({**attribute, "taxonomy_term": terms[code]} if whole_terms else attribute)
    return found


_CLASSIFIED_BY = {"topics": "topics", "activity_fields": "fields"}


def _terms_by_code(site: Site, codelist: str) -> dict[str, dict[str, Any]]:
    key = ("hsds terms", codelist)
    if key not in site.kept:
        site.kept[key] = {term["code"]: term for term in taxonomy_terms(site, codelist)}
    found: dict[str, dict[str, Any]] = site.kept[key]
    return found
