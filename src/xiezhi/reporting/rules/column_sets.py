"""A column set 列方案: which columns, in which order, under which words, how wide."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.reporting.rules.columns import LEDGER_COLUMNS, columns_by_key
from xiezhi.reporting.rules.ledgers import LedgerKind

MAX_NAME: Final = 30
MAX_HEADING: Final = 20
MIN_WIDTH: Final = 4
MAX_WIDTH: Final = 80
_KEYS: Final = frozenset({"key", "heading", "width"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenColumn:
    """A column as a set keeps it; an empty heading stands for the usual words."""

    key: str
    heading: str = ""
    width: int


def usual_columns(kind: LedgerKind) -> tuple[ChosenColumn, ...]:
    """Return the columns of a ledger before anybody saved a set."""
    return tuple(
        ChosenColumn(key=column.key, width=column.width)
        for column in LEDGER_COLUMNS[kind]
        if column.is_usual
    )


def every_column(kind: LedgerKind) -> tuple[ChosenColumn, ...]:
    """Return every column a ledger can have."""
    return tuple(
        ChosenColumn(key=column.key, width=column.width) for column in LEDGER_COLUMNS[kind]
    )


def clean_columns(kind: LedgerKind, chosen: Iterable[ChosenColumn]) -> tuple[ChosenColumn, ...]:
    """Return the columns as they are kept, in the order given.

    Raises:
        InvalidInputError: ``reporting.no_columns``, ``reporting.unknown_column``,
            ``reporting.column_twice``, ``reporting.column_width`` (``heading`` names the column),
            or a code of language.
    """
    known = columns_by_key(kind)
    kept: dict[str, ChosenColumn] = {}
    for one in chosen:
        if one.key not in known:
            raise InvalidInputError("reporting.unknown_column")
        if one.key in kept:
            raise InvalidInputError("reporting.column_twice", heading=known[one.key].heading)
        if not MIN_WIDTH <= one.width <= MAX_WIDTH:
            raise InvalidInputError(
                "reporting.column_width",
                heading=known[one.key].heading,
                least=MIN_WIDTH,
                most=MAX_WIDTH,
            )
        heading = clean_line(one.heading, limit=MAX_HEADING)
        usual = known[one.key].heading
        kept[one.key] = ChosenColumn(
            key=one.key, heading="" if heading == usual else heading, width=one.width
        )
    if not kept:
        raise InvalidInputError("reporting.no_columns")
    return tuple(kept.values())


def stored_columns(columns: Iterable[ChosenColumn]) -> list[dict[str, object]]:
    """Return the columns as they are stored."""
    return [asdict(column) for column in columns]


def columns_of(kind: LedgerKind, stored: object) -> tuple[ChosenColumn, ...]:
    """Return the columns of what is stored; one that a later version no longer knows is left out.

    Raises:
        TypeError: not a list of columns; a fault of the program.
    """
    if not isinstance(stored, list):
        raise TypeError("columns are a list")
    known = columns_by_key(kind)
    return tuple(column for column in map(_column_of, stored) if column.key in known)


def _column_of(row: object) -> ChosenColumn:
    if not isinstance(row, dict) or set(row) != _KEYS or not isinstance(row["width"], int):
        raise TypeError("a column has a key, a heading and a width")
    return ChosenColumn(key=str(row["key"]), heading=str(row["heading"]), width=row["width"])
