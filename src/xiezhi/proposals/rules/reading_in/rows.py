"""Rows of a list as proposals to be, or the faults that stand in the way."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from openpyxl.utils import get_column_letter

from xiezhi.intake.rules.importing.moments import read_moment
from xiezhi.intake.rules.importing.sheet import Row, Value, is_blank
from xiezhi.intake.rules.importing.workbook import read_workbook
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError, InvalidInputError, Param
from xiezhi.proposals.rules.kinds import ProposalKind, ProposalLevel, Undertaking
from xiezhi.proposals.rules.reading_in.entries import (
    Identity,
    ProposalEntry,
    cleaned,
    identity_of,
)
from xiezhi.proposals.rules.reading_in.fields import ProposalField, heading_place

T = TypeVar("T")
MAX_ROWS: Final = 2_000
MAX_SHOWN_FAULTS: Final = 200
MAX_FILE_BYTES: Final = 20 * 1024 * 1024
_ZIP: Final = b"PK\x03\x04"
_SEARCHED: Final = 15
_MAX_HEADING: Final = 60
_UNDERTAKINGS: Final = (
    ("会办", Undertaking.JOINT),
    ("协办", Undertaking.JOINT),
    ("转", Undertaking.PASSED_ON),
    ("参阅", Undertaking.PASSED_ON),
    ("主办", Undertaking.MAIN),
    ("独办", Undertaking.MAIN),
    ("承办", Undertaking.MAIN),
    ("分办", Undertaking.MAIN),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSheet:
    """A list with its headings found; rows keep the numbers the spreadsheet shows."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What every row of a list has in common unless a column says otherwise."""

    kind: ProposalKind
    level: ProposalLevel
    session: str
    assigned_on: date
    received_on: date
    undertaking: Undertaking = Undertaking.MAIN
    transferring_body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in one row: its number, its column where one is to blame, code and values."""

    row: int
    column: str
    code: str
    params: dict[str, Param]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalReading:
    """A list read: every good row with its number, the first faults, how many there are."""

    entries: tuple[tuple[int, ProposalEntry], ...]
    faults: tuple[Fault, ...]
    fault_count: int


def read_sheet(data: bytes) -> ProposalSheet:
    """Return the list in a workbook.

    Raises:
        InvalidInputError: ``proposals.import_not_xlsx``, ``proposals.import_too_large``,
            ``proposals.import_empty``, ``proposals.import_too_many`` and the codes of
            `read_workbook`.
    """
    if len(data) > MAX_FILE_BYTES:
        raise InvalidInputError(
            "proposals.import_too_large", limit_megabytes=MAX_FILE_BYTES // 1024 // 1024
        )
    if not data.startswith(_ZIP):
        raise InvalidInputError("proposals.import_not_xlsx")
    rows, _notes = read_workbook(data)
    if not rows:
        raise InvalidInputError("proposals.import_empty")
    at = heading_place([values for _number, values in rows[:_SEARCHED]])
    body = rows[at + 1 :]
    if not body:
        raise InvalidInputError("proposals.import_empty")
    if len(body) > MAX_ROWS:
        raise InvalidInputError("proposals.import_too_many", limit=MAX_ROWS)
    headings = [_heading(value) for value in rows[at][1]]
    width = max(len(headings), *(len(values) for _number, values in body))
    return ProposalSheet(
        headings=tuple(headings + [""] * (width - len(headings))),
        rows=tuple((number, (*values, *[None] * (width - len(values)))) for number, values in body),
    )


def read_entries(
    sheet: ProposalSheet,
    mapping: Mapping[ProposalField, int],
    *,
    defaults: Defaults,
    today: date,
) -> ProposalReading:
    """Return the proposals a mapping makes of a list; nothing is dropped silently."""
    reader = _Reader(mapping, defaults, today)
    entries = [
        (number, entry)
        for number, values in sheet.rows
        if (entry := reader.read(number, values)) is not None
    ]
    return ProposalReading(
        entries=tuple(entries),
        faults=tuple(reader.faults[:MAX_SHOWN_FAULTS]),
        fault_count=len(reader.faults),
    )


class _Reader:
    """Reads row by row and remembers faults and the numbers already met."""

    def __init__(
        self, mapping: Mapping[ProposalField, int], defaults: Defaults, today: date
    ) -> None:
        self._mapping, self._defaults, self._today = mapping, defaults, today
        self._first_with: dict[Identity, int] = {}
        self.faults: list[Fault] = []

    def read(self, number: int, values: Sequence[Value]) -> ProposalEntry | None:
        """Return one row, None when something in it is wrong."""
        self._row, self._values = number, values
        before = len(self.faults)
        entry = self._entry()
        if len(self.faults) > before:
            return None
        try:
            found = cleaned(entry, today=self._today)
        except DomainError as error:
            self._wrong(None, error.code, error.params)
            return None
        first = self._first_with.setdefault(identity_of(found), number)
        if first != number:
            self._wrong(ProposalField.NUMBER, "proposals.import_twice", {"first": first})
            return None
        return found

    def _entry(self) -> ProposalEntry:
        given = self._defaults
        assigned_on = self._take(ProposalField.ASSIGNED, given.assigned_on, _day)
        return ProposalEntry(
            kind=given.kind,
            level=given.level,
            session=self._take(ProposalField.SESSION, given.session, _plain),
            number=self._take(ProposalField.NUMBER, "", _plain),
            title=self._take(ProposalField.TITLE, "", _plain),
            text=self._take(ProposalField.TEXT, "", _plain),
            submitters=self._take(ProposalField.SUBMITTERS, "", _people),
            delegation=self._take(ProposalField.DELEGATION, "", _plain),
            joint_signers=self._take(ProposalField.JOINT, "", _people),
            undertaking=self._take(ProposalField.UNDERTAKING, given.undertaking, _undertaking),
            transferring_body=self._take(ProposalField.BODY, given.transferring_body, _plain),
            assigned_on=assigned_on,
            received_on=self._take(
                ProposalField.RECEIVED, max(given.received_on, assigned_on), _day
            ),
        )

    def _take(self, field: ProposalField, missing: T, read: Callable[[Value], T]) -> T:
        column = self._mapping.get(field)
        if column is None or is_blank(self._values[column]):
            return missing
        try:
            return read(self._values[column])
        except DomainError as error:
            self._wrong(field, error.code, error.params)
            return missing

    def _wrong(self, field: ProposalField | None, code: str, params: dict[str, Param]) -> None:
        column = None if field is None else self._mapping.get(field)
        letter = "" if column is None else str(get_column_letter(column + 1))
        self.faults.append(Fault(row=self._row, column=letter, code=code, params=params))


def _heading(value: Value) -> str:
    return "" if value is None else " ".join(str(value).split())[:_MAX_HEADING]


def _plain(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _people(value: Value) -> str:
    """Names stand in lines or behind commas; one mark is kept between them."""
    return "、".join(part for part in re.split(r"[,，;；、\n]+", _plain(value)) if part.strip())


def _day(value: Value) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return legal_day(read_moment(value))


def _undertaking(value: Value) -> Undertaking:
    word = "".join(_plain(value).split())
    for part, undertaking in _UNDERTAKINGS:
        if part in word:
            return undertaking
    raise InvalidInputError("proposals.import_undertaking")
