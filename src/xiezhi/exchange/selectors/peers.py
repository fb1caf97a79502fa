"""Peers: whom packages go to and come from."""

from uuid import UUID

from django.db.models import QuerySet

from xiezhi.exchange.models import ExchangePeer
from xiezhi.exchange.rules.acceptance import Known
from xiezhi.exchange.rules.handlers import PeerView
from xiezhi.exchange.rules.items import PeerKind


def list_peers(*, with_revoked: bool = False) -> QuerySet[ExchangePeer]:
    """Return the peers, those trusted now first."""
    peers = ExchangePeer.objects.order_by("-revoked_at", "kind", "name")
    return peers if with_revoked else peers.filter(revoked_at__isnull=True)


def find_peer_of_key(mark: str) -> ExchangePeer | None:
    """Return the peer trusted under a key's fingerprint, or None."""
    found: ExchangePeer | None = ExchangePeer.objects.filter(
        fingerprint=mark, revoked_at__isnull=True
    ).first()
    return found


def find_other_zone(kind: PeerKind) -> ExchangePeer | None:
    """Return the office's own other zone, or None while it is not paired."""
    found: ExchangePeer | None = ExchangePeer.objects.filter(
        kind=kind, revoked_at__isnull=True
    ).first()
    return found


def family_ids(peer: ExchangePeer) -> list[UUID]:
    """Return the peer's id with those of its former keys: what crossed then has crossed."""
    same = ExchangePeer.objects.filter(kind=peer.kind, office_id=peer.office_id)
    return list(same.values_list("id", flat=True))


def view_of(peer: ExchangePeer) -> PeerView:
    """Return the peer as handlers see it."""
    return PeerView(id=peer.id, kind=PeerKind(peer.kind), name=peer.name, office_id=peer.office_id)


def known(peer: ExchangePeer) -> Known:
    """Return the peer as packages name it."""
    return Known(
        office_id=peer.office_id,
        installation_id=peer.installation_id,
        fingerprint=peer.fingerprint,
    )


def get_peer(peer_id: UUID) -> ExchangePeer:
    """Return a peer by id, trusted now or formerly; for handlers, who were given it."""
    found: ExchangePeer = ExchangePeer.objects.get(id=peer_id)
    return found
