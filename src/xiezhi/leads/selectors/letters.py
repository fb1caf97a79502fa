"""移送函件: documents to organs over all leads a person may see, nearest reply limit first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import LeadClock, OrganReply, Referral
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.rules.queues import MAX_ENDED_COUNT, MAX_PAGE, PAGE_SIZE, LetterTab
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.found import of_named_lead
from xiezhi.leads.selectors.lead_parts import ClockShown
from xiezhi.leads.selectors.queues import due_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFilter:
    """What a person asked to see. Empty values do not filter."""

    tab: LetterTab = LetterTab.TO_REPLY
    unit_id: UUID | None = None
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One document. ``clock`` is None until it is served: the limit counts from service."""

    id: UUID
    title: str
    office_number: str
    unit_name: str
    lead_id: UUID
    lead_reference: str
    lead_state: LeadState
    written_at: datetime
    sent_at: datetime | None
    received_at: datetime | None
    served_on: date | None
    service_way: str
    replied_on: date | None
    conclusion: str
    withdrawn_at: datetime | None
    clock: ClockShown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterList:
    """One page of rows, at most 50."""

    rows: tuple[LetterRow, ...]
    page: int
    has_next: bool


_WAITING: Final = Q(replied_at__isnull=True, withdrawn_at__isnull=True)
_CONFIRMED: Final = Q(received_at__isnull=False) | Q(served_on__isnull=False)
_ENDED: Final = (LetterTab.REPLIED, LetterTab.WITHDRAWN)
_ORDERS: Final[dict[LetterTab, tuple[Any, ...]]] = {
    LetterTab.TO_SEND: ("written_at", "id"),
    LetterTab.TO_CONFIRM: ("sent_at", "id"),
    LetterTab.TO_REPLY: (F("reply_due_on").asc(nulls_last=True), "id"),
    LetterTab.OVERDUE: ("reply_due_on", "id"),
    LetterTab.REPLIED: ("-replied_at", "id"),
    LetterTab.WITHDRAWN: ("-withdrawn_at", "id"),
}


def count_letters(acting: Actor, asked: LetterFilter, today: date) -> dict[LetterTab, int]:
    """Return the count of each tab under the filter; ended ones stop at 1,000 (shown as 999+).

    Three queries; documents that wait for something lie in a small partial index.
    """
    letters = _found(acting, asked)
    waiting = {
        tab.value: Count("id", filter=_in_tab(tab, today)) for tab in LetterTab if tab not in _ENDED
    }
    counts: dict[str, int] = letters.filter(_WAITING).aggregate(**waiting)
    for tab in _ENDED:
        ended = letters.filter(_in_tab(tab, today)).values("id")
        counts[tab.value] = ended[:MAX_ENDED_COUNT].count()
    return {tab: counts[tab.value] for tab in LetterTab}


def list_letters(acting: Actor, asked: LetterFilter, today: date) -> LetterList:
    """Return one page of documents; three queries."""
    page = min(max(asked.page, 1), MAX_PAGE)
    start = (page - 1) * PAGE_SIZE
    letters = (
        _found(acting, asked)
        .filter(_in_tab(asked.tab, today))
        .select_related("unit", "lead")
        .defer("body", "lead__search", "lead__summary")
        .order_by(*_ORDERS[asked.tab])
    )
    read = list(letters[start : start + PAGE_SIZE + 1])
    return LetterList(
        rows=_rows(read[:PAGE_SIZE], today), page=page, has_next=len(read) > PAGE_SIZE
    )


def _found(acting: Actor, asked: LetterFilter) -> QuerySet[Referral]:
    letters: QuerySet[Referral] = Referral.objects.filter(
        lead_id__in=visible_leads(acting).values("id")
    )
    if asked.unit_id is not None:
        letters = letters.filter(unit_id=asked.unit_id)
    if asked.words:
        own = Q(title__icontains=asked.words) | Q(office_number__icontains=asked.words)
        unit = Q(unit__name__icontains=asked.words) | Q(unit__short_name__icontains=asked.words)
        letters = letters.filter(own | unit | of_named_lead(asked.words))
    return letters


def _in_tab(tab: LetterTab, today: date) -> Q:
    sent = _WAITING & Q(sent_at__isnull=False)
    is_overdue = Q(reply_due_on__lt=today)
    match tab:
        case LetterTab.TO_SEND:
            return _WAITING & Q(sent_at__isnull=True)
        case LetterTab.TO_CONFIRM:
            return sent & ~_CONFIRMED
        case LetterTab.TO_REPLY:
            return sent & _CONFIRMED & ~is_overdue
        case LetterTab.OVERDUE:
            return sent & is_overdue
        case LetterTab.REPLIED:
            return Q(replied_at__isnull=False)
        case LetterTab.WITHDRAWN:
            return Q(withdrawn_at__isnull=False)


def _rows(letters: list[Referral], today: date) -> tuple[LetterRow, ...]:
    clocks = _clocks_of(letters)
    replies = _replies_to(letters)
    return tuple(
        _row(one, replies.get(one.id), clocks.get((one.lead_id, one.reply_due_on)), today)
        for one in letters
    )


def _clocks_of(letters: Iterable[Referral]) -> dict[tuple[UUID, date | None], LeadClock]:
    """Return the clocks that run for a reply, by lead and last day: what a document keeps of it."""
    served = [one for one in letters if one.reply_due_on is not None]
    clocks = LeadClock.objects.filter(
        lead_id__in={one.lead_id for one in served},
        rule_key=ClockRule.ORGAN_REPLY,
        due_on__in={one.reply_due_on for one in served},
    )
    return {(clock.lead_id, clock.due_on): clock for clock in clocks}


def _replies_to(letters: Iterable[Referral]) -> dict[UUID, OrganReply]:
    replied = [one.id for one in letters if one.replied_at is not None]
    replies = OrganReply.objects.filter(referral_id__in=replied, is_draft=False)
    return {reply.referral_id: reply for reply in replies.defer("words", "measures").order_by("at")}


def _row(
    letter: Referral, reply: OrganReply | None, clock: LeadClock | None, today: date
) -> LetterRow:
    replied_on = None
    if letter.replied_at is not None:
        replied_on = (reply and reply.received_on) or legal_day(letter.replied_at)
    return LetterRow(
        id=letter.id,
        title=letter.title,
        office_number=letter.office_number,
        unit_name=letter.unit.name,
        lead_id=letter.lead_id,
        lead_reference=f"{letter.lead.year}-{letter.lead.number}",
        lead_state=LeadState(letter.lead.state),
        written_at=letter.written_at,
        sent_at=letter.sent_at,
        received_at=letter.received_at,
        served_on=letter.served_on,
        service_way=letter.service_way,
        replied_on=replied_on,
        conclusion=reply.conclusion if reply else "",
        withdrawn_at=letter.withdrawn_at,
        clock=None if clock is None else _clock_shown(letter, replied_on, clock, today),
    )


def _clock_shown(
    letter: Referral, replied_on: date | None, clock: LeadClock, today: date
) -> ClockShown:
    """Return the clock as it ended for this document: two served on one day share their last day."""
    withdrawn_on = legal_day(letter.withdrawn_at) if letter.withdrawn_at else None
    return ClockShown(
        id=clock.id,
        due=due_of(clock, today),
        trigger_on=clock.trigger_on,
        ended_on=replied_on or withdrawn_on,
        is_void=withdrawn_on is not None,
    )
