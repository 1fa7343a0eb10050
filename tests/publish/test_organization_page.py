"""An organization's page: what changed first, the ward's median with its number, neighbours with reasons, its data."""

import csv
import io
import re
from datetime import date

import pytest
from tomoni.publish.pages.organization_figures import figures_csv
from tomoni.publish.pages.organization_impact import impact
from tomoni.publish.pages.organization_money import money, ward_medians
from tomoni.publish.pages.organization_neighbours import neighbour_cards
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site
from tomoni.publish.pages.views import load_views

from tests.conftest import DAY, ROOT

RICH = "midorino-kodomono-shokutaku"


@pytest.fixture(scope="module")
def site(demo_catalog):
    site = Site(demo_catalog, date.fromisoformat(DAY), Settings(theme=ROOT / "theme"), load_views())
    site.collect()
    return site


@pytest.fixture(scope="module")
def page(demo_site):
    return (demo_site / "npos" / f"{RICH}.html").read_text(encoding="utf-8")


def test_what_changed_comes_before_what_was_done(site, demo_catalog):
    rows = demo_catalog.by("measures", "organization")[RICH]
    shown = impact(site, rows, site.wording("ja"))
    labels = [figure["label"] for figure in shown["figures"]]
    levels = {row["measure"]: row["level"] for row in rows}
    by_label = {demo_catalog.label("measures_catalog", code): level for code, level in levels.items()}
    order = ["outcome", "output", "activity", "input"]
    assert [order.index(by_label[label]) for label in labels] == sorted(
        order.index(by_label[label]) for label in labels
    )


def test_a_figure_says_its_period_change_target_and_how_it_was_counted(site, demo_catalog):
    shown = impact(site, demo_catalog.by("measures", "organization")[RICH], site.wording("ja"))
    meals = next(figure for figure in shown["figures"] if figure["label"] == "提供した食事")
    assert (meals["value"], meals["unit"]) == ("12,480", "食")
    assert re.search(
        r"2025年4月–2026年3月・前の年から\+18\.2％・目標13,925（90％）・毎回の配膳数を記録", meals["note"]
    )


def test_the_wards_median_stands_beside_with_how_many_it_is_of(site, demo_catalog):
    organization = demo_catalog.get("organizations", RICH)
    shown = money(site, organization, demo_catalog.by("finances", "organization")[RICH], site.wording("ja"))
    own = shown["meters"][0]
    assert re.search(r"葛飾区の団体の中央値は[0-9.]+％（\d+団体）。", own["note"])
    assert 0 < own["target"] < 100


def test_a_ward_with_few_organizations_shows_no_median(site, demo_catalog):

    few = [ward for ward, median in ward_medians(site)["own"].items() if median.organizations < 5]
    assert few
    assert all(ward_medians(site)["own"][ward].value is None for ward in few)


def test_neighbours_say_why(site, demo_catalog):
    cards = neighbour_cards(site, demo_catalog.get("organizations", RICH), "ja", site.wording("ja"))
    assert 1 <= len(cards) <= 3
    for card in cards:
        assert dict(card["facts"])["同じ課題"]


def test_an_organization_that_is_gone_has_no_neighbours(site, demo_catalog):
    gone = next(row for row in demo_catalog.rows("organizations") if row["status"] == "dissolved")
    assert neighbour_cards(site, gone, "ja", site.wording("ja")) == []


def test_the_order_of_the_page(page):
    ids = [
        "変わったこと",
        "年ごとの記録",
        "成果までの道すじ",
        "活動のようす",
        "お金",
        "近くで同じ課題に取り組む団体",
    ]
    places = [page.index(f">{name}</h2>") for name in ids]
    assert places == sorted(places)


def test_the_figures_of_the_page_are_a_download(demo_site, demo_catalog, page):
    assert f'href="../npos/{RICH}-figures.csv"' in page
    text = (demo_site / "npos" / f"{RICH}-figures.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    measures = demo_catalog.by("measures", "organization")[RICH]
    assert {row["row"] for row in rows if row["table"] == "measures"} == {row["id"] for row in measures}
    total = next(row for row in rows if row["item"] == "revenue_total")
    assert float(total["value"]) > 0


def test_a_text_that_looks_like_a_formula_is_harmless_in_the_download(site, demo_catalog, monkeypatch):
    row = {**demo_catalog.by("measures", "organization")[RICH][0], "method": "=1+1"}
    found = {"measures": {RICH: [row]}, "finances": {}}
    monkeypatch.setattr(demo_catalog, "by", lambda table, _: found[table])
    assert "'=1+1" in figures_csv(site, RICH)


def test_an_empty_part_is_not_there(demo_site, demo_catalog):
    bare = next(row for row in demo_catalog.rows("organizations") if row["listing"] == "imported")
    page = (demo_site / "npos" / f"{bare['id']}.html").read_text(encoding="utf-8")
    for heading in ("変わったこと", "お金", "活動のようす"):
        assert f">{heading}</h2>" not in page


def test_an_empty_part_is_told_to_the_organization_alone(site, demo_catalog):
    view = site.views["organizations"]
    by_id = {
        ref.key: ref
        for ref in site.refs_of("organizations")
        if ref.template == "organization.html" and ref.register == "ja"
    }
    for row in demo_catalog.rows("organizations"):
        hints = [name for name, _ in view.context(site, by_id[row["id"]])["hints"]]
        if row["status"] == "dissolved":
            assert hints == []
            continue
        for table, name in (("measures", "成果の数字"), ("reports", "活動の報告"), ("finances", "お金")):
            assert (name in hints) == (row["id"] not in demo_catalog.by(table, "organization"))


def test_the_hints_are_closed_and_what_is_empty_has_no_heading(demo_site, demo_catalog):
    row = next(
        row
        for row in demo_catalog.rows("organizations")
        if row["status"] == "active" and row["id"] not in demo_catalog.by("finances", "organization")
    )
    text = (demo_site / "npos" / f"{row['id']}.html").read_text(encoding="utf-8")
    assert '<details class="hints no-print">' in text
    assert 'id="money"' not in text
