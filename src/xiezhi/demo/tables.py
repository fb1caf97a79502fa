"""A strict reader of the demo's YAML tables into frozen dataclasses."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Final, TypeVar

import yaml

from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import InvalidInputError

Row = TypeVar("Row")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_rows(file: str, section: str, row: type[Row]) -> tuple[Row, ...]:
    """Read one section of ``demo/data/<file>.yaml`` as rows.

    Raises:
        InvalidInputError: ``demo.bad_table`` with the file and the place of the first fault.
    """
    document = _document(file)
    if not isinstance(document, dict) or not isinstance(document.get(section), list):
        raise _fault(f"{file}.{section}")
    return tuple(
        read_row(item, row, f"{file}.{section}[{at}]") for at, item in enumerate(document[section])
    )


@cache
def _document(file: str) -> object:
    text = resources.files("xiezhi.demo").joinpath(f"data/{file}.yaml").read_text("utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  # a safe loader, in C where there is one


def read_row(item: object, row: type[Row], place: str) -> Row:
    """Read one mapping as a dataclass: every key known, every value of its type.

    Raises:
        InvalidInputError: ``demo.bad_table`` with the place of the fault.
    """
    if not isinstance(item, dict) or not dataclasses.is_dataclass(row):
        raise _fault(place)
    hints = typing.get_type_hints(row)
    fields = {field.name: field for field in dataclasses.fields(row)}
    for name in item:
        if name not in fields:
            raise _fault(f"{place}.{name}")
    values: dict[str, object] = {}
    for name, field in fields.items():
        if name in item:
            values[name] = _value(item[name], hints[name], f"{place}.{name}")
        elif field.default is dataclasses.MISSING:
            raise _fault(f"{place}.{name}")
    return row(**values)


def _value(item: object, hint: object, place: str) -> object:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        if not isinstance(item, list):
            raise _fault(place)
        return tuple(_value(part, inner[0], f"{place}[{at}]") for at, part in enumerate(item))
    if origin in (types.UnionType, typing.Union):
        wanted = next(kind for kind in inner if kind is not types.NoneType)
        return None if item is None else _value(item, wanted, place)
    if isinstance(hint, type):
        return _scalar(item, hint, place)
    raise _fault(place)


def _scalar(item: object, hint: type, place: str) -> object:
    if dataclasses.is_dataclass(hint):
        return read_row(item, hint, place)
    if issubclass(hint, StrEnum | datetime):
        try:
            return _word_or_time(str(item), hint)
        except ValueError:
            raise _fault(place) from None
    if hint is float and type(item) is int:
        return float(item)
    if type(item) is not hint:
        raise _fault(place)
    return item


def _word_or_time(item: str, hint: type[StrEnum | datetime]) -> StrEnum | datetime:
    if issubclass(hint, StrEnum):
        return hint(item)
    return datetime.fromisoformat(item).replace(tzinfo=CHINA)


def by_key(rows: tuple[Row, ...], key: str = "key") -> Mapping[str, Row]:
    """Index rows by a text column; a key used twice is refused.

    Raises:
        InvalidInputError: ``demo.double_key``.
    """
    found: dict[str, Row] = {}
    for row in rows:
        name = str(getattr(row, key))
        if name in found:
            raise InvalidInputError("demo.double_key", key=name)
        found[name] = row
    return types.MappingProxyType(found)


def _fault(place: str) -> InvalidInputError:
    return InvalidInputError("demo.bad_table", place=place)
