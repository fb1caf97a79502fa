"""台账 as a value: what both the spreadsheet and the print are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import InvalidInputError

Cell = str | int | float | Decimal | date | datetime | None
MAX_COLUMNS: Final = 60
_HEADING_WIDTH: Final = 13


class ColumnKind(StrEnum):
    """How a column is written and aligned."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        width: in characters of Latin text; a Han character takes two.
        meaning: 口径, written under the heading.
    """

    heading: str
    width: int = 12
    kind: ColumnKind = ColumnKind.TEXT
    meaning: str = ""

    @property
    def full_width(self) -> int:
        """The width, or what a short heading needs to stay on one line."""
        return max(self.width, min(2 * len(self.heading) + 1, _HEADING_WIDTH))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list as the office hands it on.

    Attributes:
        prepared_by: 制表人, role and number.
        prepared_at: 制表时间, aware.
        period: 统计期 in words, for example 2026年1月1日至6月30日; "" when there is none.
        checked_by: 审核人; "" leaves a line to sign on.
        copy_code: 导出编号, on every page.
        rows: read once, one after another; may be a generator over a database cursor.
    """

    title: str
    office: str
    prepared_by: str
    prepared_at: datetime
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    period: str = ""
    checked_by: str = ""
    copy_code: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.columns) <= MAX_COLUMNS:
            raise InvalidInputError("documents.column_count", limit=MAX_COLUMNS)

    def checked_rows(self) -> Iterable[Sequence[Cell]]:
        """Yield the rows.

        Raises:
            InvalidInputError: ``documents.row_width`` at a row of another width than the columns.
        """
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise InvalidInputError("documents.row_width", row=number)
            yield row


def china_minute(instant: datetime) -> datetime:
    """Return an aware instant as naive Chinese wall time, which is all a spreadsheet knows."""
    return instant.astimezone(CHINA).replace(tzinfo=None, second=0, microsecond=0)


def date_words(value: date | datetime) -> str:
    """Return 2026-03-05, or 2026-03-05 09:30 for an instant."""
    if isinstance(value, datetime):
        return f"{china_minute(value):%Y-%m-%d %H:%M}"
    return value.isoformat()


def words(value: Cell) -> str:
    """Return a cell as text: nothing for None, a day or minute for dates, plain figures."""
    if value is None:
        return ""
    return date_words(value) if isinstance(value, date) else str(value)
