"""An organization finds a room and drafts a request: by keyboard, on a phone."""

from urllib.parse import parse_qs, urlsplit


def test_by_keyboard_from_the_list_to_a_request_for_a_room(open_page, site_address):
    page = open_page(site_address + "resources/index.html", width=360)
    page.wait_for_selector("[data-list-form]:not([hidden])")
    page.locator(".facets-box > summary").focus()
    page.keyboard.press("Enter")
    for facet, code in (("side", "offers"), ("kind", "space"), ("condition", "open")):
        page.locator(f"[data-facet={facet}] input[value={code}]").focus()
        page.keyboard.press("Space")
    page.wait_for_function("location.search.includes('space')")
    room = page.locator("[data-list-results] .card-title a").first
    room.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/resources/offers/*.html")
    page.wait_for_selector("[data-request-form]:not([hidden])")
    for name, answer in (("who", "みどり野の会"), ("amount", "12人"), ("when", "12月6日 10時から")):
        page.locator(f"[data-request-form] input[name={name}]").focus()
        page.keyboard.insert_text(answer)
    text = page.input_value("[data-request-text]")
    assert "使う人数：12人" in text and "使いたい日と時間：12月6日 10時から" in text
    mail = page.locator("[data-request-mail]")
    if mail.count():
        query = parse_qs(urlsplit(mail.get_attribute("href")).query)
        assert "みどり野の会" in query["body"][0]
    else:
        assert page.locator(".request a.button").count() == 1
    assert page.locator("[data-request-copy]").get_attribute("data-copy") == text


def test_without_scripts_the_request_has_blanks_to_fill_in(chromium, site_address, demo_catalog):
    room = next(
        row
        for row in demo_catalog.rows("resource_offers")
        if row["kind"] == "space" and row["status"] == "available" and not row["available_until"]
    )
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + f"resources/offers/{room['id']}.html")
    assert "使いみち：" in page.input_value("[data-request-text]")
    assert not page.locator("[data-request-form]").is_visible()
    context.close()
