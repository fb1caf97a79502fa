"""院卡: what the inner zone writes down for the outer zone of the same office. No secret is in it.

One JSON text with a check sum. The outer zone becomes the same procuratorate by it: reporters'
identities are sealed there to the vault inside, whose private key is never carried.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from xiezhi.accounts.rules.crossing import CrossedTown
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import Json, canonical_bytes

_FORMAT: Final = "xiezhi-office-1"
_KEY_BYTES: Final = 32
MAX_CARD_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCard:
    """An office as both zones must have it.

    Attributes:
        identity_public_key: what identities are sealed to; its private half stays inside.
        peer: the line by which the outer zone knows the inner zone's signature 对接码.
    """

    id: UUID
    slug: str
    name: str
    short_name: str
    superior_name: str
    public_number: int
    telephone: str
    identity_public_key: bytes
    towns: tuple[CrossedTown, ...]
    peer: str


def write_office_card(card: OfficeCard) -> str:
    """Return the card as text for a file."""
    content: dict[str, Json] = {
        "format": _FORMAT,
        "id": str(card.id),
        "slug": card.slug,
        "name": card.name,
        "short_name": card.short_name,
        "superior_name": card.superior_name,
        "public_number": card.public_number,
        "telephone": card.telephone,
        "identity_public_key": card.identity_public_key.hex(),
        "towns": [_written(town) for town in card.towns],
        "peer": card.peer,
    }
    return json.dumps(content | {"check": _check_sum(content)}, ensure_ascii=False, indent=1) + "\n"


def read_office_card(text: str) -> OfficeCard:
    """Return the card a file holds.

    Raises:
        InvalidInputError: ``accounts.card_unreadable``: not a card, or altered on the way.
    """
    try:
        content = json.loads(text)
        return _card_of(dict(content))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInputError("accounts.card_unreadable") from error


def _card_of(content: dict[str, Any]) -> OfficeCard:
    check = content.pop("check")
    if content["format"] != _FORMAT or check != _check_sum(content):
        raise ValueError(_FORMAT)
    key = bytes.fromhex(content["identity_public_key"])
    if len(key) != _KEY_BYTES:
        raise ValueError(_FORMAT)
    return OfficeCard(
        id=UUID(content["id"]),
        slug=content["slug"],
        name=content["name"],
        short_name=content["short_name"],
        superior_name=content["superior_name"],
        public_number=int(content["public_number"]),
        telephone=content["telephone"],
        identity_public_key=key,
        towns=tuple(_read(town) for town in content["towns"]),
        peer=content["peer"],
    )


def _written(town: CrossedTown) -> dict[str, Json]:
    return {
        "name": town.name,
        "latitude": None if town.latitude is None else repr(town.latitude),
        "longitude": None if town.longitude is None else repr(town.longitude),
    }


def _read(town: Mapping[str, str | None]) -> CrossedTown:
    latitude, longitude = town["latitude"], town["longitude"]
    return CrossedTown(
        name=str(town["name"]),
        latitude=None if latitude is None else float(latitude),
        longitude=None if longitude is None else float(longitude),
    )


def _check_sum(content: Mapping[str, Json]) -> str:
    return hashlib.sha256(canonical_bytes(content)).hexdigest()
