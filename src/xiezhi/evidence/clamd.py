"""Asks ClamAV by its Unix socket whether bytes hold a virus (INSTREAM, VERSION; man clamd)."""

import re
import socket
import struct
import time
from pathlib import Path
from typing import ClassVar, Final

from xiezhi.kernel.errors import DomainError

_PIECE: Final = 256 * 1024
_MOST_ANSWER: Final = 4096
_FOUND: Final = re.compile(rb"stream: [^\0\n]{1,200} FOUND\0")
_CLEAN: Final = b"stream: OK\0"
# Engine and number of the signatures; the date behind them says nothing more.
_VERSION: Final = re.compile(rb"(ClamAV [!-~]{1,40})/([0-9]{1,10})(?:/[ -~]{0,80})?\0")


class ScannerAwayError(DomainError):
    """The scanner gave no answer that can be trusted; says nothing about the file."""

    status: ClassVar[int] = 503


def is_infected(path: Path, content: bytes, *, most_seconds: float = 120.0) -> bool:
    """Return whether the scanner found something. Anything but its two words is no answer.

    Raises:
        ScannerAwayError: ``evidence.scanner_away``.
    """
    deadline = time.monotonic() + most_seconds
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(min(5.0, most_seconds))
            line.connect(str(path))
            answer = _asked(line, content, deadline)
    except OSError as error:
        raise ScannerAwayError("evidence.scanner_away") from error
    if answer == _CLEAN:
        return False
    if _FOUND.fullmatch(answer):
        return True
    raise ScannerAwayError("evidence.scanner_away")


def scanner_version(path: Path, *, most_seconds: float = 20.0) -> str:
    """Return engine and signatures as one word (``ClamAV 1.4.3/27812``).

    Raises:
        ScannerAwayError: ``evidence.scanner_away``.
    """
    deadline = time.monotonic() + most_seconds
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(min(5.0, most_seconds))
            line.connect(str(path))
            _send(line, b"zVERSION\0", deadline)
            found = _VERSION.fullmatch(_heard(line, deadline))
    except OSError as error:
        raise ScannerAwayError("evidence.scanner_away") from error
    if found is None:
        raise ScannerAwayError("evidence.scanner_away")
    return b"/".join(found.groups()).decode()


def _asked(line: socket.socket, content: bytes, deadline: float) -> bytes:
    _send(line, b"zINSTREAM\0", deadline)
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        _send(line, struct.pack(">I", len(piece)) + piece, deadline)
    _send(line, struct.pack(">I", 0), deadline)
    return _heard(line, deadline)


def _heard(line: socket.socket, deadline: float) -> bytes:
    answer = b""
    while len(answer) < _MOST_ANSWER:
        line.settimeout(_left(deadline))
        part = line.recv(_MOST_ANSWER)
        if not part:
            break
        answer += part
    return answer


def _send(line: socket.socket, content: bytes, deadline: float) -> None:
    line.settimeout(_left(deadline))
    line.sendall(content)


def _left(deadline: float) -> float:
    """Return the seconds left; a scanner that answers byte by byte gets no longer for it."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
