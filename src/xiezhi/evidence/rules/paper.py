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
_END: Final = rb"(?![A-Za-z0-9_.#-])"
# Long names cannot turn up by chance in compressed data; /JS can, so it counts outside only.
_ACTIVE_ANYWHERE: Final = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE)" + _END
)
_ACTIVE_OUTSIDE: Final = re.compile(rb"/(?:JS|XFA)" + _END)
_LOCKED: Final = re.compile(rb"/Encrypt" + _END)
_OBJECT_STREAM: Final = re.compile(rb"/ObjStm" + _END)
_NAME_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_MAX_ESCAPES: Final = 100_000
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
    if _ACTIVE_ANYWHERE.search(_unescape(data)):
        raise InvalidInputError("evidence.paper_active")
    left = _MAX_INFLATED_TOTAL
    for outside, stream in _parts(data):
        plain = _unescape(outside)
        _check_names(plain)
        if not _OBJECT_STREAM.search(plain[-_HEAD_BYTES:]):
            continue
        inflated = _inflate(stream)
        left -= len(inflated)
        if left < 0:
            raise InvalidInputError("evidence.bomb")
        _check_names(_unescape(inflated))


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


def _check_names(plain: bytes) -> None:
    """Search a run outside streams for names that act or lock."""
    if _ACTIVE_ANYWHERE.search(plain) or _ACTIVE_OUTSIDE.search(plain):
        raise InvalidInputError("evidence.paper_active")
    if _LOCKED.search(plain):
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
