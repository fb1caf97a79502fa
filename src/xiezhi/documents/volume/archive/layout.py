"""The names inside a 归档包 and the two lists of digests."""

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from xiezhi.documents.volume.files import Digests

README: Final = "说明文件.txt"
METADATA: Final = "元数据.xml"
SCHEMA: Final = "元数据结构.xsd"
VOLUME: Final = "卷宗.pdf"
EVENTS: Final = "操作留痕.jsonl"
REPORT: Final = "四性检测.txt"
MANIFEST: Final = "校验清单-SHA256.txt"
MANIFEST_SM3: Final = "校验清单-SM3.txt"
ITEMS: Final = "件/"
EXTENSIONS: Final = {"JPEG": "jpg", "PNG": "png"}
_LINE: Final = re.compile(r"([0-9a-f]{64})  ([^\n]+)")


def item_file(place: int, found_format: str) -> str:
    """Return the name of the ``place``-th 件: no title, which may name a person."""
    return f"{ITEMS}{place:04}.{EXTENSIONS.get(found_format, 'pdf')}"


def manifest_text(digests: Mapping[str, Digests], *, is_sm3: bool = False) -> bytes:
    """Return a list of digests; ``sha256sum -c`` reads it."""
    return "".join(
        f"{found.sm3 if is_sm3 else found.sha256}  {name}\n"
        for name, found in sorted(digests.items())
    ).encode()


def read_manifest(text: bytes) -> dict[str, str] | None:
    """Return the digest of each name, or None when the list is not one of ours."""
    try:
        lines = text.decode().splitlines()
    except UnicodeDecodeError:
        return None
    found = [_LINE.fullmatch(line) for line in lines]
    names = {match[2]: match[1] for match in found if match}
    return names if found and len(names) == len(lines) else None


def digest_of_bytes(data: bytes) -> str:
    """Return the SHA-256 of bytes in hex."""
    return hashlib.sha256(data).hexdigest()
