"""Taking parts in one by one; the last one has the whole package verified."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.exchange.models import ExchangeItem, ExchangePackage, ExchangePart, ExchangePeer
from xiezhi.exchange.rules.acceptance import check_manifest
from xiezhi.exchange.rules.items import Item, ItemKind, PeerKind
from xiezhi.exchange.rules.parts import (
    PartHead,
    read_head,
    verify_piece,
    verify_signature,
)
from xiezhi.exchange.rules.procedure import (
    TRANSITIONS,
    PackageDirection,
    PackageEvent,
    PackageFacts,
    PackageState,
)
from xiezhi.exchange.rules.signing import spoken
from xiezhi.exchange.rules.unpacking import Package
from xiezhi.exchange.selectors.peers import find_peer_of_key, known
from xiezhi.exchange.services.keys import ourselves
from xiezhi.exchange.store import (
    Copying,
    Pieces,
    arriving,
    has_room,
    part_path,
    put_in_place,
)
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotAllowedError
from xiezhi.kernel.transitions import next_state
from xiezhi.ledger.services.acts import act


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What became of a part: its package, and the numbers still missing."""

    package: ExchangePackage
    number: int
    missing: tuple[int, ...]
    is_repeat: bool


def stage_part(
    *, content: IO[bytes], office: Procuratorate, acting: Actor, now: datetime
) -> Staged:
    """Take one part in; the same part again changes nothing. With the last one, verify everything.

    Nothing of a package is applied here: a person confirms the list first. A package whose
    content is refused keeps its parts until somebody refuses it.

    Raises:
        InvalidInputError: ``exchange.not_a_package``, ``exchange.newer_format``,
            ``exchange.damaged``, ``exchange.truncated``, ``exchange.clock``, and the codes of
            `check_item`.
        NotAllowedError: ``exchange.stranger``, ``exchange.own_package_back``,
            ``exchange.not_for_us``, ``exchange.wrong_office``, ``exchange.kind_not_taken``.
        ConflictError: ``exchange.already_imported``, ``exchange.already_refused``,
            ``exchange.no_room``.
    """
    with act(acting=acting, now=now) as record, arriving() as path:
        require(acting, Action.IMPORT_PACKAGE)
        copying = Copying(content, path)
        try:
            head = read_head(copying)
            peer = _sender(head, office, now)
            package = _package(head, peer, now)
            verify_piece(copying, head)
        finally:
            copying.close()
        part = ExchangePart.objects.select_for_update().get(
            package_id=package.id, number=head.number
        )
        is_repeat = part.staged_at is not None and part_path(package.id, head.number).is_file()
        # Just verified, it also mends one that has become damaged since.
        put_in_place(path, package.id, head.number)
        if not is_repeat:
            part.staged_at = now
            part.save(update_fields=["staged_at"])
        missing = _missing(package)
        if not missing and package.state == PackageState.STAGING:
            _complete(package, head)
        record("exchange.stage", "package", package.id, after={"part": head.number})
    return Staged(package=package, number=head.number, missing=missing, is_repeat=is_repeat)


def _sender(head: PartHead, office: Procuratorate, now: datetime) -> ExchangePeer:
    """Return the peer who signed it, after everything a manifest can be refused for."""
    manifest, us = head.manifest, ourselves(office)
    if manifest.sender.fingerprint == us.fingerprint:
        raise NotAllowedError("exchange.own_package_back")
    peer = find_peer_of_key(manifest.sender.fingerprint)
    if peer is None:
        raise NotAllowedError(
            "exchange.stranger",
            sender=manifest.sender.name,
            mark=spoken(manifest.sender.fingerprint),
        )
    verify_signature(head, bytes(peer.public_key))
    kind = PeerKind(peer.kind)
    check_manifest(manifest, us=us, peer=known(peer), peer_kind=kind, now=now)
    return peer


def _package(head: PartHead, peer: ExchangePeer, now: datetime) -> ExchangePackage:
    """Return the package's row, locked, made with the first of its parts."""
    manifest = head.manifest
    # Two first parts at once make one package.
    ExchangePeer.objects.select_for_update().get(id=peer.id)
    rows = ExchangePackage.objects.select_for_update(of=("self",))
    found: ExchangePackage | None = rows.filter(id=manifest.package).first()
    if found is None:
        if not has_room(manifest.payload_bytes):
            raise ConflictError("exchange.no_room", megabytes=manifest.payload_bytes // 1024**2)
        return _new_package(head, peer, now)
    if bytes(found.manifest or b"") != head.signed.manifest:
        raise InvalidInputError("exchange.damaged")
    if found.state == PackageState.IMPORTED:
        raise _ended("exchange.already_imported", found)
    if found.state == PackageState.REFUSED:
        raise _ended("exchange.already_refused", found)
    return found


def _ended(code: str, package: ExchangePackage) -> ConflictError:
    at = package.settled_at
    return ConflictError(
        code,
        number=package.sequence,
        by=package.settled_by_label,
        on="" if at is None else at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M"),
        reason=package.settled_note,
    )


def _new_package(head: PartHead, peer: ExchangePeer, now: datetime) -> ExchangePackage:
    manifest = head.manifest
    package: ExchangePackage = ExchangePackage.objects.create(
        id=manifest.package,
        direction=PackageDirection.IN,
        peer=peer,
        state=PackageState.STAGING,
        sequence=manifest.sequence,
        void=list(manifest.void),
        created_at=now,
        exporter_label=manifest.exported_by,
        reviewer_label=manifest.reviewed_by,
        reviewed_at=manifest.reviewed_at,
        medium_number=manifest.medium,
        manifest=head.signed.manifest,
        signature=head.signed.signature,
        payload_bytes=manifest.payload_bytes,
        item_count=len(manifest.items),
        file_count=len(manifest.files),
        is_receipt_only=all(one.kind is ItemKind.ACKNOWLEDGEMENT for one in manifest.items),
    )
    ExchangePart.objects.bulk_create(
        ExchangePart(package=package, number=number, size_bytes=part.size_bytes, sha256=part.sha256)
        for number, part in enumerate(manifest.parts, start=1)
    )
    return package


def _missing(package: ExchangePackage) -> tuple[int, ...]:
    parts = ExchangePart.objects.filter(package_id=package.id).order_by("number")
    return tuple(
        part.number
        for part in parts
        if part.staged_at is None or not part_path(package.id, part.number).is_file()
    )


def _complete(package: ExchangePackage, head: PartHead) -> None:
    """Verify what lies there now, not what was verified part by part, and list the items."""
    opened = Package(head.manifest, Pieces(package.id, head.signed.manifest))
    items = opened.verify()
    package.state = next_state(
        TRANSITIONS, PackageState.STAGING, PackageEvent.COMPLETE, PackageFacts()
    ).target
    package.save(update_fields=["state"])
    ExchangeItem.objects.bulk_create(
        (_row(package, item, place) for place, item in enumerate(items, start=1)), batch_size=500
    )


def _row(package: ExchangePackage, item: Item, place: int) -> ExchangeItem:
    return ExchangeItem(
        package=package,
        peer_id=package.peer_id,
        direction=PackageDirection.IN,
        position=place,
        kind=item.kind,
        object_id=item.object_id,
        version=item.version,
        digest=item.digest,
        content=item.content.decode(),
        files=[{"sha256": file.sha256, "size_bytes": file.size_bytes} for file in item.files],
    )
