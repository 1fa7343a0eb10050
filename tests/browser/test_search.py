"""Searching as a visitor does: on a phone, by keyboard, without scripts, with bad words and a bad network."""

import gzip
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations

PHONE = {"width": 360, "height": 740}
COUNT = "[data-search-count]"
CARDS = "[data-search-results] .card"


def search(page, address, query):
    page.goto(f"{address}search.html?q={quote(query, safe='')}")
    page.wait_for_selector(f"{COUNT} b")


def titles(page):
    return page.locator(f"{CARDS} .card-title").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("子ども食堂 葛飾", "立石の子ども食堂で夕ごはんの配膳"),
        ("週末 デザイン プロボノ", "行き先ガイドの写真と文を作る"),
        ("助成金 環境", "環境の市民活動助成"),
    ],
)
def test_on_a_phone_it_is_found_within_three_taps(open_page, site_address, query, expected):
    page = open_page(f"{site_address}npos/index.html", **PHONE)
    field = page.locator("#header-q")
    field.tap() if page.evaluate("'ontouchstart' in window") else field.click()  # first tap
    field.fill(query)
    page.locator("form[role=search] button").first.click()  # second tap
    page.wait_for_selector(CARDS)
    link = page.locator(f"{CARDS} .card-title a", has_text=expected).first
    assert link.bounding_box() is not None
    link.click()  # third tap
    page.wait_for_load_state()
    assert expected in page.locator("h1").inner_text()


def test_names_are_offered_while_typing_and_chosen_by_keyboard(open_page, site_address):
    page = open_page(site_address)
    field = page.locator("#home-q")
    field.focus()
    page.keyboard.type("みどり")
    page.wait_for_selector("[role=option]")
    assert field.get_attribute("aria-expanded") == "true"
    assert "みどり野こどもの食卓" in page.locator("[role=option]").first.inner_text()
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    assert page.locator(f"[id='{active}']").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert page.locator("[role=listbox]").is_hidden()
    assert field.input_value() == "みどり"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/npos/midorino-kodomono-shokutaku.html")


def test_the_last_suggestion_searches_for_what_was_typed(open_page, site_address):
    page = open_page(f"{site_address}about.html")
    page.locator("#header-q").focus()
    page.keyboard.type("防災")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.wait_for_selector(CARDS)


def test_choices_go_into_the_address_and_back_takes_them_away(open_page, site_address):
    page = open_page(f"{site_address}search.html")
    search(page, site_address, "会計")
    expect(page.locator(f"{COUNT} b")).to_have_text(re.compile(r"^\d+件$"))
    everything = int(page.locator(f"{COUNT} b").inner_text().removesuffix("件"))
    page.locator("[data-search-kinds] button", has_text="専門家").click()
    page.wait_for_url("**kind=advisors**")
    expect(page.locator("[data-search-chosen] button")).to_have_count(1)
    fewer = int(page.locator(f"{COUNT} b").inner_text().removesuffix("件"))
    assert 0 < fewer < everything
    page.go_back()
    expect(page.locator(f"{COUNT} b")).to_have_text(f"{everything}件")
    page.go_forward()
    expect(page.locator(f"{COUNT} b")).to_have_text(f"{fewer}件")


def test_counts_beside_choices_follow_the_other_choices(open_page, site_address):
    page = open_page(f"{site_address}search.html")
    search(page, site_address, "相談")
    box = page.locator("[data-facet=area] label", has_text="葛飾区")
    expect(box.locator(".count")).to_have_text(re.compile(r"^\d+$"))
    expected = int(box.locator(".count").inner_text())
    box.locator("input").check()
    expect(page.locator(f"{COUNT} b")).to_have_text(f"{expected}件")
    expect(page.locator("[data-search-kinds] button .count").first).to_have_text(str(expected))
    kinds = page.locator("[data-search-kinds] button .count").all_inner_texts()
    assert int(kinds[0]) == expected == sum(int(kind) for kind in kinds[1:])


