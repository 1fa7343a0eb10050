"""How a form ends: to whom its mail goes, what a ward's settings leave, the issue, the text to copy."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT
from tests.browser.form_page import OPENING, WARD, check, errors, made, with_settings
from tests.conftest import DAY, tomoni


@pytest.fixture(scope="module")
def small_site_with_repository(serve, small_package, tmp_path_factory):
    """The address of a small site whose ward takes issues alone."""
    folder = tmp_path_factory.mktemp("with-repository")
    own = folder / "wardconf.py"
    own.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
        f"PATH, THEME, PLUGIN_PATHS = {str(ROOT / 'content')!r}, {str(ROOT / 'theme')!r}, [{str(ROOT / 'plugins')!r}]\n"
        "TOMONI_REPOSITORY, TOMONI_SUBMIT_WAYS = 'https://github.example/ward/tomoni', ('issue',)\n"
        "TOMONI_REGISTERS = ('ja',)\n",
        encoding="utf-8",
    )
    tomoni("build", "--settings", own, "--data", small_package, "--output", folder / "site", "--as-of", DAY)
    return serve(folder / "site")


def test_what_an_individual_offers_goes_to_a_centre_that_the_form_asks_for(form, demo_catalog):
    page = form("resource_offers.html")
    expect(page.locator("[data-field=organization]")).to_be_hidden()
    expect(page.locator("[data-field=contact_url]")).to_be_visible()
    page.select_option("#f-provider_kind", "individual")
    expect(page.locator("[data-field=contact_url]")).to_be_hidden()
    assert page.get_attribute("#f-contact_center", "aria-required") == "true"
    page.fill("#f-provider_label", "足立区の住民")
    page.select_option("#f-kind", "goods")
    page.select_option("#f-category", "it-devices")
    page.fill("#f-title", "ノートパソコン")
    page.fill("#f-description", "2022年のものです。")
    page.fill("#f-available_from", "2026-12-01")
    check(page)
    assert len(errors(page)) == 1 and "センターを通します" in errors(page)[0]
    centre = next(row for row in demo_catalog.rows("centers") if row["area"] == WARD and row["email"])
    page.fill("#f-contact_center", centre["name"])
    check(page)
    assert made(page)["values"]["contact_center"] == centre["id"]
    assert page.get_attribute("[data-submit-mail]", "href").startswith(f"mailto:{centre['email']}?")
    expect(page.locator("[data-submit-where]")).to_contain_text(centre["name"])


def test_the_mail_holds_the_text_or_asks_for_the_file_and_the_text_can_be_copied(form):
    page = form(f"openings.html?id={OPENING}", permissions=["clipboard-read", "clipboard-write"])
    expect(page.locator("#f-title")).not_to_have_value("")
    page.fill("#f-people_needed", "9")
    check(page)
    text = page.input_value("[data-submit-text]")
    href = page.get_attribute("[data-submit-mail]", "href")
    assert re.match(r"mailto:[^?]+@[^?]+\?subject=[^&]+&body=%7B", href)
    page.locator("[data-submit-copy]").click()
    assert page.evaluate("navigator.clipboard.readText()") == text
    expect(page.get_by_role("button", name="送りました。下書きを消す")).to_be_visible()
    page.fill("#f-description", "長い説明です。" * 400)
    check(page)
    expect(page.locator("[data-submit-attach]")).to_be_visible()
    assert len(page.get_attribute("[data-submit-mail]", "href")) < 7000


def fill_offer(page, provider):
    page.select_option("#f-provider_kind", provider)
    for name, text in (("provider_label", "住民"), ("title", "机"), ("description", "木の机です。")):
        page.fill(f"#f-{name}", text)
    page.select_option("#f-kind", "goods")
    page.select_option("#f-category", "furniture")
    page.fill("#f-available_from", "2026-12-01")


def test_whatever_the_ways_are_one_is_left(form, demo_catalog):
    page = form("resource_offers.html")
    with_settings(page, ways=["issue"])
    fill_offer(page, "individual")
    page.fill("#f-contact_center", demo_catalog.rows("centers")[0]["name"])
    check(page)
    made(page)
    expect(page.locator("[data-submit-file]")).to_be_visible()
    expect(page.locator("[data-submit-mail]")).to_be_hidden()
    expect(page.locator("[data-submit-where]")).to_contain_text(demo_catalog.rows("centers")[0]["name"])


def test_an_issue_holds_the_text_or_asks_to_paste_it(chromium, site_address, small_site_with_repository):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{small_site_with_repository}submit/resource_needs.html")
    page.wait_for_selector("[data-submit-form]:not([hidden])")
    page.fill("#f-organization", page.locator("#l-organization option").first.get_attribute("value"))
    page.fill("#f-title", "机")
    page.fill("#f-description", "学習会で使います。")
    page.select_option("#f-kind", "goods")
    page.select_option("#f-category", "furniture")
    check(page)
    text = page.input_value("[data-submit-text]")
    issue = urlsplit(page.get_attribute("[data-submit-issue]", "href"))
    query = parse_qs(issue.query)
    assert (issue.netloc, issue.path) == ("github.example", "/ward/tomoni/issues/new")
    assert query == {"template": ["submission.yml"], "document": [text]}
    expect(page.locator("[data-submit-paste]")).to_be_hidden()
    expect(page.locator("[data-submit-file]")).to_be_hidden()
    page.fill("#f-description", "学習会で使います。" * 400)
    check(page)
    expect(page.locator("[data-submit-paste]")).to_be_visible()
    assert page.get_attribute("[data-submit-issue]", "href").endswith("template=submission.yml")
    page.goto(f"{small_site_with_repository}submit/talents.html")
    assert page.locator("[data-submit-issue]").count() == 0, "what concerns a person is never open"
    context.close()
