"""Draft rows: the messages of one person about one matter, with the files that belong to them.

Deterministic: the same paste gives the same rows. Each row says why it is one; a person may put
them together otherwise (`regroup_row`).
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from types import MappingProxyType
from typing import Final

from xiezhi.language.pasting.alike import find_alike
from xiezhi.language.pasting.chatter import left_out_reason
from xiezhi.language.pasting.files import CAMERA_SOURCES, SLACK, Placed, Slot, Span, place_files
from xiezhi.language.pasting.matters import Matter, split_matters
from xiezhi.language.pasting.numbers import find_numbers
from xiezhi.language.pasting.placeholders import without_placeholders
from xiezhi.language.pasting.places import Towns, find_place
from xiezhi.language.pasting.points import find_points, point_warnings
from xiezhi.language.pasting.reading import once
from xiezhi.language.pasting.speakers import fold, known_people
from xiezhi.language.pasting.values import (
    DraftRow,
    FoundPlace,
    Grouped,
    LeftOut,
    LeftOutReason,
    Message,
    OrderField,
    Pasted,
    PastedFile,
    PasteKind,
    PasteWarning,
    RowReason,
)

_NO_TOWNS: Final[Towns] = MappingProxyType({})
_DOCUMENTS: Final = frozenset({PasteKind.MAIL, PasteKind.WORK_ORDER})
_OLD_PICTURE: Final = timedelta(days=30)
_POST: Final = re.compile("检察(?:官|院|长|干警|联络)|检院|书记员|内勤")
_FROM_NAME: Final = "file_name"
_FROM_MESSAGE: Final = "message"


def group_rows(
    pasted: Pasted,
    files: Sequence[PastedFile] = (),
    *,
    towns: Towns = _NO_TOWNS,
    own_names: Collection[str] = (),
) -> Grouped:
    """Return the draft rows of a paste.

    Args:
        pasted: from `read_paste`.
        files: in the order they came.
        towns: 苏木镇 of the office, each with the 嘎查村 known there.
        own_names: the office's own people in the group: what they say is no report.
    """
    reasons = _left_out(pasted, known_people(own_names))
    matters = _matters(pasted, reasons, towns)
    row_of = {place: row for row, matter in enumerate(matters) for place in matter.messages}
    slots = [
        Slot(row=row_of.get(place), kind=one.kind, name=one.name, sent_at=message.sent_at)
        for place, message in enumerate(pasted.messages)
        for one in message.placeholders
    ]
    placed = place_files(files, slots, [_span(pasted, matter.messages) for matter in matters])
    drafts = [
        _row(pasted, files, matter, share=_Share.of(placed, row), towns=towns)
        for row, matter in enumerate(matters)
    ]
    left = [
        _left(message, reason)
        for message, reason in zip(pasted.messages, reasons, strict=True)
        if reason is not None
    ]
    warnings = [warning for draft in drafts for warning in draft.warnings]
    if placed.loose:
        warnings.insert(0, PasteWarning.FILES_LEFT)
    return Grouped(
        rows=_with_alike(drafts),
        left_out=tuple(left),
        loose_files=tuple(placed.loose),
        warnings=once(warnings),
    )


def regroup_row(
    pasted: Pasted,
    files: Sequence[PastedFile],
    *,
    messages: Collection[int],
    row_files: Collection[int],
    towns: Towns = _NO_TOWNS,
) -> DraftRow:
    """Return the row of messages and files a person put together; reasons are hers, so none.

    Messages that were left out may be taken back. ``messages`` must not be empty.
    """
    matter = Matter(messages=sorted(messages), reasons=[])
    share = _Share(files=tuple(sorted(row_files)), reasons=(), warnings=())
    return _row(pasted, files, matter, share=share, towns=towns)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """The files of one row."""

    files: tuple[int, ...]
    reasons: tuple[RowReason, ...]
    warnings: tuple[PasteWarning, ...]

    @classmethod
    def of(cls, placed: Placed, row: int) -> "_Share":
        return cls(
            files=tuple(sorted(placed.files.get(row, ()))),
            reasons=tuple(placed.reasons.get(row, ())),
            warnings=tuple(placed.warnings.get(row, ())),
        )


def _left_out(pasted: Pasted, own: frozenset[str]) -> list[LeftOutReason | None]:
    """Return for each message why it is no matter, or None; a work order always is one.

    What the office says in a group is no report; a colleague's mail brings one.
    """
    is_mail = pasted.kind in _DOCUMENTS
    reasons: list[LeftOutReason | None] = []
    for message in pasted.messages:
        reason = left_out_reason(message.text or message.subject, message.placeholders)
        if reason is None and not is_mail and _is_of_office(message, own):
            reason = LeftOutReason.OFFICE
        reasons.append(None if message.order else reason)
    return reasons


def _is_of_office(message: Message, own: frozenset[str]) -> bool:
    """Return whether the office itself speaks: one of its people, or an unknown 检察官."""
    if not message.speaker:
        return False
    is_post = message.supporter is None and _POST.search(message.speaker) is not None
    return is_post or fold(message.speaker) in own


def _matters(pasted: Pasted, reasons: Sequence[LeftOutReason | None], towns: Towns) -> list[Matter]:
    """Return the matters of all speakers in the order of their first messages."""
    speakers: dict[str, dict[int, Message]] = {}
    matters = []
    for place, message in enumerate(pasted.messages):
        if reasons[place] is not None:
            continue
        if pasted.kind in _DOCUMENTS:
            matters.append(Matter(messages=[place], reasons=[RowReason.OWN_DOCUMENT]))
        else:
            speakers.setdefault(_person(message), {})[place] = message
    matters += chain.from_iterable(split_matters(said, towns=towns) for said in speakers.values())
    return sorted(matters, key=lambda matter: matter.messages[0])


def _person(message: Message) -> str:
    return message.supporter or fold(message.speaker) or message.speaker


def _span(pasted: Pasted, messages: Iterable[int]) -> Span | None:
    times = [at for place in messages if (at := pasted.messages[place].sent_at)]
    return Span(first=min(times), last=max(times)) if times else None


def _row(
    pasted: Pasted,
    files: Sequence[PastedFile],
    matter: Matter,
    *,
    share: _Share,
    towns: Towns,
) -> DraftRow:
    messages = [pasted.messages[place] for place in matter.messages]
    first = messages[0]
    order = next((one.order for one in messages if one.order), None)
    words = _words(messages)
    raw = "\n".join(message.text for message in messages)
    place = _place(messages, words, towns)
    points = find_points(raw)
    numbers = find_numbers(words)
    span = _span(pasted, matter.messages)
    seen_at, source, doubts = _seen(span, [files[place] for place in share.files])
    warnings = [
        *(warning for message in messages for warning in message.warnings),
        *share.warnings,
        *doubts,
        *point_warnings(raw, points),
        *([PasteWarning.NUMBER_IN_TEXT] if numbers else []),
        *([PasteWarning.TOWN_UNKNOWN] if towns and not place.town else []),
    ]
    return DraftRow(
        speaker=first.speaker,
        supporter=first.supporter,
        match=first.match,
        messages=tuple(matter.messages),
        files=share.files,
        words=words,
        title=next((message.subject for message in messages if message.subject), ""),
        place=place,
        points=points,
        numbers=numbers,
        sent_at=span.first if span else None,
        seen_at=seen_at,
        seen_at_source=source,
        external_number=order.get(OrderField.NUMBER) if order else "",
        contact_name=order.get(OrderField.CALLER) if order else "",
        contact_phone=order.get(OrderField.PHONE) if order else "",
        reasons=tuple(dict.fromkeys((*matter.reasons, *share.reasons))),
        warnings=once(warnings),
    )


def _words(messages: Sequence[Message]) -> str:
    """Return what goes into the report: of a work order its content, else all that was said."""
    said = (
        (message.order.get(OrderField.WORDS) if message.order else "")
        or without_placeholders(message.text).strip()
        for message in messages
    )
    return "\n".join(words for words in said if words)


def _place(messages: Sequence[Message], words: str, towns: Towns) -> FoundPlace:
    """Return where it is: fields of a work order before words, a place card among them."""
    order = next((one.order for one in messages if one.order), None)
    if order is None:
        text = "\n".join(message.text for message in messages)
        return find_place(text, towns=towns)
    address = order.get(OrderField.PLACE)
    stated = find_place(f"{order.get(OrderField.TOWN)} {address}", towns=towns)
    found = stated if stated.town else find_place(words, towns=towns)
    return FoundPlace(town=found.town, village=found.village, words=(address or found.words)[:200])


def _seen(
    span: Span | None, files: Sequence[PastedFile]
) -> tuple[datetime | None, str, list[PasteWarning]]:
    """Return the best time of the scene, its source, and doubts.

    A camera's time comes first where it can be true. The name of a saved copy and the message are
    both later than the scene, so the earlier of the two is nearer to it.
    """
    doubts = []
    timed = [(file.taken_at, file.time_source) for file in files if file.taken_at]
    cameras = [one for one in timed if one[1] in CAMERA_SOURCES]
    possible = [one for one in cameras if span is None or one[0] <= span.last + SLACK]
    if len(possible) < len(cameras) or (
        possible and span and min(possible)[0] < span.first - _OLD_PICTURE
    ):
        doubts.append(PasteWarning.FILE_TIME_DISAGREES)
    if possible:
        return *min(possible), doubts
    later = [one for one in timed if one[1] == _FROM_NAME]
    if span is not None:
        later.append((span.first, _FROM_MESSAGE))
    return (*min(later), doubts) if later else (None, "", doubts)


def _left(message: Message, reason: LeftOutReason) -> LeftOut:
    return LeftOut(
        reason=reason,
        text=f"{message.speaker}：{message.text}" if message.speaker else message.text,
        first_line=message.first_line,
        last_line=message.last_line,
    )


def _with_alike(drafts: Sequence[DraftRow]) -> tuple[DraftRow, ...]:
    found = find_alike([(draft.words, draft.place) for draft in drafts])
    return tuple(
        replace(draft, alike=alike[0], likeness=alike[1]) if alike else draft
        for draft, alike in zip(drafts, found, strict=True)
    )