def test_orders(open_page, site_address):
    page = open_page(f"{site_address}search.html")
    search(page, site_address, "助成金")
    by_relevance = titles(page)
    page.locator("[data-search-sort]").select_option("deadline")
    page.wait_for_url("**sort=deadline**")
    expect(page.locator(f"{CARDS} .card-title").first).not_to_have_text(by_relevance[0])
    dates = page.locator(f"{CARDS} time[data-deadline]").evaluate_all("all => all.map(one => one.dateTime)")
    assert dates[:5] == sorted(dates[:5])


def test_what_was_looked_for_is_marked(open_page, site_address):
    page = open_page(f"{site_address}search.html")
    search(page, site_address, "ｺﾄﾞﾓ 食堂")
    assert page.locator(f"{CARDS} mark").count() > 3


def test_nothing_found_says_what_to_relax_and_offers_near_words(open_page, site_address):
    page = open_page(f"{site_address}search.html")
    page.goto(f"{site_address}search.html?q={quote('手話')}&area=13123&kind=services")
    page.wait_for_selector("[data-search-results] .empty")
    relax = page.locator("[data-search-results] button", has_text="をはずす").first
    relax.click()
    page.wait_for_selector(CARDS)
    search(page, site_address, "みどりりりり")
    page.wait_for_selector("[data-search-results] [data-near]")
    assert "「みどりりりり」を含むものはありません。" in page.locator("[data-search-notes]").inner_text()


def test_words_that_nothing_has_together_are_searched_one_by_one_and_it_says_so(open_page, site_address):
    page = open_page(f"{site_address}search.html")
    search(page, site_address, "手話 太陽光")
    assert "すべての言葉を含むものはありません" in page.locator("[data-search-notes]").inner_text()
    assert page.locator(CARDS).count() > 3


def test_without_scripts_the_page_leads_to_the_complete_lists(open_page, site_address):
    page = open_page(f"{site_address}search.html?q=x", java_script_enabled=False)
    links = page.locator("section[aria-labelledby=search-lists] a")
    assert links.count() > 10
    links.first.click()
    assert page.locator(".card").count() > 10


def test_each_register_has_its_own_page_and_cards(open_page, site_address):
    page = open_page(f"{site_address}en/search.html?q=children")
    page.wait_for_selector(CARDS)
    assert page.locator("h1").inner_text() == "Search"
    assert "/en/" in page.locator(f"{CARDS} .card-title a[href*='npos/']").first.evaluate("one => one.href")
    page.goto(f"{site_address}easy/search.html?q={quote('子ども')}")
    page.wait_for_selector(f"{CARDS} ruby")


BAD_WORDS = {
    "empty": "",
    "spaces": "   　 ",
    "one letter": "猫",
    "500 letters": "あ" * 500,
    "2,000 letters": "子ども " * 500,
    "emoji": "😀👨‍👩‍👧",
    "control characters": "\u0000\u0001\u001f子",
    "markup": "<img src=x onerror=alert(1)><b>子ども</b>",
    "script": "</script><script>alert(1)</script>",
    "pattern": "([a-z]+.*?)\\d{2,}|^$",
    "only signs": "！？＆%$#",
    "only left out": "-子ども",
    "lone quote": '"子ども',
    "template": "{count} ${1+1} {{7*7}}",
}


@pytest.mark.parametrize("query", BAD_WORDS.values(), ids=BAD_WORDS.keys())
def test_no_words_break_the_page_and_none_becomes_markup(open_page, site_address, query):
    page = open_page(f"{site_address}search.html")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{site_address}search.html?q={quote(query, safe='')}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(100)
    assert page.locator("[data-search-problem]").is_hidden()
    assert page.locator("main img[src=x], main script, [data-search-notes] b").count() == 0
    page.locator("#search-q").fill(query[:500])
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert page.locator("section[aria-labelledby=search-lists] a").count() > 10


