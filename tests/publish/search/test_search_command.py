"""`scripts/search`: a built site searched from a terminal with the scripts of its page."""

import gzip
import json
import shutil
import subprocess

import pytest

from tests.conftest import DAY, ROOT


def search(*arguments):
    return subprocess.run(
        [ROOT / "scripts" / "search", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def found(site, *arguments):
    done = search(site, *arguments, "--as-of", DAY, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_results_are_pages_with_score_kind_and_title(demo_site):
    results = found(demo_site, "子ども食堂 葛飾")
    assert results
    for result in results:
        assert list(result) == ["ref", "score", "kind", "title"]
        assert (demo_site / result["ref"]).is_file()
        assert result["score"] > 0
    scores = [result["score"] for result in results]
    assert scores == sorted(scores, reverse=True)
    assert results[0]["title"] in (demo_site / results[0]["ref"]).read_text(encoding="utf-8")


def test_a_kind_may_be_named_by_one_thing_of_it(demo_site):
    openings = found(demo_site, "子ども", "--facet", "kind=openings")
    assert openings == found(demo_site, "子ども", "--facet", "kind=opening")
    assert {result["kind"] for result in openings} == {"openings"}
    everything = {result["ref"]: result["score"] for result in found(demo_site, "子ども", "--limit", 0)}
    assert all(everything[result["ref"]] == result["score"] for result in openings)


def test_choices_of_one_facet_add_up_and_facets_narrow_each_other(demo_site):
    def refs(*facets):
        options = [part for facet in facets for part in ("--facet", facet)]
        return {result["ref"] for result in found(demo_site, "相談", "--limit", 0, *options)}

    both = refs("kind=services", "kind=advisors")
    assert both == refs("kind=services") | refs("kind=advisors")
    assert refs("kind=services", "area=13122") == refs("kind=services") & refs("area=13122")


def test_what_was_read_is_counted(demo_site):
    answer = found(demo_site, "助成金 環境", "--bytes")
    assert answer["total"] >= len(answer["results"]) > 0
    whole = sum(path.stat().st_size for path in (demo_site / "search").rglob("*.*"))
    assert 0 < answer["read"]["bytes"] < whole / 10
    text = search(demo_site, "助成金 環境", "--bytes", "--as-of", DAY).stdout
    assert text.endswith(f"{answer['read']['files']}ファイル {answer['read']['bytes']}バイト\n")


def test_for_people_it_prints_lines(demo_site):
    first, *lines = search(
        demo_site, "みどり野こどもの食卓", "--limit", "1", "--as-of", DAY
    ).stdout.splitlines()
    assert first.endswith("件")
    (line,) = lines
    assert line.split("\t")[1:] == [
        "organizations",
        "みどり野こどもの食卓",
        "npos/midorino-kodomono-shokutaku.html",
    ]


def test_help_shows_an_example():
    done = search("--help")
    assert done.returncode == 0
    assert '例: scripts/search output "子ども食堂 葛飾"' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "OUTPUT と QUERY"),
        (["SITE"], "OUTPUT と QUERY"),
        (["SITE", "子ども", "食堂"], "OUTPUT と QUERY"),
        (["SITE", "子ども", "--nothing"], "--nothing"),
        (["SITE", "子ども", "--facet", "kind"], "kind=openings のように"),
        (["SITE", "子ども", "--facet", "colour=red"], "colour"),
        (["SITE", "子ども", "--facet", "kind=nothing"], "nothing"),
        (["SITE", "子ども", "--limit", "many"], "many"),
        (["SITE", "子ども", "--as-of", "tomorrow"], "tomorrow"),
        (["nowhere", "子ども"], "nowhere"),
    ],
)
def test_a_wrong_call_is_told(demo_site, arguments, said):
    done = search(*(demo_site if argument == "SITE" else argument for argument in arguments))
    assert done.returncode == 2
    assert said in done.stderr
    assert "使い方" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   　",
        "猫",
        "あ" * 500,
        "😀👨‍👩‍👧",
        "\u0001\u001f子",
        "<b>子ども</b>",
        "([a-z]+.*?)\\d{2,}|^$",
        '"子ども',
        "！？＆%",
    ],
)
def test_no_words_make_it_fail(demo_site, query):
    assert isinstance(found(demo_site, query), list)


def test_words_that_begin_with_a_dash_come_after_two(demo_site):
    done = search("--json", "--as-of", DAY, "--", demo_site, "-子ども")
    assert done.returncode == 0
    assert isinstance(json.loads(done.stdout), list)


@pytest.fixture
def own_site(demo_site, tmp_path):
    """A copy of what searching reads."""
    shutil.copytree(demo_site / "search", tmp_path / "search")
    return tmp_path


def fails(site, code):
    done = search(site, "子ども", "--as-of", DAY)
    assert done.returncode == 1
    assert f"（{code}）" in done.stderr
    assert "組み立て直して" in done.stderr
    assert "at " not in done.stderr  # no trace
    assert done.stdout == ""


def test_a_pack_that_is_missing_is_told(own_site):
    shutil.rmtree(own_site / "search" / "packs")
    fails(own_site, "missing")


def test_a_pack_that_is_cut_off_is_told(own_site):
    for path in (own_site / "search" / "packs").iterdir():
        path.write_bytes(path.read_bytes()[:-10])
    fails(own_site, "damaged")


def test_a_manifest_that_is_none_is_told(own_site):
    (own_site / "search" / "manifest.json").write_text("<html>", encoding="utf-8")
    fails(own_site, "damaged")


def test_cards_of_another_build_are_told(own_site):
    """The names of shards stay from build to build; their headers say which numbering of documents they follow."""
    for path in (own_site / "search" / "cards-ja").iterdir():
        path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()), mtime=0))
    fails(own_site, "other-build")
