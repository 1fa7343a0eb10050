"""Asking a web server, politely, whether an address still leads anywhere.

HEAD, then GET where a server does not answer HEAD; one request a second to a host; robots.txt is obeyed; nothing
is read but the head of the answer. Addresses come from contributors, so nothing inside the network is asked.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

State = Literal["ok", "moved", "gone", "unknown-host", "failing", "refused", "not-asked"]
"""`gone` 404 or 410; `failing` 5xx, no answer, broken TLS; `refused` 401, 403, 429 (there, but not for us);
`not-asked` robots.txt forbids it or the host lies inside the network; `moved` for good, to `moved_to`."""

AGENT = "TomoniLinkCheck/1 (weekly; one request a second)"
_REDIRECTS, _FOR_GOOD = (301, 302, 303, 307, 308), (301, 308)
_HEAD_UNKNOWN = (400, 403, 404, 405, 406, 429, 500, 501, 503)
_MOST_REDIRECTS, _ROBOTS_BYTES = 5, 500_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a visit; `status` is the last HTTP status, None where there was none."""

    state: State
    status: int | None = None
    moved_to: str | None = None


class _InsideNetwork(OSError):
    """The name leads to an address that is not public."""


class Visitor:
    """Visits addresses from many threads; each host is asked at most once in `pause` seconds."""

    def __init__(
        self,
        pause: float = 1.0,
        timeout: float = 15.0,
        agent: str = AGENT,
        inside_too: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._pause, self._timeout, self._agent, self._sleep = pause, timeout, agent, sleep
        self._inside_too = inside_too
        self._lock = threading.Lock()
        self._host_locks: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser] = {}

    def visit(self, address: str) -> Answer:
        """Whether the address leads somewhere; never raises for what a server or a network does."""
        try:
            return self._follow(address)
        except _InsideNetwork:
            return Answer("not-asked")
        except socket.gaierror:
            return Answer("unknown-host")
        except (OSError, ssl.SSLError, http.client.HTTPException, ValueError):
            return Answer("failing")

    def _follow(self, address: str) -> Answer:
        here, for_good = address, True
        for _ in range(_MOST_REDIRECTS + 1):
            parts = urlsplit(here)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                return Answer("failing")
            if not self._allowed(parts, here):
                return Answer("not-asked")
            status, location = self._ask("HEAD", parts)
            if status in _HEAD_UNKNOWN:
                status, location = self._ask("GET", parts)
            if status in _REDIRECTS and location:
                for_good = for_good and status in _FOR_GOOD
                here = urljoin(here, location)
                continue
            return self._answer(status, here if here != address and for_good else None)
        return Answer("failing", status)

    @staticmethod
    def _answer(status: int, moved_to: str | None) -> Answer:
        if 200 <= status < 300:
            return Answer("moved", status, moved_to) if moved_to else Answer("ok", status)
        if status in (404, 410):
            return Answer("gone", status)
        return Answer("refused" if status in (401, 403, 407, 429, 451) else "failing", status)

    def _allowed(self, parts: SplitResult, address: str) -> bool:
        site = f"{parts.scheme}://{parts.netloc}"
        with self._host_lock(f"robots {site}"):
            rules = self._robots.get(site)
            if rules is None:
                rules = RobotFileParser()
                rules.parse(self._robots_text(urlsplit(f"{site}/robots.txt")).splitlines())
                self._robots[site] = rules
        return rules.can_fetch(self._agent, address)

    def _robots_text(self, parts: SplitResult) -> str:
        try:
            status, _, body = self._exchange("GET", parts, _ROBOTS_BYTES)
        except (_InsideNetwork, socket.gaierror):
            raise
        except (OSError, http.client.HTTPException):
            return ""
        if status in (401, 403):
            return "User-agent: *\nDisallow: /"
        return body.decode("utf-8", "replace") if status == 200 else ""

    def _ask(self, method: str, parts: SplitResult) -> tuple[int, str | None]:
        status, location, _ = self._exchange(method, parts, 0)
        return status, location

    def _exchange(self, method: str, parts: SplitResult, most: int) -> tuple[int, str | None, bytes]:
        host = parts.hostname or ""
        kind = _PublicHTTPS if parts.scheme == "https" else _PublicHTTP
        connection = kind(host, parts.port, timeout=self._timeout)
        connection.inside_too = self._inside_too
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        if parts.query:
            target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        with self._host_lock(host):
            self._wait(host)
            try:
                connection.request(
                    method,
                    target,
                    headers={"User-Agent": self._agent, "Accept": "*/*", "Connection": "close"},
                )
                answer = connection.getresponse()
                return answer.status, answer.getheader("Location"), answer.read(most) if most else b""
            finally:
                connection.close()
                self._last[host] = time.monotonic()

    def _wait(self, host: str) -> None:
        if host in self._last:
            self._sleep(max(0.0, self._last[host] + self._pause - time.monotonic()))

    def _host_lock(self, host: str) -> threading.Lock:
        with self._lock:
            return self._host_locks.setdefault(host, threading.Lock())


class _PublicHTTP(http.client.HTTPConnection):
    """Connects to the very address that was looked at, so that a name cannot lead elsewhere in between."""

    inside_too = False

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        address = str(found[0][4][0])
        if not self.inside_too and not all(
            ipaddress.ip_address(str(item[4][0]).partition("%")[0]).is_global for item in found
        ):
            raise _InsideNetwork(self.host)
        self.sock = socket.create_connection((address, self.port), self.timeout)


class _PublicHTTPS(_PublicHTTP):
    default_port = 443

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
