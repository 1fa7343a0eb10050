"""Neighbours: the same problem, near, with what the other needs; explained, the same from both sides."""

from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.neighbours import Neighbourhood, Standpoint, compare, standpoints

HERE, THERE = (35.74, 139.84), (35.76, 139.85)


def standpoint(id, topics=("child-poverty",), areas=("13122",), place=HERE, **more):
    sets = {name: frozenset(more.get(name, ())) for name in ("fields", "needs", "offers")}
    return Standpoint(id, frozenset(topics), areas=frozenset(areas), place=place, **sets)


def test_why_two_organizations_might_join_forces_is_said():
    kitchen = standpoint("kitchen", ("child-poverty", "food-loss"), fields=("13",), needs=("vegetables",))
    garden = standpoint("garden", ("food-loss",), place=THERE, fields=("13", "7"), offers=("vegetables",))
    found = compare(kitchen, garden)
    assert (found.topics, found.fields, found.receives, found.gives) == (
        ("food-loss",),
        ("13",),
        ("vegetables",),
        (),
    )
    assert 2 < found.distance_km < 3
    assert compare(garden, kitchen).gives == ("vegetables",)


def test_only_those_who_share_a_problem_and_a_ward_are_proposed():
    all_of_them = Neighbourhood(
        [
            standpoint("a"),
            standpoint("b"),
            standpoint("other-problem", ("dementia",)),
            standpoint("other-ward", areas=("13104",)),
        ]
    )
    assert [neighbour.id for neighbour in all_of_them.of("a")] == ["b"]
    assert all_of_them.of("nobody") == []


def test_the_nearer_comes_first_and_equal_ones_by_id():
    around = Neighbourhood(
        [standpoint("a"), standpoint("far", place=THERE), standpoint("c"), standpoint("b")]
    )
    assert [neighbour.id for neighbour in around.of("a")] == ["b", "c", "far"]


def test_standpoints_come_from_the_tables():
    [found] = standpoints(
        [
            {
                "id": "a",
                "topics": ("food-loss",),
                "fields": (),
                "area": "13122",
                "areas_served": ("13121",),
            }
        ],
        {"a": HERE},
        [{"organization": "a", "category": "rice"}],
        [{"organization": None, "category": "rice"}],
    )
    assert found.areas == {"13121", "13122"}
    assert (found.needs, found.offers) == ({"rice"}, frozenset())


codes = st.frozensets(st.sampled_from("abcdef"))
any_standpoint = st.builds(
    Standpoint,
    id=st.just("x"),
    topics=codes,
    fields=codes,
    areas=codes,
    place=st.none() | st.tuples(st.floats(35, 36), st.floats(139, 140)),
    needs=codes,
    offers=codes,
)


@given(any_standpoint, any_standpoint)
def test_the_score_is_the_same_from_both_sides(first, second):
    one, other = compare(first, second), compare(second, first)
    assert abs(one.score - other.score) < 1e-9
    assert (one.gives, one.receives, one.topics) == (other.receives, other.gives, other.topics)


@given(any_standpoint, any_standpoint, st.sampled_from("abcdef"))
def test_one_more_problem_in_common_never_lowers_the_score(first, second, topic):
    def with_topic(standpoint):
        return Standpoint(
            standpoint.id,
            standpoint.topics | {topic},
            standpoint.fields,
            standpoint.areas,
            standpoint.place,
            standpoint.needs,
            standpoint.offers,
        )

    assert compare(with_topic(first), with_topic(second)).score >= compare(first, second).score
