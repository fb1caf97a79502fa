"""反馈 as a dated list: who has to be told by when, who was told what, what is overdue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.accounts.models import OwnLimit
from xiezhi.accounts.rules.rights import Action, may
from xiezhi.accounts.selectors.office_settings import (
    list_holiday_tables,
    list_own_limits,
    period_of,
)
from xiezhi.clocks.models import Clock
from xiezhi.clocks.selectors.counting import period_of as period_of_clock
from xiezhi.clocks.selectors.of_matters import clocks_by_rule
from xiezhi.intake.selectors.unanswered import (
    ScreenedReport,
    WordsOfReporter,
    list_judged_words,
    list_screened_of_members,
    list_told_members,
    list_unanswered_words,
)
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.law.deadlines import due, rule_on
from xiezhi.law.holidays import HolidayTable
from xiezhi.law.periods import Period
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.feedback_duties import (
    MEMBER_RULE,
    WORDS_RULE,
    FeedbackKind,
    FeedbackState,
    check_span,
    feedback_state,
)
from xiezhi.leads.rules.reporters import ReporterKind
from xiezhi.leads.selectors.access import visible_leads

Read = TypeVar("Read")

MOST: Final = 1000
"""How many duties of one kind are looked at; the nearest due and the latest done come first."""
PAGE_SIZE: Final = 50
MAX_PAGE: Final = 80
DONE_WITHIN: Final = timedelta(days=92)
OWN_WITHOUT_TEXT: Final = "本院设定"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackFilter:
    """What a person asked to see. Empty values do not filter.

    ``since`` and ``until`` bound the last day of what is due, and the day of what was done; what
    was done is shown of the last three months unless a span is given.
    """

    state: FeedbackState = FeedbackState.DUE
    kind: FeedbackKind | None = None
    department: UUID | None = None
    handler: UUID | None = None
    since: date | None = None
    until: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackDuty:
    """One duty to tell somebody; ``who`` is a kind of reporter or a member's number, never a name.

    Attributes:
        due_on: the last day; for 再次反映 and screenings counted from the own limit of that day.
        basis: article, or the office's own text, or 本院设定.
        is_suggestion: the office set no limit of its own, the library's suggestion counts.
        words: what was told.
    """

    kind: FeedbackKind
    state: FeedbackState
    lead_id: UUID | None
    report_id: UUID | None
    reference: str
    title: str
    who: str
    department_id: UUID | None
    handler_id: UUID | None
    handler_label: str
    rule_key: str
    due_on: date | None
    is_statutory: bool
    basis: str
    length: Period | None
    is_provisional: bool
    is_suggestion: bool
    done_on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPage:
    """One page of duties and how many stand where under the same filter.

    ``is_cut`` tells that one kind has more than a thousand and only the first are counted.
    """

    rows: tuple[FeedbackDuty, ...]
    counts: dict[FeedbackState, int]
    page: int
    has_next: bool
    is_cut: bool


def list_feedback_duties(acting: Actor, asked: FeedbackFilter, today: date) -> FeedbackPage:
    """Return one page of the duties the actor may see, nearest due first, the done ones latest first.

    Raises:
        InvalidInputError: ``leads.span_reversed``.
    """
    check_span(asked.since, asked.until)
    until = asked.until or today
    since = asked.since or until - DONE_WITHIN
    duties = _Duties(acting, today)
    waiting = duties.open()
    done = duties.done(since, until)
    kept = [one for one in (*waiting, *done) if _matches(one, asked)]
    by_state = {state: [one for one in kept if one.state is state] for state in FeedbackState}
    rows = sorted(by_state[asked.state], key=_order)
    if asked.state is FeedbackState.DONE:
        rows = sorted(by_state[asked.state], key=lambda one: one.done_on or today, reverse=True)
    page = min(max(asked.page, 1), MAX_PAGE)
    start = (page - 1) * PAGE_SIZE
    return FeedbackPage(
        rows=tuple(rows[start : start + PAGE_SIZE]),
        counts={state: len(found) for state, found in by_state.items()},
        page=page,
        has_next=len(rows) > start + PAGE_SIZE,
        is_cut=duties.is_cut,
    )


def count_feedback_duties(acting: Actor, today: date) -> dict[FeedbackState, int]:
    """Return how many of the actor's own leads wait for feedback, due and overdue; one query."""
    clocks = _clocks(acting).filter(handler_id=acting.id, met_on__isnull=True)
    days = list(clocks.values_list("due_on", flat=True)[:MOST])
    overdue = sum(1 for day in days if day < today)
    return {FeedbackState.DUE: len(days) - overdue, FeedbackState.OVERDUE: overdue}


