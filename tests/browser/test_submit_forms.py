"""Drafts, questions that depend on answers, names, and entries that are put right, in the forms."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.form_page import (
    OPENING,
    ORGANIZATION,
    WARD,
    change_entry,
    check,
    errors,
    made,
    with_settings,
)


def test_a_draft_sends_nothing_back_that_others_changed_meanwhile(form):
    page = form(f"openings.html?id={OPENING}")
    expect(page.locator("#f-title")).not_to_have_value("")
    page.fill("#f-people_needed", "9")
    page.fill("#f-title", "わたしの題名")
    change_entry(page, f"openings/{OPENING}", title="ほかの人の題名", summary="ほかの人の紹介")
    page.reload()
    page.wait_for_selector("[data-submit-form]:not([hidden])")
    assert page.input_value("#f-summary") == "ほかの人の紹介", (
        "what the writer left alone is as it stands now"
    )
    assert page.input_value("#f-people_needed") == "9"
    asked = page.locator("[data-field=title] .meanwhile")
    expect(asked).to_contain_text("いまの内容：ほかの人の題名")
    expect(asked).to_contain_text("わたしの下書き：わたしの題名")
    check(page)
    assert errors(page) == ["募集の題名：ほかの人も変えました。どちらにするか選んでください。"]
    asked.get_by_role("button", name="いまの内容").press("Enter")
    assert page.evaluate("document.activeElement.id") == "f-title"
    check(page)
    assert made(page)["values"] == {"people_needed": "9"}


def test_a_draft_keeps_who_wrote_and_why_and_can_be_ended_when_it_was_sent(form):
    page = form("resource_needs.html")
    page.fill("#f-title", "折りたたみ机")
    page.fill("#submit-by", "みどりのこどもの食卓")
    page.fill("#submit-why", "会場が広くなりました")
    page.reload()
    page.wait_for_selector("[data-submit-form]:not([hidden])")
    assert page.input_value("#submit-by") == "みどりのこどもの食卓"
    assert page.input_value("#submit-why") == "会場が広くなりました"
    page.fill("#f-organization", ORGANIZATION)
    page.select_option("#f-kind", "goods")
    page.select_option("#f-category", "furniture")
    page.fill("#f-description", "学習会で使います。")
    check(page)
    assert made(page)["by"] == "みどりのこどもの食卓"
    with page.expect_download():
        page.click("[data-submit-file]")
    page.reload()
    page.wait_for_selector("[data-submit-form]:not([hidden])")
    expect(page.locator("[data-submit-draft]")).to_contain_text("送る用意をした下書きです")
    assert page.input_value("#f-title") == "折りたたみ机", "nothing is lost before its writer says so"
    page.get_by_role("button", name="この下書きを消して、はじめから書く").click()
    assert page.input_value("#f-title") == page.input_value("#submit-by") == ""
    assert page.evaluate("localStorage.length") == 0


def test_after_sending_one_tap_ends_the_draft(form):
    page = form(f"openings.html?id={OPENING}")
    expect(page.locator("#f-title")).not_to_have_value("")
    page.fill("#f-people_needed", "9")
    check(page)
    done = page.get_by_role("button", name="送りました。下書きを消す")
    expect(done).to_be_hidden()
    with page.expect_download():
        page.click("[data-submit-file]")
    done.click()
    assert page.evaluate("localStorage.length") == 0
    assert page.input_value("#f-people_needed") != "9"
    expect(page.locator("[data-submit-ways]")).to_be_hidden()


@pytest.mark.parametrize(
    ("answer", "said", "way"),
    [
        ({"status": 404}, "見つかりません", "一覧からさがす"),
        ({"status": 500}, "読みこめるまで送れません", "もう一度読みこむ"),
        ({"json": {"table": "openings", "moved": OPENING, "to": "new-id"}}, "名前（ID）が変わりました", "いまの内容を開く"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_loaded_is_never_sent_as_a_new_one(chromium, site_address, answer, said, way):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site_address}submit/openings.html")
    page.evaluate(
        f"localStorage.setItem('tomoni-draft-openings-{OPENING}', "
        "JSON.stringify({cells: {title: '新'}, base: {title: '旧'}, by: '', why: ''}))"
    )
    page.route(f"**/api/v1/openings/{OPENING}.json", lambda route: route.fulfill(**answer))
    page.goto(f"{site_address}submit/openings.html?id={OPENING}")
    missing = page.locator("[data-submit-missing]")
    expect(missing).to_contain_text(said)
    expect(missing).to_contain_text(way)
    expect(missing).to_contain_text("下書きは、この端末に残っています。")
    expect(page.locator("[data-submit-form]")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 1, "the draft is still there"
    context.close()


def test_a_number_or_a_day_that_is_half_typed_is_not_taken_for_nothing(form):
    page = form(f"openings.html?id={OPENING}")
    expect(page.locator("#f-title")).not_to_have_value("")
    page.locator("#f-people_needed").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("1e")
    page.locator("#f-ends_on").focus()
    page.keyboard.press("Delete")
    check(page)
    said = "書きかけか、読めない形です。もう一度、最後まで書いてください。"
    assert set(errors(page)) == {f"募集する人数：{said}", f"活動の終わり：{said}"}
    assert page.get_attribute("#f-ends_on", "aria-invalid") == "true"


def test_questions_come_and_go_by_keyboard_without_moving_the_focus(form):
    page = form("openings.html")
    safeguards, place = page.locator("[data-field=safeguards]"), page.locator("[data-field=place]")
    expect(safeguards).to_be_hidden()
    expect(place).to_be_hidden()
    page.locator("#f-works_with_children").focus()
    page.keyboard.press("ArrowDown")
    assert page.input_value("#f-works_with_children") == "true"
    expect(safeguards).to_be_visible()
    expect(safeguards.locator("[data-required]")).to_be_visible()
    expect(page.locator("[data-submit-status]")).to_contain_text("安全のための取り組み")
    assert page.evaluate("document.activeElement.id") == "f-works_with_children"
    check(page)
    assert any("子どもを守る取り組みが1つは必要です" in one for one in errors(page))
    page.select_option("#f-mode", "onsite")
    page.fill("#f-place", "みどり公民館")
    page.select_option("#f-mode", "online")
    expect(place).to_be_hidden()
    expect(page.locator("[data-submit-status]")).to_contain_text("送りません")
    page.select_option("#f-mode", "onsite")
    assert page.input_value("#f-place") == "みどり公民館", "what was written is kept"


def test_names_are_chosen_and_ids_are_sent(form, demo_catalog):
    page = form("resource_needs.html")
    name = demo_catalog.get("organizations", ORGANIZATION)["name"]
    options = page.locator("#l-organization option").evaluate_all("found => found.map(one => one.value)")
    assert name in options and ORGANIZATION not in options
    page.fill("#f-organization", name[:-1])
    page.fill("#f-title", "机")
    page.fill("#f-description", "学習会で使います。")
    page.select_option("#f-kind", "goods")
    page.select_option("#f-category", "furniture")
    check(page)
    assert len(errors(page)) == 1 and name in errors(page)[0]
    page.fill("#f-organization", name)
    check(page)
    assert made(page)["values"]["organization"] == ORGANIZATION


def test_an_entry_shows_the_name_of_its_organization_and_sends_only_what_changed(form, demo_catalog):
    page = form(f"openings.html?id={OPENING}")
    expect(page.locator("#f-organization")).to_have_value(
        demo_catalog.get("organizations", ORGANIZATION)["name"]
    )
    page.fill("#f-people_needed", "9")
    check(page)
    assert made(page)["values"] == {"people_needed": "9"}


def test_a_row_known_by_several_columns_is_put_right(form):
    page = form(f"finances.html?organization={ORGANIZATION}&fiscal_year=2023")
    expect(page.locator("#f-revenue_total")).to_have_value("14100000")
    assert page.locator("#f-fiscal_year").is_disabled()
    page.fill("#f-revenue_other", "1")
    check(page)
    assert "内訳を足すと" in errors(page)[0]
    page.fill("#f-revenue_total", "14100001")
    check(page)
    sent = made(page)
    assert sent["key"] == {"organization": ORGANIZATION, "fiscal_year": "2023"}
    assert sent["values"] == {"revenue_other": "1", "revenue_total": "14100001"}


def test_an_imported_page_is_taken_over_with_what_a_claimed_one_needs(form, demo_catalog):
    imported = next(
        row
        for row in demo_catalog.rows("organizations")
        if row["listing"] == "imported" and not row["summary"]
    )
    page = form(f"organizations.html?id={imported['id']}&claim=1")
    expect(page.locator("[data-submit-claim]")).to_be_visible()
    assert page.get_attribute("#f-summary", "aria-required") == "true"
    check(page)
    assert any("団体が自分で載せるページには必要です" in one for one in errors(page))
    page.fill("#f-summary", "子どもと食卓を囲む会です。")
    if not page.input_value("#f-area"):
        page.select_option("#f-area", WARD)
    if not page.locator("[data-field=fields] input:checked").count():
        page.locator("[data-field=fields] input").first.check()
    check(page)
    sent = made(page)
    assert sent["key"] == {"id": imported["id"]}
    assert sent["values"]["listing"] == "claimed"


def test_errors_choices_and_ways_can_be_used_by_everybody(form):
    """axe finds nothing where errors show, where a choice between two values is asked, and where the ways are open."""
    page = form("openings.html")
    page.select_option("#f-works_with_children", "true")
    check(page)
    expect(page.locator("[data-submit-errors]")).to_be_focused()
    assert violations(page) == []
    page.goto(page.url.partition("?")[0] + f"?id={OPENING}")
    page.wait_for_selector("[data-submit-form]:not([hidden])")
    page.fill("#f-title", "わたしの題名")
    change_entry(page, f"openings/{OPENING}", title="ほかの人の題名")
    page.reload()
    page.wait_for_selector(".meanwhile")
    assert violations(page) == []
    page.locator(".meanwhile").get_by_role("button", name="わたしの下書き").click()
    check(page)
    made(page)
    with page.expect_download():
        page.click("[data-submit-file]")
    assert violations(page) == []


def test_on_a_large_site_the_names_of_the_chosen_ward_are_read_when_they_are_looked_for(form, demo_catalog):
    page = form("resource_needs.html")
    lists = {"names": [], "lists": "../api/v1/organizations/area/", "wards": [WARD], "complete": False}
    with_settings(page, references={"organization": lists})
    organization = demo_catalog.get("organizations", ORGANIZATION)
    expect(page.locator("[data-field=organization]")).to_contain_text("区を選ぶと、その区の名前が出ます。")
    page.select_option("#f-area", organization["area"])
    page.fill("#f-organization", organization["name"])
    page.fill("#f-title", "机")
    page.fill("#f-description", "学習会で使います。")
    page.select_option("#f-kind", "goods")
    page.select_option("#f-category", "furniture")
    check(page)
    assert made(page)["values"]["organization"] == ORGANIZATION
