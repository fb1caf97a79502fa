"""The allow-list's language: which fields an item has, of which type and size.

Checked at both ends. What is not on the list does not cross, and its name is said.
"""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import MAX_INTEGER


class FieldType(StrEnum):
    """What may stand in a field."""

    TEXT = "text"
    LINE = "line"
    CODE = "code"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DAY = "day"
    INSTANT = "instant"
    ID = "id"
    HASH = "hash"
    FILE = "file"
    SEALED = "sealed"
    LINES = "lines"
    ROWS = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an item.

    Attributes:
        limit: characters of TEXT, LINE and each of LINES, bytes of SEALED, the largest INTEGER.
        most: how many LINES or ROWS.
        is_required: an optional field may be absent or null.
        choices: what a CODE may be, each with its label.
        rows: the fields of each of ROWS.
    """

    type: FieldType
    limit: int = 0
    most: int = 0
    is_required: bool = True
    choices: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, "Field"] = field(default_factory=dict)


Fields = Mapping[str, Field]
Code = TypeVar("Code", bound=str)

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_LINE_BREAK: Final = re.compile("[\r\n]")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,17})?")
_HASH: Final = re.compile("[0-9a-f]{64}")


def text(limit: int, *, required: bool = False) -> Field:
    """Return a field of several lines."""
    return Field(type=FieldType.TEXT, limit=limit, is_required=required)


def line(limit: int, *, required: bool = False) -> Field:
    """Return a field of one line."""
    return Field(type=FieldType.LINE, limit=limit, is_required=required)


def lines(limit: int, *, most: int) -> Field:
    """Return a field of some lines."""
    return Field(type=FieldType.LINES, limit=limit, most=most, is_required=False)


def code(choices: Mapping[Code, str], *, required: bool = True) -> Field:
    """Return a field holding one of the choices."""
    plain = {str(value): label for value, label in choices.items()}
    return Field(type=FieldType.CODE, choices=plain, is_required=required)


def sealed(limit: int) -> Field:
    """Return a field of bytes nobody on the way can read, in Base64."""
    return Field(type=FieldType.SEALED, limit=limit, is_required=False)


def integer(limit: int, *, required: bool = False) -> Field:
    """Return a field of a whole number from 0 to ``limit``."""
    return Field(type=FieldType.INTEGER, limit=limit, is_required=required)


def rows(fields: Fields, *, most: int) -> Field:
    """Return a field of rows with fields of their own."""
    return Field(type=FieldType.ROWS, rows=fields, most=most, is_required=False)


def plain(kind: FieldType, *, required: bool = False) -> Field:
    """Return a field whose type says everything: BOOLEAN, DAY, INSTANT, ID, HASH, FILE, DECIMAL."""
    return Field(type=kind, is_required=required)


def check_fields(fields: Fields, body: Mapping[str, object], *, kind: str) -> None:
    """Refuse a body with a field that is not on the list, lacking, or not of its type.

    Raises:
        InvalidInputError: ``exchange.field_unknown``, ``exchange.field_missing`` or
            ``exchange.field_wrong``, with ``kind`` and ``field``.
    """
    for name in body:
        if name not in fields:
            raise InvalidInputError("exchange.field_unknown", kind=kind, field=str(name)[:60])
    for name, rule in fields.items():
        value = body.get(name)
        if value is None:
            if rule.is_required:
                raise InvalidInputError("exchange.field_missing", kind=kind, field=name)
        elif rule.type is FieldType.ROWS:
            _check_rows(rule, value, name=name, kind=kind)
        elif not _is_of(rule, value):
            raise InvalidInputError("exchange.field_wrong", kind=kind, field=name)


def named_files(fields: Fields, body: Mapping[str, object]) -> Iterator[str]:
    """Yield the SHA-256 of every file a checked body names, in the order of the list."""
    for name, rule in fields.items():
        value = body.get(name)
        if rule.type is FieldType.FILE and isinstance(value, str):
            yield value
        elif rule.type is FieldType.ROWS and isinstance(value, Sequence):
            for row in value:
                if isinstance(row, Mapping):
                    yield from named_files(rule.rows, row)


def _check_rows(rule: Field, value: object, *, name: str, kind: str) -> None:
    if not isinstance(value, list | tuple) or len(value) > rule.most:
        raise InvalidInputError("exchange.field_wrong", kind=kind, field=name)
    for row in value:
        if not isinstance(row, Mapping):
            raise InvalidInputError("exchange.field_wrong", kind=kind, field=name)
        check_fields(rule.rows, row, kind=kind)


def _is_of(rule: Field, value: object) -> bool:
    match rule.type:
        case FieldType.BOOLEAN:
            return isinstance(value, bool)
        case FieldType.INTEGER:
            most = min(rule.limit, MAX_INTEGER)
            return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
        case FieldType.LINES:
            return (
                isinstance(value, list | tuple)
                and len(value) <= rule.most
                and all(isinstance(one, str) and _is_line(rule, one) for one in value)
            )
        case _:
            return isinstance(value, str) and _is_text_of(rule, value)


def _is_text_of(rule: Field, value: str) -> bool:
    match rule.type:
        case FieldType.TEXT:
            return len(value) <= rule.limit and not _CONTROL.search(value.replace("\r\n", "\n"))
        case FieldType.LINE:
            return _is_line(rule, value)
        case FieldType.CODE:
            return value in rule.choices
        case FieldType.SEALED:
            return _is_sealed(rule, value)
        case _:
            return _is_plain(rule.type, value)


def _is_line(rule: Field, value: str) -> bool:
    return len(value) <= rule.limit and not _CONTROL.search(value) and not _LINE_BREAK.search(value)


def _is_sealed(rule: Field, value: str) -> bool:
    if len(value) > rule.limit * 4 // 3 + 4:
        return False
    try:
        return len(base64.b64decode(value, validate=True)) <= rule.limit
    except binascii.Error:
        return False


def _is_plain(kind: FieldType, value: str) -> bool:
    match kind:
        case FieldType.DECIMAL:
            return _DECIMAL.fullmatch(value) is not None
        case FieldType.HASH | FieldType.FILE:
            return _HASH.fullmatch(value) is not None
        case FieldType.ID:
            return _reads(UUID, value) and len(value) == len(str(UUID(int=0)))
        case FieldType.DAY:
            return _reads(date.fromisoformat, value) and len(value) == len("2026-01-01")
        case FieldType.INSTANT:
            return _is_instant(value)
        case _:
            return False


def _is_instant(value: str) -> bool:
    if not _reads(datetime.fromisoformat, value):
        return False
    return datetime.fromisoformat(value).utcoffset() is not None


def _reads(reader: object, value: str) -> bool:
    if not callable(reader):
        return False
    try:
        reader(value)
    except ValueError:
        return False
    return True
