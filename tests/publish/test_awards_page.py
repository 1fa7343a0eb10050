"""Awards: sums on the pages are those of the rows, each leads to its list, funder and recipient lead to each other."""

import csv
import re
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest
from tomoni.insight.awards import funder_code
from tomoni.insight.impact import fiscal_year
from tomoni.publish.pages.award_sums import (
    amount_words,
    award_facts,
    funder_words,
    sum_table,
    sums_csv,
    sums_of_list,
)
from tomoni.publish.pages.organization_ties import tie_cards
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site
from tomoni.publish.pages.views import load_views

DAY = date(2026, 11, 23)


def page(site, path):
    return (site / path).read_text(encoding="utf-8")


def tables(text):
    """The tables of sums: of each, its rows (label, link, amount, awards) and its total."""
    found = []
    for table in re.findall(r'<table class="sums">(.*?)</table>', text, re.DOTALL):
        rows = []
        for row in re.findall(r'<tr>\s*<th scope="row">.*?</tr>', table, re.DOTALL):
            link = re.search(r'href="([^"]+)"', row)
            label = unescape(re.sub(r"<[^>]+>", "", re.search(r"<th.*?</th>", row, re.DOTALL)[0])).strip()
            numbers = re.findall(r'<td class="number">([^<]*)<', row)
            rows.append((label, link and link[1], numbers[0], int(numbers[1].replace(",", ""))))
        found.append((rows[:-1], rows[-1]))
    return found


def yen(text):
    """The number of an English amount."""
    return int(re.sub(r"[¥,]", "", text))


def test_the_sums_of_the_page_add_up_to_those_of_the_rows(demo_site, demo_catalog):
    rows = demo_catalog.rows("awards")
    found = tables(page(demo_site, "en/awards/totals.html"))
    assert len(found) == 4
    for own, total in found:
        assert yen(total[2]) == sum(yen(row[2]) for row in own) == sum(row["amount"] for row in rows)
        assert total[3] == sum(row[3] for row in own) == len(rows)
    year = {row[0]: yen(row[2]) for row in found[0][0]}
    for name, amount in year.items():
        own = [row["amount"] for row in rows if f"FY {fiscal_year(row['awarded_on'])}" == name]
        assert amount == sum(own)


def test_every_sum_leads_to_a_list_with_as_many_awards(demo_site):
    for own, _ in tables(page(demo_site, "awards/totals.html")):
        for label, link, amount, count in own:
            if link is not None:
                text = page(demo_site, f"awards/{link}")
                assert f"<b>{amount}</b>（{count:,}件、" in text, label


def test_the_csv_says_the_same(demo_site, demo_catalog):
    rows = list(csv.DictReader(page(demo_site, "awards/totals.csv").splitlines()))
    total = int(sum(row["amount"] for row in demo_catalog.rows("awards")))
    for grouping in ("total", "year", "funder", "area", "field"):
        own = [row for row in rows if row["grouping"] == grouping]
        assert sum(int(row["amount"]) * (-1 if row["code"] == "repeated" else 1) for row in own) == total


@pytest.mark.parametrize("prefix", ["", "en/", "easy/"])
def test_the_list_leads_to_the_sums_and_back(demo_site, prefix):
    assert f'{prefix}awards/totals.html"' in page(demo_site, f"{prefix}awards/index.html")
    assert f'{prefix}awards/index.html"' in page(demo_site, f"{prefix}awards/totals.html")


def test_an_award_leads_to_its_funder_and_its_recipient_and_they_lead_back(demo_site, demo_catalog):
    award = next(row for row in demo_catalog.rows("awards") if row["organization"])
    funder = f"funder-{funder_code(award['funder'])}.html"
    entry = page(demo_site, f"awards/{award['id']}.html")
    assert f'href="../awards/{funder}"' in entry
    assert f'href="../npos/{award["organization"]}.html"' in entry
    assert f'href="../awards/{award["id"]}.html"' in page(demo_site, f"awards/{funder}")
    organization = page(demo_site, f"npos/{award['organization']}.html")
    assert f'href="../awards/{award["id"]}.html"' in organization
    assert f'href="../awards/{funder}"' in organization


def test_the_money_of_ministries_is_readable(demo_catalog):
    wording = Site(demo_catalog, DAY, Settings(), {}).wording("ja")
    assert amount_words(3_167_275_550_845, "JPY", wording) == "3兆1,672億7,555万845円"
    assert amount_words(12_000, "JPY", wording) == "1万2,000円"


class Package:
    """A catalog of organizations and awards only."""

    def __init__(self, catalog, organizations, awards):
        self._catalog, self._own = catalog, {"organizations": organizations, "awards": awards}
        self.package = catalog.package

    def rows(self, table):
        return self._own.get(table, ())

    def by(self, table, field):
        return {}

    def get(self, table, key):
        return next((row for row in self.rows(table) if row["id"] == key), None)

    def label(self, *asked):
        return self._catalog.label(*asked)


@pytest.fixture
def mixed(demo_catalog):
    """A site whose first organization is a funder and whose awards are in yen and in pounds."""
    giver, *others = demo_catalog.rows("organizations")[:5]
    awards = [
        row | {"id": f"a-{number}", "funder": giver["name"], "currency": "GBP" if number % 2 else "JPY"}
        for number, row in enumerate(demo_catalog.rows("awards")[:6])
    ]
    catalog = Package(demo_catalog, (giver, *others), tuple(awards))
    views = {name: view for name, view in load_views().items() if name == "awards"}
    site = Site(catalog, DAY, Settings(), views)
    site.collect()
    return SimpleNamespace(site=site, giver=giver, awards=awards)


def test_currencies_stay_apart(mixed):
    wording = mixed.site.wording("ja")
    assert [currency.code for currency in award_facts(mixed.site).currencies] == ["JPY", "GBP"]
    yen_sum, pounds = sums_of_list(mixed.site, "", "", wording)
    assert yen_sum["amount"].endswith("円")
    assert pounds["amount"].endswith(" GBP")
    assert amount_words(1234.5, "GBP", wording) == "1,234.5 GBP"
    assert {row.split(",")[0] for row in sums_csv(mixed.site).splitlines()[1:]} == {"JPY", "GBP"}


def test_a_funder_that_is_an_organization_is_linked_from_its_page(mixed):
    site, giver = mixed.site, mixed.giver
    path = f"awards/funder-{funder_code(giver['name'])}.html"
    cards = tie_cards(site, giver, lambda table: [], site.wording("ja"))
    assert [card["link"].path for card in cards] == [path]
    assert funder_words(site, giver["name"], "ja").path == path
    assert funder_words(site, "だれも知らない財団", "en") == ("だれも知らない財団", "ja")
    assert award_facts(site).funders[funder_code(giver["name"])].organization == giver["id"]


def test_what_is_not_shown_singly_is_added_up_in_one_row(mixed):
    currency = award_facts(mixed.site).currencies[0]
    shown = sum_table(mixed.site, currency, "area", 1, "en")
    assert sum(int(row["awards"]) for row in shown["rows"]) == int(shown["total"]["awards"]) == 3
    assert len(shown["rows"]) <= 2
