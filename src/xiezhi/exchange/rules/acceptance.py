"""May this manifest be taken: is it for us, from one we trust, and sane?"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.exchange.rules.items import TAKEN_FROM, PeerKind
from xiezhi.exchange.rules.manifest import Manifest
from xiezhi.exchange.rules.unpacking import check_sizes
from xiezhi.kernel.errors import InvalidInputError, NotAllowedError

CLOCK_SLACK: Final = timedelta(days=1)
"""Two offices' clocks differ by minutes; a day is somebody's mistake."""
FIRST_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Before the format existed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A side as this installation knows it: itself, or a peer."""

    office_id: UUID
    installation_id: UUID
    fingerprint: str


def check_manifest(
    manifest: Manifest, *, us: Known, peer: Known, peer_kind: PeerKind, now: datetime
) -> None:
    """Refuse a signed manifest that is not for us, not from this peer, or cannot be true.

    Raises:
        NotAllowedError: ``exchange.not_for_us``, ``exchange.wrong_office``,
            ``exchange.kind_not_taken`` (``kind``).
        InvalidInputError: ``exchange.clock``, ``exchange.item_too_large``.
    """
    receiver, sender = manifest.receiver, manifest.sender
    if receiver.installation != us.installation_id or receiver.fingerprint != us.fingerprint:
        raise NotAllowedError("exchange.not_for_us", receiver=receiver.name)
    is_peer = sender.installation == peer.installation_id and sender.office == peer.office_id
    if receiver.office != us.office_id or not is_peer:
        raise NotAllowedError("exchange.wrong_office", sender=sender.name, receiver=receiver.name)
    for item in manifest.items:
        if item.kind not in TAKEN_FROM[peer_kind]:
            raise NotAllowedError("exchange.kind_not_taken", kind=item.kind)
    _check_clock(manifest, now)
    check_sizes(manifest)


def _check_clock(manifest: Manifest, now: datetime) -> None:
    is_sane = FIRST_DAY <= manifest.created_at <= manifest.reviewed_at <= now + CLOCK_SLACK
    if not is_sane:
        raise InvalidInputError("exchange.clock", made=manifest.reviewed_at.date().isoformat())


def missing_sequences(received: set[int], void: set[int]) -> list[int]:
    """Return the numbers below the highest that neither came nor were given up."""
    highest = max(received, default=0)
    return sorted(set(range(1, highest)) - received - void)
