"""The exchange standards: what is published is valid by the standards' own schemas, and says what the rows say."""

import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from tomoni.publish.opendata.exchange.giving360 import grants_package
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site

from tests.conftest import DAY

STANDARDS = Path(__file__).parents[4] / "shared" / "standards"


FORMATS = FormatChecker(formats=("uuid", "email"))
# jsonschema looks at these only with further packages; "oneOf a day or a moment" needs them told apart.
FORMATS.checks("date-time")(
    lambda value: (
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", str(value)) is not None
    )
)
FORMATS.checks("uri")(lambda value: bool(urlsplit(str(value)).scheme))


def schema(folder, name):
    path = STANDARDS / folder / name
    if not path.exists():
        pytest.skip(f"no {path}: the standards' own schemas are not here")
    return json.loads(path.read_text(encoding="utf-8"))


def published(site, path):
    return json.loads((site / "data" / path).read_text(encoding="utf-8"))


def hsds_validator(name):
    """HSDS schemas name one another by file, and say "required" as a property's constraint as well."""
    whole = schema("hsds", f"{name}.json")
    registry = Registry(
        retrieve=lambda uri: Resource.from_contents(schema("hsds", uri), default_specification=DRAFT202012)
    )
    return Draft202012Validator(whole, registry=registry, format_checker=FORMATS)


@pytest.mark.parametrize("address", ["", "https://npo.example.jp"])
def test_awards_are_valid_360giving(demo_catalog, address):
    grant, package = (
        schema("360giving", name) for name in ("360-giving-schema.json", "360-giving-package-schema.json")
    )
    # The package's schema names the grant's by an older address than the grant's schema bears.
    named = package["properties"]["grants"]["items"]["$ref"]
    registry = Registry().with_resource(named, DRAFT202012.create_resource(grant))
    validator = Draft202012Validator(package, registry=registry, format_checker=FORMATS)
    site = Site(demo_catalog, date.fromisoformat(DAY), Settings(address=address), {})
    found = [error.message for error in validator.iter_errors(grants_package(site))]
    assert not found[:5]


def test_every_award_is_a_grant_with_its_amount_and_both_sides(demo_site, demo_catalog):
    grants = published(demo_site, "360giving.json")["grants"]
    rows = demo_catalog.rows("awards")
    assert len(grants) == len(rows) == len({grant["id"] for grant in grants})
    for grant, row in zip(grants, rows, strict=True):
        assert (grant["amountAwarded"], grant["currency"]) == (row["amount"], row["currency"])
        assert grant["awardDate"] == row["awarded_on"].isoformat()
        assert grant["recipientOrganization"][0]["name"] == row["recipient_name"]
        assert grant["fundingOrganization"][0]["name"] == row["funder"]
        assert grant.get("demo", False) == bool(row["demo"])


def test_one_name_has_one_identifier(demo_site):
    funders = {}
    for grant in published(demo_site, "360giving.json")["grants"]:
        (funder,) = grant["fundingOrganization"]
        funders.setdefault(funder["name"], set()).add(funder["id"])
    assert all(len(identifiers) == 1 for identifiers in funders.values())


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("organizations", "organization"),
        ("services", "service"),
        ("taxonomies", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term"),
    ],
)
def test_each_hsds_file_is_valid(demo_site, file, name):
    validator = hsds_validator(name)
    objects = published(demo_site, f"hsds/{file}.json")
    assert objects
    found = [
        f"{one['id']} {error.json_path} {error.message}"
        for one in objects
        for error in validator.iter_errors(one)
    ]
    assert not found[:5]


def test_services_name_organizations_terms_and_hours_that_stand_in_the_files(demo_site, demo_catalog):
    organizations = {one["id"]: one for one in published(demo_site, "hsds/organizations.json")}
    terms = {one["id"] for one in published(demo_site, "hsds/taxonomy_terms.json")}
    services = published(demo_site, "hsds/services.json")
    assert len(services) == len(demo_catalog.rows("services"))
    for service, row in zip(services, demo_catalog.rows("services"), strict=True):
        owner = demo_catalog.get("organizations", row["organization"])
        assert organizations[service["organization_id"]]["name"] == owner["name"]
        assert {attribute["taxonomy_term_id"] for attribute in service.get("attributes", ())} <= terms
        days = [day for one in service.get("schedules", ()) for day in one.get("byday", "").split(",") if day]
        hours = demo_catalog.by("service_hours", "service").get(row["id"], [])
        assert len(days) == len([entry for entry in hours if entry["weekday"] != "holiday"])


def test_what_is_not_public_is_not_exchanged(demo_site, demo_catalog):
    """An address appears only where the organization shows it in full; no representative is named."""
    for service, row in zip(
        published(demo_site, "hsds/services.json"), demo_catalog.rows("services"), strict=True
    ):
        location = service["service_at_locations"][0]["location"]
        if row["address_public"] != "full":
            assert "addresses" not in location
            assert "latitude" not in location
    text = (demo_site / "data/hsds/organizations.json").read_text(encoding="utf-8")
    assert '"contacts"' not in text


def test_an_organization_that_has_ended_is_left_out(demo_site, demo_catalog):
    names = {one["name"] for one in published(demo_site, "hsds/organizations.json")}
    ended = {row["name"] for row in demo_catalog.rows("organizations") if row["status"] == "dissolved"}
    assert ended
    assert not ended & names
