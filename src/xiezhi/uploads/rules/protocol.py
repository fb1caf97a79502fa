"""What tus 1.0 says in headers (tus.io/protocols/resumable-upload), read strictly.

Built: the core and the extensions creation, expiration, checksum and termination. Not built:
creation-with-upload (a part is never older than its row, so nothing is left behind when power
fails between the two), concatenation and lengths told later.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from xiezhi.evidence.rules.kinds import MediaKind, check_size
from xiezhi.kernel.errors import InvalidInputError

VERSION: Final = "1.0.0"
EXTENSIONS: Final = ("creation", "expiration", "checksum", "termination")
CHECKSUMS: Final = ("sha256", "sha1")
"""sha1 because the protocol asks every server for it; it guards a line, it proves nothing."""
MAX_PART_BYTES: Final = 1024 * 1024
KEPT_FOR: Final = timedelta(hours=72)
"""As long as a telephone keeps what it has not sent."""
BEGUN_WITHIN: Final = timedelta(hours=2)
"""A file announced and never begun is forgotten soon; its telephone announces it anew."""
MAX_METADATA: Final = 4096
_SHA256_HEX: Final = 64
_KINDS: Final = frozenset({MediaKind.PHOTO, MediaKind.VOICE, MediaKind.VIDEO})


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPlan:
    """A file somebody is about to send.

    Attributes:
        device_sha256: what the telephone says the whole file hashes to, 32 bytes; None unsaid.
    """

    kind: MediaKind
    size_bytes: int
    name: str
    device_sha256: bytes | None


def read_plan(*, length: str, metadata: str) -> UploadPlan:
    """Return what ``Upload-Length`` and ``Upload-Metadata`` (kind, filename, sha256) announce.

    Raises:
        InvalidInputError: ``uploads.unreadable``; ``evidence.empty``, ``evidence.too_large``.
    """
    told = _pairs(metadata)
    kind = _kind(told.get("kind", ""))
    size_bytes = whole_number(length)
    check_size(kind, size_bytes)
    return UploadPlan(
        kind=kind,
        size_bytes=size_bytes,
        name=told.get("filename", ""),
        device_sha256=_digest(told.get("sha256", "")),
    )


def whole_number(text: str) -> int:
    """Return a header's number of bytes.

    Raises:
        InvalidInputError: ``uploads.unreadable``.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):  # noqa: PLR2004
        raise InvalidInputError("uploads.unreadable")
    return int(text)


def is_whole(checksum: str, part: bytes) -> bool:
    """Return whether a part is what ``Upload-Checksum`` (``sha256 <base64>``) says; unsaid is true.

    Raises:
        InvalidInputError: ``uploads.unreadable``: another algorithm, or no base64.
    """
    if not checksum:
        return True
    algorithm, _space, value = checksum.partition(" ")
    if algorithm not in CHECKSUMS:
        raise InvalidInputError("uploads.unreadable")
    return hashlib.new(algorithm, part, usedforsecurity=False).digest() == _decoded(value)


def _pairs(metadata: str) -> dict[str, str]:
    """Return ``key base64, key base64 …`` decoded."""
    if len(metadata) > MAX_METADATA:
        raise InvalidInputError("uploads.unreadable")
    found = {}
    for pair in filter(None, (part.strip() for part in metadata.split(","))):
        key, _space, value = pair.partition(" ")
        try:
            found[key] = _decoded(value).decode()
        except UnicodeDecodeError as error:
            raise InvalidInputError("uploads.unreadable") from error
    return found


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInputError("uploads.unreadable") from error


def _kind(word: str) -> MediaKind:
    if word not in _KINDS:
        raise InvalidInputError("uploads.unreadable")
    return MediaKind(word)


def _digest(text: str) -> bytes | None:
    if not text:
        return None
    try:
        digest = bytes.fromhex(text)
    except ValueError as error:
        raise InvalidInputError("uploads.unreadable") from error
    if len(text) != _SHA256_HEX:
        raise InvalidInputError("uploads.unreadable")
    return digest