def test_half_of_a_surrogate_pair_in_the_address(open_page, site_address):
    page = open_page(f"{site_address}search.html?q=%ED%A0%80%E5%AD%90")
    page.wait_for_selector(f"{COUNT} b")
    assert page.locator("[data-search-problem]").is_hidden()


@pytest.fixture
def rough_page(chromium, site_address):
    """A page whose failed requests are expected; an exception in a script still fails the test."""
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    thrown = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    yield page
    context.close()
    assert thrown == []


def problem(page):
    page.wait_for_selector("[data-search-problem]:not([hidden])")
    return page.locator("[data-search-problem]").inner_text()


def test_a_missing_index_is_told_and_the_lists_stay(rough_page, site_address):
    rough_page.route("**/search/manifest.json", lambda route: route.fulfill(status=404))
    rough_page.goto(f"{site_address}search.html?q=a")
    assert "読めませんでした" in problem(rough_page)
    assert rough_page.locator("section[aria-labelledby=search-lists] a").count() > 10


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>Not found</html>", gzip.compress(b"x" * 5000, mtime=0)[:20]],
    ids=["empty", "page", "cut"],
)
def test_a_pack_that_is_damaged_is_told(rough_page, site_address, body):
    rough_page.route("**/search/packs/*.bin", lambda route: route.fulfill(status=200, body=body))
    rough_page.goto(f"{site_address}search.html?q={quote('子ども')}")
    assert "読めませんでした" in problem(rough_page)


def test_a_pack_of_another_build_is_read_again_once(rough_page, site_address):
    """A new build took the old packs away after the page had read the manifest: the second try succeeds."""
    gone = []

    def answer(route):
        if not gone:
            gone.append(route.request.url)
            route.fulfill(status=404)
        else:
            route.continue_()

    manifests = []
    rough_page.on("request", lambda request: "manifest.json" in request.url and manifests.append(request.url))
    rough_page.route("**/search/packs/*.bin", answer)
    rough_page.goto(f"{site_address}search.html?q={quote('子ども')}")
    rough_page.wait_for_selector(CARDS)
    rough_page.locator("[data-search-problem]").wait_for(state="hidden")
    assert len(manifests) >= 2


def test_without_network_it_says_so_and_works_when_it_is_back(rough_page, site_address):
    rough_page.goto(f"{site_address}search.html")
    rough_page.wait_for_load_state("networkidle")
    rough_page.context.set_offline(True)
    rough_page.locator("#search-q").fill("子ども")
    rough_page.keyboard.press("Enter")
    assert "通信できません" in problem(rough_page)
    rough_page.context.set_offline(False)
    rough_page.keyboard.press("Enter")
    rough_page.wait_for_selector(CARDS)
    rough_page.locator("[data-search-problem]").wait_for(state="hidden")


def test_a_slow_network_is_told(rough_page, site_address):
    held = []
    rough_page.route("**/search/manifest.json", lambda route: held.append(route))
    rough_page.goto(f"{site_address}search.html?q=a")
    assert "時間がかかっています" in problem(rough_page)
    for route in held:
        route.continue_()
    rough_page.wait_for_selector("[data-search-problem]", state="hidden")


def test_suggestions_that_cannot_be_read_leave_the_field_as_it_was(rough_page, site_address):
    rough_page.route("**/search/manifest.json", lambda route: route.abort())
    rough_page.goto(f"{site_address}about.html")
    rough_page.locator("#header-q").focus()
    rough_page.keyboard.type("みどり")
    rough_page.wait_for_selector("[role=option]")
    assert rough_page.locator("[role=option]").count() == 1
    rough_page.keyboard.press("Enter")
    rough_page.wait_for_url("**/search.html?q=*")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_among_the_results(open_page, site_address, width):
    page = open_page(f"{site_address}search.html?q={quote('子ども')}&kind=openings", width=width)
    page.wait_for_selector(CARDS)
    page.locator("#search-q").focus()
    page.keyboard.type("み")
    page.wait_for_selector("[role=option]")
    assert violations(page) == []
