"""What a reviewer is told: links, money, words, doubles; and that nothing that was sent comes to life in Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tomoni.catalog import Catalog, cell_text
from tomoni.contribute.applying import Outcome, apply_submissions
from tomoni.contribute.change import Change, Fault
from tomoni.contribute.purge import purge
from tomoni.contribute.review import Note, review_notes
from tomoni.contribute.submission import Submission
from tomoni.contribute.summary import code_span, summary_markdown

from .entries import DAY, cells, opening

ATTACKS = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "[ここを押す](javascript:alert(1)) ![](https://a.example/x.png)",
    "@midorino #1 midorino/tomoni#1 https://a.example www.a.example",
    "a | b | c",
    "`` ` ``` ``",
    "::set-output name=a::b\n::error::c",
    "$(rm -rf /) `id` ; true && false",
    "# 見出し\n\n- [x] 済み\n\n---",
    "\u202e反対\u200b見えない",
    "&lt;b&gt; \\",
    "${{ github.token }}",
)


def changed(table, catalog, number=0, by="", **values):
    """A change of a row, as it would stand after it was applied."""
    row = catalog.rows(table)[number]
    schema = catalog.package.resources[table].schema
    before = {field.name: cell_text(field, row[field.name]) for field in schema.fields}
    return Change(table, tuple(before[name] for name in schema.primary_key), before, before | values, by)


def added(table, catalog, number=0, **values):
    change = changed(table, catalog, number, **values)
    return Change(table, ("another",), None, {**change.after, "id": "another"})


def codes(change, catalog):
    return {note.code for note in review_notes((change,), catalog)}


class TestNotes:
    @pytest.mark.parametrize(
        ("values", "code", "value"),
        [
            ({"apply_url": "https://evil.example/x"}, "link", "evil.example"),
            ({"fee_yen": "5000"}, "money", " → 5000"),
            ({"summary": "副業で、月に10万円の高収入が得られます。"}, "words", "副業"),
            ({"summary": "ＬＩＮＥを追加してください。"}, "words", "LINEを追加"),
            ({"status": "closed"}, "ended", "closed"),
        ],
    )
    def test_what_to_look_at(self, demo_catalog, values, code, value):
        (note,) = [
            note
            for note in review_notes((changed("openings", demo_catalog, **values),), demo_catalog)
            if note.code == code
        ]
        assert value in note.value

    def test_quiet_changes_need_no_note(self, demo_catalog):
        assert not codes(changed("openings", demo_catalog, what_to_bring="エプロンと上ばき"), demo_catalog)

    def test_marks_that_others_vouch_for(self, demo_catalog):
        assert "vouched" in codes(
            changed("organizations", demo_catalog, verified_on="2026-11-01"), demo_catalog
        )

    def test_a_row_that_says_the_same_of_another_year_may_be_a_slip(self, demo_catalog):
        old = changed("finances", demo_catalog)
        year = str(int(old.before["fiscal_year"]) + 9)
        new = Change("finances", (old.key[0], year), None, old.before | {"fiscal_year": year})
        (note,) = [one for one in review_notes((new,), demo_catalog) if one.code == "double"]
        assert "「年度」だけがちがう" in note.words and note.value == f"{old.key[1]} → {year}"
        other = Change("finances", new.key, None, new.after | {"expense_program": "12345"})
        assert "double" not in codes(other, demo_catalog)

    def test_doubles_by_number_name_and_address(self, demo_catalog):
        rows = demo_catalog.rows("organizations")
        number = next(place for place, row in enumerate(rows) if row["address"])
        named = added(
            "organizations", demo_catalog, number, name=f"NPO法人　{rows[number]['name']}", address=""
        )
        assert "double" in codes(named, demo_catalog)
        placed = added("organizations", demo_catalog, number, name="まったくちがう会", corporate_number="")
        assert any("同じ住所" in note.words for note in review_notes((placed,), demo_catalog))

    def test_a_corporate_number_that_stands_already(self, demo_catalog):
        first, *rest = demo_catalog.rows("organizations")
        tables = {name: demo_catalog.rows(name) for name in demo_catalog.package.resources}
        numbered = ({**first, "corporate_number": "1234567890123"}, *rest)
        catalog = Catalog(demo_catalog.package, {**tables, "organizations": numbered})
        same = added("organizations", catalog, name="ちがう会", address="")
        assert any("法人番号" in note.words for note in review_notes((same,), catalog))

    def test_a_claim_of_an_imported_page_is_a_point_to_check(self, demo_catalog):
        rows = demo_catalog.rows("organizations")
        number = next(number for number, row in enumerate(rows) if row["listing"] == "imported")
        claim = changed("organizations", demo_catalog, number, listing="claimed", registered_on="2026-11-23")
        assert "claimed" in codes(claim, demo_catalog)
        assert "claimed" not in codes(
            changed("organizations", demo_catalog, number, phone="03-0000-0001"), demo_catalog
        )

    def test_another_organization_that_sends(self, demo_catalog):
        other = demo_catalog.rows("organizations")[-1]["id"]
        assert "other-sender" in codes(
            changed("openings", demo_catalog, by=other, place="会館"), demo_catalog
        )

    def test_a_sender_whose_address_is_of_another_host(self, demo_catalog):
        number, row = next(
            (number, row)
            for number, row in enumerate(demo_catalog.rows("organizations"))
            if row["website"] and row["email"]
        )
        host = row["email"].rpartition("@")[2]
        for by, asked in (
            ("someone@mail.example", True),
            ("https://www.other.example/about", True),
            (f"shigoto@{host}", False),
            ("担当の山田", False),
        ):
            change = changed("organizations", demo_catalog, number, by=by, website="https://new.example")
            notes = [note for note in review_notes((change,), demo_catalog) if note.code == "other-sender"]
            assert bool(notes) is asked
            assert all(host in note.value for note in notes)

    def test_what_was_taken_out_once_and_comes_again(self, package):
        (first,) = apply_submissions(package, [opening(package)], DAY).changes
        purge(package, "openings", first.key, DAY)
        outcome = apply_submissions(package, [opening(package)], DAY)
        (note,) = [note for note in outcome.notes if note.code == "returned"]
        assert note.value == first.key[0]
        assert "もう一度載せてよいか" in note.words

    def test_what_may_be_personal(self, demo_catalog):
        assert "personal" in codes(changed("talents", demo_catalog, about="絵が好きです。"), demo_catalog)


class TestSummary:
    def test_before_and_after_in_words_and_codes(self, package):
        old = cells(package, "people/openings.csv")[0]
        sent = Submission("openings", {"id": old["id"]}, {"status": "paused"}, by="窓口", why="大雪のため")
        outcome = apply_submissions(package, [sent], DAY)
        text = summary_markdown(outcome, outcome.catalog)
        assert "## 変わるところ：変更 1件" in text
        assert "| 状態 (`status`) | `募集中（open）` | `休止中（paused）` |" in text
        assert "送った人：`窓口`" in text
        assert "理由：`大雪のため`" in text

    def test_a_new_entry_shows_what_is_filled(self, package):
        outcome = apply_submissions(package, [opening(package)], DAY, dry_run=True)
        text = summary_markdown(outcome, outcome.catalog)
        assert "### 追加：ボランティア募集" in text
        assert "| 募集する人数 (`people_needed`) | `3` |" in text
        assert "### 見てほしいところ" in text
        assert "what_to_bring" not in text

    def test_what_is_wrong_is_said_with_how_to_mend_it(self, demo_catalog):
        fault = Fault("「三人」は数ではありません。", "例：3", "「人数」", "募集.xlsx 4行目")
        text = summary_markdown(Outcome(problems=(fault,)), demo_catalog)
        assert "## まだ取り込めません（直すところ：1）" in text
        assert "- **`募集.xlsx 4行目 「人数」`**：「三人」は数ではありません。\n  - 直し方：例：3" in text

    def test_nothing_new(self, demo_catalog):
        assert "変わるところはありません" in summary_markdown(Outcome(unchanged=1), demo_catalog)

    def test_very_much_is_cut(self, demo_catalog):
        change = changed("openings", demo_catalog, description="長" * 20_000)
        outcome = Outcome(
            changes=(change,) * 400, notes=(Note("link", "openings", ("a",), "見る", "b"),) * 500
        )
        text = summary_markdown(outcome, demo_catalog)
        assert len(text) < 65_536
        assert "ほかに370件あります" in text

    @pytest.mark.parametrize("attack", ATTACKS)
    def test_nothing_that_was_sent_comes_to_life(self, demo_catalog, attack):
        change = changed("openings", demo_catalog, by=attack, summary=attack, apply_url=attack)
        notes = (Note("link", "openings", (attack,), "見てください。", attack),)
        taken = summary_markdown(Outcome(changes=(change,), notes=notes), demo_catalog)
        refused = summary_markdown(
            Outcome(problems=(Fault(f"「{attack}」です。", attack, attack, attack),)), demo_catalog
        )
        for text in (taken, refused):
            assert_only_ours(text)


@given(st.text(min_size=1))
def test_a_code_span_holds_any_text(text):
    tokens = MARKDOWN.parse(f"| a | b |\n|---|---|\n| {code_span(text)} | c |\n")
    rows = [token for token in tokens if token.type == "inline"]
    assert [token.content for token in (rows[0], rows[1], rows[3])] == ["a", "b", "c"]
    kinds = {child.type for child in rows[2].children}
    assert kinds <= {"code_inline"} or rows[2].content == "（空）"


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = frozenset({"text", "code_inline", "strong_open", "strong_close", "softbreak", "text_special"})


def assert_only_ours(text):
    """No link, image, HTML, mention or heading but ours when a host renders it."""
    tokens = MARKDOWN.parse(text)
    assert not [token for token in tokens if token.type in ("html_block", "fence", "code_block", "hr")]
    heads = [tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"]
    assert all(
        head.startswith(("変わるところ", "見てほしい", "追加", "変更", "まだ取り込めません"))
        for head in heads
    )
    for token in tokens:
        for child in token.children or ():
            assert child.type in OURS, child
            if child.type == "text":
                assert "@midorino" not in child.content
                assert "https://" not in child.content
                assert "www.a" not in child.content
