"""暂定期限的重算: a last day counted on weekends alone is counted anew once the holidays are known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.clocks.models import Clock, ClockRecount
from xiezhi.clocks.selectors.counting import counted_again
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.matters import MatterKind
from xiezhi.law.steps import CountedDate
from xiezhi.ledger.services.acts import Recorder, act

JOB: Final = "clocks.recount_provisional"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockOwner:
    """What a kind of matter does when its clocks are counted anew.

    Attributes:
        lock: locks the matter before its clocks, as every act on it does.
        repeat: writes what the matter repeats of its clocks, given those that changed.
    """

    lock: Callable[[UUID], None]
    repeat: Callable[[UUID, Sequence[Clock]], None]


_owners: Final[dict[MatterKind, ClockOwner]] = {}


def own_clocks(kind: MatterKind, owner: ClockOwner) -> None:
    """Say who repeats the clocks of a kind of matter; called once, when the application starts."""
    _owners[kind] = owner


def recount_provisional(*, acting: Actor, now: datetime) -> int:
    """Count every provisional clock that still runs anew; returns how many changed.

    One act for each matter. Done twice it changes nothing. A clock whose last day moved rings again
    by its new day.
    """
    matters = _provisional().values_list("matter_kind", "matter_id").distinct()
    return sum(
        _recount(MatterKind(kind), matter_id, acting=acting, now=now)
        for kind, matter_id in list(matters.order_by("matter_kind", "matter_id"))
    )


def _recount(kind: MatterKind, matter_id: UUID, *, acting: Actor, now: datetime) -> int:
    if not _changed(_provisional().filter(matter_id=matter_id)):
        return 0
    owner = _owners.get(kind)
    with act(acting=acting, now=now) as record:
        if owner is not None:
            owner.lock(matter_id)
        clocks = _provisional().filter(matter_id=matter_id).order_by("id").select_for_update()
        changed = _changed(clocks)
        for clock, counted in changed:
            _move(clock, counted, record=record, now=now)
        if owner is not None:
            owner.repeat(matter_id, [clock for clock, _counted in changed])
        if not changed:
            record("clocks.recount", kind, matter_id, after={"clocks": 0})
    return len(changed)


def _changed(clocks: QuerySet[Clock]) -> list[tuple[Clock, CountedDate]]:
    counted = [(clock, counted_again(clock)) for clock in clocks]
    return [
        (clock, one) for clock, one in counted if one.day != clock.due_on or not one.provisional
    ]


def _move(clock: Clock, counted: CountedDate, *, record: Recorder, now: datetime) -> None:
    before = clock.due_on
    clock.due_on, clock.is_provisional = counted.day, counted.provisional
    clock.save(update_fields=["due_on", "is_provisional"])
    ClockRecount.objects.create(
        id=new_id(now),
        clock=clock,
        before_on=before,
        after_on=clock.due_on,
        is_provisional=clock.is_provisional,
        at=now,
    )
    record(
        "clocks.recount",
        clock.matter_kind,
        clock.matter_id,
        before={"rule": clock.rule_key, "due_on": before.isoformat()},
        after={
            "rule": clock.rule_key,
            "due_on": clock.due_on.isoformat(),
            "why": "放假安排已录入，暂定日期重新计算",
            "is_provisional": clock.is_provisional,
        },
    )


def _provisional() -> QuerySet[Clock]:
    running: QuerySet[Clock] = Clock.objects.filter(
        is_provisional=True, met_on__isnull=True, void_on__isnull=True
    )
    return running
