"""Packages of the tests, made without a database."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from xiezhi.exchange.rules.items import Item, ItemFile, ItemKind
from xiezhi.exchange.rules.manifest import ItemEntry, Manifest, Party, write_manifest
from xiezhi.exchange.rules.parts import (
    Signed,
    Source,
    measure_parts,
    read_head,
    signed_text,
    verify_piece,
    verify_signature,
    write_part,
)
from xiezhi.exchange.rules.signing import Ed25519Signer, fingerprint
from xiezhi.exchange.rules.unpacking import Package

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
OUTER = Ed25519Signer(bytes([1]) * 32)
INNER = Ed25519Signer(bytes([2]) * 32)
STRANGER = Ed25519Signer(bytes([3]) * 32)


def party(signer: Ed25519Signer, number: int) -> Party:
    return Party(
        office=UUID(int=7),
        installation=UUID(int=number),
        fingerprint=fingerprint(signer.algorithm, signer.public_key),
        name=f"第{number}端",
    )


def picture(number: int, size: int = 3000) -> bytes:
    return bytes((number * 7 + at) % 251 for at in range(size))


def transfer(number: int, *files: bytes, **fields: Any) -> Item:
    named = [ItemFile(sha256=sha256(one).hexdigest(), size_bytes=len(one)) for one in files]
    return Item(
        kind=ItemKind.LEAD_TRANSFER,
        object_id=str(UUID(int=number)),
        version=1,
        body={
            "office_name": "甲检察院",
            "reference": f"线索 2026-{number}",
            "title": "河滩倾倒建筑垃圾",
            "facts": "河道内倾倒建筑垃圾约四百立方米",
            "pictures": [{"file": one.sha256, "media_type": "image/jpeg"} for one in named],
        }
        | fields,
        files=tuple(named),
    )


@dataclass(frozen=True)
class Sealed:
    """A package as its part files."""

    manifest: Manifest
    parts: list[bytes]


def seal(
    items: Sequence[Item],
    files: Sequence[bytes] = (),
    *,
    piece_limit: int = 10**6,
    signer: Ed25519Signer = OUTER,
    listed: tuple[ItemFile, ...] | None = None,
    **changes: Any,
) -> Sealed:
    contents = [*(item.content for item in items), *files]
    sources = [
        Source(size_bytes=len(one), open=lambda one=one: io.BytesIO(one))  # type: ignore[misc]
        for one in contents
    ]
    manifest = Manifest(
        package=UUID(int=99),
        sequence=1,
        void=(),
        algorithm=signer.algorithm,
        sender=party(signer, 1),
        receiver=party(INNER, 2),
        created_at=AT,
        exported_by="书记员01",
        reviewed_by="案件管理01",
        reviewed_at=AT,
        medium="光盘 2026-3",
        items=tuple(
            ItemEntry(
                kind=item.kind,
                object_id=item.object_id,
                version=item.version,
                digest=item.digest,
                size_bytes=len(item.content),
            )
            for item in items
        ),
        files=tuple(ItemFile(sha256=sha256(one).hexdigest(), size_bytes=len(one)) for one in files),
        parts=measure_parts(sources, piece_limit=piece_limit),
    )
    manifest = replace(manifest, **changes)
    if listed is not None:
        manifest = replace(manifest, files=listed)
    content = write_manifest(manifest)
    signed = Signed(manifest=content, signature=signer.sign(signed_text(content)))
    numbers = range(1, len(manifest.parts) + 1)
    return Sealed(manifest, [b"".join(write_part(signed, manifest, sources, n)) for n in numbers])


def unseal(parts: Sequence[bytes], *, key: bytes = OUTER.public_key) -> list[Item]:
    """Verify everything as the receiving side does and return the items."""
    heads = {}
    for part in parts:
        stream = io.BytesIO(part)
        head = read_head(stream)
        verify_signature(head, key)
        verify_piece(stream, head)
        heads[head.number] = (head, part)
    manifest = heads[1][0].manifest

    def open_part(number: int) -> io.BytesIO:
        head, part = heads[number]
        stream = io.BytesIO(part)
        stream.seek(head.piece_at)
        return stream

    return Package(manifest, open_part).verify()
