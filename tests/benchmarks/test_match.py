"""What `scripts/bench match` makes up, measures and compares, in small."""

from benchmarks.match_browser import ranked
from benchmarks.match_build import proposals
from benchmarks.match_people import DAY, made
from benchmarks.match_targets import targets
from tomoni.insight.fit import fit

SMALL = made(5, 300, seed=3)


def is_open(opening):
    return (opening.until is None or opening.until >= DAY) and (DAY - opening.confirmed).days <= 90


def test_the_same_seed_makes_the_same_people_and_openings():
    assert made(5, 300, seed=3) == SMALL
    assert made(5, 300, seed=4) != SMALL


def test_openings_have_last_days_and_some_are_over_or_wait():
    until = [one.until for one in SMALL.openings]
    assert 50 < sum(day is None for day in until) < 130
    assert 10 < sum(day is not None and day < DAY for day in until) < 60
    assert any((DAY - one.confirmed).days > 90 for one in SMALL.openings)


def test_chromium_ranks_as_python_scores(chromium):
    found = ranked(chromium, SMALL.people, SMALL.openings)
    assert found["prepared"] > 0
    for person, answer in zip(SMALL.people, found["answers"], strict=True):
        expected = []
        for place, opening in enumerate(SMALL.openings):
            if is_open(opening):
                one = fit(person, opening.asked)
                expected.append((one.excluded, -one.score, str(opening.until or "9999"), place))
        best = [(place, -score) for excluded, score, _, place in sorted(expected) if not excluded]
        assert answer["milliseconds"] >= 0
        assert [tuple(pair) for pair in answer["best"]] == best[:6]
        assert (answer["proposals"], answer["left"]) == (len(best), len(expected) - len(best))


def test_the_proposals_of_a_build_are_measured():
    found = proposals(5, 300, 3)
    assert found["pairs"] > 5
    assert found["scores_seconds"] > 0
    assert 0 < found["seconds"] < 20
    assert found["peak_mb"] >= found["added_mb"] >= 0


def test_each_figure_stands_beside_its_target():
    result = {
        "browser": {"median": 200.0, "worst": 201.0},
        "build": {"seconds": 19.0, "peak_mb": 2001.0},
        "exact": {"seconds": 1.0},
    }
    assert [target.met for target in targets(result)] == [True, False, True, False, True]
