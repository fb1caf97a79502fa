"""Copied chats: 多选复制, 合并转发, 转邮件. Messages with speaker, time and what stood between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from xiezhi.language.pasting.chatter import is_notice
from xiezhi.language.pasting.headings import MAX_HEADING, Head, HeadForm, find_heads
from xiezhi.language.pasting.placeholders import find_placeholders
from xiezhi.language.pasting.speakers import NOBODY, Names, Speaker
from xiezhi.language.pasting.times import (
    UNDATED,
    Resolved,
    read_date_line,
    read_moment,
    resolve,
)
from xiezhi.language.pasting.values import (
    LeftOut,
    LeftOutReason,
    Message,
    NameMatch,
    PasteWarning,
    TimeReading,
)

_FORWARDED: Final = re.compile(r"聊天记录|chat history", re.IGNORECASE)
_RULED_DAY: Final = re.compile(r"\s*[—–─━-]{3,}.{6,30}[—–─━-]{3,}\s*")
_QUOTE_RULE: Final = re.compile(r"\s*(?:[-—–]\s?){3,}\s*")
_BACKWARDS: Final = timedelta(minutes=2)
_PREFACE_LINES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Messages of a part of a paste, and its lines that belong to none."""

    messages: tuple[Message, ...]
    left_out: tuple[LeftOut, ...] = ()
    is_forward: bool = False


@dataclass(slots=True)
class _Reader:
    """The state while lines go by."""

    lines: Sequence[str]
    first: int
    names: Names
    now: datetime
    heads: dict[int, Head]
    messages: list[Message] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    day: date | None = None
    above: Resolved | None = None
    last_time: datetime | None = None

    def read(self) -> None:
        """Take every line once, from the first to the last."""
        starts = sorted(self.heads)
        self._preface(starts[0])
        for start, end in zip(starts, [*starts[1:], len(self.lines)], strict=True):
            self._message(self.heads[start], end)

    def _preface(self, end: int) -> None:
        """Lines before the first heading: a greeting of the mail, or words of who knows whom."""
        stop = self._end_of_words(0, end)
        written = [place for place in range(stop) if self.lines[place].strip()]
        if written and self._is_preface(written):
            self._leave(LeftOutReason.PREFACE, written[0], written[-1])
        elif written:
            body = [(place, self.lines[place]) for place in range(written[0], stop)]
            self._add(None, NOBODY, UNDATED, body)
        self._markers(stop, end)

    def _is_preface(self, written: list[int]) -> bool:
        return len(written) <= _PREFACE_LINES and any(
            is_forward_title(self.lines[place]) for place in written
        )

    def _message(self, head: Head, end: int) -> None:
        start = head.line + head.length
        least = max(start, head.line + 1)
        stop = end if end == len(self.lines) else self._end_of_words(least, end)
        body = [(place, self.lines[place]) for place in range(start, stop)]
        if head.form is HeadForm.INLINE:
            body[0] = (head.line, head.inline)
        self._add(head, self.names.find(head.speaker), self._time_of(head), body)
        self._markers(stop, end)

    def _time_of(self, head: Head) -> Resolved:
        if head.moment is not None:
            return resolve(head.moment, now=self.now, day=self.day)
        return self.above or UNDATED

    def _end_of_words(self, start: int, end: int) -> int:
        """Return where words end: a date or time alone before a heading belongs to what follows."""
        stop = end
        while stop > start and self._is_marker(self.lines[stop - 1]):
            stop -= 1
        return stop

    def _is_marker(self, line: str) -> bool:
        if not line.strip():
            return True
        return len(line) <= MAX_HEADING and (
            read_date_line(line, now=self.now) is not None
            or read_moment(line) is not None
            or is_notice(line)
        )

    def _markers(self, start: int, end: int) -> None:
        for place in range(start, end):
            line = self.lines[place]
            if not line.strip():
                continue
            self._leave(
                LeftOutReason.NOTICE if is_notice(line) else LeftOutReason.DATE_LINE, place, place
            )
            day, moment = read_date_line(line, now=self.now), read_moment(line)
            if day is not None:
                self.day, self.above = day, None
            elif moment is not None:
                found = resolve(moment, now=self.now, day=self.day)
                known = found.reading is not TimeReading.NONE
                self.above = replace(found, reading=TimeReading.ABOVE) if known else found

    def _add(
        self,
        head: Head | None,
        speaker: Speaker,
        resolved: Resolved,
        body: list[tuple[int, str]],
    ) -> None:
        written = [(place, line) for place, line in body if line.strip()]
        begin = head.line if head else written[0][0]
        end = max((place for place, _ in written), default=begin)
        end = max(end, begin + head.length - 1 if head else begin)
        notices = [place for place, line in written if is_notice(line)]
        for place in notices:
            self._leave(LeftOutReason.NOTICE, place, place)
        text = "\n".join(line for place, line in body if place not in notices).strip("\n ")
        if not text:
            if head is not None and head.form is not HeadForm.INLINE:
                self._leave(LeftOutReason.HEADING, begin, begin + head.length - 1)
            return
        quoted, text = split_quote(text)
        self.messages.append(
            Message(
                speaker=head.speaker if head else "",
                supporter=speaker.key,
                match=speaker.match,
                sent_at=resolved.instant,
                time_reading=resolved.reading,
                time_words=head.moment.words if head and head.moment else "",
                text=text,
                quoted=quoted,
                placeholders=find_placeholders(text),
                first_line=self.first + begin,
                last_line=self.first + end,
                warnings=self._warnings(head, speaker, resolved),
            )
        )
        self.last_time = resolved.instant or self.last_time

    def _warnings(
        self, head: Head | None, speaker: Speaker, resolved: Resolved
    ) -> tuple[PasteWarning, ...]:
        found = list(resolved.warnings)
        if head is None:
            found.append(PasteWarning.NO_SPEAKER)
        elif speaker.match is NameMatch.AMBIGUOUS:
            found.append(PasteWarning.NAME_AMBIGUOUS)
        elif speaker.match is NameMatch.NONE:
            found.append(PasteWarning.NAME_UNKNOWN)
        if (
            resolved.instant is not None
            and self.last_time is not None
            and resolved.instant < self.last_time - _BACKWARDS
        ):
            found.append(PasteWarning.ORDER_BROKEN)
        return tuple(found)

    def _leave(self, reason: LeftOutReason, begin: int, end: int) -> None:
        self.left_out.append(
            LeftOut(
                reason=reason,
                text="\n".join(self.lines[begin : end + 1]),
                first_line=self.first + begin,
                last_line=self.first + end,
            )
        )


