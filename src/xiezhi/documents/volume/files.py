"""Files and bytes alike as files, and their digests."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import hashes

from xiezhi.documents.volume.values import Content

_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """SHA-256 and SM3 (GB/T 32905) of a file, in hex, and its length."""

    sha256: str
    sm3: str
    size: int


def as_files(contents: Sequence[Content], folder: Path) -> list[Path]:
    """Return a file for each content; bytes are written into the folder."""
    files: list[Path] = []
    for place, content in enumerate(contents):
        if isinstance(content, bytes):
            path = folder / f"content-{place}"
            path.write_bytes(content)
            files.append(path)
        else:
            files.append(content.resolve())
    return files


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests_of(path: Path) -> Digests:
    """Return both digests of a file, read once."""
    first, second, size = hashlib.sha256(), hashes.Hash(hashes.SM3()), 0
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            first.update(part)
            second.update(part)
            size += len(part)
    return Digests(sha256=first.hexdigest(), sm3=second.finalize().hex(), size=size)
