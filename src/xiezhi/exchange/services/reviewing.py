"""The second person looks at each item, holds back what must not go, and seals the rest."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.exchange.models import ExchangeItem, ExchangePackage, ExchangePart, ExchangePeer
from xiezhi.exchange.rules.acceptance import Known
from xiezhi.exchange.rules.limits import HEAD_ROOM_BYTES, LEAST_PIECE_BYTES
from xiezhi.exchange.rules.manifest import Manifest, PartEntry, Party, write_manifest
from xiezhi.exchange.rules.parts import measure_parts, plan_parts, signed_text, total
from xiezhi.exchange.rules.procedure import (
    BASIS,
    TRANSITIONS,
    ItemState,
    PackageEvent,
    PackageFacts,
    PackageState,
)
from xiezhi.exchange.rules.signing import Signer
from xiezhi.exchange.selectors.access import access_package, access_peer
from xiezhi.exchange.selectors.packages import count_items
from xiezhi.exchange.selectors.peers import known
from xiezhi.exchange.services._outgoing import entry_of, files_of, passed_items, sources_of
from xiezhi.exchange.services.handed_files import note_handed_files
from xiezhi.exchange.services.keys import exchange_signer, ourselves
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.kernel.transitions import next_state
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act

MAX_REASON = 200
MAX_MEDIUM = 80


def mark_items(
    *,
    package_id: UUID,
    positions: Collection[int],
    held_because: str | None = None,
    acting: Actor,
    now: datetime,
) -> ExchangePackage:
    """Let items go, or hold them back 暂缓 with a reason; a mark may be changed until the seal.

    Raises:
        RuleRefusedError: ``exchange.own_package``; ``exchange.not_in_review``.
        InvalidInputError: ``exchange.no_reason``, ``exchange.no_item``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REVIEW_PACKAGE)
        package = access_package(acting, package_id, lock=True)
        _check_reviewer(package, acting)
        reason = "" if held_because is None else clean_line(held_because, limit=MAX_REASON)
        if held_because is not None and not reason:
            raise InvalidInputError("exchange.no_reason")
        state = ItemState.PASSED if held_because is None else ItemState.HELD
        items = ExchangeItem.objects.filter(package_id=package.id, position__in=list(positions))
        marked = items.update(
            state=state, reason=reason, marked_by_label=acting.signature[:80], marked_at=now
        )
        if not marked:
            raise InvalidInputError("exchange.no_item")
        record(
            "exchange.hold" if reason else "exchange.pass",
            "package",
            package.id,
            after={"items": sorted(positions), "reason": reason},
        )
    return package


def send_back_package(
    *, package_id: UUID, reason: str, acting: Actor, now: datetime
) -> ExchangePackage:
    """Give a package back to its exporter, who may withdraw it or submit it again.

    Raises:
        TransitionRefusedError: ``exchange.own_package``, or it is not in review.
        InvalidInputError: ``exchange.no_reason``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REVIEW_PACKAGE)
        package = access_package(acting, package_id, lock=True)
        words = clean_line(reason, limit=300)
        if not words:
            raise InvalidInputError("exchange.no_reason")
        facts = PackageFacts(is_second_person=_is_second(package, acting))
        package.state = _next(package, PackageEvent.SEND_BACK, facts)
        package.settled_note, package.settled_by_label = words, acting.signature[:80]
        package.save(update_fields=["state", "settled_note", "settled_by_label"])
        record("exchange.send_back", "package", package.id, after={"reason": words})
    return package


def seal_package(
    *, package_id: UUID, medium_number: str, office: Procuratorate, acting: Actor, now: datetime
) -> ExchangePackage:
    """Sign what was let through, under the next number for its peer. It can be carried now.

    Raises:
        TransitionRefusedError: ``exchange.own_package``, ``exchange.items_unmarked``,
            ``exchange.nothing_passed``, ``exchange.no_medium``, or it is not in review.
        InvalidInputError: ``exchange.source_altered``, ``exchange.too_many_parts``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REVIEW_PACKAGE)
        package = access_package(acting, package_id, lock=True)
        peer = access_peer(acting, package.peer_id, lock=True)
        counts = count_items(package)
        package.medium_number = clean_line(medium_number, limit=MAX_MEDIUM)
        facts = PackageFacts(
            is_second_person=_is_second(package, acting),
            unmarked=counts.get(ItemState.LISTED, 0),
            passed=counts.get(ItemState.PASSED, 0),
            has_medium=bool(package.medium_number),
        )
        package.state = _next(package, PackageEvent.SEAL, facts)
        package.reviewer_id, package.reviewer_label = acting.id, acting.signature[:80]
        package.reviewed_at = now
        peer.last_sequence += 1
        peer.save(update_fields=["last_sequence"])
        _sign(package, peer, office)
        note_handed_files(
            package=package, peer=peer, items=passed_items(package), acting=acting, now=now
        )
        record(
            "exchange.seal",
            "package",
            package.id,
            after={"sequence": package.sequence, "medium": package.medium_number},
        )
    return package


