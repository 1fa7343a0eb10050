"""Chromium and a server on loopback. Without a browser these tests are skipped, and say so."""

import contextlib
import functools
import http.server
import threading
from pathlib import Path

import pytest

from tests.conftest import DAY

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "screenshots"
NOON = f"{DAY}T12:00:00+09:00"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@pytest.fixture(scope="session")
def serve():
    """Serve folders on free ports of loopback; each answers with its address.

    The servers stand until the last test is done: a page that still loads while its test ends finds its server.
    """
    with contextlib.ExitStack() as servers:

        def started(folder, handler=Quiet):
            server = servers.enter_context(
                _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
            )
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/"

        yield started


@pytest.fixture(scope="session")
def site_address(serve, demo_site):
    return serve(demo_site)


@pytest.fixture
def open_page(chromium):
    """Open pages in contexts of their own; console errors and foreign requests fail the test at its end.

    The browser's clock stands at noon (`at`: another moment) of the day for which the demonstration was made.
    """
    contexts, complaints = [], []

    def opened(address, width=1280, height=800, at=NOON, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.clock.set_fixed_time(at)
        page = context.new_page()

        def complain(words):
            complaints.append(f"{page.url}: {words}")

        page.on("console", lambda message: message.type == "error" and complain(message.text))
        page.on("pageerror", lambda error: complain(str(error)))
        page.on(
            "request",
            lambda request: (
                request.url.startswith(("http://127.0.0.1", "data:", "file:", "blob:"))
                or complain(f"request to {request.url}")
            ),
        )
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


class Keyboard:
    """Somebody without a mouse: Tab leads from one element to the next, and every key is counted.

    `seconds` is what this takes by the keystroke-level model (Card, Moran, Newell 1980): 0.28 s a key for an average
    non-secretary typist, 1.35 s to make up one's mind before each step.
    """

    def __init__(self, page):
        self.page, self.keys, self.steps = page, 0, 0

    @property
    def seconds(self):
        return 0.28 * self.keys + 1.35 * self.steps

    def press(self, key):
        self.keys += 1
        self.page.keyboard.press(key)

    def to(self, selector, limit=250):
        """Tab until an element that `selector` names has the focus."""
        self.steps += 1
        for _ in range(limit):
            self.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{limit} times Tab do not lead to {selector}")

    def follow(self, selector):
        """Come to a link or button and press Enter."""
        self.to(selector)
        self.press("Enter")

    def tick(self, selector):
        """Come to a box and press Space."""
        self.to(selector)
        self.press("Space")

    def write(self, selector, text):
        """Come to a field and put `text` in place of what stands there, a key for each character."""
        self.to(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        self.keys += len(text)

    def choose(self, selector, value):
        """Come to a drop-down and choose by arrow keys."""
        self.to(selector)
        _arrows_to(self.page, self.press, selector, value)


def choose(page, selector, value):
    """Put the focus on a drop-down and choose by arrow keys."""
    page.locator(selector).focus()
    _arrows_to(page, page.keyboard.press, selector, value)


def _arrows_to(page, press, selector, value):
    press("Home")
    for _ in range(60):
        if page.input_value(selector) == value:
            return
        press("ArrowDown")
    raise AssertionError(f"{selector} has no {value}")


@pytest.fixture
def form(open_page, site_address):
    """Open a form: `form("openings.html?id=…")`."""

    def opened(address, width=360, **options):
        page = open_page(f"{site_address}submit/{address}", width=width, **options)
        page.wait_for_selector("[data-submit-form]:not([hidden])")
        return page

    return opened
