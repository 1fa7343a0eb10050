"""A page that `tomoni serve` shows is a new page a moment after the site was rebuilt."""

import threading

import pytest
from tomoni.publish.pages.serving import make_server


@pytest.fixture
def live(demo_site):
    server = make_server(demo_site, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_an_open_page_reloads_when_a_new_build_stands(live, open_page):
    page = open_page(f"http://127.0.0.1:{live.server_port}/")
    with page.expect_response("**/.tomoni/generation"):
        pass
    with page.expect_event("load", timeout=15_000):
        live.generation += 1
    assert page.locator("h1").is_visible()
