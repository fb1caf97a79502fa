"""函件与送达: letters over all matters a person may see, nearest reply limit first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.rules.procedure import LetterState
from xiezhi.letters.rules.queues import (
    ENDED_TABS,
    MAX_ENDED_COUNT,
    MAX_PAGE,
    PAGE_SIZE,
    LetterTab,
)
from xiezhi.letters.selectors.access import visible_letters


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFilter:
    """What a person asked to see. Empty values do not filter."""

    tab: LetterTab = LetterTab.TO_REPLY
    kind: LetterKind | None = None
    unit_id: UUID | None = None
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One letter, and the answer that came. ``replied_on`` is the day a paper reply arrived."""

    letter: Letter
    unit_name: str
    replied_on: date | None
    conclusion: str
    reply_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterList:
    """One page of rows, at most 50."""

    rows: tuple[LetterRow, ...]
    page: int
    has_next: bool


_WAITING: Final = Q(replied_at__isnull=True, withdrawn_at__isnull=True)
_STATES: Final = {
    LetterTab.DRAFT: (LetterState.DRAFT,),
    LetterTab.TO_CHECK: (LetterState.CHECKING,),
    LetterTab.TO_ISSUE: (LetterState.CHECKED, LetterState.ISSUED),
    LetterTab.TO_SERVE: (LetterState.SEALED, LetterState.SENT),
    LetterTab.TO_REPLY: (LetterState.SERVED,),
    LetterTab.OVERDUE: (LetterState.SERVED,),
    LetterTab.DONE: (LetterState.SERVED,),
    LetterTab.REPLIED: (LetterState.REPLIED,),
    LetterTab.WITHDRAWN: (LetterState.WITHDRAWN,),
}
_BY_LIMIT: Final = (F("reply_due_on").asc(nulls_last=True), "id")
_ORDERS: Final[dict[LetterTab, tuple[Any, ...]]] = {
    LetterTab.DRAFT: ("-written_at", "id"),
    LetterTab.TO_CHECK: ("written_at", "id"),
    LetterTab.TO_ISSUE: ("written_at", "id"),
    LetterTab.TO_SERVE: (F("sealed_on").asc(nulls_first=True), "id"),
    LetterTab.TO_REPLY: _BY_LIMIT,
    LetterTab.OVERDUE: _BY_LIMIT,
    LetterTab.DONE: ("-served_on", "id"),
    LetterTab.REPLIED: ("-replied_at", "id"),
    LetterTab.WITHDRAWN: ("-withdrawn_at", "id"),
}


def count_letters(acting: Actor, asked: LetterFilter, today: date) -> dict[LetterTab, int]:
    """Return the count of each tab under the filter; ended ones stop at 1,000 (shown as 999+).

    Four queries; letters that wait for something lie in a small partial index.
    """
    letters = _found(acting, asked)
    waiting = {
        tab.value: Count("id", filter=_in_tab(tab, today))
        for tab in LetterTab
        if tab not in ENDED_TABS
    }
    counts: dict[str, int] = letters.filter(_WAITING).aggregate(**waiting)
    for tab in ENDED_TABS:
        ended = letters.filter(_in_tab(tab, today)).values("id")
        counts[tab.value] = ended[:MAX_ENDED_COUNT].count()
    return {tab: counts[tab.value] for tab in LetterTab}


def list_letters(acting: Actor, asked: LetterFilter, today: date) -> LetterList:
    """Return one page of letters; two queries."""
    page = min(max(asked.page, 1), MAX_PAGE)
    start = (page - 1) * PAGE_SIZE
    letters = (
        _found(acting, asked)
        .filter(_in_tab(asked.tab, today))
        .select_related("unit")
        .defer("body")
        .order_by(*_ORDERS[asked.tab])
    )
    read = list(letters[start : start + PAGE_SIZE + 1])
    return LetterList(rows=_rows(read[:PAGE_SIZE]), page=page, has_next=len(read) > PAGE_SIZE)


def _found(acting: Actor, asked: LetterFilter) -> QuerySet[Letter]:
    letters = visible_letters(acting)
    if asked.unit_id is not None:
        letters = letters.filter(unit_id=asked.unit_id)
    if asked.kind is not None:
        letters = letters.filter(kind=asked.kind)
    if asked.words:
        own = Q(title__icontains=asked.words) | Q(office_number__icontains=asked.words)
        unit = Q(unit__name__icontains=asked.words) | Q(unit__short_name__icontains=asked.words)
        letters = letters.filter(own | unit | Q(matter_label__icontains=asked.words))
    return letters


def _in_tab(tab: LetterTab, today: date) -> Q:
    stands = Q(state__in=sorted(_STATES[tab]))
    is_overdue = Q(reply_due_on__lt=today)
    match tab:
        case LetterTab.TO_REPLY:
            return stands & Q(asks_reply=True) & ~is_overdue
        case LetterTab.OVERDUE:
            return stands & Q(asks_reply=True) & is_overdue
        case LetterTab.DONE:
            return stands & Q(asks_reply=False)
        case _:
            return stands


def _rows(letters: list[Letter]) -> tuple[LetterRow, ...]:
    replies = _last_replies(letters)
    return tuple(_row(one, replies.get(one.id)) for one in letters)


def _last_replies(letters: Iterable[Letter]) -> dict[UUID, LetterReply]:
    replied = [one.id for one in letters if one.replied_at is not None]
    replies = LetterReply.objects.filter(letter_id__in=replied, is_draft=False)
    return {reply.letter_id: reply for reply in replies.defer("words", "measures").order_by("at")}


def _row(letter: Letter, reply: LetterReply | None) -> LetterRow:
    replied_on = None
    if letter.replied_at is not None:
        replied_on = (reply and reply.received_on) or legal_day(letter.replied_at)
    return LetterRow(
        letter=letter,
        unit_name=letter.unit.name,
        replied_on=replied_on,
        conclusion=reply.conclusion if reply else "",
        reply_number=reply.reply_number if reply else "",
    )
