"""Time limits an officer starts, meets or voids by hand; most turn by themselves with the steps."""

from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.clocks.models import Clock
from xiezhi.clocks.selectors.of_matters import clocks_of_matters
from xiezhi.clocks.services.running import stop_clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest, run_clock
from xiezhi.ledger.services.acts import act


def start_clock(
    *, lead_id: UUID, rule_key: ClockRule, trigger_on: date, acting: Actor, now: datetime
) -> Clock:
    """Start a time limit on a lead.

    Raises:
        InvalidInputError: ``leads.day_in_future``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_LEAD)
        lead = access_lead(acting, lead_id, lock=True)
        _not_after_today(trigger_on, now)
        clock = run_clock(lead, rule_key, trigger_on)
        _save_nearest(lead)
        record("leads.start_clock", "lead", lead.id, after=_words_of(clock))
    return clock


def meet_clock(
    *, lead_id: UUID, clock_id: UUID, met_on: date, acting: Actor, now: datetime
) -> Clock:
    """Note on which day what a time limit asks for was done (已办).

    Raises:
        NotFoundError: ``leads.no_clock``.
        ConflictError: ``leads.clock_stopped``.
        InvalidInputError: ``leads.day_in_future``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_LEAD)
        lead = access_lead(acting, lead_id, lock=True)
        _not_after_today(met_on, now)
        clock = _running(lead, clock_id)
        clock = _stop(lead, clock, on=met_on, met=True)
        record("leads.meet_clock", "lead", lead.id, after=_words_of(clock))
    return clock


def void_clock(
    *, lead_id: UUID, clock_id: UUID, reason: str, acting: Actor, now: datetime
) -> Clock:
    """End a time limit of the office's own that no longer applies; a statutory one stays.

    Raises:
        NotFoundError: ``leads.no_clock``.
        ConflictError: ``leads.clock_stopped``.
        InvalidInputError: ``leads.no_reason``, ``leads.statutory_clock_stays``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_LEAD)
        lead = access_lead(acting, lead_id, lock=True)
        clock = _running(lead, clock_id)
        if not reason.strip():
            raise InvalidInputError("leads.no_reason")
        if clock.kind == "statutory":
            raise InvalidInputError("leads.statutory_clock_stays", basis=clock.basis)
        clock = _stop(lead, clock, on=legal_day(now), met=False)
        record("leads.void_clock", "lead", lead.id, after=_words_of(clock) | {"reason": reason})
    return clock


def _running(lead: Lead, clock_id: UUID) -> Clock:
    clock = clocks_of_matters(MatterKind.LEAD, [lead.id]).filter(id=clock_id).first()
    if clock is None:
        raise NotFoundError("leads.no_clock")
    if clock.met_on is not None or clock.void_on is not None:
        raise ConflictError("leads.clock_stopped")
    return clock


def _stop(lead: Lead, clock: Clock, *, on: date, met: bool) -> Clock:
    stopped = stop_clock(clock, on=on, met=met)
    if clock.rule_key == ClockRule.FEEDBACK:
        lead.feedback_due_on = None
    _save_nearest(lead)
    return stopped


def _save_nearest(lead: Lead) -> None:
    repeat_nearest(lead)
    lead.save(update_fields=list(DUE_FIELDS))


def _not_after_today(day: date, now: datetime) -> None:
    if day > legal_day(now):
        raise InvalidInputError("leads.day_in_future")


def _words_of(clock: Clock) -> dict[str, str]:
    return {"rule": clock.rule_key, "due_on": clock.due_on.isoformat()}
