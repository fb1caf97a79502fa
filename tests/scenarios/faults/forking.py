"""Processes that can be killed and are back in a moment: Django is loaded once, each start forks.

Reads lines: ``start PORT`` for a web service, ``work`` for a jobs' process, ``office`` to make the
office. Writes ``ready PID`` for each.
"""

import os
import signal
import sys
import time
from argparse import Namespace
from datetime import UTC, datetime
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from typing_extensions import override


class Server(ThreadingMixIn, WSGIServer):
    """Answers several telephones at once."""

    daemon_threads = True
    request_queue_size = 64


class Quiet(WSGIRequestHandler):
    """Writes no line a request."""

    protocol_version = "HTTP/1.1"

    @override
    def log_message(self, format: str, *args: Any) -> None:
        pass


def bound(port: int) -> Server:
    """Return the server, once its killed forerunner has let go of the port."""
    while True:
        try:
            return Server(("127.0.0.1", port), Quiet)
        except OSError:
            time.sleep(0.01)


def serve(port: int, application: Any) -> None:
    """Answer until killed."""
    with bound(port) as server:
        server.set_app(application)
        print(f"ready {os.getpid()}", flush=True)
        server.serve_forever()


def work() -> None:
    """Work on jobs until killed."""
    from xiezhi.cli.worker import run  # noqa: PLC0415

    print(f"ready {os.getpid()}", flush=True)
    run(Namespace())


def make_office() -> None:
    """Open the office the telephones report to."""
    from tests.cast import make_office as make  # noqa: PLC0415  # models need Django's setup

    make(datetime.now(UTC))
    print("made 0", flush=True)


def main() -> None:
    """Load the product once; then do what the lines say, each in a process of its own."""
    from django.db import connections  # noqa: PLC0415
    from django.template.loader import get_template  # noqa: PLC0415
    from django.urls import resolve  # noqa: PLC0415

    from xiezhi.config.wsgi import application  # noqa: PLC0415  # the setup itself

    # Each request has a thread of its own here; a connection kept would be kept for nobody.
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    resolve("/")  # loads every view, once for all that are forked
    get_template("snap/page.html")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        words = line.split()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # decoders are waited for
            match words:
                case ["office"]:
                    make_office()
                case ["work"]:
                    work()
                case _:
                    serve(int(words[1]), application)
            os._exit(0)


if __name__ == "__main__":
    main()