def _sign(package: ExchangePackage, peer: ExchangePeer, office: Procuratorate) -> None:
    """Measure, write and sign the manifest, and keep its parts."""
    items = passed_items(package)
    files = files_of(items)
    sources = sources_of(items, files)
    signer = exchange_signer(office.slug)
    bare = Manifest(
        package=package.id,
        sequence=peer.last_sequence,
        void=_void_numbers(peer),
        algorithm=signer.algorithm,
        sender=_party(ourselves(office), office.short_name),
        receiver=_party(known(peer), peer.name),
        created_at=package.created_at,
        exported_by=package.exporter_label,
        reviewed_by=package.reviewer_label,
        reviewed_at=package.reviewed_at or package.created_at,
        medium=package.medium_number,
        items=tuple(entry_of(item) for item in items),
        files=tuple(files),
        parts=(),
    )
    limit = _piece_limit(bare, total(sources))
    manifest = replace(bare, parts=measure_parts(sources, piece_limit=limit))
    _keep(package, manifest, signer)


def _keep(package: ExchangePackage, manifest: Manifest, signer: Signer) -> None:
    package.sequence, package.void = manifest.sequence, list(manifest.void)
    package.manifest = write_manifest(manifest)
    package.signature = signer.sign(signed_text(package.manifest))
    package.payload_bytes = manifest.payload_bytes
    package.item_count, package.file_count = len(manifest.items), len(manifest.files)
    package.save()
    ExchangePart.objects.bulk_create(
        ExchangePart(package=package, number=number, size_bytes=part.size_bytes, sha256=part.sha256)
        for number, part in enumerate(manifest.parts, start=1)
    )


def _piece_limit(bare: Manifest, payload_bytes: int) -> int:
    """Return how much payload fits into a part beside the manifest, which lists all parts."""
    limit: int = settings.XIEZHI_EXCHANGE_PART_BYTES
    parts = len(plan_parts(payload_bytes, piece_limit=limit)) * 2
    listed = replace(bare, parts=(PartEntry(size_bytes=limit, sha256="0" * 64),) * parts)
    piece = limit - len(write_manifest(listed)) - HEAD_ROOM_BYTES
    if piece < LEAST_PIECE_BYTES:
        raise InvalidInputError("exchange.part_too_small")
    return piece


def _void_numbers(peer: ExchangePeer) -> tuple[int, ...]:
    """Return the numbers given up and not heard of since."""
    void = ExchangePackage.objects.filter(
        Q(state=PackageState.VOID), peer_id=peer.id, sequence__isnull=False
    )
    return tuple(sorted(void.values_list("sequence", flat=True)))


def _party(side: Known, name: str) -> Party:
    return Party(
        office=side.office_id,
        installation=side.installation_id,
        fingerprint=side.fingerprint,
        name=name,
    )


def _is_second(package: ExchangePackage, acting: Actor) -> bool:
    """Whether the actor is a member of staff and not the exporter, nor somebody in their place."""
    own = {one for one in (acting.id, acting.on_behalf_of) if one is not None}
    return acting.id is not None and package.exporter_id not in own


def _check_reviewer(package: ExchangePackage, acting: Actor) -> None:
    if package.state != PackageState.IN_REVIEW:
        raise RuleRefusedError("exchange.not_in_review", basis=BASIS)
    if not _is_second(package, acting):
        raise RuleRefusedError("exchange.own_package", basis=BASIS)


def _next(package: ExchangePackage, event: PackageEvent, facts: PackageFacts) -> PackageState:
    return next_state(TRANSITIONS, PackageState(package.state), event, facts).target
