"""Drawing a package up: what has to cross is collected, checked and laid out for review."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.store import file_store
from xiezhi.exchange.models import ExchangeItem, ExchangePackage, ExchangePeer
from xiezhi.exchange.rules.allow_list import check_item
from xiezhi.exchange.rules.handlers import Crossed
from xiezhi.exchange.rules.items import SENT_TO, Item, ItemKind, PeerKind, in_order
from xiezhi.exchange.rules.limits import MAX_ITEMS, MAX_PAYLOAD_BYTES
from xiezhi.exchange.rules.procedure import (
    TRANSITIONS,
    PackageDirection,
    PackageEvent,
    PackageFacts,
    PackageState,
)
from xiezhi.exchange.selectors.access import access_package, access_peer
from xiezhi.exchange.selectors.crossed import Version, last_versions, sent_digests
from xiezhi.exchange.selectors.packages import find_open_draft
from xiezhi.exchange.selectors.peers import family_ids, view_of
from xiezhi.exchange.services._telling import tell_reviewers
from xiezhi.exchange.services.registry import SENDERS
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError, RuleRefusedError
from xiezhi.kernel.ids import public_id
from xiezhi.kernel.transitions import next_state
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act


def draft_package(*, peer_id: UUID, acting: Actor, now: datetime) -> ExchangePackage:
    """Draw up a package of everything that has to cross to a peer, up to the limits of one package.

    Raises:
        ConflictError: ``exchange.draft_open`` (``package``): one for this peer is being drawn up.
        RuleRefusedError: ``exchange.nothing_to_send``.
        InvalidInputError: the codes of `check_item`; ``exchange.file_missing``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.EXPORT_PACKAGE)
        peer = access_peer(acting, peer_id, lock=True)
        if find_open_draft(peer.id) is not None:
            raise ConflictError("exchange.draft_open", name=peer.name)
        items, has_more = _collected(peer, now)
        package: ExchangePackage = ExchangePackage.objects.create(
            id=public_id(),
            direction=PackageDirection.OUT,
            peer=peer,
            state=PackageState.DRAFT,
            created_at=now,
            exporter_id=acting.id,
            exporter_label=acting.signature[:80],
            item_count=len(items),
            file_count=len({file.sha256 for item in items for file in item.files}),
            payload_bytes=_payload_bytes(items),
            has_more=has_more,
            is_receipt_only=all(item.kind is ItemKind.ACKNOWLEDGEMENT for item in items),
        )
        ExchangeItem.objects.bulk_create(
            (_row(package, item, place) for place, item in enumerate(items, start=1)),
            batch_size=500,
        )
        record("exchange.draft", "package", package.id, after={"items": len(items)})
    return package


def submit_package(
    *, package_id: UUID, note: str = "", acting: Actor, now: datetime
) -> ExchangePackage:
    """Hand a package to a second person for review.

    Raises:
        TransitionRefusedError: it is not being drawn up.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.EXPORT_PACKAGE)
        package = access_package(acting, package_id, lock=True)
        package.state = _next(package, PackageEvent.SUBMIT)
        package.submitted_at, package.note = now, clean_line(note, limit=300)
        package.save(update_fields=["state", "submitted_at", "note"])
        record("exchange.submit", "package", package.id, after={"state": package.state})
        tell_reviewers(package, acting=acting, now=now)
    return package


def withdraw_package(
    *, package_id: UUID, reason: str, acting: Actor, now: datetime
) -> ExchangePackage:
    """Throw a package away that was not sealed yet; what it held is offered again.

    Raises:
        TransitionRefusedError: it was sealed already.
        InvalidInputError: ``exchange.no_reason``.
    """
    return _end(PackageEvent.WITHDRAW, package_id, reason, acting=acting, now=now)


def give_up_package(
    *, package_id: UUID, reason: str, acting: Actor, now: datetime
) -> ExchangePackage:
    """Give up a sealed package whose medium was lost; what it held goes into the next one.

    The receiver learns from the next package that this number will not come. Should it come all
    the same, nothing is applied twice.

    Raises:
        TransitionRefusedError: it is not on its way.
        InvalidInputError: ``exchange.no_reason``.
    """
    return _end(PackageEvent.GIVE_UP, package_id, reason, acting=acting, now=now)


def _end(
    event: PackageEvent, package_id: UUID, reason: str, *, acting: Actor, now: datetime
) -> ExchangePackage:
    with act(acting=acting, now=now) as record:
        require(acting, Action.EXPORT_PACKAGE)
        package = access_package(acting, package_id, lock=True)
        words = clean_line(reason, limit=300)
        if not words:
            raise InvalidInputError("exchange.no_reason")
        package.state = _next(package, event)
        package.settled_by_label, package.settled_at = acting.signature[:80], now
        package.settled_note = words
        package.save(update_fields=["state", "settled_by_label", "settled_at", "settled_note"])
        # Neither is made again: what it held goes into another package with its own content.
        ExchangeItem.objects.filter(package_id=package.id).update(content="")
        record(f"exchange.{event.value}", "package", package.id, after={"reason": words})
    return package


def _next(package: ExchangePackage, event: PackageEvent) -> PackageState:
    return next_state(TRANSITIONS, PackageState(package.state), event, PackageFacts()).target


def _collected(peer: ExchangePeer, now: datetime) -> tuple[list[Item], bool]:
    """Return what goes into the next package, and whether something is left for another."""
    items: list[Item] = []
    room = MAX_PAYLOAD_BYTES
    for item in _candidates(peer, now):
        room -= len(item.content) + sum(file.size_bytes for file in item.files)
        if len(items) == MAX_ITEMS or (room < 0 and items):
            return in_order(items), True
        check_item(item)
        _check_files(item)
        items.append(item)
    if not items:
        raise RuleRefusedError("exchange.nothing_to_send", name=peer.name)
    return in_order(items), False


def _candidates(peer: ExchangePeer, now: datetime) -> Iterator[Item]:
    """Yield what each sender has to send, numbered, without what crossed unchanged."""
    family, view = family_ids(peer), view_of(peer)
    lawful = SENT_TO[PeerKind(peer.kind)]
    for kind in ItemKind:
        sender = SENDERS.get(kind)
        if sender is None or kind not in lawful:
            continue
        sent, versions = sent_digests(family, kind), last_versions(family, kind)
        for item in sender.collect(peer=view, crossed=Crossed(digests=sent), now=now):
            if sent.get(item.object_id) != item.digest:
                yield replace(item, version=_number(item, versions.get(item.object_id)))


def _number(item: Item, last: Version | None) -> int:
    """Return the item's version: the same one again when it was lost or held back unchanged."""
    if last is None:
        return 1
    return last.version if last.digest == item.digest else last.version + 1


def _check_files(item: Item) -> None:
    store, tenant = file_store(), current_tenant()
    for file in item.files:
        if not store.exists(tenant, bytes.fromhex(file.sha256)):
            raise NotFoundError("exchange.file_missing", kind=item.kind)


def _payload_bytes(items: list[Item]) -> int:
    files = {file.sha256: file.size_bytes for item in items for file in item.files}
    return sum(len(item.content) for item in items) + sum(files.values())


def _row(package: ExchangePackage, item: Item, place: int) -> ExchangeItem:
    return ExchangeItem(
        package=package,
        peer_id=package.peer_id,
        direction=PackageDirection.OUT,
        position=place,
        kind=item.kind,
        object_id=item.object_id,
        version=item.version,
        digest=item.digest,
        content=item.content.decode(),
        files=[{"sha256": file.sha256, "size_bytes": file.size_bytes} for file in item.files],
    )
