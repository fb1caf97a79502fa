"""Words of reporters nobody has answered, and grid members not told what became of their report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from xiezhi.intake.models import Report, ReportMessage
from xiezhi.intake.rules.pool import NotLeadReason, PoolState

_REPORTERS: Final = ("answer", "supplement", "again")
_OFFICES: Final = ("step", "feedback", "question")
# There is nothing to be told of these.
_UNTOLD: Final = (NotLeadReason.TEST, NotLeadReason.THANKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOfReporter:
    """Something a reporter wrote. ``done_at`` is when a 再次反映 was judged, with the judgement."""

    report_id: UUID
    code: str
    title: str
    member_label: str
    kind: str
    said: str
    written_at: datetime
    done_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenedReport:
    """A grid member's report that did not become a lead, and what its member was told."""

    report_id: UUID
    code: str
    title: str
    member_label: str
    pool_state: PoolState
    screened_at: datetime
    screened_by_id: UUID | None
    screened_by_label: str
    told_at: datetime | None
    told_step: str
    told_words: str


def list_unanswered_words(report_ids: Iterable[UUID] | None, most: int) -> list[WordsOfReporter]:
    """Return unread words and 再次反映 not judged yet, oldest first; of some reports when given."""
    unread = Q(report__has_unread_answer=True, kind__in=_REPORTERS) & ~Q(kind="again")
    later = ReportMessage.objects.filter(
        report_id=OuterRef("report_id"), kind__in=_REPORTERS, written_at__gt=OuterRef("written_at")
    )
    messages = _messages(report_ids).filter(
        Q(kind="again", judged_at__isnull=True) | (unread & ~Exists(later))
    )
    return [_words(one) for one in messages.order_by("written_at", "id")[:most]]


def list_judged_words(
    report_ids: Iterable[UUID] | None, *, since: date, until: date, most: int
) -> list[WordsOfReporter]:
    """Return 再次反映 judged in a span of days in China, latest first."""
    messages = _messages(report_ids).filter(
        kind="again", judged_at__date__gte=since, judged_at__date__lte=until
    )
    return [_words(one) for one in messages.order_by("-judged_at", "id")[:most]]


def list_screened_of_members(most: int) -> list[ScreenedReport]:
    """Return grid members' reports screened as no lead, or kept, of which nothing was told yet."""
    found = _screened().filter(told_at__isnull=True).order_by("screened_at", "id")
    return [_screening(report) for report in found[:most]]


def list_told_members(*, since: date, until: date, most: int) -> list[ScreenedReport]:
    """Return those whose member was told in a span of days in China, latest first."""
    found = _screened().filter(told_at__date__gte=since, told_at__date__lte=until)
    return [_screening(report) for report in found.order_by("-told_at", "id")[:most]]


def _messages(report_ids: Iterable[UUID] | None) -> QuerySet[ReportMessage]:
    messages = ReportMessage.objects.select_related("report", "report__supporter").defer(
        "report__search", "report__words"
    )
    return messages if report_ids is None else messages.filter(report_id__in=list(report_ids))


def _screened() -> QuerySet[Any]:
    told = ReportMessage.objects.filter(
        report_id=OuterRef("id"), kind__in=_OFFICES, written_at__gte=OuterRef("screened_at")
    ).order_by("written_at", "id")
    reports: QuerySet[Any] = (
        Report.objects.filter(
            supporter__isnull=False,
            screened_at__isnull=False,
            pool_state__in=[PoolState.NOT_LEAD, PoolState.KEPT],
        )
        .exclude(not_lead_reason__in=_UNTOLD)
        .select_related("supporter", "screened_by")
        .defer("search")
        .annotate(
            told_at=Subquery(told.values("written_at")[:1]),
            told_step=Subquery(told.values("step")[:1]),
            told_words=Subquery(told.values("words")[:1]),
            member_label=F("supporter__label"),
        )
    )
    return reports


def _words(one: ReportMessage) -> WordsOfReporter:
    report = one.report
    return WordsOfReporter(
        report_id=report.id,
        code=report.code,
        title=report.title,
        member_label="" if report.supporter is None else report.supporter.label,
        kind=one.kind,
        said=one.words,
        written_at=one.written_at,
        done_at=one.judged_at,
        answer=one.judgement,
    )


def _screening(report: Report) -> ScreenedReport:
    screener = report.screened_by
    if report.screened_at is None:
        raise LookupError(report.id)
    return ScreenedReport(
        report_id=report.id,
        code=report.code,
        title=report.title or report.words[:60],
        member_label=report.supporter.label,
        pool_state=PoolState(report.pool_state),
        screened_at=report.screened_at,
        screened_by_id=report.screened_by_id,
        screened_by_label="" if screener is None else screener.label,
        told_at=getattr(report, "told_at", None),
        told_step=getattr(report, "told_step", "") or "",
        told_words=getattr(report, "told_words", "") or "",
    )
