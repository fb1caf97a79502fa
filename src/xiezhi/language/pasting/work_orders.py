"""Work orders 工单 as text: labels with values, one or several, or rows copied from a table."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate, pairwise
from typing import Final

from xiezhi.language.pasting.chat import Section
from xiezhi.language.pasting.order_labels import FIELD_OF_LABEL, OF_ORDERS, WEAK
from xiezhi.language.pasting.order_tables import Table, read_table
from xiezhi.language.pasting.placeholders import find_placeholders
from xiezhi.language.pasting.times import CLOCK_SLACK, UNDATED, Resolved, read_date_or_moment
from xiezhi.language.pasting.values import (
    LeftOut,
    LeftOutReason,
    Message,
    OrderField,
    OrderValue,
    PasteWarning,
    TimeReading,
    WorkOrder,
)

_ENOUGH_FIELDS: Final = 3
_SPACED: Final = {
    label: "[ \u3000]{0,4}".join(label) for label in sorted(FIELD_OF_LABEL, key=len, reverse=True)
}
"""Forms stretch their labels: 来 电 人, 姓　　名."""
_LABEL: Final = re.compile(
    rf"(?:^|(?<=[\s;；|，,。、]))[【\[]?[ ]?"
    rf"(?P<label>{'|'.join(_SPACED.values())})[ ]?(?P<close>[】\]]?)"
    r"(?P<mark>[ ]?[:：]|[ ]?\t|[ ]{1,4}(?=\S)|(?=\n)|\Z|(?<=[】\]]))",
    re.MULTILINE,
)
_SPACES: Final = re.compile("[ \u3000]+")
_SOFT: Final = "，,、。"  # a label behind these may as well be words of the caller
_EDGES: Final = " \t\n;；|，,"
_MAX_DATE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """A label in the text; the value begins at ``end``."""

    label: str
    field: OrderField
    start: int
    end: int
    is_line_start: bool
    is_soft: bool


@dataclass(slots=True)
class _Order:
    """One order while its labels are collected."""

    labels: list[_Label] = field(default_factory=list)

    def has(self, wanted: OrderField) -> bool:
        return any(one.field is wanted for one in self.labels)

    def takes(self, label: _Label) -> bool:
        """Return whether a label is one here, or words of the caller that look like one."""
        if label.is_line_start or not self.labels:
            return True
        if self.has(label.field):
            return False
        is_in_words = self.labels[-1].field is OrderField.WORDS
        return not (is_in_words and label.is_soft and label.label in WEAK)

    def is_ended_by(self, label: _Label) -> bool:
        """Return whether a label begins the next order."""
        if not any(one.label == label.label for one in self.labels):
            return False
        if self.has(OrderField.NUMBER):
            return label.field is OrderField.NUMBER
        return label.label == self.labels[0].label and label.is_line_start


def read_work_orders(lines: Sequence[str], *, first: int, now: datetime) -> Section | None:
    """Return the work orders of a paste as messages, or None when it holds none.

    ``first`` is the number of the first line in the whole paste.
    """
    text = "\n".join(lines)
    orders = _orders(text)
    if not orders:
        return None
    starts = [order.labels[0].start for order in orders]
    offsets = list(accumulate((len(line) + 1 for line in lines), initial=0))
    messages = tuple(
        _message(
            _values(order, text, end),
            raw=text[start:end].strip("\n"),
            lines=_lines(text, offsets, start, end),
            first=first,
            now=now,
        )
        for order, (start, end) in zip(orders, pairwise([*starts, len(text)]), strict=True)
    )
    before = bisect_right(offsets, starts[0]) - 1
    return Section(messages=messages, left_out=_left(lines, 0, before, first=first))


def read_order_table(lines: Sequence[str], *, first: int, now: datetime) -> Section | None:
    """Return the work orders of rows copied from a table, or None when the lines are none."""
    table = read_table(lines)
    if table is None or not table.rows:
        return None
    return _of_table(table, lines, first=first, now=now)


def read_order(text: str, *, now: datetime) -> WorkOrder | None:
    """Return the work order a message holds, or None; the first where there are several."""
    if not OF_ORDERS.search(text):
        return None
    orders = _orders(text)
    if not orders:
        return None
    end = orders[1].labels[0].start if len(orders) > 1 else len(text)
    return _order(_values(orders[0], text, end), now=now)[0]


def _orders(text: str) -> list[_Order]:
    labels = _labels(text)
    fields = {one.field for one in labels}
    is_order = (
        len(fields) >= _ENOUGH_FIELDS
        and bool(fields & {OrderField.NUMBER, OrderField.WORDS})
        and any(OF_ORDERS.search(one.label) for one in labels)
    )
    orders = [_Order()] if is_order else []
    for label in labels if is_order else ():
        if orders[-1].is_ended_by(label):
            orders.append(_Order())
        if orders[-1].takes(label):
            orders[-1].labels.append(label)
    return orders


def _labels(text: str) -> list[_Label]:
    found = []
    for match in _LABEL.finditer(text):
        start = match.start()
        is_line_start = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        label = _SPACES.sub("", match["label"])
        is_marked = bool(match["close"]) or match["mark"].strip(" ") in {":", "：", "\t"}
        is_cell = start > 0 and text[start - 1] == "\t"
        if not is_marked and (label in WEAK or not (is_line_start or is_cell)):
            continue
        found.append(
            _Label(
                label=label,
                field=FIELD_OF_LABEL[label],
                start=start,
                end=match.end(),
                is_line_start=is_line_start,
                is_soft=start > 0 and text[start - 1] in _SOFT,
            )
        )
    return found


def _values(order: _Order, text: str, end: int) -> tuple[OrderValue, ...]:
    ends = [*(one.start for one in order.labels[1:]), end]
    return tuple(
        OrderValue(field=one.field, label=one.label, value=value)
        for one, stop in zip(order.labels, ends, strict=True)
        if (value := text[one.end : stop].strip(_EDGES))
    )


def _lines(text: str, offsets: list[int], start: int, end: int) -> tuple[int, int]:
    """Return the places of the first and last line with words between two positions."""
    stop = start + len(text[start:end].rstrip())
    return bisect_right(offsets, start) - 1, bisect_right(offsets, max(start, stop - 1)) - 1


def _message(
    values: tuple[OrderValue, ...],
    *,
    raw: str,
    lines: tuple[int, int],
    first: int,
    now: datetime,
    warnings: tuple[PasteWarning, ...] = (),
) -> Message:
    order, received = _order(values, now=now)
    fields = [value.field for value in values if value.field is not OrderField.OTHER]
    if len(set(fields)) < len(fields):
        warnings = (*warnings, PasteWarning.FIELD_TWICE)
    return Message(
        speaker="",
        text=raw,
        subject=order.get(OrderField.TITLE),
        sent_at=order.received_at,
        time_reading=received.reading,
        time_words=order.get(OrderField.RECEIVED)[:_MAX_DATE],
        placeholders=find_placeholders(raw),
        order=order,
        first_line=first + lines[0],
        last_line=first + lines[1],
        warnings=(*received.warnings, *warnings),
    )


def _order(values: tuple[OrderValue, ...], *, now: datetime) -> tuple[WorkOrder, Resolved]:
    order = WorkOrder(values=values)
    received = read_date_or_moment(order.get(OrderField.RECEIVED)[:_MAX_DATE], now=now)
    if received.instant is not None and received.instant > now + CLOCK_SLACK:
        received = Resolved(
            instant=None, reading=TimeReading.NONE, warnings=(PasteWarning.IN_FUTURE,)
        )
    due = order.get(OrderField.DUE)
    due_at = (read_date_or_moment(due[:_MAX_DATE], now=now) if due else UNDATED).instant
    return WorkOrder(values=values, received_at=received.instant, due_at=due_at), received


def _of_table(table: Table, lines: Sequence[str], *, first: int, now: datetime) -> Section:
    guessed = (PasteWarning.COLUMNS_GUESSED,) if table.is_guessed else ()
    messages = tuple(
        _message(
            row.values,
            raw="\n".join(lines[row.first : row.last + 1]),
            lines=(row.first, row.last),
            first=first,
            now=now,
            warnings=guessed,
        )
        for row in table.rows
    )
    left = _left(lines, 0, table.start, first=first)
    if not table.is_guessed:
        left += _left(
            lines, table.start, table.heading + 1, first=first, reason=LeftOutReason.HEADING
        )
    return Section(messages=messages, left_out=left)


def _left(
    lines: Sequence[str],
    begin: int,
    end: int,
    *,
    first: int,
    reason: LeftOutReason = LeftOutReason.PREFACE,
) -> tuple[LeftOut, ...]:
    written = [place for place in range(begin, end) if lines[place].strip()]
    if not written:
        return ()
    return (
        LeftOut(
            reason=reason,
            text="\n".join(lines[written[0] : written[-1] + 1]),
            first_line=first + written[0],
            last_line=first + written[-1],
        ),
    )
