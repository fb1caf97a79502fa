"""Between the values capabilities give and take, and the bodies that stand in a package.

A body holds text, numbers, truth values, lists and rows only. Instants and days are ISO 8601, ids
as usual, hashes hexadecimal, other bytes Base64, decimals written out. None and empty text are
left out.
"""

import base64
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import Json

T = TypeVar("T")

_HASH_BYTES: Final = 32
_DECIMALS: Final = 15
_known_hints: Final[dict[type[object], dict[str, Any]]] = {}


def body_of(value: object) -> dict[str, Json]:
    """Return a dataclass's fields as a body."""
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(type(value).__name__)
    written = {one.name: getattr(value, one.name) for one in fields(value)}
    return {name: _written(one) for name, one in written.items() if one not in (None, "")}


def value_of(kind: type[T], body: Mapping[str, object]) -> T:
    """Return the dataclass a checked body stands for; an absent field is None.

    Raises:
        InvalidInputError: ``exchange.field_wrong``: something the list allows and the type does not.
    """
    hints = _hints(kind)
    try:
        return kind(**{name: _read(hint, body.get(name)) for name, hint in hints.items()})
    except (TypeError, ValueError) as error:
        raise InvalidInputError(
            "exchange.field_wrong", kind=kind.__name__, field=str(error)[:60]
        ) from error


def _written(value: object) -> Json:
    match value:
        case bool() | int():
            return value
        case str():
            return str(value)
        case float():
            return format(round(Decimal(repr(value)), _DECIMALS).normalize(), "f")
        case UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case bytes():
            is_hash = len(value) == _HASH_BYTES
            return value.hex() if is_hash else base64.b64encode(value).decode()
        case tuple() | list():
            return [_written(one) for one in value]
        case _:
            return body_of(value)


def _hints(kind: type[object]) -> dict[str, Any]:
    if kind not in _known_hints:
        _known_hints[kind] = get_type_hints(kind)
    return _known_hints[kind]


def _read(hint: Any, value: object) -> object:  # noqa: ANN401  # a type as annotations write it
    if get_origin(hint) in {types.UnionType, Union}:
        return None if value is None else _read(_but_none(hint), value)
    if get_origin(hint) is tuple:
        each = get_args(hint)[0]
        rows = value if isinstance(value, (list, tuple)) else ()
        return tuple(_read(each, one) for one in rows)
    if is_dataclass(hint) and isinstance(hint, type):
        return value_of(hint, value if isinstance(value, Mapping) else {})
    return _read_plain(hint, value)


def _read_plain(hint: Any, value: object) -> object:  # noqa: ANN401  # as above
    if hint is bool:
        return value is True
    if hint is str:
        return "" if value is None else str(value)
    if hint is bytes:
        return _bytes(str(value))
    if hint in {datetime, date}:
        return hint.fromisoformat(str(value))
    if hint in {int, float, UUID}:
        return hint(value if hint is int else str(value))
    raise TypeError(str(hint))


def _but_none(hint: Any) -> Any:  # noqa: ANN401  # as above
    return next(one for one in get_args(hint) if one is not type(None))


def _bytes(text: str) -> bytes:
    is_hash = len(text) == 2 * _HASH_BYTES and set(text) <= set("0123456789abcdef")
    return bytes.fromhex(text) if is_hash else base64.b64decode(text, validate=True)
