"""`tomoni serve`: shows the site, rebuilds on a change, tells open pages, leaves the built files as they are."""

import threading
import time
import urllib.error
import urllib.request

import pytest
from tomoni.catalog import TomoniError
from tomoni.publish.pages.serving import GENERATION, RELOAD, make_server, serve_site

PAGE = "<!DOCTYPE html><html><body><h1>募集</h1></body></html>"


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "404.html").write_text(PAGE.replace("募集", "ありません"), encoding="utf-8")
    (folder / "list.json").write_text("[]", encoding="utf-8")
    return folder


class Served:
    """A server in a thread, watching a folder; `rebuilds` says what each rebuild is to answer."""

    def __init__(self, site, watched):
        self.server = make_server(site, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.rebuilds, self.stop = [], threading.Event()
        self.succeeds = True
        self.thread = threading.Thread(
            target=serve_site, args=(self.server, [watched], self.rebuild, self.stop)
        )
        self.thread.start()

    def rebuild(self):
        self.rebuilds.append(self.succeeds)
        return self.succeeds

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            return answer.read().decode()

    def change(self, path):
        """Write the watched file until the server has seen it (watching begins a moment after the start)."""
        before = len(self.rebuilds)
        for attempt in range(100):
            path.write_text(str(attempt), encoding="utf-8")
            time.sleep(0.1)
            if len(self.rebuilds) > before:
                return
        raise AssertionError("the change was never seen")


@pytest.fixture
def served(site, tmp_path):
    watched = tmp_path / "data"
    watched.mkdir()
    served = Served(site, watched)
    yield served
    served.stop.set()
    served.thread.join(timeout=20)
    assert not served.thread.is_alive()


def test_pages_get_the_script_that_reloads_them_and_files_stay_as_built(served, site):
    assert f'src="{RELOAD}"' in served.get("/")
    assert f'src="{RELOAD}"' in served.get("/index.html?q=1")
    assert (site / "index.html").read_text(encoding="utf-8") == PAGE
    assert served.get("/list.json") == "[]"
    assert GENERATION in served.get(RELOAD)


def test_what_is_not_there_is_answered_by_the_sites_own_page(served):
    with pytest.raises(urllib.error.HTTPError) as answer:
        served.get("/nowhere.html")
    assert answer.value.code == 404
    assert "ありません" in answer.value.read().decode()


def test_nothing_outside_the_site_is_served(served):
    with pytest.raises(urllib.error.HTTPError) as answer:
        served.get("/../data/organizations.csv")
    assert answer.value.code == 404


def test_a_change_rebuilds_and_open_pages_are_told(served, tmp_path):
    before = int(served.get(GENERATION))
    served.change(tmp_path / "data" / "openings.csv")
    assert int(served.get(GENERATION)) > before


def test_a_rebuild_that_fails_leaves_the_pages_in_peace(served, tmp_path):
    served.succeeds = False
    before = served.get(GENERATION)
    served.change(tmp_path / "data" / "openings.csv")
    assert served.get(GENERATION) == before


def test_a_port_that_is_taken_is_explained(served, site):
    with pytest.raises(TomoniError, match="--port"):
        make_server(site, "127.0.0.1", served.server.server_port)
