"""The door outside takes a new key from the inner zone it trusts, and from nobody else."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.cast import make_office
from xiezhi.accounts.models import Procuratorate
from xiezhi.exchange.models import ExchangePeer
from xiezhi.exchange.rules.key_card import KeyCard, write_key_card
from xiezhi.exchange.rules.signing import Ed25519Signer, fingerprint
from xiezhi.exchange.services.identity_key import key_card_of, take_identity_key
from xiezhi.exchange.services.keys import exchange_signer
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.errors import DomainError
from xiezhi.ledger.models import LedgerEntry

INNER = Ed25519Signer(b"\x01" * 32)
STRANGER = Ed25519Signer(b"\x02" * 32)
NEW, NEWER = b"\x11" * 32, b"\x12" * 32


@pytest.fixture
def outer(office: Any, now: datetime) -> Any:
    """An outer zone that trusts its inner one."""
    trust(office, now)
    return office


def trust(office: Procuratorate, now: datetime, signer: Ed25519Signer = INNER) -> UUID:
    with tenant_scope(office.id):
        peer = ExchangePeer.objects.create(
            kind="inner",
            name="本院内网端",
            office_id=office.id,
            installation_id=uuid4(),
            algorithm=signer.algorithm,
            public_key=signer.public_key,
            fingerprint=fingerprint(signer.algorithm, signer.public_key),
            identity_key=bytes(office.identity_public_key),
            trusted_by_label="系统",
            trusted_at=now - timedelta(days=9),
        )
        found: UUID = peer.id
    return found


def card(
    office: Procuratorate,
    at: datetime,
    key: bytes = NEW,
    signer: Ed25519Signer = INNER,
    office_id: UUID | None = None,
) -> str:
    written = KeyCard(office_id=office_id or office.id, identity_key=key, issued_at=at)
    return write_key_card(written, signer)


def take(office: Procuratorate, text: str, now: datetime) -> str:
    """Take a card; return the code it was refused with, "" where it was not."""
    try:
        take_identity_key(text=text, office_id=office.id, now=now)
    except DomainError as error:
        return error.code
    return ""


def key_of(office: Procuratorate) -> bytes:
    return bytes(Procuratorate.objects.get(id=office.id).identity_public_key)


def test_a_card_of_the_trusted_zone_renews_the_key_and_nothing_is_kept_of_the_former(
    outer: Procuratorate, now: datetime
) -> None:
    former = key_of(outer)
    assert take(outer, card(outer, now), now) == ""
    assert key_of(outer) == NEW
    with tenant_scope(outer.id):
        peer = ExchangePeer.objects.get()
        assert (bytes(peer.identity_key), peer.identity_key_at) == (NEW, now)
        assert former not in {bytes(one.identity_key) for one in ExchangePeer.objects.all()}
        acts = set(LedgerEntry.objects.values_list("act", flat=True))
    assert {"exchange.take_identity_key", "accounts.renew_identity_key"} <= acts


def test_the_same_card_again_changes_nothing_and_an_older_one_is_refused(
    outer: Procuratorate, now: datetime
) -> None:
    first, second = card(outer, now), card(outer, now + timedelta(hours=1), NEWER)
    for text, refused in ((first, ""), (first, ""), (second, ""), (first, "older")):
        assert take(outer, text, now).removeprefix("exchange.key_card_") == refused
    assert key_of(outer) == NEWER


def test_a_card_from_before_the_pairing_is_older(outer: Procuratorate, now: datetime) -> None:
    assert take(outer, card(outer, now - timedelta(days=10)), now) == "exchange.key_card_older"


@pytest.mark.parametrize(
    "changes",
    [{"signer": STRANGER}, {"office_id": UUID(int=5)}],
    ids=["signed by another", "of another office"],
)
def test_a_foreign_card_is_refused(
    outer: Procuratorate, now: datetime, changes: dict[str, Any]
) -> None:
    former = key_of(outer)
    assert take(outer, card(outer, now, **changes), now) == "exchange.key_card_foreign"
    assert key_of(outer) == former


@pytest.mark.parametrize("field", ["identity_key", "issued_at", "office", "extra"])
def test_a_card_altered_on_the_way_is_refused(
    outer: Procuratorate, now: datetime, field: str
) -> None:
    words = json.loads(card(outer, now))
    other = json.loads(card(outer, now + timedelta(days=1), NEWER, office_id=UUID(int=5)))
    words[field] = other.get(field, "x")
    assert take(outer, json.dumps(words), now) == "exchange.key_card_foreign"


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "7", '{"signature": "zz"}', '{"signature": 7}', "[" * 5000], ids=repr
)
def test_what_is_no_card_is_unreadable(outer: Procuratorate, now: datetime, text: str) -> None:
    assert take(outer, text, now) == "exchange.key_card_unreadable"


def test_a_side_that_is_not_paired_takes_none(office: Procuratorate, now: datetime) -> None:
    assert take(office, card(office, now), now) == "exchange.no_inner_zone"


def test_a_zone_no_longer_trusted_renews_nothing(outer: Procuratorate, now: datetime) -> None:
    with tenant_scope(outer.id):
        ExchangePeer.objects.update(revoked_at=now)
    assert take(outer, card(outer, now), now) == "exchange.no_inner_zone"


def test_the_inner_zone_signs_the_key_it_seals_to(db: None, now: datetime) -> None:
    inside = make_office(now, slug="neiwang")
    signer = exchange_signer(inside.slug)
    assert isinstance(signer, Ed25519Signer)
    trust(inside, now, signer)
    text = key_card_of(inside, now=now)
    assert take(inside, text, now) == ""
    assert key_of(inside) == bytes(inside.identity_public_key)
