"""Reading a package whose parts are all here: items checked, files opened across parts."""

import hashlib
import io
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import IO, Final

from typing_extensions import override

from xiezhi.exchange.rules.allow_list import (
    FIELDS,
    MAX_CONTENT_BYTES,
    check_item,
)
from xiezhi.exchange.rules.fields import named_files
from xiezhi.exchange.rules.items import Item, ItemFile
from xiezhi.exchange.rules.limits import MAX_FILE_BYTES
from xiezhi.exchange.rules.manifest import ItemEntry, Manifest
from xiezhi.exchange.rules.parts import CHUNK
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import canonical_bytes

OpenPart = Callable[[int], IO[bytes]]
"""Opens the piece of a part, its head already behind."""


class Package:
    """A package as it lies in its verified parts. Keeps no part open between reads."""

    def __init__(self, manifest: Manifest, open_part: OpenPart) -> None:
        self._manifest: Final = manifest
        self._open_part: Final = open_part
        self._ends: Final = list(accumulate(part.size_bytes for part in manifest.parts))
        self._sizes: Final = {file.sha256: file for file in manifest.files}
        at = sum(item.size_bytes for item in manifest.items)
        self._files_at: Final[dict[str, int]] = {}
        for file in manifest.files:
            self._files_at[file.sha256] = at
            at += file.size_bytes

    def items(self) -> Iterator[Item]:
        """Yield every item, hash and allow-list checked.

        Raises:
            InvalidInputError: ``exchange.damaged`` and the codes of `check_item`.
        """
        at = 0
        for entry in self._manifest.items:
            item = self._item(entry, self._stretch(at, entry.size_bytes))
            check_item(item)
            at += entry.size_bytes
            yield item

    def verify(self) -> list[Item]:
        """Return the items after reading everything: each file hashed, none without an item.

        Raises:
            InvalidInputError: ``exchange.damaged``, ``exchange.files_differ`` and the codes of
                `check_item`.
        """
        items = list(self.items())
        named = {file.sha256 for item in items for file in item.files}
        if named != set(self._files_at):
            raise InvalidInputError("exchange.files_differ", kind="")
        for sha256 in self._files_at:
            with self.open_file(sha256) as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                    raise InvalidInputError("exchange.damaged")
        return items

    def open_file(self, sha256: str) -> io.BufferedReader:
        """Return a readable stream of one file.

        Raises:
            KeyError: the package has no such file.
        """
        stretch = self._stretch(self._files_at[sha256], self._sizes[sha256].size_bytes)
        return io.BufferedReader(stretch, CHUNK)

    def _item(self, entry: ItemEntry, stretch: "Stretch") -> Item:
        content = stretch.read()
        try:
            body = json.loads(content)
            if not isinstance(body, dict) or canonical_bytes(body) != content:
                raise InvalidInputError("exchange.damaged")
        except (ValueError, RecursionError) as error:
            raise InvalidInputError("exchange.damaged") from error
        bare = Item(kind=entry.kind, object_id=entry.object_id, version=entry.version, body=body)
        if bare.digest != entry.digest:
            raise InvalidInputError("exchange.damaged")
        return with_files(bare, self._sizes)

    def _stretch(self, at: int, size: int) -> "Stretch":
        return Stretch(self._open_part, self._ends, at, size)


def with_files(item: Item, known: dict[str, ItemFile]) -> Item:
    """Return the item with the files its body names, as far as the package has them."""
    names = dict.fromkeys(named_files(FIELDS.get(item.kind, {}), item.body))
    return Item(
        kind=item.kind,
        object_id=item.object_id,
        version=item.version,
        body=item.body,
        files=tuple(known[name] for name in names if name in known),
    )


class Stretch(io.RawIOBase):
    """A stretch of the payload as a file, wherever its parts lie."""

    def __init__(self, open_part: OpenPart, ends: list[int], at: int, size: int) -> None:
        super().__init__()
        self._open_part: Final = open_part
        self._ends: Final = ends
        self._start: Final = at
        self._size: Final = size
        self._place = 0
        self._piece: IO[bytes] | None = None
        self._piece_number = 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, base + offset)
        self._let_go()
        return self._place

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes, as many as asked while there are any.

        Raises:
            InvalidInputError: ``exchange.damaged``: a part became shorter since it was verified.
        """
        left = self._size - self._place
        wanted = left if size is None or size < 0 else min(size, left)
        found = []
        while wanted > 0:
            block = self._some(min(wanted, CHUNK))
            found.append(block)
            wanted -= len(block)
        return b"".join(found)

    @override
    def readinto(self, buffer: "memoryview | bytearray", /) -> int:  # type: ignore[override]  # any writable buffer
        block = self.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)

    @override
    def close(self) -> None:
        self._let_go()
        super().close()

    def _some(self, wanted: int) -> bytes:
        at = self._start + self._place
        index = bisect_right(self._ends, at)
        begin = self._ends[index - 1] if index else 0
        if self._piece is None or self._piece_number != index + 1:
            self._let_go()
            self._piece, self._piece_number = self._open_part(index + 1), index + 1
            self._piece.seek(at - begin, io.SEEK_CUR)
        block = self._piece.read(min(wanted, self._ends[index] - at))
        if not block:
            raise InvalidInputError("exchange.damaged")
        self._place += len(block)
        return block

    def _let_go(self) -> None:
        if self._piece is not None:
            self._piece.close()
            self._piece = None


def check_sizes(manifest: Manifest) -> None:
    """Refuse a package with an item or a file larger than any may be, before it is read.

    Raises:
        InvalidInputError: ``exchange.item_too_large``.
    """
    for item in manifest.items:
        if item.size_bytes > MAX_CONTENT_BYTES:
            raise InvalidInputError("exchange.item_too_large", kind=item.kind)
    if any(file.size_bytes > MAX_FILE_BYTES for file in manifest.files):
        raise InvalidInputError("exchange.item_too_large", kind="")
