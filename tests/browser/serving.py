"""Starts web services and jobs' processes: the product is loaded once, each start forks.

Run with the settings of the sites. Reads ``web PORT DATABASE_URL LOG`` and ``jobs DATABASE_URL
LOG``; writes the number of the process that was forked.
"""

import os
import runpy
import signal
import sys
from contextlib import suppress
from pathlib import Path

from tests.database import django_settings

GRANIAN = [
    *("granian", "--interface", "wsgi", "--no-ws", "--log-level", "error"),
    *("--host", "127.0.0.1", "--workers", "1", "--blocking-threads", "6"),
]


def load() -> None:
    """Load all that a request and a job may need."""
    import granian.cli  # noqa: F401, PLC0415
    from django.template.loader import get_template  # noqa: PLC0415
    from django.urls import resolve  # noqa: PLC0415

    import xiezhi.cli.worker  # noqa: PLC0415
    import xiezhi.config.wsgi  # noqa: F401, PLC0415  # the setup itself

    resolve("/")
    get_template("snap/page.html")


def become(words: list[str]) -> None:
    """Be the process a line asks for, to its end."""
    *what, database_url, log = words
    with Path(log).open("ab", buffering=0) as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    from django.db import connections  # noqa: PLC0415

    connections.settings["default"].update(django_settings(database_url))
    match what:
        case ["web", port]:
            sys.argv = [*GRANIAN, "--port", port, "xiezhi.config.wsgi:application"]
            runpy.run_module("granian", run_name="__main__", alter_sys=True)
        case _:
            sys.argv = ["xiezhi", "worker"]
            runpy.run_module("xiezhi.cli", run_name="__main__", alter_sys=True)


def main() -> None:
    """Fork a process for each line."""
    load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for what was forked
    for line in sys.stdin:
        number = os.fork()
        if number == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            # What it starts ends with it. The parent says the same: one of the two is first.
            os.setpgid(0, 0)
            become(line.split())
            os._exit(0)
        with suppress(PermissionError, ProcessLookupError):  # it has begun, or it has ended
            os.setpgid(number, number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
