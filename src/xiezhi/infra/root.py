"""PostgreSQL refuses to run as root: how root runs it all the same, folders staying private."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xiezhi.infra.errors import MachineError

ORDINARY: Final = 65534
"""The user a container's root becomes: "nobody", who owns nothing else."""
NAMESPACE: Final = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
CAPABILITIES: Final = "+dac_override,+fowner"
OTHER_USER: Final = (
    *("setpriv", f"--reuid={ORDINARY}", f"--regid={ORDINARY}", "--clear-groups"),
    # Keeps the way into root's private folders open, so that no folder has to be opened to others.
    *(f"--inh-caps={CAPABILITIES}", f"--ambient-caps={CAPABILITIES}", "--"),
)


def possible_owners() -> tuple[int, ...]:
    """Return the users whose data folder this process may run a server on."""
    return (0, ORDINARY) if os.geteuid() == 0 else (os.geteuid(),)


def unprivileged(data: Path) -> list[str]:
    """Return the words that run a program of root's as an ordinary user, none for others.

    A user namespace where the machine allows one, else (in most containers) another user. Data
    that is there already stays with the way it was made.

    Raises:
        MachineError: this machine allows neither.
    """
    if os.geteuid() != 0:
        return []
    ways: list[Sequence[str]] = [NAMESPACE, OTHER_USER]
    if data.exists():
        ways = [NAMESPACE if data.stat().st_uid == 0 else OTHER_USER]
    for way in ways:
        if shutil.which(way[0]) is not None and _succeeds([*way, "true"]):
            return list(way)
    raise MachineError("postgres.root_refused")


def _succeeds(words: Sequence[str]) -> bool:
    return subprocess.run(words, check=False, capture_output=True).returncode == 0  # noqa: S603
