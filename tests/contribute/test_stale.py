"""Entries that nobody confirmed for long are asked about, once a ward, in friendly words."""

import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from tomoni.contribute.stale import stale_issues, unconfirmed
from tomoni.insight.standing import opening_deadline, opening_state

REPOSITORY = "https://github.com/ward/tomoni"
LATER = date(2027, 12, 1)


def test_an_opening_is_asked_after_90_days_and_an_organization_after_a_year(demo_catalog):
    long = timedelta(days=91)
    running = [
        (row, confirmed)
        for row in demo_catalog.rows("openings")
        if (confirmed := row["confirmed_on"] or row["published_on"])
        and row["status"] == "open"
        and (opening_deadline(row) or confirmed + long) >= confirmed + long
    ]
    assert len(running) > 10
    for row, confirmed in running:
        for days, asked in ((90, False), (91, True)):
            as_of = confirmed + timedelta(days=days)
            found = {one.row["id"] for one in unconfirmed(demo_catalog, as_of, with_demo=True)}
            assert (row["id"] in found) is asked
            assert (opening_state(row, as_of) == "paused") is asked
    claimed = next(
        row
        for row in demo_catalog.rows("organizations")
        if row["listing"] == "claimed" and row["confirmed_on"] and row["status"] == "active"
    )
    for days, asked in ((365, False), (366, True)):
        found = {
            one.row["id"]
            for one in unconfirmed(
                demo_catalog, claimed["confirmed_on"] + timedelta(days=days), with_demo=True
            )
        }
        assert (claimed["id"] in found) is asked


def test_those_taken_from_a_register_those_that_ended_and_invented_ones_are_not_asked(demo_catalog):
    found = unconfirmed(demo_catalog, LATER, with_demo=True)
    organizations = [one.row for one in found if one.table == "organizations"]
    assert organizations
    assert all(
        row["listing"] == "claimed" and row["status"] in ("active", "dormant") for row in organizations
    )
    assert all(not one.row["demo"] for one in unconfirmed(demo_catalog, LATER))


def test_a_ward_gets_one_issue_whose_links_fill_in_the_form(demo_catalog):
    found = unconfirmed(demo_catalog, LATER, with_demo=True)
    issues = stale_issues(demo_catalog, found, LATER, REPOSITORY, "https://npo.example.jp/")
    assert len({issue.area for issue in issues}) == len(issues) > 10
    assert sum(issue.body.count("- [ ]") for issue in issues) == len(found)
    issue = next(issue for issue in issues if issue.area == "13122")
    assert issue.title == "【葛飾区】載っている内容を確かめてください"
    link = re.search(r"\[今もこのとおり\]\((.+?)\)", issue.body)[1]
    query = parse_qs(urlsplit(link).query)
    assert query["confirmed_on"] == ["2027-12-01"]
    assert query["template"][0] in ("openings.yml", "organizations.yml")
    assert f"/{query['id'][0]}.html" in issue.body
    assert all(len(issue.body) < 65_536 for issue in issues)


def test_who_has_no_account_finds_the_sites_own_form(demo_catalog):
    found = unconfirmed(demo_catalog, LATER, with_demo=True)
    issues = stale_issues(demo_catalog, found, LATER, REPOSITORY, "https://npo.example.jp/")
    links = [link for issue in issues for link in re.findall(r"\[サイトのフォーム\]\((.+?)\)", issue.body)]
    expected = {f"https://npo.example.jp/submit/{one.table}.html?id={one.row['id']}" for one in found}
    assert len(links) == len(found) and set(links) == expected
    assert all("「サイトのフォーム」を開いてください" in issue.body for issue in issues)
    for issue in stale_issues(demo_catalog, found, LATER, REPOSITORY):
        assert "サイトのフォーム" not in issue.body, "no address of the site is known"
        assert "電話かメールで確かめます" in issue.body
