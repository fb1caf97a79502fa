"""What one part of the law page is: a table whose lines name their source and can be filtered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.house.selectors.citations import Basis
from xiezhi.law.instruments import Instrument
from xiezhi.law.sourced import Sourced

STATUTORY: Final = "statutory"
OWN: Final = "own"
UNVERIFIED: Final = "unverified"
SUPPLEMENT: Final = "supplement"
TAG_LABELS: Final = {
    "K": gettext_lazy("凭了解填写"),
    "L": gettext_lazy("外地做法"),
    "NONE": gettext_lazy("法律未规定"),
    "OWN": gettext_lazy("本院核对"),
}
_SHORT: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: words, a chip when ``tone`` is given, or a list; ``head`` names its column."""

    text: str = ""
    tone: str = ""
    items: tuple[str, ...] = ()
    head: str = ""

    @property
    def is_short(self) -> bool:
        """Whether the words stay in one line."""
        return bool(self.tone) or len(self.text) <= _SHORT


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """Where a line comes from.

    Attributes:
        instrument: title and number of the text, "" where none.
        tag: mark of the source; its meaning stands below the table.
        supplement: the office's own file, "" when built in.
        own_basis: the clause of the house an own limit rests on.
    """

    basis: str
    instrument: str = ""
    tag: str = ""
    is_verified: bool = True
    supplement: str = ""
    own_basis: Basis | None = None

    @property
    def tag_words(self) -> str:
        """The mark as shown."""
        return str(TAG_LABELS.get(self.tag, self.tag))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; ``key`` is its anchor, ``standing`` is statutory, own or "" where neither."""

    key: str
    title: str
    notes: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    source: SourceCell
    since: date | None = None
    until: date | None = None
    count_key: str = ""
    standing: str = ""

    @property
    def words(self) -> str:
        """Everything a person may look for."""
        cells = (part for cell in self.cells for part in (cell.text, *cell.items))
        source = (self.source.basis, self.source.instrument, self.source.tag)
        return " ".join((self.key, self.title, *self.notes, *cells, *source)).casefold()

    def is_marked(self, mark: str) -> bool:
        """Return whether a line belongs to what ``mark`` asks for; "" asks for all."""
        if mark == UNVERIFIED:
            return not self.source.is_verified
        if mark == SUPPLEMENT:
            return bool(self.source.supplement)
        return not mark or self.standing == mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under a heading; "" for none."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One part of the page. ``heads`` name the cells between the title and the source."""

    first_head: str
    heads: tuple[str, ...]
    groups: tuple[Group, ...]
    note: str = ""
    has_dates: bool = False
    has_counts: bool = False

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(len(group.lines) for group in self.groups)

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return 2 + len(self.heads) + self.has_dates + self.has_counts

    @property
    def tags(self) -> frozenset[str]:
        """The marks of source its lines bear that words alone do not explain."""
        marks = (line.source.tag for group in self.groups for line in group.lines)
        return frozenset(mark for mark in marks if mark not in TAG_LABELS)


def narrowed(sheet: Sheet, *, asked: str, mark: str) -> Sheet:
    """Return a sheet with the lines that hold every word asked for and bear the mark."""
    words = asked.casefold().split()
    kept = (
        replace(
            group,
            lines=tuple(
                _headed(line, sheet.heads)
                for line in group.lines
                if line.is_marked(mark) and all(word in line.words for word in words)
            ),
        )
        for group in sheet.groups
    )
    return replace(sheet, groups=tuple(group for group in kept if group.lines))


def _headed(line: Line, heads: tuple[str, ...]) -> Line:
    cells = zip(line.cells, heads, strict=True)
    return replace(line, cells=tuple(replace(cell, head=head) for cell, head in cells))


def one_group(lines: Iterable[Line]) -> tuple[Group, ...]:
    """Return lines without a heading."""
    return (Group(title="", lines=tuple(lines)),)


def grouped(pairs: Iterable[tuple[str, Line]]) -> tuple[Group, ...]:
    """Return lines under the headings they came with, in the order headings first came."""
    found: dict[str, list[Line]] = {}
    for title, line in pairs:
        found.setdefault(title, []).append(line)
    return tuple(Group(title=title, lines=tuple(lines)) for title, lines in found.items())


def source_cell(source: Sourced) -> SourceCell:
    """Return the cell of a source."""
    return SourceCell(
        basis=source.basis,
        instrument=instrument_words(source.instrument),
        tag=source.tag,
        is_verified=source.is_verified,
        supplement=source.supplement,
    )


def instrument_words(instrument: Instrument | None) -> str:
    """Return title and number of a text, "" for none."""
    return "" if instrument is None else f"{instrument.title} {instrument.number}".strip()


def notes(*texts: str) -> tuple[str, ...]:
    """Return the notes that say something, in the reader's language."""
    return tuple(_(text) for text in texts if text)
