"""A line to the site that can be cut, that loses answers and tells what went over it."""

import http.client
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from typing_extensions import override

METHODS = ("GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS")
_HOP = {"connection", "keep-alive", "transfer-encoding", "server", "date", "content-length"}


@dataclass(frozen=True)
class Asked:
    """One request as it went over the line."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Fault:
    """What happens to the requests that fit, ``times`` of them."""

    fits: Callable[[Asked], bool]
    kind: str
    times: int = 1
    status: int = 0
    cuts: bool = False


@dataclass
class Wire:
    """The line. ``address`` is the site's as the browser knows it."""

    port: int
    is_cut: bool = False
    date: str = ""
    rewritten: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    server: Any = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def cut(self) -> None:
        """Nothing passes any more."""
        self.is_cut = True

    def mend(self) -> None:
        """Everything passes again."""
        self.is_cut = False

    def lose_answer(self, method: str, path: str, *, cuts: bool = False) -> None:
        """The site does what it is asked; the answer never arrives, nor anything after it."""
        self.faults.append(Fault(_fit(method, path), "answer", cuts=cuts))

    def answer(
        self, method: str, path: str, status: int, *, times: int = 1, cuts: bool = False
    ) -> None:
        """Somebody on the way answers in the place of the site; then the line may be cut."""
        self.faults.append(Fault(_fit(method, path), "status", times, status, cuts))

    def hold(self, method: str, path: str) -> None:
        """The next of these stays on its way until `release`."""
        self.released.clear()
        self.faults.append(Fault(_fit(method, path), "hold"))

    def release(self) -> None:
        """Let go on what is held."""
        self.released.set()

    def parts(self) -> list[Asked]:
        """Return the parts of files that were sent."""
        return [one for one in self.asked if one.method == "PATCH"]

    def reports(self) -> list[Asked]:
        """Return the reports that were sent."""
        return [one for one in self.asked if one.method == "POST" and one.path == "/"]

    def open(self) -> None:
        """Listen on a free port."""
        methods = {f"do_{method}": _Handler.relay for method in METHODS}
        handler = type("Handler", (_Handler,), methods | {"wire": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Listen no more."""
        self.release()
        self.server.shutdown()
        self.server.server_close()

    def fault_of(self, asked: Asked) -> Fault | None:
        for fault in self.faults:
            if fault.times and fault.fits(asked):
                fault.times -= 1
                self.is_cut = self.is_cut or (fault.cuts and not fault.times)
                return fault
        return None


def _fit(method: str, path: str) -> Callable[[Asked], bool]:
    """``path`` names what it ends on a slash for, and everything below it; "/" is only the report."""
    return lambda one: (
        one.method == method and (one.path == path or (path != "/" and one.path.startswith(path)))
    )


class _Handler(BaseHTTPRequestHandler):
    wire: Wire
    protocol_version = "HTTP/1.1"

    @override
    def log_message(self, format: str, *args: Any) -> None:  # as the base calls it
        """Say nothing."""

    def relay(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(self.command, self.path, dict(self.headers), body)
        if self.wire.is_cut:
            self._break()
            return
        fault = self.wire.fault_of(asked)
        self.wire.asked.append(asked)
        if fault is not None and fault.kind == "status":
            self.send_response_only(fault.status)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if fault is not None and fault.kind == "hold":
            self.wire.released.wait()
        self._forward(asked, is_lost=fault is not None and fault.kind == "answer")

    def _forward(self, asked: Asked, *, is_lost: bool) -> None:
        upstream = http.client.HTTPConnection("127.0.0.1", self.wire.port, timeout=60)
        try:
            # What is to be rewritten must not come compressed.
            left_out = {"accept-encoding"} if asked.path in self.wire.rewritten else set()
            headers = {k: v for k, v in asked.headers.items() if k.lower() not in left_out}
            upstream.request(asked.method, asked.path, asked.body, headers)
            answer = upstream.getresponse()
            content = answer.read()
            if asked.path in self.wire.rewritten:
                content = content.replace(*self.wire.rewritten[asked.path])
        finally:
            upstream.close()
        if is_lost or self.wire.is_cut:
            self._break()
            return
        self.send_response_only(answer.status)
        self.send_header(
            "Date", self.wire.date or answer.headers["Date"] or self.date_time_string()
        )
        for name, value in answer.getheaders():
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        # Whoever asked may have closed the page meanwhile.
        with suppress(OSError):
            self.wfile.write(content)

    def _break(self) -> None:
        self.close_connection = True
        self.connection.close()
