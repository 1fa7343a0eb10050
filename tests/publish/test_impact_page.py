"""`/impact/`: sums that agree with the rows, say how many reported, and show what they are made of."""

import json
from collections import defaultdict

import pytest
from tomoni.insight.impact import year_of_period


@pytest.fixture(scope="module")
def totals(demo_site):
    return json.loads((demo_site / "impact" / "totals.json").read_text(encoding="utf-8"))


def test_a_sum_agrees_with_the_rows(totals, demo_catalog):
    """Meals of 2025 of all organizations, added again from the table (one row a year each in the demonstration)."""
    rows = defaultdict(list)
    for row in demo_catalog.rows("measures"):
        if (
            row["measure"] == "meals-served"
            and year_of_period(row["period_start"], row["period_end"]) == 2025
        ):
            rows[row["organization"]].append(row)
    listed = {
        row["id"] for row in demo_catalog.rows("organizations") if row["status"] in ("active", "dormant")
    }
    expected = sum(max(row["value"] for row in own) for name, own in rows.items() if name in listed)
    label = demo_catalog.label("measures_catalog", "meals-served")
    place = next(number for number, (own, _) in enumerate(totals["measures"]) if own == label)
    [found] = [total for total in totals["totals"]["all"] if total[:2] == [place, 2025]]
    assert found[2] == expected
    assert found[3] == len(rows.keys() & listed)


def test_wards_fields_problems_and_goals_have_pages(demo_site, totals):
    kinds = {name.split("-")[0] for name in totals["groups"]} - {"all"}
    assert kinds == {"area", "field", "topic", "sdg"}
    for name in totals["groups"]:
        page = "index" if name == "all" else name
        assert (demo_site / "impact" / f"{page}.html").is_file()
        assert (demo_site / "en" / "impact" / f"{page}.html").is_file()


def test_every_sum_shows_what_it_is_made_of_and_how_many_did_not_report(demo_site):
    page = (demo_site / "impact" / "area-13122.html").read_text(encoding="utf-8")
    assert "みどり野こどもの食卓" in page
    assert "団体のうち" in page
    assert "数字はまだありません。合計に入っていません。" in page


def test_shares_of_few_organizations_show_no_median(totals):
    percents = [number for number, (_, unit) in enumerate(totals["measures"]) if unit in ("%", "％")]
    few = [total for total in totals["totals"]["area-13122"] if total[0] in percents and total[3] < 5]
    assert few
    assert all(total[2] is None for total in few)
