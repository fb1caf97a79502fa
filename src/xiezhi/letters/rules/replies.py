"""书面回复: its parts, its conclusion, 整改措施 as rows parsed strictly, and what makes it complete."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
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


class ReplyConclusion(StrEnum):
    """答复结论 of an organ."""

    MENDED = "mended"
    MENDING = "mending"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"
    OBJECTED = "objected"


REPLY_LABELS: Final = {
    ReplyConclusion.MENDED: "已整改",
    ReplyConclusion.MENDING: "正在整改",
    ReplyConclusion.PARTLY: "部分整改",
    ReplyConclusion.NOT_ADOPTED: "不采纳",
    ReplyConclusion.OBJECTED: "提出异议",
}


class ReplyWay(StrEnum):
    """How a reply came: written in the portal, or entered by our clerk from paper 代录."""

    PORTAL = "portal"
    ENTERED = "entered"


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
        InvalidInputError: ``letters.too_many_measures``, ``letters.measure_without_words`` (``row``
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
            raise InvalidInputError("letters.measure_without_words", row=place)
    if len(rows) > MAX_MEASURES:
        raise InvalidInputError("letters.too_many_measures", limit=MAX_MEASURES)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """书面回复 as written so far."""

    words: str = ""
    measures: tuple[Measure, ...] = ()
    conclusion: ReplyConclusion | None = None
    reply_number: str = ""
    dated_on: date | None = None


def check_reply(draft: ReplyDraft, *, letter_count: int, today: date) -> None:
    """Refuse a reply that cannot stand as 书面回复: it needs its words, 结论, 文号, 日期 and 回复函.

    Raises:
        InvalidInputError: ``letters.reply_incomplete`` with the missing ``part``;
            ``letters.day_in_future``.
    """
    if not draft.words.strip():
        raise InvalidInputError("letters.reply_incomplete", part="words")
    if draft.conclusion is None:
        raise InvalidInputError("letters.reply_incomplete", part="conclusion")
    if not draft.reply_number.strip():
        raise InvalidInputError("letters.reply_incomplete", part="reply_number")
    if draft.dated_on is None:
        raise InvalidInputError("letters.reply_incomplete", part="dated_on")
    if draft.dated_on > today:
        raise InvalidInputError("letters.day_in_future")
    if letter_count < 1:
        raise InvalidInputError("letters.reply_incomplete", part="letter")
