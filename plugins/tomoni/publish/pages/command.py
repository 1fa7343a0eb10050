"""Building and serving as the command does it: Pelican with the site's settings, and a server that rebuilds."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.settings import read_settings
from watchfiles import DefaultFilter, watch

from tomoni.catalog import TomoniError

from .build import Build

_SETTINGS_BUILD = "TOMONI_BUILD"


class SettingsMissing(TomoniError):
    """The folder has no pelicanconf.py."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: pages written, seconds of each step, rows left out."""

    output: Path
    pages: int
    timings: Mapping[str, float]
    left_out: int


def build_site(configuration: Path, overrides: Mapping[str, Any]) -> Built:
    """Build the site that `configuration` (a pelicanconf.py) describes; `overrides` are settings by name.

    Raises `TomoniError`s; then the site that stood before still stands.
    """
    if not configuration.is_file():
        raise SettingsMissing(
            "サイトの設定（pelicanconf.py）がありません。",
            str(configuration),
            "リポジトリのいちばん上のフォルダーで実行するか、--settings で場所を指定してください。",
        )
    settings = read_settings(str(configuration), override=dict(overrides))
    pelican = Pelican(settings)
    try:
        pelican.run()
    except BaseException:
        build = settings.get(_SETTINGS_BUILD)
        if isinstance(build, Build):
            build.abort()
        raise
    build = settings[_SETTINGS_BUILD]
    left_out = len(build.report.left_out) if build.report else 0
    return Built(build.options.output, build.pages_written, dict(build.timings), left_out)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the built site; tells the browser when a new build stands there; 404.html for what is not there."""

    generation = 0

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_GET(self) -> None:
        if self.path == "/.tomoni/generation":
            body = str(type(self).generation).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code == 404 and page.is_file():
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
            return
        super().send_error(code, message, explain)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests: a server on one's own machine needs no log of its visitor."""


def make_server(output: Path, host: str, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the built site. Raises `TomoniError` when the port is taken."""
    handler = functools.partial(_Handler, directory=str(output))
    try:
        return http.server.ThreadingHTTPServer((host, port), handler)
    except OSError as error:
        raise TomoniError(
            f"ポート {port} が使えません（{error.strerror}）。", host, "--port で別の番号を指定してください。"
        ) from error


def serve_site(
    server: http.server.ThreadingHTTPServer,
    watched: list[Path],
    rebuild: Callable[[], None],
    stop: threading.Event | None = None,
) -> None:
    """Serve until interrupted; when a watched file changes, rebuild, and let open pages reload."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ignored = DefaultFilter()
    try:
        for _ in watch(*[path for path in watched if path.exists()], watch_filter=ignored, stop_event=stop):
            rebuild()
            _Handler.generation += 1
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        server.server_close()
