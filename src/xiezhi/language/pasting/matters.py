"""Where one matter ends and the next begins among the messages of one speaker."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from xiezhi.language.pasting.placeholders import without_placeholders
from xiezhi.language.pasting.places import Towns, find_place
from xiezhi.language.pasting.values import FoundPlace, Message, PlaceholderKind, RowReason
from xiezhi.language.subject_hint import suggest_areas

PAUSE: Final = timedelta(minutes=30)
"""Words after a longer silence are a matter of their own, unless they say they belong."""

PAUSE_BEFORE_WORDS: Final = timedelta(hours=2)
"""Pictures may wait this long for the words that explain them."""

_SUPPLEMENT_WITHIN: Final = timedelta(hours=6)
_MIN_STORY: Final = 8  # shorter words say too little to be of another matter
_CLEAR: Final = 0.5  # one telling word of a subject area
_NEW_MATTER: Final = re.compile(
    r"\s*(?:另外|还有(?:一[个件处起]|[个件处])|再[报说]一?[个件下]|再反映|再报|又[发看]现|又看到|还发现|还看到|其次|"
    r"第[二三四五六][个件处]?|另[一有]|顺便|新发现|[二三四五六][、.．])"
)
_SUPPLEMENT: Final = re.compile(
    r"\s*(?:补充|刚才|刚刚|上面|前面|还是(?:那|刚才|上)|就是(?:那|上|刚)|这是(?:刚才|上面|补))"
)


@dataclass(slots=True)
class Matter:
    """Messages of one speaker about one matter, by their places in the paste."""

    messages: list[int]
    reasons: list[RowReason]
    has_words: bool = False
    place: FoundPlace = field(default_factory=FoundPlace)
    areas: set[str] = field(default_factory=set)
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What one message says of place and subject."""

    place: int
    words: str
    spot: FoundPlace
    areas: frozenset[str]
    sent_at: datetime | None
    is_document: bool


def split_matters(messages: Mapping[int, Message], *, towns: Towns) -> list[Matter]:
    """Return the matters of one speaker's messages, in order; keys are places in the paste."""
    matters: list[Matter] = []
    said = {place: _said(place, message, towns) for place, message in messages.items()}
    for one in said.values():
        reason = _reason_to_begin(matters[-1], one) if matters else RowReason.FIRST_OF_SPEAKER
        if reason is not None:
            matters.append(Matter(messages=[], reasons=[reason]))
        elif RowReason.SAME_SPEAKER_SOON not in matters[-1].reasons:
            matters[-1].reasons.append(RowReason.SAME_SPEAKER_SOON)
        _take(matters[-1], one)
    for before, after in pairwise(matters):
        _hand_over(before, after, said)
    return matters


def _said(place: int, message: Message, towns: Towns) -> _Said:
    words = own_words(message)
    return _Said(
        place=place,
        words=words,
        spot=find_place(words, towns=towns) if words else FoundPlace(),
        areas=frozenset(
            hint.area for hint in (suggest_areas(words) if words else ()) if hint.score >= _CLEAR
        ),
        sent_at=message.sent_at,
        is_document=message.order is not None,
    )


def own_words(message: Message) -> str:
    """Return what a message says in words: a lone place card or link is none."""
    text = without_placeholders(message.text)
    cards = [one for one in message.placeholders if one.kind is PlaceholderKind.PLACE]
    if cards and len(text.split("\n")) == 1:
        return ""
    return text.strip()


def _reason_to_begin(matter: Matter, said: _Said) -> RowReason | None:
    """Return why a message begins a new matter, or None when it goes on with this one."""
    if said.is_document:
        return RowReason.OWN_DOCUMENT
    if _is_long_pause(matter, said):
        return RowReason.LONG_PAUSE
    if not matter.has_words or not said.words:
        return None
    if _NEW_MATTER.match(said.words):
        return RowReason.NEW_MATTER_WORD
    if len(said.words) < _MIN_STORY or _SUPPLEMENT.match(said.words):
        return None
    if _is_elsewhere(matter.place, said.spot):
        return RowReason.OTHER_PLACE
    if matter.areas and said.areas and matter.areas.isdisjoint(said.areas):
        return RowReason.OTHER_SUBJECT
    return None


def _is_long_pause(matter: Matter, said: _Said) -> bool:
    if matter.last_at is None or said.sent_at is None:
        return False
    pause = abs(said.sent_at - matter.last_at)
    if _SUPPLEMENT.match(said.words):
        return pause > _SUPPLEMENT_WITHIN
    return pause > (PAUSE if matter.has_words else PAUSE_BEFORE_WORDS)


def _is_elsewhere(place: FoundPlace, other: FoundPlace) -> bool:
    if place.town and other.town and place.town != other.town:
        return True
    return bool(place.village and other.village and place.village != other.village)


def _take(matter: Matter, said: _Said) -> None:
    matter.messages.append(said.place)
    matter.last_at = said.sent_at or matter.last_at
    if said.words:
        matter.has_words = True
        matter.areas |= said.areas
        matter.place = FoundPlace(
            town=matter.place.town or said.spot.town,
            village=matter.place.village or said.spot.village,
        )


def _hand_over(before: Matter, after: Matter, said: Mapping[int, _Said]) -> None:
    """Give pictures at the end of a matter to the next one where they announce its words."""
    if after.reasons[0] in {RowReason.LONG_PAUSE, RowReason.OWN_DOCUMENT}:
        return
    carried = list(_trailing(before.messages, said))[::-1]
    if not carried or len(carried) == len(before.messages):
        return
    words = before.messages[-len(carried) - 1]
    if _announces(said, words, carried, after.messages[0], first=before.messages[0]):
        del before.messages[-len(carried) :]
        after.messages[:0] = carried
        after.reasons.append(RowReason.FILES_BEFORE_WORDS)


def _trailing(messages: Sequence[int], said: Mapping[int, _Said]) -> Iterator[int]:
    for place in reversed(messages):
        if said[place].words:
            return
        yield place


def _announces(
    said: Mapping[int, _Said], words: int, carried: Sequence[int], following: int, *, first: int
) -> bool:
    """Nearer in time decides; where the clock says nothing, this speaker's way so far."""
    left, right = said[words].sent_at, said[following].sent_at
    begin, end = said[carried[0]].sent_at, said[carried[-1]].sent_at
    if left and right and begin and end and begin - left != right - end:
        return begin - left > right - end
    return not said[first].words
