"""The bytes of an item's file, for whoever looks through a package."""

from dataclasses import dataclass
from typing import IO, Final

from xiezhi.evidence.rules.kinds import MediaFormat, identify
from xiezhi.evidence.store import file_store
from xiezhi.exchange.models import ExchangeItem, ExchangePackage
from xiezhi.exchange.rules.manifest import read_manifest
from xiezhi.exchange.rules.procedure import PackageDirection
from xiezhi.exchange.rules.unpacking import Package
from xiezhi.exchange.store import Pieces
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import NotFoundError

_HEAD_BYTES: Final = 64 * 1024
# The kind of a track; copies of films have their head at the beginning.
_PICTURES: Final = b"vide"
UNKNOWN: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContent:
    """A file of an item, and what its first bytes say it is."""

    stream: IO[bytes]
    media_type: str


def open_content(package: ExchangePackage, item: ExchangeItem, sha256: str) -> ItemContent:
    """Return a file of an item: on its way out from the office's store, else from its parts.

    Raises:
        NotFoundError: ``exchange.no_file``: the item has no such file, or it was applied and its
            files stand where they belong; ``storage.missing``.
    """
    if not any(file["sha256"] == sha256 for file in item.files) or not item.content:
        raise NotFoundError("exchange.no_file")
    if package.direction == PackageDirection.OUT:
        return _told(file_store().open(current_tenant(), bytes.fromhex(sha256)))
    return _told(open_incoming(package).open_file(sha256))


def open_incoming(package: ExchangePackage) -> Package:
    """Return a staged package to read its files from, as long as its parts lie there."""
    manifest = bytes(package.manifest or b"")
    return Package(read_manifest(manifest), Pieces(package.id, manifest))


def _told(stream: IO[bytes]) -> ItemContent:
    """Return a stream, back at its beginning, with its kind by the first bytes."""
    head = stream.read(_HEAD_BYTES)
    stream.seek(0)
    found = identify(head)
    if found is MediaFormat.MP4 and _PICTURES in head:
        found = MediaFormat.FILM
    return ItemContent(stream=stream, media_type=UNKNOWN if found is None else found.value)
