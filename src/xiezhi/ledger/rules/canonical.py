"""Canonical JSON: equal values have equal bytes, so a hash of the bytes names the values.

Source: RFC 8785, narrowed. No floats; text is brought to Unicode NFC; instants are UTC with six
digits of a second; days, UUIDs and enums are text.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final, TypeAlias
from uuid import UUID

from xiezhi.kernel.errors import InvalidInputError

Json: TypeAlias = "bool | int | str | date | UUID | Sequence[Json] | Mapping[str, Json] | None"

# RFC 7493 section 2.2: larger integers do not survive every JSON reader.
MAX_INTEGER: Final = 2**53 - 1
MAX_DEPTH: Final = 16


def canonical_bytes(value: Json) -> bytes:
    """Return the one UTF-8 JSON text of a value.

    Raises:
        InvalidInputError: ``ledger.not_canonical``, its ``reason`` says what stands in the way.
    """
    plain = _plain(value, MAX_DEPTH)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: object, depth_left: int) -> object:
    if depth_left < 0:
        raise _refusal("depth")
    match value:
        case Mapping():
            return _members(value, depth_left - 1)
        case list() | tuple():
            return [_plain(item, depth_left - 1) for item in value]
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return _scalar(value)


def _scalar(value: object) -> object:
    match value:
        case None | bool():
            return value
        case int():
            if abs(value) > MAX_INTEGER:
                raise _refusal("integer")
            return int(value)
        case str():
            return _text(value)
        case _:
            raise _refusal(type(value).__name__)


def _members(mapping: Mapping[object, object], depth_left: int) -> dict[str, object]:
    members: dict[str, object] = {}
    for key, value in mapping.items():
        if not isinstance(key, str):
            raise _refusal("key")
        name = _text(key)
        if name in members:
            raise _refusal("duplicate_key")
        members[name] = _plain(value, depth_left)
    # RFC 8785 section 3.2.3 sorts by UTF-16 units; code points differ beyond the basic plane.
    return dict(sorted(members.items(), key=lambda member: member[0].encode("utf-16-be")))


def _text(text: str) -> str:
    try:
        return unicodedata.normalize("NFC", text.encode().decode())
    except UnicodeEncodeError as error:
        raise _refusal("surrogate") from error


def _instant(instant: datetime) -> str:
    if instant.utcoffset() is None:
        raise _refusal("naive_datetime")
    try:
        utc = instant.astimezone(UTC)
    except OverflowError as error:
        raise _refusal("datetime_range") from error
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _refusal(reason: str) -> InvalidInputError:
    return InvalidInputError("ledger.not_canonical", reason=reason)
