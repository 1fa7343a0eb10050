"""Projects and challenges: what has come in as of a day, how to give, bequests without a countdown; who works on it."""

from datetime import date

import pytest
from tomoni.publish.pages.views.challenges import companies_for, works_on
from tomoni.publish.pages.views.projects import EXPLAINED


def html(demo_site, path):
    return (demo_site / path).read_text(encoding="utf-8")


def row_of(demo_catalog, kind, status="open"):
    rows = demo_catalog.rows("projects")
    return next(row for row in rows if row["kind"] == kind and row["status"] == status)


def test_progress_says_as_of_when(demo_site, demo_catalog):
    row = row_of(demo_catalog, "crowdfunding")
    text = html(demo_site, f"projects/{row['id']}.html")
    assert 'class="meter"' in text and "現在）" in text and "目標の" in text
    assert row["uses"][0].partition("＝")[0] in text


def test_every_kind_of_giving_has_an_explanation_of_its_own(demo_catalog):
    assert set(EXPLAINED) == {row["code"] for row in demo_catalog.rows("project_kinds")}
    assert len(set(EXPLAINED.values())) == len(EXPLAINED)


@pytest.mark.parametrize("kind", sorted(EXPLAINED))
def test_a_project_explains_its_own_kind_and_no_other(demo_site, demo_catalog, kind):
    rows = [row for row in demo_catalog.rows("projects") if row["kind"] == kind]
    assert rows, f"the demonstration has no {kind}"
    for row in rows:
        text = html(demo_site, f"projects/{row['id']}.html").replace("<wbr>", "")
        assert [one for one, words in EXPLAINED.items() if words in text] == [kind], row["id"]


def test_hometown_tax_says_that_the_municipality_receives_it(demo_site, demo_catalog):
    row = row_of(demo_catalog, "furusato")
    text = html(demo_site, f"projects/{row['id']}.html")
    assert "ふるさと納税型クラウドファンディング" in text and row["municipality"] in text


def test_bequests_have_contacts_and_neither_target_nor_countdown(demo_site, demo_catalog):
    row = next(row for row in demo_catalog.rows("projects") if row["kind"] == "bequest")
    text = html(demo_site, f"projects/{row['id']}.html")
    assert 'class="meter"' not in text and "data-deadline" not in text
    for contact in demo_catalog.rows("bequest_contacts"):
        assert contact["name"] in text
        assert contact["name"] in html(demo_site, "projects/index.html")


def test_what_has_ended_shows_its_report(demo_site, demo_catalog):
    row = next(
        row
        for row in demo_catalog.rows("projects")
        if row["result_report"] and row["status"] in ("succeeded", "ended")
    )
    text = html(demo_site, f"projects/{row['id']}.html")
    assert f"reports/{row['result_report']}.html" in text


def test_a_challenge_shows_proposals_that_may_be_published_and_who_works_on_it(demo_site, demo_catalog):
    proposals = demo_catalog.by("proposals", "challenge")
    for row in demo_catalog.rows("challenges"):
        text = html(demo_site, f"challenges/{row['id']}.html")
        for one in proposals.get(row["id"], []):
            assert (one["summary"] in text) == one["publish_consent"]
        workers = works_on(type("Site", (), {"catalog": demo_catalog}), row)
        assert all(set(one["topics"]) & set(row["topics"]) for one in workers)
        if workers:
            assert f"npos/{workers[0]['id']}.html" in text
        if row["collaboration"]:
            assert f"collaborations/{row['collaboration']}.html" in text


def test_companies_of_a_challenge_are_certified_near_and_say_what_they_have_in_common(
    demo_site, demo_catalog
):
    site = type("Site", (), {"catalog": demo_catalog, "as_of": date(2026, 11, 23)})
    shown = 0
    for row in demo_catalog.rows("challenges"):
        found = companies_for(site, row)
        for one in found:
            assert one["status"] == "certified" and one["certified_until"] >= site.as_of
            assert set(one["topics"]) & set(row["topics"])
        if found:
            part = html(demo_site, f"challenges/{row['id']}.html").partition('id="companies"')[2]
            assert f"companies/{found[0]['id']}.html" in part
            common = [code for code in row["topics"] if code in found[0]["topics"]]
            assert demo_catalog.label("topics", common[0]) in part
            assert "頼むときの窓口" in part
            shown += 1
    assert shown > 2
    assert not companies_for(type("Site", (), {"catalog": demo_catalog, "as_of": date(2035, 1, 1)}), row)


def test_an_organization_says_which_problem_it_has_in_common_with_a_challenge(demo_site, demo_catalog):
    site = type("Site", (), {"catalog": demo_catalog})
    row = next(row for row in demo_catalog.rows("challenges") if works_on(site, row))
    part = html(demo_site, f"challenges/{row['id']}.html").partition('id="workers"')[2]
    first = works_on(site, row)[0]
    common = "・".join(
        demo_catalog.label("topics", code) for code in row["topics"] if code in first["topics"]
    )
    assert f"同じ課題：{common}" in part
