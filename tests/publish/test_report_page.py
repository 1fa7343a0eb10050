"""A report's page: its text as Markdown, photos, voices, figures that count once, and the reports beside it."""

import re
from datetime import date

import pytest
from tomoni.insight.impact import yearly_figures
from tomoni.publish.pages.organization_impact import aggregations
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site
from tomoni.publish.pages.views import load_views

from tests.conftest import DAY, ROOT


@pytest.fixture(scope="module")
def site(demo_catalog):
    site = Site(demo_catalog, date.fromisoformat(DAY), Settings(theme=ROOT / "theme"), load_views())
    site.collect()
    return site


def context(site, key):
    ref = next(ref for ref in site.refs_of("reports") if ref.path == f"reports/{key}.html")
    return site.views["reports"].context(site, ref)


def html(demo_site, key):
    return (demo_site / "reports" / f"{key}.html").read_text(encoding="utf-8")


def test_photos_are_offered_in_formats_and_sizes_with_a_description(site, demo_site, demo_catalog):
    key = demo_catalog.rows("photos")[0]["report"]
    text = html(demo_site, key)
    assert re.search(r'<source type="image/avif" sizes="[^"]+" srcset="[^"]+-360\.avif 360w, ', text)
    image = re.search(r"<img src=[^>]+>", text)[0]
    assert re.search(r'alt="[^"]+" width="\d+" height="\d+"', image)
    path = re.search(r'src="\.\./([^"]+)"', image)[1]
    assert (demo_site / path).exists()


def test_a_figure_of_a_report_is_a_part_of_its_years_figure_and_counted_once(site, demo_site, demo_catalog):
    row = next(row for row in demo_catalog.rows("measures") if row["report"])
    figure = context(site, row["report"])["figures"][0]
    assert figure["value"] == site.wording("ja").number(row["value"])
    assert "この報告の数字" in html(demo_site, row["report"])
    rows = [
        other
        for other in demo_catalog.by("measures", "organization")[row["organization"]]
        if other["measure"] == row["measure"]
    ]
    with_it = yearly_figures(rows, aggregations(site))
    without = yearly_figures([other for other in rows if other is not row], aggregations(site))
    assert [one.value for one in with_it] == [one.value for one in without]


def test_withdrawn_voices_and_photos_are_not_there(site, demo_catalog):
    for voice in demo_catalog.rows("voices"):
        if voice["withdrawn_on"] and voice["report"]:
            assert voice not in context(site, voice["report"])["voices"]
    for photo in demo_catalog.rows("photos"):
        if photo["withdrawn_on"] and photo["report"]:
            assert photo["alt"] not in [one["alt"] for one in context(site, photo["report"])["photos"]]


def test_reports_of_an_organization_lead_to_each_other_in_the_order_of_their_days(site, demo_catalog):
    organization = demo_catalog.rows("reports")[0]["organization"]
    rows = sorted(
        demo_catalog.by("reports", "organization")[organization], key=lambda row: (row["date"], row["id"])
    )
    walked, key = [rows[0]["id"]], rows[0]["id"]
    while after := context(site, key)["after"]:
        key = after.path.removeprefix("reports/").removesuffix(".html")
        walked.append(key)
    assert walked == [row["id"] for row in rows]
    assert context(site, rows[0]["id"])["before"] is None


def test_the_organizations_feed_is_offered(demo_site, demo_catalog):
    row = next(row for row in demo_catalog.rows("reports"))
    assert f'href="../feeds/npos/{row["organization"]}.atom" type="application/atom+xml"' in html(
        demo_site, row["id"]
    )


def test_an_event_shows_its_calendar_file(demo_site, demo_catalog):
    paths = [demo_site / "events" / f"{row['id']}.html" for row in demo_catalog.rows("events")]
    assert any('type="text/calendar">' in path.read_text(encoding="utf-8") for path in paths)
