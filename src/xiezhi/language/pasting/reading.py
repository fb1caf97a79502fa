"""The door for pasted text: what it is, and its messages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from xiezhi.language.cleaning import clean_text
from xiezhi.language.pasting.chat import Section, read_chat
from xiezhi.language.pasting.decoding import MAX_CHARACTERS, is_garbled
from xiezhi.language.pasting.mail_words import MailWords, split_mails
from xiezhi.language.pasting.placeholders import find_placeholders
from xiezhi.language.pasting.speakers import Names
from xiezhi.language.pasting.times import UNDATED, Resolved, read_moment, resolve
from xiezhi.language.pasting.values import (
    LeftOut,
    LeftOutReason,
    Message,
    NameMatch,
    Pasted,
    PasteKind,
    PasteWarning,
    WorkOrder,
)
from xiezhi.language.pasting.work_orders import read_order, read_order_table, read_work_orders

_MAX_TIME_LINE: Final = 60


def read_paste(text: str, *, now: datetime, known_names: Mapping[str, str]) -> Pasted:
    """Return what somebody pasted as messages, each with its lines.

    Args:
        text: anything; hidden characters are removed, words are not.
        now: when it was pasted; words like 昨天 are read against it.
        known_names: every way a person is written, to the key of that person.

    Raises:
        InvalidInputError: ``language.too_long`` over `MAX_CHARACTERS`.
    """
    cleaned = clean_text(text, limit=MAX_CHARACTERS)
    reader = _Reader(Names(known_names), now)
    kind, sections = reader.read(cleaned.split("\n") if cleaned else [])
    messages = tuple(message for section in sections for message in section.messages)
    left = [one for section in sections for one in section.left_out]
    warnings = [warning for message in messages for warning in message.warnings]
    if is_garbled(cleaned):
        warnings.insert(0, PasteWarning.GARBLED)
    return Pasted(
        kind=kind,
        text=cleaned,
        messages=messages,
        left_out=tuple(sorted(left, key=lambda one: one.first_line)),
        warnings=once(warnings),
    )


def once(warnings: Iterable[PasteWarning]) -> tuple[PasteWarning, ...]:
    """Return warnings without repetition, in the order they first arose."""
    return tuple(dict.fromkeys(warnings))


class _Reader:
    """Reads parts of a paste, remembering who is known and what time it is."""

    def __init__(self, names: Names, now: datetime) -> None:
        self.names = names
        self.now = now

    def read(self, lines: Sequence[str]) -> tuple[PasteKind, list[Section]]:
        mails = split_mails(lines, now=self.now)
        if not mails:
            return self._part(lines, first=1)
        comment = self._part(lines[: mails[0].head], first=1)[1]
        read = [self._mail(mail, lines) for mail in mails]
        kinds = [kind for kind, _ in read]
        kind = next((one for one in kinds if one is not PasteKind.MAIL), PasteKind.MAIL)
        return kind, [*comment, *(section for _, sections in read for section in sections)]

    def _part(self, lines: Sequence[str], *, first: int) -> tuple[PasteKind, list[Section]]:
        """Read lines that are no mail: chat, work orders or plain words."""
        if not any(line.strip() for line in lines):
            return PasteKind.PLAIN, []
        table = read_order_table(lines, first=first, now=self.now)
        if table is not None:
            return PasteKind.WORK_ORDER, [table]
        chat = read_chat(lines, first=first, names=self.names, now=self.now)
        orders = None if _is_sure(chat) else read_work_orders(lines, first=first, now=self.now)
        if orders is not None:
            return PasteKind.WORK_ORDER, [orders]
        if chat is not None:
            kind = PasteKind.WECHAT_FORWARD if chat.is_forward else PasteKind.WECHAT_COPY
            return kind, [self._with_orders(chat)]
        return PasteKind.PLAIN, [self._plain(lines, first=first)]

    def _mail(self, mail: MailWords, lines: Sequence[str]) -> tuple[PasteKind, list[Section]]:
        kind, sections = self._part(lines[mail.body : mail.end], first=mail.body + 1)
        heading = _left_heading(mail, lines)
        if kind is not PasteKind.PLAIN:
            is_chat = kind is not PasteKind.WORK_ORDER
            found = PasteKind.WECHAT_FORWARD if is_chat else kind
            return found, [Section(messages=(), left_out=(heading,)), *sections]
        words = [message for section in sections for message in section.messages]
        if not words and not mail.subject:
            return PasteKind.MAIL, [Section(messages=(), left_out=(heading,))]
        bare = Message(speaker="", text="", first_line=0, last_line=heading.last_line)
        message = self._signed(words[0] if words else bare, mail, first_line=heading.first_line)
        return PasteKind.MAIL, [Section(messages=(message,))]

    def _signed(self, words: Message, mail: MailWords, *, first_line: int) -> Message:
        speaker = self.names.find(mail.sender)
        return replace(
            words,
            speaker=mail.sender,
            supporter=speaker.key,
            match=speaker.match,
            sent_at=mail.sent.instant,
            time_reading=mail.sent.reading,
            time_words=mail.time_words,
            subject=mail.subject,
            first_line=first_line,
            warnings=mail.sent.warnings,
        )

    def _plain(self, lines: Sequence[str], *, first: int) -> Section:
        written = [place for place, line in enumerate(lines) if line.strip()]
        begin, end = written[0], written[-1]
        text = "\n".join(lines[begin : end + 1])
        found = self._time_line(lines[begin])
        message = Message(
            speaker="",
            text=text,
            match=NameMatch.NONE,
            sent_at=found.instant,
            time_reading=found.reading,
            placeholders=find_placeholders(text),
            first_line=first + begin,
            last_line=first + end,
            warnings=(PasteWarning.NO_SPEAKER, *found.warnings),
        )
        return Section(messages=(message,))

    def _time_line(self, line: str) -> Resolved:
        """Words below a lone time, as copied from one conversation, were sent at that time."""
        moment = read_moment(line) if len(line) <= _MAX_TIME_LINE else None
        if moment is None:
            return UNDATED
        return resolve(moment, now=self.now, day=None)

    def _with_orders(self, chat: Section) -> Section:
        messages = tuple(
            replace(message, order=order) if (order := self._order_in(message)) else message
            for message in chat.messages
        )
        return replace(chat, messages=messages)

    def _order_in(self, message: Message) -> WorkOrder | None:
        return read_order(message.text, now=self.now)


def _is_sure(chat: Section | None) -> bool:
    """Return whether a chat shows itself by times or known people: not by colons alone."""
    return chat is not None and any(
        message.time_words or message.supporter for message in chat.messages
    )


def _left_heading(mail: MailWords, lines: Sequence[str]) -> LeftOut:
    return LeftOut(
        reason=LeftOutReason.HEADING,
        text="\n".join(lines[mail.head : mail.body]),
        first_line=mail.head + 1,
        last_line=mail.body,
    )
