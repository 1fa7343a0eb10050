"""An organization finds a room and drafts a request: by keyboard, on a phone."""

from urllib.parse import parse_qs, unquote, urlsplit

from tests.browser.conftest import Keyboard


def test_by_keyboard_from_the_list_to_a_request_for_a_room(open_page, site_address, demo_catalog):
    page = open_page(site_address + "resources/index.html", width=360)
    page.wait_for_selector("[data-list-form]:not([hidden])")
    keyboard = Keyboard(page)
    keyboard.follow(".facets-box > summary")
    for facet, code in (("side", "offers"), ("kind", "space"), ("condition", "open")):
        keyboard.tick(f"[data-facet={facet}] input[value={code}]")
    page.wait_for_function("location.search.includes('space')")
    keyboard.follow("[data-list-results] .card-title a")
    page.wait_for_url("**/resources/offers/*.html")
    room = demo_catalog.get("resource_offers", urlsplit(page.url).path.split("/")[-1].removesuffix(".html"))
    assert (room["kind"], room["status"]) == ("space", "available")
    page.wait_for_selector("[data-request-form]:not([hidden])")
    said = {"who": "みどり野の会", "amount": "12人", "when": "12月6日 10時から"}
    for name, answer in said.items():
        keyboard.write(f"[data-request-form] input[name={name}]", answer)
    text = page.input_value("[data-request-text]")
    assert "使う人数：12人" in text and "使いたい日と時間：12月6日 10時から" in text
    assert page.locator("[data-request-copy]").get_attribute("data-copy") == text
    way = ".request a.button"
    keyboard.to(way)
    address = page.locator(way).first.get_attribute("href")
    if room["contact_url"]:
        assert address == room["contact_url"]
    else:  # the centre's mail, with the message in it
        center = demo_catalog.get("centers", room["contact_center"])
        sent = urlsplit(address)
        assert (sent.scheme, unquote(sent.path)) == ("mailto", center["email"])
        assert parse_qs(sent.query)["body"][0].replace("\r\n", "\n") == text


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
