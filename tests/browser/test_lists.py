"""Lists: complete without scripts, instant with them, their state in the address, usable by keyboard alone."""

import json

import pytest


@pytest.fixture(scope="module")
def openings(demo_site):
    return json.loads((demo_site / "openings" / "list.json").read_text(encoding="utf-8"))


def shown(page):
    return page.locator("[data-list-results] article h3").all_inner_texts()


def chosen_count(openings, facet, code):
    place = openings["facets"][facet]["codes"].index(code)
    return sum(place in row for row in openings["columns"][facet])


def test_without_scripts_a_choice_is_a_link_to_a_list_built_for_it(open_page, site_address, openings):
    page = open_page(site_address + "openings/index.html", java_script_enabled=False)
    page.locator("a", has_text="はじめて歓迎").first.click()
    assert page.url.endswith("openings/condition-beginners.html")
    expected = chosen_count(openings, "condition", "beginners")
    assert f"{expected}件" in page.locator("main").inner_text()


def test_without_scripts_every_entry_is_reached_by_the_pages_of_the_list(open_page, site_address, openings):
    page = open_page(site_address + "openings/index.html", java_script_enabled=False)
    titles = shown(page)
    while page.locator("nav a[rel=next], nav a:has-text('次へ')").count():
        page.locator("nav a[rel=next], nav a:has-text('次へ')").first.click()
        titles += shown(page)
    assert len(titles) == openings["count"]


def test_with_scripts_choices_narrow_the_list_at_once_and_stand_in_the_address(
    open_page, site_address, openings
):
    page = open_page(site_address + "openings/index.html")
    page.wait_for_selector(".facets input[type=checkbox]")
    page.locator(".facets label", has_text="はじめて歓迎").first.click()
    expected = chosen_count(openings, "condition", "beginners")
    page.wait_for_function(
        "count => document.querySelector('main').innerText.includes(count)", arg=f"{expected}件"
    )
    assert "condition=beginners" in page.url
    page.reload()
    page.wait_for_function(
        "count => document.querySelector('main').innerText.includes(count)", arg=f"{expected}件"
    )
    page.go_back()
    total = f"{openings['count']}件"
    page.wait_for_function("count => document.querySelector('main').innerText.includes(count)", arg=total)


def test_words_narrow_the_list_in_any_kana(open_page, site_address, openings):
    expected = sum("こども" in text for text in openings["text"])
    assert 0 < expected < openings["count"]
    page = open_page(site_address + "openings/index.html?q=コドモ")
    page.wait_for_function(
        "count => document.querySelector('main').innerText.includes(count)", arg=f"{expected}件"
    )
    assert "q=" in page.url


def test_nothing_found_says_what_to_relax(open_page, site_address):
    page = open_page(site_address + "openings/index.html?q=ありえないことば")
    page.wait_for_selector("text=あてはまるものがありません")


def test_the_keyboard_alone_narrows_the_list(open_page, site_address, openings):
    page = open_page(site_address + "openings/index.html")
    page.wait_for_selector(".facets input[type=checkbox]")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Space")
    page.wait_for_function("location.search.length > 1")


def test_the_first_tab_leads_to_the_text(open_page, site_address):
    page = open_page(site_address + "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_from_the_home_a_search_word_arrives_at_the_search(open_page, site_address):
    page = open_page(site_address + "index.html", width=360)
    page.fill("input[name=q]", "子ども")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.wait_for_selector("[data-search] article, .results article")