def read_chat(lines: Sequence[str], *, first: int, names: Names, now: datetime) -> Section | None:
    """Return the messages of a copied chat, or None when the lines are none.

    ``first`` is the number of the first line in the whole paste.
    """
    is_forward = any(map(is_forward_title, lines[:_PREFACE_LINES])) or any(
        map(_RULED_DAY.fullmatch, (line for line in lines if len(line) <= MAX_HEADING))
    )
    heads = find_heads(lines, names, is_forward=is_forward)
    if not heads:
        return None
    reader = _Reader(lines=lines, first=first, names=names, now=now, heads=heads)
    reader.read()
    return Section(
        messages=tuple(reader.messages), left_out=tuple(reader.left_out), is_forward=is_forward
    )


def is_forward_title(line: str) -> bool:
    """Return whether a line is the title of a forwarded chat (「…的聊天记录」)."""
    return len(line) <= MAX_HEADING and _FORWARDED.search(line) is not None


def split_quote(text: str) -> tuple[str, str]:
    """Return what a message quotes of another (「…」 over a dashed rule) and its own words."""
    if not text.startswith("「"):
        return "", text
    lines = text.split("\n")
    for place, line in enumerate(lines[:-1]):
        if line.rstrip().endswith("」") and _QUOTE_RULE.fullmatch(lines[place + 1][:MAX_HEADING]):
            own = "\n".join(lines[place + 2 :]).strip("\n ")
            return ("\n".join(lines[: place + 1]), own) if own else ("", text)
    return "", text
