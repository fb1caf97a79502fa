"""A new key for the door outside: carried on a card the trusted inner zone has signed."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.services.offices import renew_identity_key
from xiezhi.exchange.models import ExchangePeer
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.key_card import KeyCard, read_key_card, write_key_card
from xiezhi.exchange.rules.signing import SignatureAlgorithm
from xiezhi.exchange.services.keys import exchange_signer
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import NotFoundError, RuleRefusedError
from xiezhi.ledger.services.acts import act


def key_card_of(office: Procuratorate, *, now: datetime) -> str:
    """Return the card of the key the office seals to now, signed as its packages are."""
    card = KeyCard(
        office_id=office.id, identity_key=bytes(office.identity_public_key), issued_at=now
    )
    return write_key_card(card, exchange_signer(office.slug))


def take_identity_key(*, text: str, office_id: UUID, now: datetime) -> bytes:
    """Have identities sealed to the key of a card from now on; return it. Opens its own scopes.

    Nothing is kept of the former key: outside nobody opens anything. The same card again changes
    nothing.

    Raises:
        NotFoundError: ``exchange.no_inner_zone``: this side is not paired.
        InvalidInputError, RuleRefusedError: the codes of `read_key_card`;
            ``exchange.key_card_older``: a newer card was taken already.
    """
    with tenant_scope(office_id), act(acting=system_actor(office_id), now=now) as record:
        peer: ExchangePeer | None = (
            ExchangePeer.objects.select_for_update()
            .filter(kind=PeerKind.INNER, revoked_at__isnull=True)
            .first()
        )
        if peer is None:
            raise NotFoundError("exchange.no_inner_zone")
        card = read_key_card(
            text,
            office_id=office_id,
            algorithm=SignatureAlgorithm(peer.algorithm),
            public_key=bytes(peer.public_key),
        )
        if card.issued_at < (peer.identity_key_at or peer.trusted_at):
            raise RuleRefusedError("exchange.key_card_older")
        peer.identity_key, peer.identity_key_at = card.identity_key, card.issued_at
        peer.save(update_fields=["identity_key", "identity_key_at"])
        record(
            "exchange.take_identity_key",
            "peer",
            peer.id,
            after={"key": card.identity_key.hex(), "issued_at": card.issued_at},
        )
    renew_identity_key(office_id=office_id, public_key=card.identity_key, now=now)
    return card.identity_key
