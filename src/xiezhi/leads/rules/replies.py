"""整改措施 of a written reply: rows, parsed strictly; and what each paper or picture of it is."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line, clean_text

MAX_MEASURES: Final = 20
MAX_PHOTOS_EACH: Final = 6
MAX_LETTERS: Final = 5
MAX_REPLY_WORDS: Final = 5000
MAX_MEASURE_WORDS: Final = 300
MAX_CELL: Final = 60


class ReplyPart(StrEnum):
    """What a file of a reply is."""

    LETTER = "letter"
    BEFORE = "before"
    AFTER = "after"
    OTHER = "other"


PART_LABELS: Final = {
    ReplyPart.LETTER: "回复函",
    ReplyPart.BEFORE: "整改前",
    ReplyPart.AFTER: "整改后",
    ReplyPart.OTHER: "其他材料",
}
PART_LIMITS: Final = {
    ReplyPart.LETTER: MAX_LETTERS,
    ReplyPart.BEFORE: MAX_PHOTOS_EACH,
    ReplyPart.AFTER: MAX_PHOTOS_EACH,
    ReplyPart.OTHER: MAX_PHOTOS_EACH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One row: 措施, 责任人, 完成时限, 完成情况. The limit is words: units write 已长期坚持 as well."""

    words: str
    responsible: str = ""
    due: str = ""
    progress: str = ""


_COLUMNS: Final = frozenset({"words", "responsible", "due", "progress"})


def clean_measures(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return the rows that say something, cleaned.

    Raises:
        InvalidInputError: ``leads.too_many_measures``, ``leads.measure_without_words`` (``row``
            from 1), or a code of language.
    """
    rows: list[Measure] = []
    for place, given in enumerate(measures, start=1):
        row = Measure(
            words=clean_text(given.words, limit=MAX_MEASURE_WORDS).strip(),
            responsible=clean_line(given.responsible, limit=MAX_CELL),
            due=clean_line(given.due, limit=MAX_CELL),
            progress=clean_text(given.progress, limit=MAX_MEASURE_WORDS).strip(),
        )
        if row.words:
            rows.append(row)
        elif row.responsible or row.due or row.progress:
            raise InvalidInputError("leads.measure_without_words", row=place)
    if len(rows) > MAX_MEASURES:
        raise InvalidInputError("leads.too_many_measures", limit=MAX_MEASURES)
    return tuple(rows)


def rows_of(measures: Iterable[Measure]) -> list[dict[str, str]]:
    """Return the rows as they are stored."""
    return [asdict(measure) for measure in measures]


def measures_of(stored: object) -> tuple[Measure, ...]:
    """Return the rows of what is stored; anything of another shape is a fault of the program.

    Raises:
        TypeError: not a list of rows with exactly the four text columns.
    """
    if not isinstance(stored, list):
        raise TypeError("measures are a list of rows")
    return tuple(_measure_of(row) for row in stored)


def _measure_of(row: object) -> Measure:
    if not isinstance(row, dict) or set(row) != _COLUMNS:
        raise TypeError("a measure has exactly its four columns")
    if not all(isinstance(value, str) for value in row.values()):
        raise TypeError("a measure's columns are text")
    return Measure(**row)
