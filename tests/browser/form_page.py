"""What tests of the forms do on a page: check, read what was made, stand in for the API and for a ward's settings."""

import json

OPENING = "midorino-kodomono-shokutaku-one-off-cooking"
ORGANIZATION = "midorino-kodomono-shokutaku"
WARD = "13122"
READY = "[data-submit-form]:not([hidden])"


def check(page):
    page.locator("[data-submit-form] button[type=submit]").click()


def made(page):
    """What the form made, once its ways to be sent show."""
    page.wait_for_selector("[data-submit-ways]:not([hidden])")
    return json.loads(page.input_value("[data-submit-text]"))


def errors(page):
    return page.locator("[data-submit-errors] li").all_inner_texts()


def change_entry(page, path, **values):
    """From now on the API gives the entry with other values, as if somebody else had changed it."""

    def answer(route):
        document = route.fetch().json()
        document["data"] |= values
        route.fulfill(json=document)

    page.route(f"**/api/v1/{path}.json", answer)


def with_settings(page, **said):
    """The page as it is with other settings of the ward: what its JSON says is changed before the script reads it."""

    def answer(route):
        response = route.fetch()
        head, mark, rest = response.text().partition('<script type="application/json" id="submit-form">')
        text, end, foot = rest.partition("</script>")
        form = json.dumps({**json.loads(text), **said}, ensure_ascii=False).replace("<", "\\u003c")
        route.fulfill(response=response, body=head + mark + form + end + foot)

    page.route("**/submit/*.html*", answer)
    page.reload()
    page.wait_for_selector(READY)
