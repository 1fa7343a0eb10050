"""Sums of awards: they add up, currencies stay apart, repeated fields are said, recipients count once."""

import re
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.awards import (
    GROUPINGS,
    NOT_SAID,
    award_sum,
    breakdown,
    by_currency,
    funder_code,
    funders,
    given_by,
    recipient_key,
)

from tests.conftest import ROOT

AWARD = {
    "id": "a",
    "funder": "海の財団",
    "funder_org_id": None,
    "organization": None,
    "recipient_org_id": None,
    "recipient_name": "山の会",
    "amount": 1000.0,
    "currency": "JPY",
    "awarded_on": date(2025, 6, 20),
    "fields": ("01",),
    "area": "13104",
}


def award(**changes):
    return AWARD | changes


AWARDS = st.lists(
    st.builds(
        award,
        funder=st.sampled_from(("海の財団", "森の財団", "海 の財団")),
        recipient_name=st.sampled_from(("山の会", "川の会")),
        amount=st.integers(0, 10**12).map(lambda cents: cents / 100),
        currency=st.sampled_from(("JPY", "GBP")),
        awarded_on=st.dates(date(2010, 1, 1), date(2026, 11, 23)),
        fields=st.lists(st.sampled_from(("01", "02", "13")), max_size=3).map(tuple),
        area=st.sampled_from((None, "13104", "13108")),
    ),
    max_size=30,
)


@given(AWARDS)
def test_every_breakdown_adds_up_to_the_total_of_its_currency(awards):
    assert sum(len(own) for own in by_currency(awards).values()) == len(awards)
    for own in by_currency(awards).values():
        total = award_sum(own)
        assert total.amount == sum(Decimal(str(row["amount"])) for row in own)
        for grouping in GROUPINGS:
            found = breakdown(own, grouping)
            assert sum(one.amount for one in found.sums) - found.repeated.amount == total.amount
            assert sum(one.awards for one in found.sums) - found.repeated.awards == total.awards
            if grouping != "field":
                assert found.repeated.awards == 0


@given(AWARDS)
def test_the_order_of_the_rows_does_not_matter(awards):
    for grouping in GROUPINGS:
        assert breakdown(awards, grouping) == breakdown(awards[::-1], grouping)


def test_yen_comes_first_and_no_currency_is_added_to_another():
    rows = [award(currency="EUR"), award(currency="JPY"), award(currency="GBP")]
    assert list(by_currency(rows)) == ["JPY", "EUR", "GBP"]


def test_cents_are_added_exactly():
    assert award_sum([award(amount=0.1)] * 3).amount == Decimal("0.3")


def test_an_award_counts_in_full_in_each_of_its_fields_and_that_is_said():
    found = breakdown([award(fields=("01", "02")), award(fields=())], "field")
    assert [(one.code, one.amount) for one in found.sums] == [("01", 1000), ("02", 1000), (NOT_SAID, 1000)]
    assert (found.repeated.amount, found.repeated.awards) == (1000, 1)


def test_a_year_runs_from_april_to_march():
    rows = [award(awarded_on=date(2025, 3, 31)), award(awarded_on=date(2025, 4, 1))]
    assert [one.code for one in breakdown(rows, "year").sums] == ["2024", "2025"]


def test_a_recipient_counts_once_however_its_name_is_written():
    rows = [award(recipient_name="ＮＰＯ法人 山の会"), award(recipient_name="NPO法人山の会")]
    assert award_sum(rows).recipients == 1
    assert recipient_key(award(organization="yama")) == "yama"
    assert recipient_key(award(recipient_org_id="JP-JCN-1")) == "JP-JCN-1"


def test_one_funder_written_in_two_ways_has_one_code():
    assert funder_code("海の　財団") == funder_code("海の財団") != funder_code("森の財団")


class Package:
    """What `funders` asks of a catalog."""

    def __init__(self, organizations, awards):
        self._tables = {"organizations": organizations, "awards": awards}

    def rows(self, table):
        return self._tables[table]


def organization(identity, name, number=None):
    return {"id": identity, "name": name, "corporate_number": number}


def test_a_funder_is_an_organization_by_its_number_else_by_its_name_alone():
    known = [
        organization("umi", "別の名前", "7010505002095"),
        organization("mori", "森の財団"),
        organization("kawa-1", "川の財団"),
        organization("kawa-2", "川の財団"),
    ]
    awards = [
        award(id="1", funder_org_id="JP-JCN-7010505002095"),
        award(id="2", funder="森の財団"),
        award(id="3", funder="川の財団"),
        award(id="4", funder="空の財団"),
        award(id="5", funder="空の財団"),
    ]
    found = funders(Package(known, awards))
    assert {one.name: (one.organization, one.awards) for one in found.values()} == {
        "海の財団": ("umi", 1),
        "森の財団": ("mori", 1),
        "川の財団": (None, 1),
        "空の財団": (None, 2),
    }
    assert set(given_by(found)) == {"umi", "mori"}


def test_sums_of_the_demonstration_are_those_of_its_rows(demo_catalog):
    rows = demo_catalog.rows("awards")
    (currency,) = by_currency(rows)
    assert currency == "JPY"
    for grouping, column in (("area", "area"), ("funder", "funder")):
        for one in breakdown(rows, grouping).sums:
            own = [row for row in rows if one.code in (row[column] or "", funder_code(row["funder"]))]
            assert one.amount == sum(int(row["amount"]) for row in own)
            assert one.awards == len(own)


def test_the_example_of_the_page_prints_what_it_shows(capsys):
    text = (ROOT / "docs" / "impact.md").read_text(encoding="utf-8").partition("## Awards")[2]
    code, shown = (re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL)[1] for kind in ("python", "text"))
    exec(compile(code, "impact.md", "exec"), {})
    assert capsys.readouterr().out == shown
