"""An item as a person reads it: every field that crosses, none left out.

Texts are message ids (Chinese); pages translate them.
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xiezhi.exchange.rules.allow_list import FIELDS, LABELS
from xiezhi.exchange.rules.fields import Field, Fields, FieldType
from xiezhi.exchange.rules.items import ItemKind

_TITLES: Final = ("title", "words", "label", "name", "facts", "code", "number", "note")
_TITLE_CHARACTERS: Final = 60
YES_LABELS: Final = {True: "是"}
SHOWN_FIRST: Final = ("shared", "file", "stored", "thumbnail")
"""Which of several copies of one picture is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """A file an item brings. ``copies`` are the SHA-256 of its copies, the one to look at first."""

    copies: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """One field as it is read.

    Attributes:
        words: its value; of a CODE the label, a message id when ``is_message``.
        rows: the fields of each of its rows.
        sealed_bytes: length of what nobody here can read; 0 otherwise.
        is_of_machine: ids, hashes and lists of files: shown apart, for whoever wants to see all.
    """

    label: str
    type: FieldType
    words: str = ""
    is_message: bool = False
    rows: tuple[tuple["ShownField", ...], ...] = ()
    sealed_bytes: int = 0
    is_of_machine: bool = False


def title_of(body: Mapping[str, object]) -> str:
    """Return what tells an item from its neighbours, or "" when nothing does."""
    for name in _TITLES:
        words = body.get(name)
        if isinstance(words, str) and words.strip():
            line = " ".join(words.split())
            return line if len(line) <= _TITLE_CHARACTERS else f"{line[:_TITLE_CHARACTERS]}…"
    return ""


def shown_fields(kind: ItemKind, body: Mapping[str, object]) -> list[ShownField]:
    """Return the filled fields of an item in the order of the allow-list, files aside."""
    return list(_shown(FIELDS[kind], body))


def shown_files(kind: ItemKind, body: Mapping[str, object]) -> list[ShownFile]:
    """Return the files of an item, the copies of one together."""
    return list(_files(FIELDS[kind], body))


def _shown(fields: Fields, body: Mapping[str, object]) -> Iterator[ShownField]:
    for name, rule in fields.items():
        value = body.get(name)
        if value in (None, "", [], False) or rule.type is FieldType.FILE:
            continue
        yield _field(LABELS.get(name, name), rule, value)


def _field(label: str, rule: Field, value: object) -> ShownField:
    match rule.type:
        case FieldType.ROWS:
            is_of_files = any(one.type is FieldType.FILE for one in rule.rows.values())
            rows = _rows(rule, value)
            return ShownField(label=label, type=rule.type, rows=rows, is_of_machine=is_of_files)
        case FieldType.CODE:
            words = rule.choices.get(str(value), str(value))
            return ShownField(label=label, type=rule.type, words=words, is_message=True)
        case FieldType.SEALED:
            size = len(base64.b64decode(str(value)))
            return ShownField(label=label, type=rule.type, sealed_bytes=size)
        case FieldType.BOOLEAN:
            return ShownField(label=label, type=rule.type, words=YES_LABELS[True], is_message=True)
        case FieldType.LINES:
            return ShownField(label=label, type=rule.type, words="、".join(_texts(value)))
        case _:
            is_mark = rule.type in {FieldType.ID, FieldType.HASH}
            return ShownField(label=label, type=rule.type, words=str(value), is_of_machine=is_mark)


def _rows(rule: Field, value: object) -> tuple[tuple[ShownField, ...], ...]:
    rows = value if isinstance(value, Sequence) else ()
    return tuple(tuple(_shown(rule.rows, row)) for row in rows if isinstance(row, Mapping))


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, Sequence) else []


def _files(fields: Fields, body: Mapping[str, object]) -> Iterator[ShownFile]:
    own = [name for name, rule in fields.items() if rule.type is FieldType.FILE]
    ranked = sorted(own, key=_rank)
    copies = tuple(dict.fromkeys(str(body[name]) for name in ranked if body.get(name)))
    if copies:
        note = body.get("original_name") or ""
        yield ShownFile(copies=copies, note=str(note))
    for name, rule in fields.items():
        value = body.get(name)
        if rule.type is FieldType.ROWS and isinstance(value, Sequence):
            for row in value:
                if isinstance(row, Mapping):
                    yield from _files(rule.rows, row)


def _rank(name: str) -> int:
    return SHOWN_FIRST.index(name) if name in SHOWN_FIRST else len(SHOWN_FIRST)
