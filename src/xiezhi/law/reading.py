"""Reads the library's own YAML strictly: nothing unknown, nothing twice, nothing missing."""

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TypeVar

import yaml

from xiezhi.kernel.errors import InvalidInputError

Choice = TypeVar("Choice", bound=StrEnum)


@cache
def own_document(file: str) -> object:
    """Return the parsed content of a file in ``law/data``; nobody changes what is returned."""
    text = files("xiezhi.law").joinpath("data", file).read_text(encoding="utf-8")
    return parsed(text, file)


def parsed(text: str, file: str) -> object:
    """Return the plain values a YAML text holds.

    Raises:
        InvalidInputError: ``law.data_wrong``, also for a key given twice.
    """
    try:
        document: object = yaml.load(text, Loader=_StrictLoader)  # noqa: S506  # a SafeLoader
    except (yaml.YAMLError, ValueError) as error:
        raise InvalidInputError(
            "law.data_wrong", file=file, key="", field="", reason=str(error)
        ) from error
    return document


class Entry:
    """One mapping of a data file, whose fields are taken one by one and then closed.

    Every refusal is an InvalidInputError ``law.data_wrong`` with file, key, field and reason.
    """

    def __init__(self, values: object, *, file: str, key: str = "") -> None:
        self._file = file
        self.key = key
        if not isinstance(values, dict):
            raise self.wrong("", "not_a_mapping")
        self._values: dict[object, object] = values
        self._taken: set[object] = set()
        self.key = key or self._name()

    def wrong(self, field: str, reason: str) -> InvalidInputError:
        """Return the refusal of a field."""
        return InvalidInputError(
            "law.data_wrong", file=self._file, key=self.key, field=field, reason=reason
        )

    def text(self, field: str) -> str:
        """Take a text that must be there and not blank."""
        value = self._take(field)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(field, "text_missing")
        return value

    def optional_text(self, field: str) -> str:
        """Take a text, "" when the field is left out."""
        return "" if self._values.get(field) is None else self.text(field)

    def day(self, field: str) -> date:
        """Take a date that must be there."""
        value = self._take(field)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(field, "date_missing")
        return value

    def optional_day(self, field: str) -> date | None:
        """Take a date, None when the field is left out or null."""
        return None if self._take(field) is None else self.day(field)

    def whole(self, field: str) -> int:
        """Take a whole number that must be there."""
        value = self._take(field)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(field, "number_missing")
        return value

    def flag(self, field: str, *, default: bool | None = None) -> bool:
        """Take true or false; without a default it must be there."""
        value = self._take(field)
        value = default if value is None else value
        if not isinstance(value, bool):
            raise self.wrong(field, "flag_missing")
        return value

    def open_flag(self, field: str) -> bool | None:
        """Take true, false or null (not settled); the field itself must be there."""
        if field not in self._values:
            raise self.wrong(field, "flag_missing")
        return None if self._take(field) is None else self.flag(field)

    def choice(self, field: str, options: type[Choice], default: Choice | None = None) -> Choice:
        """Take one of a closed set of words."""
        value = self._take(field)
        if value is None and default is not None:
            return default
        return self._one_of(field, value, options)

    def has(self, field: str) -> bool:
        """Return whether a field is there and not null; it counts as taken."""
        return self._take(field) is not None

    def entries(self, field: str) -> tuple["Entry", ...]:
        """Take a list of mappings, empty when the field is left out."""
        value = self._take(field)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.wrong(field, "not_a_list")
        return tuple(Entry(one, file=self._file, key=self._key_of(one)) for one in value)

    def texts(self, field: str) -> tuple[str, ...]:
        """Take a list of texts, empty when the field is left out."""
        value = self._take(field)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.wrong(field, "not_a_list")
        if not all(isinstance(one, str) and one.strip() for one in value):
            raise self.wrong(field, "text_missing")
        return tuple(value)

    def named(self, field: str) -> dict[str, "Entry"]:
        """Take a mapping of names to mappings, empty when the field is left out."""
        value = self._take(field)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.wrong(field, "not_a_mapping")
        return {
            str(name): Entry(one, file=self._file, key=f"{self.key}.{name}")
            for name, one in value.items()
        }

    def choices(self, field: str, options: type[Choice]) -> tuple[Choice, ...]:
        """Take a list of words of a closed set, empty when the field is left out."""
        value = self._take(field)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.wrong(field, "not_a_list")
        return tuple(self._one_of(field, one, options) for one in value)

    def close(self) -> None:
        """Refuse fields nobody took."""
        unknown = sorted(str(field) for field in self._values.keys() - self._taken)
        if unknown:
            raise self.wrong(unknown[0], "unknown_field")

    def _one_of(self, field: str, value: object, options: type[Choice]) -> Choice:
        try:
            return options(str(value))
        except ValueError as error:
            raise self.wrong(field, "not_one_of_the_words") from error

    def _take(self, field: str) -> object:
        self._taken.add(field)
        return self._values.get(field)

    def _name(self) -> str:
        return str(self._values.get("key", ""))

    def _key_of(self, values: object) -> str:
        named = isinstance(values, dict) and "key" in values
        return "" if named else self.key


class _StrictLoader(yaml.CSafeLoader):
    """PyYAML's safe loader, which by itself lets a later key overwrite an earlier one."""


def _mapping_without_repeats(loader: _StrictLoader, node: yaml.MappingNode) -> dict[object, object]:
    mapping: dict[object, object] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value in mapping:
            raise yaml.constructor.ConstructorError(None, None, "not one key", node.start_mark)
        mapping[key_node.value] = loader.construct_object(value_node, deep=True)
    return mapping


_StrictLoader.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_repeats
)
