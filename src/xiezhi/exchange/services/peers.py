"""Trusting another side's key, and taking the trust back."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.exchange.models import ExchangePeer
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.signing import PeerCard
from xiezhi.exchange.selectors.access import access_peer
from xiezhi.exchange.services.keys import own_card
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act

_ZONES = frozenset({PeerKind.OUTER, PeerKind.INNER})


def trust_peer(
    *,
    card: PeerCard,
    kind: PeerKind,
    name: str = "",
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> ExchangePeer:
    """Trust the key of another side, after its fingerprint was compared by telephone or in person.

    Raises:
        InvalidInputError: ``exchange.own_card``; ``exchange.card_of_other_office`` for a zone of
            another office; ``exchange.card_of_own_office`` for another office that is our own.
        ConflictError: ``exchange.already_trusted``: this key, or another one for the same zone.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_OFFICE)
        if card.installation_id == own_card(office).installation_id:
            raise InvalidInputError("exchange.own_card")
        _check_office(card, kind, office)
        peer = ExchangePeer(
            kind=kind,
            name=clean_line(name, limit=60) or clean_line(card.name, limit=60),
            office_id=card.office_id,
            installation_id=card.installation_id,
            algorithm=card.algorithm,
            public_key=card.public_key,
            fingerprint=card.fingerprint,
            identity_key=card.identity_key if kind in _ZONES else b"",
            trusted_by_label=acting.signature[:30],
            trusted_at=now,
        )
        try:
            with transaction.atomic():
                peer.save(force_insert=True)
        except IntegrityError as error:
            raise ConflictError("exchange.already_trusted") from error
        record(
            "exchange.trust", "peer", peer.id, after={"key": peer.fingerprint, "kind": kind.value}
        )
    return peer


def revoke_peer(*, peer_id: UUID, reason: str, acting: Actor, now: datetime) -> ExchangePeer:
    """Take the trust in a key back: nothing signed with it is taken any more.

    Raises:
        InvalidInputError: ``exchange.no_reason``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_OFFICE)
        peer = access_peer(acting, peer_id, lock=True)
        peer.revoked_why = clean_line(reason, limit=200)
        if not peer.revoked_why:
            raise InvalidInputError("exchange.no_reason")
        peer.revoked_at, peer.revoked_by_label = now, acting.signature[:30]
        peer.save(update_fields=["revoked_at", "revoked_by_label", "revoked_why"])
        record("exchange.revoke", "peer", peer.id, after={"reason": peer.revoked_why})
    return peer


def _check_office(card: PeerCard, kind: PeerKind, office: Procuratorate) -> None:
    """Our zones share the office; other procuratorates never do."""
    if kind in _ZONES and card.office_id != office.id:
        raise InvalidInputError("exchange.card_of_other_office", name=card.name[:60])
    if kind not in _ZONES and card.office_id == office.id:
        raise InvalidInputError("exchange.card_of_own_office")
