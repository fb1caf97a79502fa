"""Which file belongs to which message: by name, by order of the placeholders, by time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from xiezhi.language.pasting.values import PastedFile, PasteWarning, PlaceholderKind, RowReason

SLACK: Final = timedelta(minutes=5)
"""A picture cannot be taken after it was sent; two clocks may differ by this much."""

CAMERA_SOURCES: Final = frozenset({"device", "exif"})
"""Sources that tell when a picture was taken, not when a copy was saved."""

_NEAR: Final = timedelta(hours=12)
_FILES: Final = (
    PlaceholderKind.PICTURE,
    PlaceholderKind.VOICE,
    PlaceholderKind.VIDEO,
    PlaceholderKind.FILE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A placeholder waiting for its file; ``row`` is None for messages that are no row."""

    row: int | None
    kind: PlaceholderKind
    name: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The time a row's messages cover."""

    first: datetime
    last: datetime


@dataclass(slots=True)
class Placed:
    """Where files went: rows with their files, reasons and warnings; and the rest."""

    files: dict[int, list[int]] = field(default_factory=dict)
    reasons: dict[int, list[RowReason]] = field(default_factory=dict)
    warnings: dict[int, list[PasteWarning]] = field(default_factory=dict)
    loose: list[int] = field(default_factory=list)

    def put(self, file: int, row: int | None, reason: RowReason) -> None:
        """Put a file into a row, or aside."""
        if row is None:
            self.loose.append(file)
            return
        self.files.setdefault(row, []).append(file)
        self.reasons.setdefault(row, []).append(reason)

    def warn(self, row: int | None, warning: PasteWarning) -> None:
        """Note what a person should look at in a row."""
        if row is not None:
            self.warnings.setdefault(row, []).append(warning)


def place_files(
    files: Sequence[PastedFile], slots: Sequence[Slot], spans: Sequence[Span | None]
) -> Placed:
    """Return where each file goes; a file nothing speaks for stays loose.

    ``slots`` are in the order of the paste; ``spans`` has one entry for each row.
    """
    placed = Placed()
    if len(spans) == 1:
        for place in range(len(files)):
            placed.put(place, 0, RowReason.FILE_ONLY_ROW)
        return placed
    for kind in _FILES:
        _Kind(files, spans, placed).place(
            [place for place, file in enumerate(files) if file.kind is kind],
            [slot for slot in slots if slot.kind is kind],
        )
    placed.loose += [place for place, file in enumerate(files) if file.kind not in _FILES]
    placed.loose.sort()
    return placed


class _Kind:
    """Places the files of one kind."""

    def __init__(
        self, files: Sequence[PastedFile], spans: Sequence[Span | None], placed: Placed
    ) -> None:
        self.files = files
        self.spans = spans
        self.placed = placed

    def place(self, files: list[int], slots: list[Slot]) -> None:
        files, slots = self._by_name(files, slots)
        rows = {slot.row for slot in slots}
        if len(rows) == 1:
            for file in files:
                self.placed.put(file, slots[0].row, RowReason.FILE_BY_ORDER)
            self._missing(slots[len(files) :])
        elif len(files) == len(slots):
            self._in_order(self._sorted(files), slots)
        elif self._all_timed(files) and (not slots or all(slot.sent_at for slot in slots)):
            self._by_time(self._sorted(files), slots)
        else:
            self._as_far_as_they_go(files, slots)

    def _by_name(self, files: list[int], slots: list[Slot]) -> tuple[list[int], list[Slot]]:
        """Names the chat itself gives leave nothing open."""
        waiting = {_plain(slot.name): slot for slot in reversed(slots) if slot.name}
        rest, used = [], set()
        for file in files:
            slot = waiting.pop(_plain(self.files[file].name), None)
            if slot is None:
                rest.append(file)
                continue
            self.placed.put(file, slot.row, RowReason.FILE_BY_NAME)
            used.add(id(slot))
        return rest, [slot for slot in slots if id(slot) not in used]

    def _in_order(self, files: Iterable[int], slots: Iterable[Slot]) -> None:
        for file, slot in zip(files, slots, strict=False):
            self._put(file, slot, RowReason.FILE_BY_ORDER)

    def _put(self, file: int, slot: Slot, reason: RowReason) -> None:
        self.placed.put(file, slot.row, reason)
        taken = self.files[file]
        if (
            taken.taken_at is not None
            and slot.sent_at is not None
            and taken.time_source in CAMERA_SOURCES
            and taken.taken_at > slot.sent_at + SLACK
        ):
            self.placed.warn(slot.row, PasteWarning.FILE_TIME_DISAGREES)

    def _by_time(self, files: list[int], slots: list[Slot]) -> None:
        """Numbers differ: each file takes the placeholder, else the row, nearest in time.

        Where files are too few, no placeholder is taken twice.
        """
        free = list(slots)
        is_shared = len(files) > len(slots)
        for file in files:
            slot = self._nearest(file, slots if is_shared else free)
            if slot is None:
                self.placed.put(file, self._nearest_row(file), RowReason.FILE_BY_TIME)
                continue
            self._put(file, slot, RowReason.FILE_BY_TIME)
            if slot in free:
                free.remove(slot)
        self._missing(free)

    def _nearest(self, file: int, slots: list[Slot]) -> Slot | None:
        near = [
            (distance, place)
            for place, slot in enumerate(slots)
            if slot.sent_at and (distance := self._distance(file, slot.sent_at)) <= _NEAR
        ]
        return slots[min(near)[1]] if near else None

    def _nearest_row(self, file: int) -> int | None:
        near = [
            (min(self._distance(file, span.first), self._distance(file, span.last)), row)
            for row, span in enumerate(self.spans)
            if span is not None
        ]
        return min(near)[1] if near and min(near)[0] <= _NEAR else None

    def _distance(self, file: int, sent_at: datetime) -> timedelta:
        """Return how far a file is from a message; never taken later than it was sent."""
        taken = self.files[file]
        if taken.taken_at is None:
            return timedelta.max
        gap = sent_at - taken.taken_at
        if taken.time_source in CAMERA_SOURCES and gap < -SLACK:
            return timedelta.max
        return abs(gap)

    def _as_far_as_they_go(self, files: list[int], slots: list[Slot]) -> None:
        count = min(len(files), len(slots))
        self._in_order(files[:count], slots[:count])
        if len(files) < len(slots):
            for row in sorted({slot.row for slot in slots if slot.row is not None}):
                self.placed.warn(row, PasteWarning.FILE_ORDER_GUESSED)
        self._missing(slots[count:])
        self.placed.loose += files[count:]

    def _missing(self, slots: Iterable[Slot]) -> None:
        for slot in slots:
            self.placed.warn(slot.row, PasteWarning.FILE_MISSING)

    def _all_timed(self, files: Iterable[int]) -> bool:
        return all(self.files[file].taken_at is not None for file in files)

    def _sorted(self, files: list[int]) -> list[int]:
        """Return files by time where all have one of the same source; else as handed in."""
        sources = {self.files[file].time_source for file in files}
        if len(sources) != 1 or not self._all_timed(files):
            return files
        return sorted(files, key=lambda file: (self.files[file].taken_at, file))


def _plain(name: str) -> str:
    return name.strip().casefold()