def _order(one: FeedbackDuty) -> tuple[date, str, str]:
    return one.due_on or date.max, one.kind, one.reference


def _matches(one: FeedbackDuty, asked: FeedbackFilter) -> bool:
    day = one.done_on if one.state is FeedbackState.DONE else one.due_on
    checks = (
        asked.kind is None or one.kind is asked.kind,
        asked.department is None or one.department_id == asked.department,
        asked.handler is None or one.handler_id == asked.handler,
        asked.since is None or (day is not None and day >= asked.since),
        asked.until is None or (day is not None and day <= asked.until),
    )
    return all(checks)


class _Duties:
    """Reads the duties of every kind once, with what their limits are counted by."""

    def __init__(self, acting: Actor, today: date) -> None:
        self.acting = acting
        self.today = today
        self.is_cut = False
        self.sees_pool = may(acting, Action.VIEW_POOL)
        self.tables: Sequence[HolidayTable] = list_holiday_tables()
        self.limits = [
            limit for limit in list_own_limits() if limit.rule_key in {WORDS_RULE, MEMBER_RULE}
        ]

    def open(self) -> list[FeedbackDuty]:
        clocks = _clocks(self.acting).filter(met_on__isnull=True).order_by("due_on", "id")
        found = self._of_leads(self._first(clocks), {})
        if self.sees_pool:
            said = self._cut(list_unanswered_words(None, MOST))
            found += self._words(said)
            found += [self._member(one) for one in self._cut(list_screened_of_members(MOST))]
        return found

    def done(self, since: date, until: date) -> list[FeedbackDuty]:
        met = _clocks(self.acting).filter(met_on__gte=since, met_on__lte=until)
        clocks = self._first(met.order_by("-met_on", "id"))
        found = self._of_leads(clocks, _told_words(clocks))
        if self.sees_pool:
            found += self._words(
                self._cut(list_judged_words(None, since=since, until=until, most=MOST))
            )
            members = list_told_members(since=since, until=until, most=MOST)
            found += [self._member(one) for one in self._cut(members)]
        return found

    def _first(self, clocks: QuerySet[Clock]) -> list[Clock]:
        return self._cut(list(clocks[:MOST]))

    def _cut(self, found: list[Read]) -> list[Read]:
        self.is_cut = self.is_cut or len(found) >= MOST
        return found

    def _of_leads(self, clocks: list[Clock], told: dict[UUID, str]) -> list[FeedbackDuty]:
        leads = _leads_of(clocks)
        return [
            self._lead_duty(clock, leads[clock.matter_id], told.get(clock.id, ""))
            for clock in clocks
        ]

    def _lead_duty(self, clock: Clock, lead: Lead, words: str) -> FeedbackDuty:
        is_organ = lead.reporter_kind == ReporterKind.ORGAN
        return FeedbackDuty(
            kind=FeedbackKind.ORGAN if is_organ else FeedbackKind.REPORTER,
            state=feedback_state(self.today, due_on=clock.due_on, done_on=clock.met_on),
            lead_id=lead.id,
            report_id=None,
            reference=f"{lead.year}-{lead.number}",
            title=lead.title,
            who=lead.reporter_kind,
            department_id=lead.department_id,
            handler_id=lead.handler_id,
            handler_label="" if lead.handler is None else lead.handler.label,
            rule_key=clock.rule_key,
            due_on=clock.due_on,
            is_statutory=clock.kind == "statutory",
            basis=clock.basis,
            length=period_of_clock(clock),
            is_provisional=clock.is_provisional,
            is_suggestion=False,
            done_on=clock.met_on,
            words=words,
        )

    def _words(self, said: list[WordsOfReporter]) -> list[FeedbackDuty]:
        leads = _leads_behind(self.acting, [one.report_id for one in said])
        hidden = _hidden_reports(leads, [one.report_id for one in said])
        return [
            self._words_duty(one, leads.get(one.report_id))
            for one in said
            if one.report_id not in hidden
        ]

    def _words_duty(self, one: WordsOfReporter, lead: Lead | None) -> FeedbackDuty:
        limit = self._limit(WORDS_RULE, legal_day(one.written_at))
        done_on = None if one.done_at is None else legal_day(one.done_at)
        handler = None if lead is None else lead.handler
        return replace(
            limit,
            kind=FeedbackKind.WORDS,
            state=feedback_state(self.today, due_on=limit.due_on, done_on=done_on),
            lead_id=None if lead is None else lead.id,
            report_id=one.report_id,
            reference=one.code if lead is None else f"{lead.year}-{lead.number}",
            title=one.said or one.title,
            who=one.member_label,
            department_id=None if lead is None else lead.department_id,
            handler_id=None if handler is None else handler.id,
            handler_label="" if handler is None else handler.label,
            done_on=done_on,
            words=one.answer,
        )

    def _member(self, one: ScreenedReport) -> FeedbackDuty:
        limit = self._limit(MEMBER_RULE, legal_day(one.screened_at))
        done_on = None if one.told_at is None else legal_day(one.told_at)
        return replace(
            limit,
            kind=FeedbackKind.MEMBER,
            state=feedback_state(self.today, due_on=limit.due_on, done_on=done_on),
            report_id=one.report_id,
            reference=one.code,
            title=one.title,
            who=one.member_label,
            handler_id=one.screened_by_id,
            handler_label=one.screened_by_label,
            done_on=done_on,
            words=one.told_words or one.told_step,
        )

    def _limit(self, key: str, day: date) -> FeedbackDuty:
        """Return a duty with nothing but its limit: the own one of that day, else the suggestion."""
        rule = rule_on(key, day)
        own: OwnLimit | None = next(
            (one for one in self.limits if one.rule_key == key and one.effective_from <= day), None
        )
        length = rule.period if own is None else period_of(own)
        counted = due(rule, day, self.tables, None if own is None else length)
        return FeedbackDuty(
            kind=FeedbackKind.WORDS,
            state=FeedbackState.DUE,
            lead_id=None,
            report_id=None,
            reference="",
            title="",
            who="",
            department_id=None,
            handler_id=None,
            handler_label="",
            rule_key=key,
            due_on=counted.day,
            is_statutory=False,
            basis=OWN_WITHOUT_TEXT if own is None else own.citation or OWN_WITHOUT_TEXT,
            length=length,
            is_provisional=counted.provisional,
            is_suggestion=own is None,
        )


