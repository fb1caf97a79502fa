"""密钥卡: the key the door outside seals identities to, anew; signed by the trusted inner zone.

One JSON text. No secret is in it; the signature says whose it is and the time which one is newer.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from xiezhi.exchange.rules.signing import KEY_BYTES, VERIFIERS, SignatureAlgorithm, Signer
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.ledger.rules.canonical import Json, canonical_bytes

FORMAT: Final = "xiezhi-identity-key-1"
MAX_KEY_CARD_BYTES: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCard:
    """Whose key, which, and when it was written down."""

    office_id: UUID
    identity_key: bytes
    issued_at: datetime


def write_key_card(card: KeyCard, signer: Signer) -> str:
    """Return the card as text for a file."""
    words = _words(card, signer.algorithm)
    signature = signer.sign(canonical_bytes(words)).hex()
    return json.dumps(words | {"signature": signature}, ensure_ascii=False, indent=1) + "\n"


def read_key_card(
    text: str, *, office_id: UUID, algorithm: SignatureAlgorithm, public_key: bytes
) -> KeyCard:
    """Return the card a file holds, when the key that is trusted signed it for this office.

    Raises:
        InvalidInputError: ``exchange.key_card_unreadable``.
        RuleRefusedError: ``exchange.key_card_foreign``: of another office, or signed by another key.
    """
    try:
        given = dict(json.loads(text))
        signature = bytes.fromhex(given.pop("signature"))
        card = _card(given)
        words = _words(card, SignatureAlgorithm(given["algorithm"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInputError("exchange.key_card_unreadable") from error
    is_ours = card.office_id == office_id and given == words
    verifies = VERIFIERS[algorithm]
    if not is_ours or not verifies(public_key, canonical_bytes(words), signature):
        raise RuleRefusedError("exchange.key_card_foreign")
    return card


def _words(card: KeyCard, algorithm: SignatureAlgorithm) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "office": str(card.office_id),
        "algorithm": algorithm.value,
        "identity_key": card.identity_key.hex(),
        "issued_at": card.issued_at.isoformat(),
    }


def _card(words: Mapping[str, Any]) -> KeyCard:
    card = KeyCard(
        office_id=UUID(words["office"]),
        identity_key=bytes.fromhex(words["identity_key"]),
        issued_at=datetime.fromisoformat(words["issued_at"]),
    )
    is_key = len(card.identity_key) == KEY_BYTES and card.issued_at.tzinfo is not None
    if words["format"] != FORMAT or not is_key:
        raise ValueError(FORMAT)
    return card
