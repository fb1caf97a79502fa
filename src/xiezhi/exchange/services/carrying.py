"""Handing out the parts of a sealed package to be carried, as often as needed: the same bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.exchange.models import ExchangePackage, ExchangePart
from xiezhi.exchange.rules.manifest import read_manifest
from xiezhi.exchange.rules.parts import EXTENSION, Signed, head_bytes, write_part
from xiezhi.exchange.rules.procedure import CARRIED, PackageDirection
from xiezhi.exchange.selectors.access import access_package
from xiezhi.exchange.selectors.packages import can_be_made
from xiezhi.exchange.services._outgoing import files_of, passed_items, sources_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, NotFoundError
from xiezhi.ledger.services.acts import act


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFile:
    """A part to be carried: what to call it, how long it is, its bytes as a stream."""

    name: str
    size_bytes: int
    blocks: Iterator[bytes]


def hand_out_part(*, package_id: UUID, number: int, acting: Actor, now: datetime) -> PartFile:
    """Return one part of a sealed package, made anew from what was sealed.

    Raises:
        ConflictError: ``exchange.not_sealed``: not sealed yet, or given up;
            ``exchange.contents_gone``: the receiver has it, the contents were let go.
        NotFoundError: ``exchange.no_part``.
    """
    with act(acting=acting, now=now) as record:
        package = access_package(acting, package_id)
        if package.state not in CARRIED or package.direction != PackageDirection.OUT:
            raise ConflictError("exchange.not_sealed")
        if not can_be_made(package):
            raise ConflictError("exchange.contents_gone")
        part = ExchangePart.objects.filter(package_id=package.id, number=number).first()
        if part is None:
            raise NotFoundError("exchange.no_part")
        part.handed_out_at = now
        part.save(update_fields=["handed_out_at"])
        record("exchange.hand_out", "package", package.id, after={"part": number})
    return _part_file(package, number)


def _part_file(package: ExchangePackage, number: int) -> PartFile:
    signed = Signed(
        manifest=bytes(package.manifest or b""), signature=bytes(package.signature or b"")
    )
    manifest = read_manifest(signed.manifest)
    items = passed_items(package)
    sources = sources_of(items, files_of(items))
    size = len(head_bytes(signed, number)) + manifest.parts[number - 1].size_bytes
    return PartFile(
        name=part_name(package, number, len(manifest.parts)),
        size_bytes=size,
        blocks=write_part(signed, manifest, sources, number),
    )


def part_name(package: ExchangePackage, number: int, count: int) -> str:
    """Return what a part is called on the medium; nothing ever reads it from there."""
    return f"xiezhi-{package.sequence:06}-{str(package.id)[:8]}-{number}of{count}{EXTENSION}"