def _clocks(acting: Actor) -> QuerySet[Clock]:
    duties = clocks_by_rule(MatterKind.LEAD, ClockRule.FEEDBACK)
    return duties.filter(matter_id__in=visible_leads(acting).values("id"))


def _leads_of(clocks: Iterable[Clock]) -> dict[UUID, Lead]:
    leads = Lead.objects.select_related("handler").defer("search", "summary")
    return leads.in_bulk({clock.matter_id for clock in clocks})


def _told_words(clocks: Iterable[Clock]) -> dict[UUID, str]:
    """Return the words each met clock was met with: those of its day, else the last before."""
    chosen = list(clocks)
    links = LeadReport.objects.filter(
        lead_id__in=[clock.matter_id for clock in chosen], report__messages__kind="feedback"
    )
    said: dict[UUID, list[tuple[date, str]]] = {}
    columns = ("lead_id", "report__messages__written_at", "report__messages__words")
    for lead_id, at, words in links.order_by("report__messages__written_at").values_list(*columns):
        said.setdefault(lead_id, []).append((legal_day(at), words))
    found = {}
    for clock in chosen:
        on_the_day = [words for day, words in said.get(clock.matter_id, []) if day == clock.met_on]
        if on_the_day:
            found[clock.id] = on_the_day[-1]
    return found


def _leads_behind(acting: Actor, report_ids: list[UUID]) -> dict[UUID, Lead]:
    links = LeadReport.objects.filter(
        report_id__in=report_ids, unlinked_at__isnull=True, lead__in=visible_leads(acting)
    ).select_related("lead", "lead__handler")
    return {link.report_id: link.lead for link in links}


def _hidden_reports(seen: dict[UUID, Lead], report_ids: list[UUID]) -> set[UUID]:
    """Return the reports that stand behind leads the actor may not see."""
    linked = LeadReport.objects.filter(
        Q(report_id__in=report_ids), unlinked_at__isnull=True
    ).values_list("report_id", flat=True)
    return set(linked) - set(seen)
