import datetime
from typing import Any

from tomoni.importers.merge import Merged, merge
from tomoni.importers.outside_formats import Candidate, Extract, Format, Remark
from tomoni.importers.report import Action

day = datetime.date
DATED = day(2026, 11, 1)
NUMBER, OTHER_NUMBER = "7010505002095", "5011105003832"
EMPTY: dict[str, Any] = dict.fromkeys(
    [
        "id",
        "name",
        "legal_form",
        "corporate_number",
        "register_number",
        "jurisdiction",
        "area",
        "municipality_code",
        "address",
        "purpose",
        "website",
        "certification",
        "certified_from",
        "certified_until",
        "status",
        "ended_on",
        "listing",
        "address_public",
        "confirmed_on",
        "updated_on",
        "source",
        "source_url",
        "source_row",
        "demo",
    ]
) | {"fields": ()}
VALUES = {
    "name": "海の会",
    "corporate_number": NUMBER,
    "register_number": "013006834",
    "jurisdiction": "東京都",
    "area": "13103",
    "municipality_code": None,
    "address": "東京都港区",
    "purpose": "海を守る",
    "fields": ("07",),
    "certification": "none",
    "certified_from": None,
    "certified_until": None,
    "status": "active",
    "ended_on": None,
    "source_row": 2,
}


def no_reading(*_: Any) -> Extract:
    raise AssertionError


REGISTER = Format("register", "", "", "登録簿", 2, frozenset({*VALUES, "source"}), no_reading)
LISTED = Format("list", "", "", "名簿", 1, frozenset({*VALUES, "source"} - {"purpose", "fields"}), no_reading)
AUTHORITIES = {"登録簿": 2, "名簿": 1}


def candidate(row: int = 2, **changes: Any) -> Candidate:
    return Candidate(row, VALUES | {"source_row": row} | changes, f"x-{row}")


def bring(
    existing: list[dict[str, Any]],
    *candidates: Candidate,
    form: Format = REGISTER,
    on: datetime.date = DATED,
    jurisdictions: frozenset[str] | None = None,
) -> Merged:
    extract = Extract(list(candidates), [], len(candidates), "f.csv", jurisdictions=jurisdictions)
    return merge(existing, extract, form, EMPTY, on, AUTHORITIES)


def rows(merged: Merged) -> list[dict[str, Any]]:
    return list(merged.rows.values())


def actions(merged: Merged) -> list[Action]:
    return [line.action for line in merged.lines]


def test_a_new_organization_is_imported_and_shown_only_by_ward() -> None:
    merged = bring([], candidate())
    (row,) = rows(merged)
    assert row["id"] == f"jcn-{NUMBER}"
    assert (row["listing"], row["address_public"], row["demo"], row["source"]) == (
        "imported",
        "ward",
        False,
        "登録簿",
    )
    assert row["updated_on"] == day(2026, 11, 1)
    assert actions(merged) == [Action.ADDED]


def test_the_same_again_changes_nothing_whenever_it_comes() -> None:
    once = rows(bring([], candidate()))
    again = bring(once, candidate(), on=day(2027, 1, 1))
    assert rows(again) == once
    assert actions(again) == [Action.UNCHANGED]


def test_a_moved_line_changes_the_row_number_but_not_the_day() -> None:
    once = rows(bring([], candidate()))
    (row,) = rows(bring(once, candidate(5), on=day(2027, 1, 1)))
    assert (row["source_row"], row["updated_on"]) == (5, day(2026, 11, 1))


def test_what_the_source_decides_is_brought_up_to_date_and_the_rest_stays() -> None:
    (row,) = rows(bring([], candidate()))
    row["website"] = "https://umi.example/"
    merged = bring([row], candidate(name="海と山の会", purpose=None), on=day(2026, 12, 1))
    (new,) = rows(merged)
    assert (new["name"], new["purpose"], new["website"]) == ("海と山の会", None, "https://umi.example/")
    assert new["updated_on"] == day(2026, 12, 1)
    assert merged.lines[0].field == "name・purpose"


def test_claimed_and_confirmed_rows_are_left_alone_and_a_difference_is_told() -> None:
    (row,) = rows(bring([], candidate()))
    for change in ({"listing": "claimed"}, {"confirmed_on": day(2026, 6, 1)}):
        kept = row | change | {"name": "わたしたちの会", "id": "umi"}
        merged = bring([kept], candidate(status="dissolved", ended_on=day(2026, 7, 1)))
        assert rows(merged) == [kept]
        assert actions(merged) == [Action.KEPT]
        assert "dissolved" in merged.lines[0].reason
        assert "umi" in merged.seen


