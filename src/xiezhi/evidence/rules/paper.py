"""Papers as PDF: whole, readable without a password, and nothing in them that acts.

A light look at names, not a parser: pages are drawn elsewhere. Names written with ``#xx`` and
names inside compressed object streams are seen too. Every step is linear in the file's length.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from xiezhi.kernel.errors import InvalidInputError

_TAIL_BYTES: Final = 2048
# Long names cannot turn up by chance in compressed data; /JS can, so it counts outside only.
_ACTIVE_ANYWHERE: Final = (
    b"/JavaScript",
    b"/Launch",
    b"/EmbeddedFile",
    b"/RichMedia",
    b"/SubmitForm",
    b"/ImportData",
    b"/GoToE",
)
_ACTIVE_OUTSIDE: Final = re.compile(rb"/(?:JS|XFA)(?![A-Za-z0-9_.#-])")
_NAME_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_MAX_ESCAPES: Final = 100_000
_MAX_STREAMS: Final = 100_000
_HEAD_BYTES: Final = 1024
_MAX_INFLATED: Final = 4 * 1024 * 1024
_MAX_INFLATED_TOTAL: Final = 64 * 1024 * 1024


def check_paper(data: bytes) -> None:
    """Refuse a PDF that is broken, locked or does more than show pages.

    Raises:
        InvalidInputError: ``evidence.damaged``, ``evidence.paper_locked``,
            ``evidence.paper_active`` or ``evidence.bomb``.
    """
    tail = data[-_TAIL_BYTES:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise InvalidInputError("evidence.damaged")
    _check_anywhere(_unescape(data))
    left = _MAX_INFLATED_TOTAL
    for count, (outside, stream) in enumerate(_parts(data)):
        if count > _MAX_STREAMS:
            raise InvalidInputError("evidence.bomb")
        plain = _unescape(outside)
        _check_outside(plain)
        if b"/ObjStm" not in plain[-_HEAD_BYTES:]:
            continue
        inflated = _inflate(stream)
        left -= len(inflated)
        if left < 0:
            raise InvalidInputError("evidence.bomb")
        _check_anywhere(_unescape(inflated))
        _check_outside(_unescape(inflated))


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield what stands before each stream, and the stream; last the rest with an empty one."""
    at = 0
    while (head := data.find(b"stream", at)) >= 0:
        end = data.find(b"endstream", head + 6)
        if end < 0:
            break
        yield data[at:head], data[head + 6 : end].lstrip(b"\r\n")
        at = end + 9
    yield data[at:], b""


def _check_anywhere(plain: bytes) -> None:
    """Search for names that act, long enough to be meant wherever they stand."""
    if any(name in plain for name in _ACTIVE_ANYWHERE):
        raise InvalidInputError("evidence.paper_active")


def _check_outside(plain: bytes) -> None:
    """Search a run outside streams for short names that act, and for a lock."""
    if (b"/JS" in plain or b"/XFA" in plain) and _ACTIVE_OUTSIDE.search(plain):
        raise InvalidInputError("evidence.paper_active")
    if b"/Encrypt" in plain:
        raise InvalidInputError("evidence.paper_locked")


def _unescape(data: bytes) -> bytes:
    """Write names plainly: ``/J#61vaScript`` is ``/JavaScript``."""
    plain, count = _NAME_ESCAPE.subn(
        lambda found: bytes((int(found.group(1), 16),)), data, count=_MAX_ESCAPES
    )
    if count == _MAX_ESCAPES:
        raise InvalidInputError("evidence.bomb")
    return plain


def _inflate(data: bytes) -> bytes:
    """Inflate an object stream; one that is not deflated, or broken, is searched as it is."""
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(data, _MAX_INFLATED)
    except zlib.error:
        return data[:_MAX_INFLATED]
    if inflater.unconsumed_tail:
        raise InvalidInputError("evidence.bomb")
    return plain
