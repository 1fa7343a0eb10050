"""The indicator of matches through the site: which count, in which fiscal year, each once; worked by hand."""

from datetime import date

import pytest
from tomoni.insight.connections import connections
from tomoni.insight.platform_matches import platform_matches

from tests.insight.test_connections import row

APRIL = date(2026, 4, 1)


def test_worked_by_hand():
    rows = [
        row(1, agreed_on=date(2026, 3, 31)),  # the last day of fiscal 2025
        row(2, agreed_on=APRIL, status="agreed", kind="pro-bono"),
        row(3, agreed_on=APRIL, status="started", pair_ref="x", recorded_by="organization"),
        row(4, agreed_on=APRIL, status="started", pair_ref="x", recorded_by="center"),
        row(5, agreed_on=APRIL, channel="center"),
        row(6, agreed_on=APRIL, channel="other"),
        row(7, agreed_on=APRIL, kind="goods"),
        row(8, agreed_on=APRIL, status="cancelled"),
        row(9, status="referred"),
        row(10, ended_on=APRIL),  # the day on which it was agreed is not known
    ]
    assert platform_matches(connections(rows)) == {2025: 1, 2026: 2}


@pytest.mark.parametrize("status", ["met", "referred", "no-reply", "cancelled"])
def test_what_was_not_agreed_upon_does_not_count(status):
    assert platform_matches(connections([row(1, agreed_on=APRIL, status=status)])) == {}


def test_where_reports_of_one_match_differ_the_centres_counts():
    own = row(1, pair_ref="x", agreed_on=APRIL)
    centre = row(2, pair_ref="x", channel="center", recorded_by="center")
    assert platform_matches(connections([own, centre])) == {}
    assert platform_matches(connections([{**own, "channel": "center"}, {**centre, "channel": "site"}])) == {
        2026: 1
    }
