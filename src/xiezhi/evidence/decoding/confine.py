"""Takes away from a process what decoding does not need. Never gives anything back."""

import ctypes
import resource
import signal
import sys
from contextlib import suppress
from typing import Final

# Source: linux/sched.h, linux/prctl.h.
_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_NEWIPC = 0x10000000, 0x40000000, 0x08000000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_STANDARD_FILES: Final = 3
_FEW_FILES: Final = 64


def limit_memory_and_time(*, memory_bytes: int, cpu_seconds: int) -> None:
    """Cap address space, processor time and core dumps of this process."""
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)
    _limit(resource.RLIMIT_AS, memory_bytes, memory_bytes)


def leave_the_world() -> None:
    """Leave network and rights behind where the system allows it; die with the parent."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # Refused in some containers; without file descriptors no socket can be opened anyway.
    library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC)


def close_the_doors() -> None:
    """Forbid opening any file or socket and writing any file, from here on."""
    _limit(resource.RLIMIT_FSIZE, 0, 0)
    _limit(resource.RLIMIT_NOFILE, _STANDARD_FILES, _STANDARD_FILES)


def limit_files(*, most_bytes: int) -> None:
    """Cap the length of what is written and the number of files open at once."""
    _limit(resource.RLIMIT_FSIZE, most_bytes, most_bytes)
    _limit(resource.RLIMIT_NOFILE, _FEW_FILES, _FEW_FILES)


def _limit(what: int, soft: int, hard: int) -> None:
    # macOS knows no cap on address space; a lower hard limit may already stand.
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (soft, hard))
