"""The ways in which a form may end, as a ward's settings say them."""

import pytest
from tomoni.catalog import TomoniError, kind_of
from tomoni.publish.pages.form_endings import form_endings
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.plugin import submit_ways
from tomoni.publish.pages.site import Site

from tests.conftest import ROOT


def endings(catalog, table, **settings):
    site = Site(catalog, None, Settings(theme=ROOT / "theme", **settings), {})
    return form_endings(site, kind_of(table), "ja", "../")


@pytest.mark.parametrize("given", [(), ("fax",), ("file", "fax")])
def test_ways_that_there_are_not_are_said(given):
    with pytest.raises(TomoniError, match="送りかた"):
        submit_ways(given)


def test_ways_are_those_of_the_settings(demo_catalog):
    assert submit_ways(["issue"]) == ("issue",)
    options = {"submit_ways": ("issue",)}
    assert endings(demo_catalog, "openings", options=options)["ways"] == ["issue"]
    assert endings(demo_catalog, "openings")["ways"] == ["file", "mail"]


def test_what_concerns_a_person_has_no_issue_and_knows_its_centre(demo_catalog):
    found = endings(demo_catalog, "talents", repository="https://github.example/ward/tomoni")
    assert (found["public"], found["issue"], found["centre_column"]) == (False, "", "contact_center")
    centre = next(row for row in demo_catalog.rows("centers") if row["email"])
    assert found["centres"][centre["id"]]["email"] == centre["email"]
    assert set(found["ward_centres"]) <= {row["area"] for row in demo_catalog.rows("centers")}
    assert endings(demo_catalog, "openings", repository="https://g.example/w/t")["issue"].startswith(
        "https://g."
    )


def test_a_proposal_of_citizens_goes_to_the_centre_of_its_challenge(demo_catalog):
    found = endings(demo_catalog, "proposals")
    challenge = next(
        row for row in demo_catalog.rows("challenges") if row["contact_center"] in _reached(demo_catalog)
    )
    centre = demo_catalog.get("centers", challenge["contact_center"])
    assert found["centre_column"] == "challenge"
    assert found["centres"][challenge["id"]]["name"] == centre["name"]


def _reached(catalog):
    return {row["id"] for row in catalog.rows("centers") if row["email"] or row["phone"]}


def test_nobody_is_sent_to_a_centre_that_opens_after_a_disaster(demo_catalog):
    (disaster,) = [row for row in demo_catalog.rows("centers") if row["kind"] == "災害ボランティアセンター"]
    found = endings(demo_catalog, "talents")
    assert disaster["area"] not in found["ward_centres"]
    assert found["centres"][disaster["id"]], "but an entry may name it"
