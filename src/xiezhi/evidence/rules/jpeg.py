"""What a JPEG carries besides its picture. Derivatives must carry nothing."""

from typing import Final

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN: Final = 0xDA
# APP0 (JFIF), quantisation and Huffman tables, frame headers, restart interval.
_PICTURE_MARKERS: Final = frozenset({0xE0, 0xDB, 0xC4, 0xC0, 0xC1, 0xC2, 0xDD, _SCAN})
_JFIF_BYTES: Final = 16


def is_bare_jpeg(data: bytes) -> bool:
    """Return whether a JPEG holds a picture and nothing else.

    No EXIF, XMP, colour profile, comment or embedded thumbnail before the picture, nothing after
    its end.
    """
    if not data.startswith(_START) or not data.endswith(_END):
        return False
    at = len(_START)
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF or marker not in _PICTURE_MARKERS:  # noqa: PLR2004
            return False
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        # A longer JFIF head would hold a thumbnail.
        if marker == 0xE0 and length != _JFIF_BYTES:  # noqa: PLR2004
            return False
        if marker == _SCAN:
            return data.find(_END, at) == len(data) - len(_END)
        at += 2 + length
    return False
