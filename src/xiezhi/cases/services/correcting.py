"""更正收到、发出日期: a step's day is put right, and its limits are counted from the right day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.cases.models import Case, CaseStep, StepCorrection
from xiezhi.cases.rules.clocks import APPEAL_RULES, RULING, CaseRule
from xiezhi.cases.rules.states import CaseEvent
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.step_days import day_of, is_ruling_of, rules_of
from xiezhi.cases.services._procedure import (
    DUE_FIELDS,
    begin_sent,
    repeat_nearest,
    run_clock,
)
from xiezhi.clocks.selectors.running import find_due
from xiezhi.clocks.services.correcting import count_from
from xiezhi.clocks.services.running import is_running
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line
from xiezhi.law.deadlines import rule_on
from xiezhi.ledger.services.acts import act

MAX_REASON: Final = 300
_SETTLED: Final = frozenset({CaseEvent.APPEAL, CaseEvent.WAIVE_APPEAL, CaseEvent.LAPSE_APPEAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class RightDay:
    """What should have been entered; ``is_ruling`` only of a judgment of first instance."""

    on: date
    is_ruling: bool | None = None


def correct_step(
    *, case_id: UUID, step_id: UUID, right: RightDay, reason: str, acting: Actor, now: datetime
) -> StepCorrection:
    """Put right the day a court's paper was received or a suggestion sent; what stood before is kept.

    Limits that ran from the wrong day are counted from the right one, met ones too. Days to appeal that
    had lapsed run again where the right last day is still ahead. A sending day nobody had entered yet is
    entered the same way.

    Raises:
        InvalidInputError: ``cases.no_reason``, ``cases.no_dated_step``, ``cases.received_in_future``,
            ``cases.received_before_made``, ``cases.nothing_corrected``.
        NotFoundError: ``cases.not_found``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        case = access_case(acting, case_id, lock=True)
        words = clean_line(reason, limit=MAX_REASON)
        if not words:
            raise InvalidInputError("cases.no_reason")
        step = _dated_step(case, step_id)
        was_on, was_ruling = day_of(step), is_ruling_of(step)
        is_ruling = was_ruling if right.is_ruling is None or was_ruling is None else right.is_ruling
        _check(step, right.on, today=legal_day(now))
        if (was_on, was_ruling) == (right.on, is_ruling):
            raise InvalidInputError("cases.nothing_corrected")
        correction: StepCorrection = StepCorrection.objects.create(
            id=new_id(now),
            case=case,
            step=step,
            was_on=was_on,
            on=right.on,
            was_ruling=was_ruling,
            is_ruling=is_ruling,
            reason=words,
            words=_count_anew(
                case, step, was_on, right.on, is_ruling=bool(is_ruling), today=legal_day(now)
            ),
            corrected_by_label=acting.signature[:60],
            at=now,
        )
        repeat_nearest(case)
        case.save(update_fields=["announcement_due_on", *DUE_FIELDS])
        record(
            "cases.correct_step",
            "case",
            case.id,
            before={"step": str(step.id), "on": was_on.isoformat() if was_on else ""},
            after={"on": right.on.isoformat(), "is_ruling": bool(is_ruling), "reason": words},
        )
    return correction


def _dated_step(case: Case, step_id: UUID) -> CaseStep:
    step: CaseStep | None = case.steps.select_related("paper").filter(id=step_id).first()
    if step is None or not rules_of(step):
        raise InvalidInputError("cases.no_dated_step")
    return step


def _check(step: CaseStep, on: date, *, today: date) -> None:
    if on > today:
        raise InvalidInputError("cases.received_in_future")
    if step.decider and step.decided_on is not None and on < step.decided_on:
        raise InvalidInputError("cases.received_before_made")


def _count_anew(  # one correction, each value named
    case: Case, step: CaseStep, was_on: date | None, on: date, *, is_ruling: bool, today: date
) -> str:
    """Count the step's limits from the right day; returns how each moved, a line each."""
    lines = []
    for rule in rules_of(step):
        was = find_due(case.id, rule, trigger_on=was_on, with_void=True)
        variant = (RULING if is_ruling else "") if rule in APPEAL_RULES else None
        if was_on is not None:
            count_from(case.id, [rule], was_on=was_on, on=on, variant=variant)
        elif step.paper is not None:
            begin_sent(case, rule, step.paper, on)
        if rule in APPEAL_RULES:
            _run_again(case, step, rule, on, variant=variant or "", today=today)
        due_on = find_due(case.id, rule, trigger_on=on)
        if rule is CaseRule.ANNOUNCEMENT and was is not None and due_on is not None:
            # The review for the suit begins with the last day of the announcement (第47条).
            case.announcement_due_on = due_on
            count_from(case.id, [CaseRule.CIVIL_REVIEW], was_on=was, on=due_on)
        if due_on not in {None, was}:
            name = rule_on(rule, case.law_day).title
            lines.append(f"{name}：{was or '未起算'} → {due_on}")
    return "\n".join(lines)


def _run_again(  # one limit, each value named
    case: Case, step: CaseStep, rule: CaseRule, on: date, *, variant: str, today: date
) -> None:
    """Run days to appeal again that lapsed by a wrong day, where the right last day is ahead."""
    later = case.steps.filter(event__in=sorted(_SETTLED), at__gte=step.at).order_by("-at").first()
    if later is None or later.event != CaseEvent.LAPSE_APPEAL or is_running(case.id, rule):
        return
    limit = count_limit(rule, on, law_day=case.law_day, variant=variant)
    if case.is_open and limit.due_on >= today:
        run_clock(case, rule, on, variant=variant)
