"""Hands a picture to a decoding process and takes back what may be shown.

A fresh process for each picture: starting costs about 80 ms, decoding a 12-megapixel photo several
times that, and nothing a hostile picture does to one process can reach the next picture.
"""

import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, ClassVar, Final

from xiezhi.evidence.decoding import frame
from xiezhi.evidence.decoding.frame import DecodedPhoto
from xiezhi.kernel.errors import DomainError, InvalidInputError

_CHILD: Final = "xiezhi.evidence.decoding.child"
_CHUNK: Final = 256 * 1024
_TOO_COSTLY: Final = frozenset({-signal.SIGXCPU, -signal.SIGKILL})

# One decoder may take 1 GiB and a whole core.
DECODERS_AT_ONCE: Final = 2
_SLOTS: Final = threading.BoundedSemaphore(DECODERS_AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderLimits:
    """What one decoding may cost."""

    memory_bytes: int = 1024 * 1024 * 1024
    cpu_seconds: int = 20
    wall_seconds: float = 45.0
    queue_seconds: float = 30.0


DEFAULT_LIMITS: Final = DecoderLimits()


class DecoderBusyError(DomainError):
    """The machine is too busy to decode now; the original is fine to keep and try again."""

    status: ClassVar[int] = 503


def run_decoder(data: bytes, *, limits: DecoderLimits = DEFAULT_LIMITS) -> DecodedPhoto:
    """Return the derivatives of a picture and what its head said.

    Blocks for the decoding; safe to call from several threads.

    Raises:
        InvalidInputError: ``evidence.bomb`` (too many pixels, too much memory or time),
            ``evidence.animated`` or ``evidence.damaged``.
        DecoderBusyError: ``evidence.decoder_busy``; says nothing about the picture.
    """
    with _slot(limits.queue_seconds), as_nameless_file(data) as original:
        output, return_code = _run(original, limits)
    if return_code in _TOO_COSTLY:
        raise InvalidInputError("evidence.bomb")
    try:
        answer = frame.unpack(output)
    except frame.FrameError as broken:
        raise InvalidInputError("evidence.damaged") from broken
    if isinstance(answer, str):
        raise InvalidInputError(answer)
    return answer


@contextmanager
def _slot(queue_seconds: float) -> Iterator[None]:
    """Hold one of the few places for decoders."""
    if not _SLOTS.acquire(timeout=queue_seconds):
        raise DecoderBusyError("evidence.decoder_busy")
    try:
        yield
    finally:
        _SLOTS.release()


@contextmanager
def as_nameless_file(data: bytes) -> Iterator[IO[bytes]]:
    """Lend the bytes as a nameless file, in memory where the system can."""
    if sys.platform == "linux":
        lent: IO[bytes] = os.fdopen(os.memfd_create("picture"), "w+b")
    else:
        lent = tempfile.TemporaryFile()  # noqa: SIM115  # closed below
    with lent:
        lent.write(data)
        lent.seek(0)
        yield lent


def _run(original: IO[bytes], limits: DecoderLimits) -> tuple[bytes, int]:
    """Run the child to its end, or end it; return its output and return code."""
    deadline = time.monotonic() + limits.wall_seconds
    arguments = [str(limits.memory_bytes), str(limits.cpu_seconds)]
    with subprocess.Popen(  # noqa: S603  # our own module, numbers as arguments
        [sys.executable, "-I", "-m", _CHILD, *arguments],
        stdin=original,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"MALLOC_ARENA_MAX": "1"},
        cwd="/",
        start_new_session=True,
    ) as child:
        try:
            output = _read(child, deadline)
            return output, child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except (subprocess.TimeoutExpired, TimeoutError) as late:
            raise DecoderBusyError("evidence.decoder_busy") from late
        finally:
            end_session(child)


def end_session(child: subprocess.Popen[bytes]) -> None:
    """Kill the child's whole session, whatever it may have started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _read(child: subprocess.Popen[bytes], deadline: float) -> bytes:
    """Read the child's output to its end, never more than a frame may hold."""
    pipe = child.stdout
    if pipe is None:
        return b""
    parts: list[bytes] = []
    left = frame.MAX_FRAME_BYTES
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while left > 0:
            if not selector.select(timeout=max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            part = os.read(pipe.fileno(), _CHUNK)
            if not part:
                break
            parts.append(part)
            left -= len(part)
    return b"".join(parts)
