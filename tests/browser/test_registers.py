"""Three registers: each page in the words of its readers, links that lead to Japanese say so, readings where known."""


def test_a_reader_of_english_finds_an_opening(open_page, site_address):
    page = open_page(site_address + "index.html")
    page.locator("nav.registers a", has_text="English").click()
    page.wait_for_url("**/en/index.html")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.goto(site_address + "en/openings/index.html")
    page.locator("article h3 a").first.click()
    page.wait_for_selector("h1")


def test_a_link_to_a_page_that_exists_in_japanese_only_says_so(open_page, site_address):
    page = open_page(site_address + "en/help/index.html")
    link = page.locator("article h3 a").first
    assert link.get_attribute("hreflang") == "ja"
    link.click()
    assert "/en/" not in page.url


def test_easy_pages_have_readings(open_page, site_address):
    page = open_page(site_address + "easy/join.html")
    assert page.locator("main ruby rt").count() > 10
    assert page.locator("title ruby").count() == 0


def test_contributed_japanese_on_an_english_page_is_marked(open_page, site_address):
    page = open_page(site_address + "en/openings/index.html")
    assert page.locator("article [lang=ja]").count() > 0
