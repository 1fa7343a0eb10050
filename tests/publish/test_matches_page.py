"""What came of it: the page's numbers are those of the rows, in every register, and no single match shows."""

import re

import pytest
from tomoni.insight.connections import connections, results
from tomoni.insight.platform_matches import COMPUTED_BY, platform_matches


@pytest.mark.parametrize("prefix", ["", "en/", "easy/"])
def test_the_totals_are_recomputed_from_the_rows(demo_site, demo_catalog, prefix):
    text = (demo_site / prefix / "matches" / "index.html").read_text(encoding="utf-8")
    found = results(connections(demo_catalog.rows("matches")))
    assert f"<b>{found.done:,}</b>" in text
    assert f"<b>{found.people:,}</b>" in text
    for count in found.reached:
        assert f'<td class="number">{count:,}</td>' in text


def test_years_kinds_and_wards_add_up(demo_site, demo_catalog):
    text = (demo_site / "matches" / "index.html").read_text(encoding="utf-8")
    found = connections(demo_catalog.rows("matches"))
    tables = re.findall(r"<table>(.*?)</table>", text, re.DOTALL)
    counts = [
        sum(
            int(re.search(r'<td class="number">([\d,]+)<', row)[1].replace(",", ""))
            for row in re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", table, re.DOTALL)
        )
        for table in tables
    ]
    undated = sum(one.year is None for one in found)
    assert counts[:3] == [len(found) - undated, len(found), len(found)]


def test_no_single_match_is_shown(demo_site, demo_catalog):
    text = (demo_site / "matches" / "index.html").read_text(encoding="utf-8")
    assert not [row["id"] for row in demo_catalog.rows("matches") if row["id"] in text]


def test_the_indicator_is_shown_by_fiscal_year_with_what_it_counts(demo_site, demo_catalog):
    text = (demo_site / "matches" / "index.html").read_text(encoding="utf-8")
    part = text.partition('id="platform-matches"')[2]
    counts = [int(count.replace(",", "")) for count in re.findall(r'<td class="number">([\d,]+)</td>', part)]
    expected = platform_matches(connections(demo_catalog.rows("matches")))
    assert counts[: len(expected)] == [expected[year] for year in sorted(expected, reverse=True)]
    assert "このサイトがきっかけで" in part


def test_what_was_observed_of_the_indicator_is_what_is_counted(demo_catalog):
    counted = platform_matches(connections(demo_catalog.rows("matches")))
    (indicator,) = (row for row in demo_catalog.rows("indicators") if row["computed_by"] == COMPUTED_BY)
    observed = {
        int(row["period"]): row["value"]
        for row in demo_catalog.by("observations", "indicator")[indicator["id"]]
        if row["area"] == "13100"
    }
    together = sorted(set(counted) & set(observed))
    assert len(together) >= 2
    assert [counted[year] for year in together] == [observed[year] for year in together]
