"""Mail pasted as text: blocks of 发件人, 发送时间, 主题, each with the words under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr, parsedate_to_datetime
from enum import Enum, auto
from typing import Final

from xiezhi.kernel.clock import CHINA
from xiezhi.language.pasting.times import (
    CLOCK_SLACK,
    UNDATED,
    Resolved,
    read_date_or_moment,
)
from xiezhi.language.pasting.values import PasteWarning, TimeReading


class _Header(Enum):
    SENDER = auto()
    SENT = auto()
    SUBJECT = auto()
    OTHER = auto()


_LABELS: Final = {
    "发件人": _Header.SENDER, "发送人": _Header.SENDER, "寄件人": _Header.SENDER, "from": _Header.SENDER,
    "发送时间": _Header.SENT, "发送日期": _Header.SENT, "日期": _Header.SENT, "时间": _Header.SENT,
    "发件时间": _Header.SENT, "sent": _Header.SENT, "date": _Header.SENT,
    "主题": _Header.SUBJECT, "标题": _Header.SUBJECT, "subject": _Header.SUBJECT,
    "收件人": _Header.OTHER, "抄送": _Header.OTHER, "密送": _Header.OTHER, "附件": _Header.OTHER,
    "回复": _Header.OTHER, "to": _Header.OTHER, "cc": _Header.OTHER, "attachments": _Header.OTHER,
}  # fmt: skip
_HEADER: Final = re.compile(
    rf"[>\s*]{{0,10}}(?P<label>{'|'.join(_LABELS)})\s{{0,3}}[*]{{0,2}}[:：](?P<value>.*)",
    re.IGNORECASE,
)
_RULE: Final = re.compile(
    r"[-—–_=\s>]{2,60}(?:原始邮件|原邮件|转发的?邮件(?:信息)?|Original Message|Forwarded message)?[-—–_=\s:：]{0,60}"
    r"|Begin forwarded message:?",
    re.IGNORECASE,
)
_MAX_HEADER: Final = 2_000
_MAX_VALUE: Final = 300
_ENOUGH: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWords:
    """One mail of a paste: places of lines count from 0.

    Attributes:
        head: first line of the block with the rule above it.
        body: first line of the words.
        end: one past the last line of the words.
    """

    sender: str
    subject: str
    sent: Resolved
    time_words: str
    head: int
    body: int
    end: int


def split_mails(lines: Sequence[str], *, now: datetime) -> list[MailWords]:
    """Return the mails of a paste in their order, [] where no block of headings stands."""
    blocks = _blocks(lines)
    heads = [_above(lines, begin) for begin, _ in blocks]
    ends = [*heads[1:], len(lines)][: len(heads)]
    return [
        _mail(lines, now=now, head=head, begin=begin, body=body, end=end)
        for (begin, body), head, end in zip(blocks, heads, ends, strict=True)
    ]


def read_sent(text: str, *, now: datetime) -> Resolved:
    """Return the instant of a mail's date, as people or as mail programs write it."""
    plain = text.strip()[:_MAX_VALUE]
    found = read_date_or_moment(plain, now=now)
    if found.instant is None:
        found = _by_standard(plain)
    if found.instant is not None and found.instant > now + CLOCK_SLACK:
        return Resolved(instant=None, reading=TimeReading.NONE, warnings=(PasteWarning.IN_FUTURE,))
    return found


def sender_of(text: str) -> str:
    """Return the name of a sender as shown, or the address where there is none."""
    plain = text.strip().rstrip(";；").strip()[:_MAX_VALUE]
    name, address = parseaddr(plain)
    return (name or address or plain).strip("\"' ")


def _by_standard(text: str) -> Resolved:
    try:
        instant = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return UNDATED
    local = instant.replace(tzinfo=CHINA) if instant.tzinfo is None else instant
    try:
        return Resolved(instant=local.astimezone(CHINA), reading=TimeReading.FULL)
    except (ValueError, OverflowError):
        return UNDATED


def _blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return (first line, line after) of each run of headings that names a sender."""
    found = []
    begin = None
    for place in range(len(lines) + 1):
        is_header = place < len(lines) and _header(lines[place]) is not None
        if is_header and begin is None:
            begin = place
        elif not is_header and begin is not None:
            kinds = {_header(lines[one]) for one in range(begin, place)}
            if _Header.SENDER in kinds and len(kinds) >= _ENOUGH:
                found.append((begin, place))
            begin = None
    return found


def _header(line: str) -> _Header | None:
    found = _HEADER.match(line) if len(line) <= _MAX_HEADER else None
    return _LABELS[found["label"].lower()] if found else None


def _above(lines: Sequence[str], begin: int) -> int:
    """Return the first line of the rule (-----原始邮件-----) over a block."""
    place = begin
    while place and not lines[place - 1].strip():
        place -= 1
    if place and len(lines[place - 1]) <= _MAX_VALUE and _RULE.fullmatch(lines[place - 1]):
        return place - 1
    return begin


def _mail(
    lines: Sequence[str], *, now: datetime, head: int, begin: int, body: int, end: int
) -> MailWords:
    values: dict[_Header, str] = {}
    for place in range(begin, body):
        found = _HEADER.match(lines[place])
        if found:
            values.setdefault(_LABELS[found["label"].lower()], found["value"].strip())
    sent = values.get(_Header.SENT, "")
    return MailWords(
        sender=sender_of(values.get(_Header.SENDER, "")),
        subject=values.get(_Header.SUBJECT, "")[:_MAX_VALUE],
        sent=read_sent(sent, now=now),
        time_words=sent[:_MAX_VALUE],
        head=head,
        body=body,
        end=end,
    )
