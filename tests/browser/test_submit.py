"""An organization adds an opening through the form: on a phone, two errors explained, mended, sent as a file."""

import json

from playwright.sync_api import expect

from tests.browser.conftest import choose


def fill(page, name, text):
    page.locator(f"#f-{name}").focus()
    page.keyboard.insert_text(text)


def test_by_keyboard_two_errors_are_explained_mended_and_a_file_is_sent(open_page, site_address, tmp_path):
    page = open_page(site_address + "submit/openings.html", width=360)
    page.wait_for_selector("[data-submit-form]:not([hidden])")
    fill(page, "organization", "midorino-kodomono-shokutaku")
    fill(page, "title", "子ども食堂で夕ごはんを作って食べて片づける会" * 6)
    fill(page, "summary", "配膳と片づけ")
    fill(page, "description", "初めての方は、経験のある人と二人で動きます。")
    choose(page, "#f-engagement", "one-off")
    choose(page, "#f-role_kind", "helper")
    choose(page, "#f-mode", "onsite")
    choose(page, "#f-area", "13122")
    page.locator("[data-field=time_slots] input[value=weekend-evening]").focus()
    page.keyboard.press("Space")
    fill(page, "people_needed", "5")
    page.locator("[data-submit-form] button[type=submit]").focus()
    page.keyboard.press("Enter")
    summary = page.locator("[data-submit-errors]")
    assert summary.locator("h2").inner_text() == "直すところが2つあります"
    assert page.evaluate("document.activeElement.hasAttribute('data-submit-errors')")
    errors = summary.locator("li").all_inner_texts()
    assert "100文字までにしてください（いま132文字）" in errors[0]
    assert "どれか1つは書いてください" in errors[1]
    assert page.get_attribute("#f-title", "aria-invalid") == "true"
    summary.locator("a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "f-title"
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("子ども食堂で夕ごはんの配膳")
    fill(page, "apply_phone", "03-0000-0000")
    page.locator("[data-submit-form] button[type=submit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-submit-ways]:not([hidden])")
    assert not summary.is_visible()
    with page.expect_download() as download:
        page.locator("[data-submit-file]").focus()
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("tomoni-openings-")
    sent = tmp_path / "sent.json"
    download.value.save_as(sent)
    made = json.loads(sent.read_text(encoding="utf-8"))
    assert (made["tomoni"], made["version"], made["table"], made["key"]) == (
        "submission",
        1,
        "openings",
        None,
    )
    assert made["values"]["title"] == "子ども食堂で夕ごはんの配膳"
    assert made["values"]["time_slots"] == "weekend-evening"
    page.reload()
    page.wait_for_selector("[data-submit-form]:not([hidden])")
    assert page.input_value("#f-summary") == "配膳と片づけ", "the draft is still there"
    page.locator("[data-submit-forget]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("localStorage.length") == 0


def test_an_entry_is_put_right_and_only_what_changed_is_sent(open_page, site_address):
    page = open_page(site_address + "openings/midorino-kodomono-shokutaku-one-off-cooking.html")
    page.get_by_role("link", name="この情報を直す").click()
    page.wait_for_url("**/submit/openings.html?id=*")
    expect(page.locator("#f-title")).not_to_have_value("")
    page.fill("#f-people_needed", "9")
    page.click("[data-submit-form] button[type=submit]")
    page.wait_for_selector("[data-submit-ways]:not([hidden])")
    made = json.loads(page.input_value("[data-submit-text]"))
    assert made["key"] == {"id": "midorino-kodomono-shokutaku-one-off-cooking"}
    assert made["values"] == {"people_needed": "9"}


def test_without_scripts_the_form_leads_to_the_workbook(chromium, site_address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + "submit/openings.html")
    link = page.get_by_role("link", name="Excelのひな形を使う")
    assert page.request.get(site_address + "submit/" + link.get_attribute("href").split("/")[-1]).ok
    assert not page.locator("[data-submit-form]").is_visible()
    context.close()
