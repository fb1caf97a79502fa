"""内容凭证: whether a file carries C2PA credentials. Their presence only; nothing is verified.

Source: C2PA 2.1, section "Embedding manifests": JUMBF in APP11 of a JPEG, ``caBX`` of a PNG, ``C2PA``
of a RIFF file, a ``uuid`` box of an ISO media file.
"""

from typing import Final

from xiezhi.evidence.rules.boxes import boxes, is_iso_media

_APP11: Final = 0xEB
_ENDS: Final = frozenset({0xDA, 0xD9})
_BOX_UUID: Final = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_MAX_PARTS: Final = 10_000
_LOOKED_AT: Final = 64 * 1024


def has_credentials(data: bytes) -> bool:
    """Return whether a picture or film says that it carries content credentials."""
    if data.startswith(b"\xff\xd8"):
        return _in_jpeg(data)
    if data.startswith(b"\x89PNG"):
        return _in_png(data)
    if data.startswith(b"RIFF"):
        return _in_riff(data)
    return is_iso_media(data) and any(
        box.kind == b"uuid" and data[box.start : box.start + 16] == _BOX_UUID for box in boxes(data)
    )


def _in_jpeg(data: bytes) -> bool:
    at = 2
    for _ in range(_MAX_PARTS):
        if data[at : at + 1] != b"\xff":
            return False
        marker, length = data[at + 1 : at + 2], int.from_bytes(data[at + 2 : at + 4], "big")
        if not marker or marker[0] in _ENDS or length < 2:  # noqa: PLR2004
            return False
        body = data[at + 4 : at + 2 + length]
        if marker[0] == _APP11 and body.startswith(b"JP") and b"jumb" in body and b"c2pa" in body:
            return True
        at += 2 + length
    return False


def _in_png(data: bytes) -> bool:
    at = 8
    for _ in range(_MAX_PARTS):
        kind = data[at + 4 : at + 8]
        if kind == b"caBX":
            return _is_manifest(data[at + 8 : at + 8 + _LOOKED_AT])
        if kind in {b"IEND", b""}:
            return False
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return False


def _in_riff(data: bytes) -> bool:
    at = 12
    for _ in range(_MAX_PARTS):
        kind = data[at : at + 4]
        if kind == b"C2PA":
            return _is_manifest(data[at + 8 : at + 8 + _LOOKED_AT])
        if not kind:
            return False
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    return False


def _is_manifest(body: bytes) -> bool:
    return b"jumb" in body and b"c2pa" in body
