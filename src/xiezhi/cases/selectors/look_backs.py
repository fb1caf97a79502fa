"""跟进调查 and 回头看 over all cases a person may see: what is to be done, what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Max, Q, QuerySet

from xiezhi.cases.models import Case, LookBack, LookBackBatch
from xiezhi.cases.rules.follow_up import LookBackResult
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.access import visible_cases
from xiezhi.kernel.actor import Actor

MAX_LISTED: Final = 200
CHUNK: Final = 500
TO_FOLLOW: Final = (
    CaseState.FOLLOW_UP,
    CaseState.OBJECTED,
    CaseState.ESCALATED,
    CaseState.SUSPENDED,
    CaseState.ANNOUNCED,
    CaseState.UNDER_REVIEW,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBackCounts:
    """How many 回头看 there are, and how they ended."""

    to_do: int
    late: int
    done: int
    rebounded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBackLine:
    """One line of 回头看台账; names nobody who reported."""

    case_number: str
    title: str
    parties: str
    closed_on: date | None
    batch: str
    way: str
    due_on: date
    done_on: date | None
    staff: str
    helpers: str
    place: str
    result: str
    words: str
    called_off_on: date | None
    new_lead: str


def list_to_follow(acting: Actor) -> tuple[Any, ...]:
    """Return the cases that are followed up, nearest end of rectification first, with their last visit."""
    cases = visible_cases(acting).filter(state__in=TO_FOLLOW).select_related("handler")
    found = cases.annotate(
        last_visit_on=Max("follow_ups__done_on"), visit_count=Count("follow_ups", distinct=True)
    )
    ordered = found.order_by(F("rectification_due_on").asc(nulls_last=True), "id")
    return tuple(ordered[:MAX_LISTED])


def count_to_follow(acting: Actor) -> int:
    """Return how many cases are followed up."""
    return visible_cases(acting).filter(state__in=TO_FOLLOW).count()


def list_look_backs(acting: Actor, *, is_done: bool) -> tuple[LookBack, ...]:
    """Return 回头看: those to do, nearest due first, or those done, last first."""
    rows = _rows(acting).filter(done_on__isnull=not is_done, called_off_on__isnull=True)
    ordered = rows.order_by("-done_on", "id") if is_done else rows.order_by("due_on", "id")
    return tuple(ordered[:MAX_LISTED])


def count_look_backs(acting: Actor, today: date) -> LookBackCounts:
    """Return how many are to do, late, done, and came back; one query."""
    waiting = Q(done_on__isnull=True, called_off_on__isnull=True)
    found = _rows(acting).aggregate(
        to_do=Count("id", filter=waiting),
        late=Count("id", filter=waiting & Q(due_on__lt=today)),
        done=Count("id", filter=Q(done_on__isnull=False)),
        rebounded=Count("id", filter=Q(result=LookBackResult.REBOUND)),
    )
    return LookBackCounts(**found)


def list_batches() -> tuple[LookBackBatch, ...]:
    """Return the batches, newest first, each with its seed and how many of its pool were drawn."""
    rows = LookBackBatch.objects.annotate(drawn=Count("look_backs")).order_by("-made_on", "-id")
    return tuple(rows[:MAX_LISTED])


def list_closed(acting: Actor) -> tuple[Case, ...]:
    """Return the closed cases a batch may be made from, last closed first."""
    cases = visible_cases(acting).filter(state=CaseState.CLOSED)
    return tuple(cases.order_by("-closed_on", "id")[:MAX_LISTED])


def iterate_ledger(acting: Actor) -> Iterator[LookBackLine]:
    """Yield the lines of 回头看台账 by the day they are due."""
    rows = _rows(acting).prefetch_related("case__parties").order_by("due_on", "id")
    for row in rows.iterator(chunk_size=CHUNK):
        yield _line(row)


def count_ledger(acting: Actor) -> int:
    """Return how many lines the ledger has."""
    return _rows(acting).count()


def _rows(acting: Actor) -> QuerySet[LookBack]:
    rows: QuerySet[LookBack] = LookBack.objects.filter(case__in=visible_cases(acting))
    return rows.select_related("case", "case__handler", "batch", "new_lead")


def _line(row: LookBack) -> LookBackLine:
    case, batch, lead = row.case, row.batch, row.new_lead
    return LookBackLine(
        case_number=f"{case.year}-{case.number}",
        title=case.title,
        parties="、".join(one.name for one in case.parties.all()),
        closed_on=case.closed_on,
        batch="" if batch is None else batch.title,
        way="" if batch is None else batch.way,
        due_on=row.due_on,
        done_on=row.done_on,
        staff="、".join(row.staff),
        helpers="、".join(row.helpers),
        place=row.place,
        result=row.result,
        words=row.words or row.called_off_reason,
        called_off_on=row.called_off_on,
        new_lead="" if lead is None else f"{lead.year}-{lead.number}",
    )
