"""An outgoing package as bytes: which sources its payload is made of."""

import io
from typing import IO
from uuid import UUID

from xiezhi.evidence.store import file_store
from xiezhi.exchange.models import ExchangeItem, ExchangePackage
from xiezhi.exchange.rules.items import ItemFile, ItemKind
from xiezhi.exchange.rules.manifest import ItemEntry
from xiezhi.exchange.rules.parts import Source
from xiezhi.exchange.rules.procedure import ItemState
from xiezhi.infra.tenant import current_tenant


def passed_items(package: ExchangePackage) -> list[ExchangeItem]:
    """Return the items that go, in the order of the payload."""
    items = ExchangeItem.objects.filter(package_id=package.id, state=ItemState.PASSED)
    return list(items.order_by("position"))


def files_of(items: list[ExchangeItem]) -> list[ItemFile]:
    """Return every file of the items once, in the order of the payload."""
    files = {}
    for item in items:
        for file in item.files:
            files[file["sha256"]] = file["size_bytes"]
    return [ItemFile(sha256=sha256, size_bytes=size) for sha256, size in files.items()]


def entry_of(item: ExchangeItem) -> ItemEntry:
    """Return an item as the manifest lists it."""
    return ItemEntry(
        kind=ItemKind(item.kind),
        object_id=item.object_id,
        version=item.version,
        digest=item.digest,
        size_bytes=len(item.content.encode()),
    )


def sources_of(items: list[ExchangeItem], files: list[ItemFile]) -> list[Source]:
    """Return the payload's sources: contents, then files of the office's store."""
    tenant = current_tenant()
    return [*(_content(item) for item in items), *(_file(tenant, file) for file in files)]


def _content(item: ExchangeItem) -> Source:
    content = item.content.encode()
    return Source(size_bytes=len(content), open=lambda: io.BytesIO(content))


def _file(tenant: UUID, file: ItemFile) -> Source:
    def opened() -> IO[bytes]:
        return file_store().open(tenant, bytes.fromhex(file.sha256))

    return Source(size_bytes=file.size_bytes, open=opened)
