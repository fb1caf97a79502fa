"""Rows of a list as reports to be: cleaned and typed, or the errors that stand in the way."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar

from openpyxl.utils import get_column_letter

from xiezhi.intake.rules.importing import limits
from xiezhi.intake.rules.importing.fields import ImportField, Mapping
from xiezhi.intake.rules.importing.moments import read_moment
from xiezhi.intake.rules.importing.sheet import Sheet, Value, is_blank
from xiezhi.kernel.errors import DomainError, InvalidInputError, Param
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.law.sources import IntakeChannel, source_register

T = TypeVar("T")
_CLOCK_SLACK: Final = timedelta(days=1)
_OLDEST_YEAR: Final = 1990
_CHANNEL_WORDS: Final = {
    "12345热线": IntakeChannel.HOTLINE_12345,
    "市民热线": IntakeChannel.HOTLINE_12345,
    "政务热线": IntakeChannel.HOTLINE_12345,
    "微信": IntakeChannel.WECHAT_GROUP,
    "网格员随手拍": IntakeChannel.SNAP,
    "来电": IntakeChannel.TELEPHONE,
    "信件": IntakeChannel.LETTER,
    "人大代表建议": IntakeChannel.DEPUTY_SUGGESTION,
    "媒体": IntakeChannel.MEDIA,
    "舆情": IntakeChannel.MEDIA,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One row, fit for the pool.

    Attributes:
        place_in_file: the row's number in the file.
        number: the number another register gave it, "" for none.
        received_at: None when the list has no time: the time of the import then.
        name, phone: sealed at the door, never kept in the open.
    """

    place_in_file: int
    channel: IntakeChannel
    number: str = ""
    title: str = ""
    words: str = ""
    received_at: datetime | None = None
    town: str = ""
    village: str = ""
    place: str = ""
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    @property
    def has_contact(self) -> bool:
        """Whether there is something to seal."""
        return bool(self.name or self.phone)

    def sha256(self) -> bytes:
        """Return a hash of what was told; contact left out."""
        told = [
            self.channel.value,
            self.number,
            self.title,
            self.words,
            None if self.received_at is None else self.received_at.isoformat(),
            [self.town, self.village, self.place],
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """What is wrong with one cell: row and column as the spreadsheet shows them, code, values."""

    row: int
    column: str
    heading: str
    code: str
    params: dict[str, Param]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A list read with a mapping: all its good rows, its first errors, and how many there are."""

    rows: tuple[ImportRow, ...]
    errors: tuple[RowError, ...]
    error_count: int


def rows_hash(rows: Iterable[ImportRow]) -> bytes:
    """Return one hash over all rows in their order."""
    digest = hashlib.sha256(b"xiezhi import rows\n")
    for row in rows:
        digest.update(row.sha256())
    return digest.digest()


def read_rows(sheet: Sheet, mapping: Mapping, *, channel: IntakeChannel, now: datetime) -> Reading:
    """Return the rows a mapping makes of a list; nothing is dropped silently.

    Args:
        sheet: the list.
        mapping: as `checked_mapping` returns it.
        channel: the way of arrival where no column names one.
        now: no message comes from the future.
    """
    reader = _Reader(sheet=sheet, mapping=mapping, channel=channel, now=now)
    rows = [row for row in map(reader.read, sheet.rows) if row is not None]
    return Reading(
        rows=tuple(rows),
        errors=tuple(reader.errors[: limits.MAX_SHOWN_ERRORS]),
        error_count=len(reader.errors),
    )


class _Reader:
    """Reads row by row and remembers errors and the numbers already met."""

    def __init__(
        self, *, sheet: Sheet, mapping: Mapping, channel: IntakeChannel, now: datetime
    ) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._channel = channel
        self._latest = now + _CLOCK_SLACK
        self._first_with: dict[tuple[IntakeChannel, str], int] = {}
        self.errors: list[RowError] = []

    def read(self, numbered: tuple[int, Sequence[Value]]) -> ImportRow | None:
        """Return one row, None when something in it is wrong."""
        self._place, self._values = numbered
        before = len(self.errors)
        title = self._line(ImportField.TITLE, limits.MAX_TITLE)
        words = self._take(ImportField.WORDS, "", _text)
        channel = self._take(ImportField.CHANNEL, self._channel, _channel_of)
        number = self._line(ImportField.NUMBER, limits.MAX_NUMBER)
        row = ImportRow(
            place_in_file=self._place,
            channel=channel,
            number=number,
            # A list with titles alone tells by them.
            title=title if words else "",
            words=words or title,
            received_at=self._take(ImportField.RECEIVED, None, self._moment),
            town=self._line(ImportField.TOWN, limits.MAX_TOWN),
            village=self._line(ImportField.VILLAGE, limits.MAX_VILLAGE),
            place=self._line(ImportField.PLACE, limits.MAX_PLACE),
            name=self._line(ImportField.NAME, limits.MAX_CONTACT),
            phone=self._line(ImportField.PHONE, limits.MAX_CONTACT),
        )
        if len(self.errors) > before:
            return None
        self._check(row)
        return row if len(self.errors) == before else None

    def _check(self, row: ImportRow) -> None:
        field = ImportField.WORDS if ImportField.WORDS in self._mapping else ImportField.TITLE
        if not row.words:
            self._wrong(field, "intake.import_row_without_words", {})
        if not row.number:
            return
        first = self._first_with.setdefault((row.channel, row.number), row.place_in_file)
        if first != row.place_in_file:
            self._wrong(ImportField.NUMBER, "intake.import_number_twice", {"first": first})

    def _line(self, field: ImportField, limit: int) -> str:
        return self._take(field, "", lambda value: clean_line(_plain(value), limit=limit))

    def _take(self, field: ImportField, missing: T, read: Callable[[Value], T]) -> T:
        column = self._mapping.get(field)
        if column is None or is_blank(self._values[column]):
            return missing
        try:
            return read(self._values[column])
        except DomainError as error:
            self._wrong(field, error.code, error.params)
            return missing

    def _moment(self, value: Value) -> datetime:
        at = read_moment(value)
        if at > self._latest:
            raise InvalidInputError("intake.import_date_in_future")
        if at.year < _OLDEST_YEAR:
            raise InvalidInputError("intake.import_date_too_old", year=_OLDEST_YEAR)
        return at

    def _wrong(self, field: ImportField, code: str, params: dict[str, Param]) -> None:
        column = self._mapping[field]
        self.errors.append(
            RowError(
                row=self._place,
                column=get_column_letter(column + 1),
                heading=self._sheet.headings[column],
                code=code,
                params=params,
            )
        )


def _plain(value: Value) -> str:
    """Return a cell as text; a whole number loses the point a spreadsheet gave it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _text(value: Value) -> str:
    return clean_text(_plain(value), limit=limits.MAX_WORDS)


def _channel_of(value: Value) -> IntakeChannel:
    word = "".join(_plain(value).split())
    for entry in source_register().channels.values():
        if word in {entry.label, entry.channel.value}:
            return entry.channel
    if word in _CHANNEL_WORDS:
        return _CHANNEL_WORDS[word]
    raise InvalidInputError("intake.import_channel_unknown")
