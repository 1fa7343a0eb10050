"""Outside links are asked politely, and what came of it is said."""

import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tomoni.contribute.link_check import check_links
from tomoni.contribute.link_visits import Visitor
from tomoni.contribute.outside_links import Place, is_outside, outside_links


class Wards(BaseHTTPRequestHandler):
    """A ward's web server with everything that happens on such servers."""

    asked: list = []  # noqa: RUF012

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        status, headers, body = {
            "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /staff/"),
            "/fine": (200, {}, b""),
            "/gone": (404, {}, b""),
            "/only-get": (405 if self.command == "HEAD" else 200, {}, b"page"),
            "/moved": (301, {"Location": "/fine"}, b""),
            "/today-elsewhere": (302, {"Location": "/fine"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/broken": (503, {}, b""),
            "/members": (403, {}, b""),
        }.get(self.path, (200, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    Wards.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Wards) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def visitor(**options):
    return Visitor(inside_too=True, timeout=5, **{"sleep": lambda _: None, **options})


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/fine", "ok", 200),
        ("/gone", "gone", 404),
        ("/only-get", "ok", 200),
        ("/today-elsewhere", "ok", 200),
        ("/round", "failing", 302),
        ("/broken", "failing", 503),
        ("/members", "refused", 403),
        ("/staff/list", "not-asked", None),
        ("/日本語?名=値", "ok", 200),
    ],
)
def test_what_a_server_says_becomes_a_state(server, path, state, status):
    answer = visitor().visit(server + path)
    assert (answer.state, answer.status) == (state, status)


def test_an_address_that_moved_for_good_says_where_to(server):
    answer = visitor().visit(f"{server}/moved")
    assert (answer.state, answer.moved_to) == ("moved", f"{server}/fine")


def test_robots_txt_is_asked_once_and_a_forbidden_page_never(server):
    one = visitor()
    for path in ("/fine", "/staff/list", "/fine?2"):
        one.visit(server + path)
    paths = [path for _, path, _ in Wards.asked]
    assert paths.count("/robots.txt") == 1 and "/staff/list" not in paths
    assert all("TomoniLinkCheck" in agent for _, _, agent in Wards.asked)


def test_a_host_is_asked_once_a_second(server):
    waits = []
    one = visitor(sleep=waits.append)
    for path in ("/fine", "/gone"):
        one.visit(server + path)
    # robots.txt came first, so every later request waited most of a second.
    assert len(waits) == len(Wards.asked) - 1
    assert all(0.9 < wait <= 1 for wait in waits)


def test_nothing_inside_the_network_is_asked(server):
    assert Visitor(sleep=lambda _: None).visit(f"{server}/fine").state == "not-asked"
    assert Wards.asked == []


def test_a_closed_port_and_an_unknown_name_are_told_apart(server):
    assert visitor().visit("http://127.0.0.1:9/").state == "failing"
    assert visitor().visit("http://no-such-host.invalid/").state == "unknown-host"
    assert visitor().visit("http://[broken/").state == "failing"


def test_the_result_names_every_cell_that_holds_a_broken_link(server):
    place = Place("grants", "adachi", "source_url")
    links = {f"{server}/gone": (place,), f"{server}/fine": (place,)}
    result = check_links(links, date(2026, 11, 23), visitor().visit)
    assert result["counts"] == {"gone": 1, "ok": 1}
    assert result["checked_on"] == "2026-11-23"
    (broken,) = result["links"]
    assert broken["state"] == "gone"
    assert broken["entries"] == [{"table": "grants", "key": "adachi", "field": "source_url"}]


def test_real_rows_have_links_and_invented_ones_are_left_alone(demo_catalog):
    links = outside_links(demo_catalog)
    assert any(place.table == "areas" for places in links.values() for place in places)
    assert all(is_outside(address) for address in links)


@pytest.mark.parametrize(
    "address",
    ["https://npo.example.jp/", "http://localhost/", "mailto:a@b.jp", "https://sns.example/", "http://["],
)
def test_reserved_names_and_other_schemes_are_not_outside(address):
    assert not is_outside(address)
