"""Queries in Chromium against a server on loopback that counts what it sends."""

import gzip
import mimetypes
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ASK = Path(__file__).with_name("search_ask.js").read_text(encoding="utf-8")
EMPTY = "/empty.html"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_TEXT = (".js", ".json", ".html", ".css", ".svg")
_QUIET = 0.08  # nothing was asked for so long: all has arrived


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent: `stored` bytes as it lies on disk, `packed` as a host sends it that compresses texts."""

    path: str
    stored: int
    packed: int


@cache
def sent(folder: Path, path: str) -> Sent:
    """Sizes of a file of a site."""
    content = (folder / path).read_bytes()
    packed = len(gzip.compress(content, 6)) if path.endswith(_TEXT) else len(content)
    return Sent(path, len(content), packed)


@dataclass
class Counted:
    """A server of one folder; `log` has every file that was sent, `busy` how many are under way."""

    folder: Path
    address: str = ""
    log: list[Sent] = field(default_factory=list)
    busy: int = 0
    last: float = 0.0

    def taken(self) -> list[Sent]:
        """What was sent since the last call, once nothing more comes."""
        while self.busy or time.monotonic() - self.last < _QUIET:
            time.sleep(0.01)
        log, self.log = self.log, []
        return log


@contextmanager
def served(folder: Path) -> Iterator[Counted]:
    """A counting server of a folder on a free port; files are sent as they are stored."""
    counted = Counted(folder.resolve())

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Header and body leave in one packet: without it each answer waits 40 ms for an acknowledgement.
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            counted.busy += 1
            try:
                self._answer(path)
            finally:
                counted.last = time.monotonic()
                counted.busy -= 1

        def _answer(self, path: str) -> None:
            file = counted.folder / path[1:]
            known = path == EMPTY or file.is_file()
            content = b"<!DOCTYPE html><title>-</title>" if path == EMPTY else b""
            if file.is_file():
                content = file.read_bytes()
                counted.log.append(sent(counted.folder, path[1:]))
            self.send_response(200 if known else 404)
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    counted.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield counted
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Raises RuntimeError without one."""
    path = shutil.which("chromium") or shutil.which("chromium-headless-shell")
    if path is None:
        raise RuntimeError("no chromium on the PATH: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Contender:
    """One that answers: `name` in search_ask.js, the folder to serve, and the page from which it is asked.

    `ready` selects what is there once that page can be asked. `counts`: beginnings of the paths that are its own (a page's fonts, styles and pictures are not its search).
    """

    name: str
    folder: Path
    start: str = EMPTY
    ready: str = "html"
    counts: tuple[str, ...] = ("",)


def _opened(page: Page, server: Counted, contender: Contender) -> Page:
    page.add_init_script(ASK)
    page.goto(server.address + contender.start)
    page.wait_for_selector(contender.ready, state="attached")
    return page


def _ask(page: Page, name: str, text: str, filters: Any = None) -> dict[str, Any]:
    answer: dict[str, Any] = page.evaluate(
        "([name, question]) => window.measure(name, question)", [name, {"text": text, "filters": filters}]
    )
    return answer


def first_and_later(browser: Browser, contender: Contender, queries: Sequence[str]) -> list[dict[str, Any]]:
    """Each query as the first of a visitor with an empty cache, and as the second of the visitor before.

    One dict a query, with `first` and `later`, each: `found` (how many of the first ten), `milliseconds`, `files`,
    bytes of `index` and `hits` (cards or fragments), together `data`, bytes of `scripts` as stored and of
    `packed_scripts` as a host sends them that compresses texts.
    """
    found = []
    with served(contender.folder) as server:
        for place, query in enumerate(queries):
            context = browser.new_context()
            page = _opened(context.new_page(), server, contender)
            one = {}
            # With the page come scripts of its own; they count to the first query.
            for name, text in (("first", query), ("later", queries[(place + 1) % len(queries)])):
                answer = _ask(page, contender.name, text)
                own = [file for file in server.taken() if file.path.startswith(contender.counts)]
                programs = [file for file in own if _is_program(file.path)]
                data = [file for file in own if not _is_program(file.path)]
                hits = sum(file.packed for file in data if _is_hit(file.path))
                total = sum(file.packed for file in data)
                one[name] = {
                    "found": len(answer["paths"]),
                    "milliseconds": answer["milliseconds"],
                    "files": len(own),
                    "index": total - hits,
                    "hits": hits,
                    "data": total,
                    "scripts": sum(file.stored for file in programs),
                    "packed_scripts": sum(file.packed for file in programs),
                }
            context.close()
            found.append(one)
    return found


def _is_program(path: str) -> bool:
    """JavaScript and WebAssembly (Pagefind's is wasm.LANGUAGE.pagefind)."""
    return path.endswith((".js", ".wasm")) or Path(path).name.startswith("wasm.")


def _is_hit(path: str) -> bool:
    """What a hit shows: our cards, Pagefind's fragments."""
    return path.startswith(("search/cards-", "pagefind/fragment/"))


def first_hits(
    browser: Browser, contender: Contender, questions: Sequence[tuple[str, dict[str, list[str]]]]
) -> list[list[str]]:
    """The first ten paths for each query with its filters."""
    with served(contender.folder) as server:
        page = _opened(browser.new_page(), server, contender)
        return [_ask(page, contender.name, text, filters or None)["paths"] for text, filters in questions]
