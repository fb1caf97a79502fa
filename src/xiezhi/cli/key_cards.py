"""Cards of the key identities are sealed to: written inside, taken outside; Django must be set up."""

import hashlib
from pathlib import Path
from typing import Final

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.exchange.rules.key_card import MAX_KEY_CARD_BYTES
from xiezhi.exchange.services.identity_key import key_card_of, take_identity_key
from xiezhi.infra.errors import MachineError
from xiezhi.kernel.clock import now
from xiezhi.kernel.errors import InvalidInputError

_PRINT_CHARACTERS: Final = 16


def written(slug: str) -> tuple[str, str]:
    """Return the card of an office's present key, and the key's fingerprint.

    Raises:
        MachineError: ``office.unknown``.
    """
    office = _office(slug)
    return key_card_of(office, now=now()), _fingerprint(bytes(office.identity_public_key))


def taken(slug: str, path: Path) -> str:
    """Take a card and return the fingerprint of its key.

    Raises:
        MachineError: ``office.unknown``.
        DomainError: ``exchange.key_card_unreadable``, or the codes of `take_identity_key`.
    """
    office = _office(slug)
    if path.stat().st_size > MAX_KEY_CARD_BYTES:
        raise InvalidInputError("exchange.key_card_unreadable")
    text = path.read_text(encoding="utf-8", errors="replace")
    return _fingerprint(take_identity_key(text=text, office_id=office.id, now=now()))


def _fingerprint(public_key: bytes) -> str:
    return hashlib.sha256(public_key).hexdigest()[:_PRINT_CHARACTERS]


def _office(slug: str) -> Procuratorate:
    present = {one.slug: one for one in list_offices()}
    if slug not in present:
        raise MachineError("office.unknown", slug=slug, known="、".join(present) or "—")
    return present[slug]
