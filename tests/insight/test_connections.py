"""What came of matches: counted once however many report it, worked by hand."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.connections import STAGES, connections, results

EMPTY = dict.fromkeys(
    ("agreed_on", "ended_on", "reason", "people", "hours", "quantity", "unit", "amount_yen", "pair_ref")
)
ROW = {
    **EMPTY,
    "id": "m-1",
    "kind": "volunteer",
    "channel": "site",
    "organization": "a",
    "status": "done",
    "recorded_by": "organization",
}


def row(number, **values):
    return {**ROW, "id": f"m-{number}", **values}


def test_worked_by_hand():
    rows = [
        row(1, pair_ref="x", people=1, hours=8.0, agreed_on=date(2026, 3, 31)),
        row(2, pair_ref="x", people=1, hours=7.0, agreed_on=date(2026, 4, 1), recorded_by="center"),
        row(3, kind="goods", quantity=20.0, unit="kg", channel="center"),
        row(4, status="cancelled", reason="日程が合わなかった"),
        row(5, status="cancelled", reason="日程が合わなかった", agreed_on=date(2026, 5, 1)),
        row(6, status="no-reply", reason="返事がなかった"),
        row(7, status="started", people=3, hours=2.0, kind="money", amount_yen=5000),
    ]
    found = connections(rows)
    assert [one.rows for one in found][:2] == [("m-1", "m-2"), ("m-3",)]
    assert (found[0].hours, found[0].year) == (7.0, 2026), "the centre's report goes first"
    together = results(found)
    assert together.connections == 6
    assert dict(zip(STAGES, together.reached, strict=True)) == {
        "referred": 6,
        "met": 4,
        "agreed": 4,
        "started": 3,
        "done": 2,
    }
    assert (together.done, together.through_site) == (2, 1)
    assert (together.people, together.hours, together.amount_yen) == (4, 9.0, 5000)
    assert together.quantities == {"kg": 20.0}
    assert together.reasons == (("日程が合わなかった", 2), ("返事がなかった", 1))


def test_hours_of_rooms_are_no_hours_of_people():
    rows = [
        row(1, kind="space", hours=4.0),
        row(2, kind="space", hours=6.0, status="agreed"),
        row(3, people=2, hours=5.0),
    ]
    together = results(connections(rows))
    assert (together.hours, together.room_hours) == (5.0, 4.0)


def test_where_one_side_is_silent_the_others_number_is_taken():
    found = connections([row(1, pair_ref="x", people=2), row(2, pair_ref="x", recorded_by="center")])
    assert [(one.people, one.year) for one in found] == [(2, None)]


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c", None]), st.integers(0, 9)), max_size=12), st.randoms()
)
def test_the_order_of_rows_and_a_second_report_change_no_sum(pairs, random):
    rows = [
        row(f"{number:02}", pair_ref=pair, people=people, recorded_by="center")
        for number, (pair, people) in enumerate(pairs)
    ]
    seen, once = set(), []
    for one in rows:
        if one["pair_ref"] is None or one["pair_ref"] not in seen:
            once.append(one)
        seen.add(one["pair_ref"])
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert results(connections(rows)) == results(connections(once))
    assert results(connections(shuffled)) == results(connections(rows))


def test_the_demonstration_counts_each_pair_once(demo_catalog):
    rows = demo_catalog.rows("matches")
    found = connections(rows)
    pairs = {one["pair_ref"] for one in rows if one["pair_ref"]}
    assert len(found) == len(pairs) + sum(one["pair_ref"] is None for one in rows) < len(rows)
    assert sorted(key for one in found for key in one.rows) == sorted(one["id"] for one in rows)
