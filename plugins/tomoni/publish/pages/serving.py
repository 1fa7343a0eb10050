"""A server on one's own machine: shows the built site, rebuilds it on a change, and lets open pages reload."""

from __future__ import annotations

import functools
import http.server
import socketserver
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path

from watchfiles import watch

from tomoni.catalog import TomoniError

GENERATION = "/.tomoni/generation"
"""Answers with the number of the build that stands: the page reloads when it changes."""

RELOAD = "/.tomoni/reload.js"
"""The script that asks. Only this server adds it to pages; no built file knows of it."""

_RELOAD_SCRIPT = b"""let shown;
setInterval(async () => {
\tif (document.hidden) return;
\ttry {
\t\tconst stands = await (await fetch("/.tomoni/generation", { cache: "no-store" })).text();
\t\tif (shown !== undefined && stands !== shown) location.reload();
\t\tshown = stands;
\t} catch {
\t\t// The server was stopped; the page stays as it is.
\t}
}, 500);
"""
_RELOAD_ELEMENT = f'<script type="module" src="{RELOAD}"></script>'.encode()


class LiveServer(http.server.ThreadingHTTPServer):
    """Serves a built site; `generation` grows by one with each rebuild."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, output: Path, host: str, port: int) -> None:
        self.generation = 1
        super().__init__((host, port), functools.partial(_Handler, directory=str(output)))


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(
        self, request: object, client: object, server: socketserver.BaseServer, *, directory: str
    ) -> None:
        assert isinstance(server, LiveServer)
        self._live = server
        super().__init__(request, client, server, directory=directory)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == GENERATION:
            self._send(HTTPStatus.OK, "text/plain", str(self._live.generation).encode())
        elif path == RELOAD:
            self._send(HTTPStatus.OK, "text/javascript", _RELOAD_SCRIPT)
        elif page := self._page():
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", _reloading(page.read_bytes()))
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """404.html for what is not there."""
        page = Path(self.directory) / "404.html"
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", _reloading(page.read_bytes()))
        else:
            super().send_error(code, message, explain)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests: a server on one's own machine needs no log of its visitor."""

    def _page(self) -> Path | None:
        """The HTML file that is asked for, if one is."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path = path / "index.html"
        return path if path.suffix == ".html" and path.is_file() else None

    def _send(self, status: HTTPStatus, mediatype: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", mediatype)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _reloading(page: bytes) -> bytes:
    before, end, after = page.rpartition(b"</body>")
    return before + _RELOAD_ELEMENT + end + after if end else page


def make_server(output: Path, host: str, port: int) -> LiveServer:
    """A server of the built site in `output`. Raises `TomoniError` when the port is taken."""
    try:
        return LiveServer(output, host, port)
    except OSError as error:
        raise TomoniError(
            f"ポート {port} が使えません（{error.strerror}）。", host, "--port で別の番号を指定してください。"
        ) from error


def serve_site(
    server: LiveServer,
    watched: Iterable[Path],
    rebuild: Callable[[], bool],
    stop: threading.Event | None = None,
) -> None:
    """Serve until interrupted or `stop`; when a watched file changes, rebuild.

    `rebuild` returns whether a new site stands; only then do open pages reload.
    """
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for _ in watch(*[path for path in watched if path.exists()], stop_event=stop):
            if rebuild():
                server.generation += 1
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        server.server_close()