def test_a_later_import_keeps_the_last_known_area() -> None:
    once = rows(bring([], candidate()))
    gone = {"area": None, "municipality_code": None, "address": None}
    merged = bring(once, candidate(**gone, status="dissolved", ended_on=day(2026, 10, 1)))
    (row,) = rows(merged)
    assert (row["area"], row["address"], row["status"]) == ("13103", "東京都港区", "dissolved")
    assert actions(merged) == [Action.CHANGED, Action.NOTED]
    only_prefecture = bring(rows(merged), candidate(**gone | {"address": "東京都"}))
    assert rows(only_prefecture)[0]["address"] == "東京都港区"


def test_an_office_that_moved_away_leaves_its_ward() -> None:
    once = rows(bring([], candidate()))
    moved = candidate(area=None, municipality_code="27100", address="大阪府大阪市")
    (row,) = rows(bring(once, moved))
    assert (row["area"], row["municipality_code"], row["address"]) == (None, "27100", "大阪府大阪市")


def test_an_organization_keeps_its_id_when_it_gets_a_number() -> None:
    once = rows(bring([], candidate(corporate_number=None)))
    assert once[0]["id"] == "npo-013006834"
    merged = bring(once, candidate())
    assert [row["id"] for row in rows(merged)] == ["npo-013006834"]
    assert rows(merged)[0]["corporate_number"] == NUMBER


def test_the_list_fills_what_the_register_leaves_empty_in_either_order() -> None:
    ended = day(2015, 3, 10)
    listed = candidate(certification="former-nta", certified_until=ended, purpose=None, fields=())
    said = candidate(certification="former-nta")
    register_first = rows(bring(rows(bring([], said)), listed, form=LISTED))
    list_first = rows(bring(rows(bring([], listed, form=LISTED)), said))
    assert register_first == list_first
    assert register_first[0]["certified_until"] == ended
    assert register_first[0]["source"] == "登録簿"
    assert rows(bring(register_first, said)) == register_first
    assert rows(bring(register_first, listed, form=LISTED)) == register_first


def test_the_list_does_not_bring_back_a_certification_that_the_register_denies() -> None:
    once = rows(bring([], candidate()))
    merged = bring(once, candidate(certification="former-nta", certified_until=day(2015, 3, 10)), form=LISTED)
    assert rows(merged) == once


def test_rows_that_vanished_are_reported_and_stay() -> None:
    other = candidate(3, corporate_number=OTHER_NUMBER, register_number=None, jurisdiction="大阪府")
    both = rows(bring([], candidate(), other))
    merged = bring(both, candidate())
    assert rows(merged) == both
    assert [(line.action, line.id) for line in merged.lines if line.row is None] == [
        (Action.VANISHED, f"jcn-{OTHER_NUMBER}")
    ]
    tokyo_only = bring(both, candidate(), jurisdictions=frozenset({"東京都"}))
    assert Action.VANISHED not in actions(tokyo_only)


def test_the_same_organization_twice_comes_in_once() -> None:
    merged = bring([], candidate(), candidate(3))
    assert len(rows(merged)) == 1
    assert actions(merged) == [Action.ADDED, Action.LEFT_OUT]
    assert "2行目" in merged.lines[1].reason


def test_of_two_organizations_with_one_number_the_active_one_has_it() -> None:
    ended = candidate(2, status="dissolved")
    active = candidate(3, register_number="013000001", name="山の会")
    merged = bring([], ended, active)
    assert {row["id"]: row["corporate_number"] for row in rows(merged)} == {
        "npo-013006834": None,
        f"jcn-{NUMBER}": NUMBER,
    }
    assert Action.VALUE_LEFT_OUT in actions(merged)


def test_a_possible_double_is_left_to_people() -> None:
    once = rows(bring([], candidate(name="特定非営利活動法人海の会")))
    nameless = candidate(9, name="NPO法人海の会", corporate_number=None, register_number=None)
    merged = bring(once, nameless, form=LISTED)
    assert len(rows(merged)) == 2
    assert [line.id for line in merged.lines if line.action is Action.NOTED] == ["x-9"]


def test_remarks_follow_the_line_of_their_row() -> None:
    item = candidate()
    item.remarks.append(Remark("corporate_number", "1", "違います", Action.VALUE_LEFT_OUT))
    merged = bring([], item)
    assert [(line.action, line.field) for line in merged.lines] == [
        (Action.ADDED, ""),
        (Action.VALUE_LEFT_OUT, "corporate_number"),
    ]
