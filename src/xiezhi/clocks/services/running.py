"""Clocks inside the act of a matter: started, paused, lengthened, met and voided.

Each of these runs inside the caller's `act()`, with the matter locked by the caller, which also
records what it did. Capabilities above call them; a person never does.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.clocks.models import Clock, ClockExtension, ClockPause
from xiezhi.clocks.rules.clocked import Clocked
from xiezhi.clocks.rules.counting import check_extension
from xiezhi.clocks.selectors.counting import counted_again, rule_of
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.law.periods import Period


def start_clock(  # one clock, each value named
    on: Clocked,
    rule_key: str,
    trigger_on: date,
    *,
    about_id: UUID | None = None,
    variant: str = "",
    law_day: date | None = None,
    chosen: Period | None = None,
) -> Clock:
    """Start a clock; an own rule runs as long as the office set, else as the library suggests.

    For a letter or task (``about_id``) it runs once: a second call returns what there is.
    ``law_day`` is the day whose version of the rule counts; without it that of the trigger.
    ``chosen`` is how long an own rule runs this time.

    Raises:
        NotFoundError: ``law.no_rule``, ``law.no_variant``.
        InvalidInputError: the rule has no number to run by: ``law.own_length_missing``,
            ``law.in_words``, ``law.variant_needed``.
    """
    known = None if about_id is None else _about(on.id, rule_key, about_id)
    if known is not None:
        return known
    limit = count_limit(rule_key, trigger_on, law_day=law_day, variant=variant, chosen=chosen)
    clock: Clock = Clock.objects.create(
        matter_kind=on.kind,
        matter_id=on.id,
        **_repeated(on),
        rule_key=rule_key,
        kind=limit.kind,
        length=limit.length,
        unit=limit.unit,
        basis=limit.basis,
        variant=variant,
        law_day=law_day or trigger_on,
        trigger_on=trigger_on,
        due_on=limit.due_on,
        about_id=about_id,
        is_provisional=limit.is_provisional,
    )
    return clock


def start_clock_until(  # one clock, each value named
    on: Clocked, rule_key: str, trigger_on: date, due_on: date, *, about_id: UUID
) -> Clock:
    """Start a clock of an own rule that ends on a day the office names; once for ``about_id``.

    Raises:
        NotFoundError: ``law.no_rule``.
    """
    known = _about(on.id, rule_key, about_id)
    if known is not None:
        return known
    limit = count_limit(rule_key, trigger_on)
    clock: Clock = Clock.objects.create(
        matter_kind=on.kind,
        matter_id=on.id,
        **_repeated(on),
        rule_key=rule_key,
        kind=limit.kind,
        length=0,
        basis=limit.basis,
        law_day=trigger_on,
        trigger_on=trigger_on,
        due_on=due_on,
        about_id=about_id,
    )
    return clock


def stop_clocks(matter_id: UUID, rule_keys: Collection[str], *, on: date, met: bool) -> int:
    """End running clocks of these rules as met or void; returns how many."""
    chosen = _running(matter_id).filter(rule_key__in=list(rule_keys))
    return _end(chosen, on, met=met)


def stop_clock_about(  # one clock, each value named
    matter_id: UUID, rule_key: str, about_id: UUID, *, due_on: date | None, on: date, met: bool
) -> None:
    """End the clock that runs for a letter or task; older clocks are known by their last day only."""
    running = _running(matter_id).filter(rule_key=rule_key)
    if _end(running.filter(about_id=about_id), on, met=met) or due_on is None:
        return
    older = running.filter(about_id__isnull=True, due_on=due_on).order_by("id")
    _end(running.filter(id__in=list(older.values_list("id", flat=True)[:1])), on, met=met)


def stop_clock(clock: Clock, *, on: date, met: bool) -> Clock:
    """End one running clock.

    Raises:
        ConflictError: ``clocks.stopped``.
    """
    if not _end(_running(clock.matter_id).filter(id=clock.id), on, met=met):
        raise ConflictError("clocks.stopped")
    clock.refresh_from_db()
    return clock


def move_clocks(on: Clocked) -> None:
    """Take over handler, department, label and title of a matter; whoever is new to it hears anew."""
    Clock.objects.filter(matter_id=on.id).update(**_repeated(on), rung_stage=None, rung_for=None)


def hand_clocks(
    matter_ids: Collection[UUID], *, handler_id: UUID | None, department_id: UUID
) -> None:
    """Take over the handler and department of many matters handed over at once."""
    Clock.objects.filter(matter_id__in=list(matter_ids)).update(
        handler_id=handler_id, department_id=department_id, rung_stage=None, rung_for=None
    )


def pause_clocks(  # one pause, each value named
    matter_id: UUID,
    rule_keys: Collection[str],
    *,
    first_on: date,
    reason: str,
    basis: str,
    about_id: UUID | None = None,
) -> int:
    """Let days from ``first_on`` on not count; returns how many clocks stand still by this call.

    A clock that is paused for the same thing already stays as it is.
    """
    paused = 0
    for clock in _running(matter_id).filter(rule_key__in=list(rule_keys)).order_by("id"):
        if clock.pauses.filter(last_on__isnull=True, about_id=about_id).exists():
            continue
        ClockPause.objects.create(
            clock=clock, first_on=first_on, reason=reason, basis=basis, about_id=about_id
        )
        clock.is_paused = True
        clock.save(update_fields=["is_paused"])
        paused += 1
    return paused


def resume_clocks(
    matter_id: UUID,
    rule_keys: Collection[str],
    *,
    last_on: date,
    about_id: UUID | None = None,
) -> int:
    """End open pauses (those for ``about_id`` when given) and count the last day anew.

    ``last_on`` is the last day that does not count. Returns how many clocks run on.

    Raises:
        InvalidInputError: ``clocks.pause_reversed``.
    """
    resumed = 0
    chosen = _running(matter_id).filter(rule_key__in=list(rule_keys), is_paused=True)
    for clock in chosen.order_by("id"):
        ending = clock.pauses.filter(last_on__isnull=True)
        if about_id is not None:
            ending = ending.filter(about_id=about_id)
        if ending.filter(first_on__gt=last_on).exists():
            raise InvalidInputError("clocks.pause_reversed")
        if not ending.update(last_on=last_on):
            continue
        clock.is_paused = clock.pauses.filter(last_on__isnull=True).exists()
        _count_again(clock)
        resumed += not clock.is_paused
    return resumed


def extend_clock(  # one decision, each value named
    clock: Clock,
    *,
    length: Period | None,
    due_on: date | None,
    approver: str,
    decided_on: date,
    basis: str,
    file_id: UUID | None,
) -> Clock:
    """Lengthen a running clock by a length or to a day, as far as its rule allows.

    Raises:
        ConflictError: ``clocks.stopped``.
        InvalidInputError: ``clocks.length_or_day``, ``clocks.extension_too_late``: decided after
            the last day; ``clocks.extension_not_later``.
        RuleRefusedError: ``clocks.no_extension``, ``clocks.extension_too_long``,
            ``clocks.no_approver``.
    """
    if clock.met_on is not None or clock.void_on is not None:
        raise ConflictError("clocks.stopped")
    if (length is None) == (due_on is None):
        raise InvalidInputError("clocks.length_or_day")
    if decided_on > clock.due_on and not clock.is_paused:
        raise InvalidInputError("clocks.extension_too_late")
    if due_on is not None and due_on <= clock.due_on:
        raise InvalidInputError("clocks.extension_not_later")
    place = clock.extensions.count()
    check_extension(
        rule_of(clock),
        place=place,
        length=length,
        until_on=due_on,
        approver=approver,
        due_on=clock.due_on,
    )
    ClockExtension.objects.create(
        clock=clock,
        place=place,
        length=None if length is None else length.length,
        unit="" if length is None else length.unit,
        until_on=due_on,
        approver=approver.strip(),
        decided_on=decided_on,
        basis=basis,
        file_id=file_id,
    )
    return _count_again(clock)


def nearest_clock(matter_id: UUID) -> Clock | None:
    """Return the running clock whose last day comes first; one that stands still has none to come."""
    nearest: Clock | None = (
        _running(matter_id).filter(is_paused=False).order_by("due_on", "id").first()
    )
    return nearest


def is_running(matter_id: UUID, rule_key: str) -> bool:
    """Return whether such a clock runs on a matter."""
    found: bool = _running(matter_id).filter(rule_key=rule_key).exists()
    return found


def _count_again(clock: Clock) -> Clock:
    counted = counted_again(clock)
    clock.due_on, clock.is_provisional = counted.day, counted.provisional
    clock.save(update_fields=["due_on", "is_provisional", "is_paused"])
    return clock


def _about(matter_id: UUID, rule_key: str, about_id: UUID) -> Clock | None:
    known: Clock | None = Clock.objects.filter(
        matter_id=matter_id, rule_key=rule_key, about_id=about_id
    ).first()
    return known


def _end(clocks: QuerySet[Clock], on: date, *, met: bool) -> int:
    """End clocks; an open pause ends with its clock."""
    ids = list(clocks.values_list("id", flat=True))
    open_pauses = ClockPause.objects.filter(clock_id__in=ids, last_on__isnull=True)
    open_pauses.filter(first_on__lte=on).update(last_on=on)
    ended: int = Clock.objects.filter(id__in=ids).update(
        **{"met_on" if met else "void_on": on}, is_paused=False
    )
    return ended


def _repeated(on: Clocked) -> dict[str, object]:
    return {
        "matter_label": on.label,
        "matter_title": on.title,
        "handler_id": on.handler_id,
        "department_id": on.department_id,
    }


def _running(matter_id: UUID) -> QuerySet[Clock]:
    running: QuerySet[Clock] = Clock.objects.filter(
        matter_id=matter_id, met_on__isnull=True, void_on__isnull=True
    )
    return running
