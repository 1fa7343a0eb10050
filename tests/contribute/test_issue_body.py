"""An issue's text comes back as what was meant; whatever else is in it stays text and does nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tomoni.catalog import TomoniError
from tomoni.contribute.issue_body import LIMIT, IssueUnreadable, parse_issue
from tomoni.contribute.submission import Submission, submission_text

from tests.contribute.github_issue import event, rendered

EVENTS = Path(__file__).parent / "events"
FIRST = {
    "organization": "midorino-kodomono-shokutaku",
    "title_": "配膳の手伝い",
    "engagement": "単発",
    "time_slots": ["平日の午前", "土日祝の午後"],
    "people_needed": "３人",
    "starts_on": "2026年12月2日",
}


def read(answers, catalog, **options):
    return parse_issue(event(rendered("openings", answers), **options), catalog)


def problems(body, catalog):
    with pytest.raises(IssueUnreadable) as raised:
        parse_issue(event(body), catalog)
    return raised.value.problems


def test_words_become_codes_dates_and_numbers(demo_catalog):
    submission = read(FIRST, demo_catalog)
    assert submission.key is None and submission.source == "issue #12"
    assert submission.values == {
        "organization": "midorino-kodomono-shokutaku",
        "title": "配膳の手伝い",
        "engagement": "one-off",
        "time_slots": "weekday-morning;weekend-afternoon",
        "people_needed": "3",
        "starts_on": "2026-12-02",
    }


def test_an_entry_that_is_there_is_named_by_its_id_and_only_what_is_said_changes(demo_catalog):
    submission = read({"id": "a-b", "people_found": "2", "what_to_bring": "空にする"}, demo_catalog)
    assert submission.key == {"id": "a-b"}
    assert submission.values == {"people_found": "2", "what_to_bring": ""}


def test_an_organization_may_be_named_as_the_site_names_it(demo_catalog):
    row = demo_catalog.rows("organizations")[0]
    assert read({**FIRST, "organization": row["name"]}, demo_catalog).values["organization"] == row["id"]


def test_a_key_of_several_columns_is_taken_from_the_answers(demo_catalog):
    row = demo_catalog.rows("finances")[0]
    answers = {"organization": row["organization"], "fiscal_year": str(row["fiscal_year"]), "note": "訂正"}
    old = parse_issue(event(rendered("finances", answers)), demo_catalog)
    assert old.key == {"organization": row["organization"], "fiscal_year": str(row["fiscal_year"])}
    assert old.values == {"note": "訂正"}
    new = parse_issue(event(rendered("finances", {**answers, "fiscal_year": "2031"})), demo_catalog)
    assert new.key is None and new.values["fiscal_year"] == "2031"


@pytest.mark.parametrize("path", sorted(EVENTS.glob("*.json")), ids=lambda path: path.stem)
def test_recorded_events_are_read_as_recorded(demo_catalog, path):
    recorded = json.loads(path.read_text(encoding="utf-8"))
    expected = recorded.pop("expected")
    if "problems" in expected:
        with pytest.raises(IssueUnreadable) as raised:
            parse_issue(recorded, demo_catalog)
        said = [str(problem) for problem in raised.value.problems]
        assert len(said) == len(expected["problems"])
        assert all(part in text for part, text in zip(expected["problems"], said, strict=True))
    else:
        submission = parse_issue(recorded, demo_catalog)
        assert (submission.table, submission.key, submission.values) == tuple(
            expected[name] for name in ("table", "key", "values")
        )


HOSTILE = {
    "markdown": "**[押して](javascript:alert(1))** ![x](https://evil.example/p.png) @everyone #1",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)><!-- comment --></details></pre>",
    "workflow command": "::set-output name=branch::main\n::add-mask::a\n::stop-commands::x\n##[set-env name=PATH]x",
    "shell": "$(touch /tmp/pwned) `id` ; rm -rf / && $IFS ${{ github.token }} '\"\\",
    "a heading of its own": "### おしらせ\n\nこれは本文です\n\n#### 小さな見出し",
    "a heading that is not at the start": " ### 募集の題名",
    "controls": "a\u202eb\u0000c\u200bd",
    "YAML and CSV": '- a: [1]\n=HYPERLINK("x")\n"a","b"',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_text(demo_catalog, text):
    submission = read({**FIRST, "description": text}, demo_catalog)
    assert submission.values["description"] == text.strip()
    assert submission.values["title"] == "配膳の手伝い"


def test_an_answer_cannot_answer_another_question(demo_catalog):
    body = rendered("openings", {**FIRST, "description": "ほんぶん\n\n### 募集の題名\n\n別の題名"})
    (problem,) = problems(body, demo_catalog)
    assert "「### 募集の題名」という行が2つあります" in str(problem)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
@settings(max_examples=60, deadline=None)
def test_whatever_is_written_is_kept_or_refused_and_never_breaks(demo_catalog, text):
    try:
        submission = read({**FIRST, "description": text}, demo_catalog)
    except IssueUnreadable as error:
        assert error.problems
        return
    kept = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    assert (
        submission.values.get("description", "") in (kept, "")
        and submission.values["title"] == "配膳の手伝い"
    )


def test_as_much_as_an_issue_can_hold_is_read_and_more_is_refused(demo_catalog):
    body = rendered("openings", FIRST)
    room = LIMIT - len(body) + len("_No response_")
    full = rendered("openings", {**FIRST, "description": "あ" * room})
    assert len(full) == LIMIT
    assert len(parse_issue(event(full), demo_catalog).values["description"]) == room
    (problem,) = problems(full + "あ", demo_catalog)
    assert "長すぎます" in str(problem)


def test_half_a_character_is_shown_as_such_and_breaks_nothing(demo_catalog):
    assert read({**FIRST, "description": "a\ud800b"}, demo_catalog).values["description"] == "a\ufffdb"
    (problem,) = problems(
        rendered(
            "submission",
            {
                "document": submission_text(Submission("openings", None, {"title": "x"})).replace(
                    "x", "\\ud800"
                )
            },
        ),
        demo_catalog,
    )
    assert "こわれた文字" in str(problem)


def test_windows_line_ends_are_line_ends(demo_catalog):
    body = rendered("openings", {**FIRST, "description": "一行目\n二行目"}).replace("\n", "\r\n")
    assert parse_issue(event(body), demo_catalog).values["description"] == "一行目\n二行目"


def test_a_form_of_another_version_is_refused(demo_catalog):
    body = rendered("openings", FIRST).replace("tomoni 1 openings", "tomoni 2 openings")
    (problem,) = problems(body, demo_catalog)
    assert "この用紙の版は読めません" in str(problem) and "残っています" in str(problem)


def test_an_earlier_form_is_read_as_long_as_every_question_is_still_known(demo_catalog):
    body = rendered("openings", FIRST)
    mark = body.rsplit("tomoni 1 openings ", 1)[1][:8]
    earlier = body.replace(mark, "0123abcd").replace("### 持ち物・服装\n\n_No response_\n\n", "")
    assert parse_issue(event(earlier), demo_catalog).values["title"] == "配膳の手伝い"
    (problem,) = problems(earlier.replace("### 最寄り駅", "### いちばん近い駅"), demo_catalog)
    assert "「いちばん近い駅」という欄は、いまの用紙にありません" in str(problem)


@pytest.mark.parametrize(
    "body", [None, "", "こんにちは", "Please add our NPO.", "### Title\n\nx", 5, "﷽" * 9]
)
def test_what_is_no_form_gets_a_clear_answer(demo_catalog, body):
    (problem,) = problems(body, demo_catalog)
    assert "用紙で書かれたissueではありません" in str(problem) and "New issue" in str(problem)


def test_a_question_that_is_gone_and_a_consent_without_a_tick_are_named_together(demo_catalog):
    body = rendered("openings", {**FIRST, "checked": False}).replace("### 最寄り駅\n\n_No response_\n\n", "")
    (problem,) = problems(body, demo_catalog)
    assert "「最寄り駅」の欄がありません" in str(problem)
    assert len(problems(rendered("openings", {**FIRST, "checked": False}), demo_catalog)) == 2


def test_every_wrong_answer_is_named_at_once(demo_catalog):
    answers = {
        **FIRST,
        "engagement": "たまに",
        "people_needed": "たくさん",
        "starts_on": "来週",
        "place": "a\nb",
    }
    said = [str(problem) for problem in problems(rendered("openings", answers), demo_catalog)]
    assert [text.split(":")[0] for text in said] == [
        "関わり方",
        "活動の始まり",
        "活動する場所",
        "募集する人数",
    ]
    assert "「たまに」は「関わり方」にありません" in said[0]


def test_other_languages_answer_with_the_words_of_their_form(demo_catalog):
    body = rendered("openings", FIRST).replace("### 関わり方\n\n単発", "### Engagement\n\nOne-off")
    assert parse_issue(event(body), demo_catalog).values["engagement"] == "one-off"
    korean = read({**FIRST, "title_": "배식 자원봉사 🍚", "description": "مرحبا"}, demo_catalog)
    assert korean.values["title"] == "배식 자원봉사 🍚" and korean.values["description"] == "مرحبا"


def test_nothing_about_a_person_is_taken_from_a_public_issue(demo_catalog):
    talents = rendered("openings", FIRST).replace("tomoni 1 openings", "tomoni 1 talents")
    offer = rendered("resource_offers", {"title_": "机", "provider_kind": "個人"})
    letter = submission_text(Submission("talents", None, {"display_name": "そら"}))
    for body in (talents, offer, rendered("submission", {"document": letter})):
        with pytest.raises(IssueUnreadable) as raised:
            parse_issue(event(body), demo_catalog)
        assert raised.value.repeat_nothing and "支援センターの窓口" in str(raised.value)


def test_what_the_form_of_the_site_made_comes_through_as_it_is(demo_catalog):
    sent = Submission(
        "openings", {"id": "a-b"}, {"title": "題 ``` ### 様式の話"}, by="みどりの", source="issue #12"
    )
    assert (
        parse_issue(event(rendered("submission", {"document": submission_text(sent)})), demo_catalog) == sent
    )
    (problem,) = problems(rendered("submission", {"document": "{"}), demo_catalog)
    assert "JSON" in str(problem)


@pytest.mark.parametrize(
    "wrong", [{}, {"issue": None}, {"issue": {"number": "1; rm"}}, {"issue": {"number": True}}]
)
def test_an_event_without_an_issue_is_refused(demo_catalog, wrong):
    with pytest.raises(TomoniError):
        parse_issue(wrong, demo_catalog)
