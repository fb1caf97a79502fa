"""初筛: a report stays in the pool, is no lead, or becomes one. Bulk acts; repeated, they change nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.models import Report, ReportMessage
from xiezhi.intake.rules.pool import NotLeadReason, PoolState
from xiezhi.intake.rules.steps import ReporterStep
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from xiezhi.kernel.ids import public_id
from xiezhi.ledger.services.acts import Recorder, act

MAX_AT_ONCE: Final = 500
# Nobody is told of these: there is nothing to be told.
_UNTOLD: Final = frozenset({NotLeadReason.TEST, NotLeadReason.THANKS})
_STEP_OF: Final = {
    NotLeadReason.ALREADY_MENDED: ReporterStep.DONE,
    NotLeadReason.DUPLICATE: ReporterStep.CHECKING,
    NotLeadReason.UNCLEAR: ReporterStep.MORE_WANTED,
}


def screen_as_not_lead(
    *,
    report_ids: Sequence[UUID],
    reason: NotLeadReason,
    note: str = "",
    acting: Actor,
    now: datetime,
) -> list[Report]:
    """Screen reports as 不作线索, with one reason for all; their reporters are told in neutral words.

    Raises:
        InvalidInputError: ``intake.reason_needs_note``: 其他 without a note, ``intake.too_many``.
        ConflictError: ``intake.already_lead``.
    """
    if reason is NotLeadReason.OTHER and not note.strip():
        raise InvalidInputError("intake.reason_needs_note")
    with act(acting=acting, now=now) as record:
        require(acting, Action.SCREEN_REPORT)
        changed = _move(
            _lock_outside_leads(report_ids),
            PoolState.NOT_LEAD,
            acting=acting,
            now=now,
            record=record,
            reason=reason,
            note=note,
        )
        if reason not in _UNTOLD:
            _tell(changed, _STEP_OF.get(reason, ReporterStep.NOT_OURS), acting, now)
    return changed


def keep_in_pool(
    *, report_ids: Sequence[UUID], note: str = "", acting: Actor, now: datetime
) -> list[Report]:
    """Keep reports in the pool 留信息池: read, no lead yet.

    Raises:
        ConflictError: ``intake.already_lead``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SCREEN_REPORT)
        return _move(
            _lock_outside_leads(report_ids),
            PoolState.KEPT,
            acting=acting,
            now=now,
            record=record,
            note=note,
        )


def undo_screening(*, report_ids: Sequence[UUID], acting: Actor, now: datetime) -> list[Report]:
    """Put reports back to 待初筛.

    Raises:
        ConflictError: ``intake.already_lead``: a lead keeps its reports.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SCREEN_REPORT)
        return _move(
            _lock_outside_leads(report_ids),
            PoolState.PENDING,
            acting=acting,
            now=now,
            record=record,
        )


def mark_as_lead(*, report_ids: Sequence[UUID], acting: Actor, now: datetime) -> list[Report]:
    """Take reports out of the pool because a lead is being registered; called by that act.

    Returns them earliest first.

    Raises:
        ConflictError: ``intake.already_lead``; ``intake.screened_out``: undo 不作线索 first.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REGISTER_LEAD)
        reports = _lock_outside_leads(report_ids)
        if any(report.pool_state == PoolState.NOT_LEAD for report in reports):
            raise ConflictError("intake.screened_out")
        _move(reports, PoolState.LEAD, acting=acting, now=now, record=record)
        _tell(reports, ReporterStep.CHECKING, acting, now)
    return sorted(reports, key=lambda report: (report.received_at, str(report.id)))


def _lock_outside_leads(report_ids: Sequence[UUID]) -> list[Report]:
    wanted = set(report_ids)
    if not wanted or len(wanted) > MAX_AT_ONCE:
        raise InvalidInputError(
            "intake.too_many" if wanted else "intake.none_chosen", limit=MAX_AT_ONCE
        )
    # Always in the order of ids, so that two bulk acts never wait for each other in a circle.
    reports = list(Report.objects.select_for_update().filter(id__in=wanted).order_by("id"))
    if len(reports) != len(wanted):
        raise NotFoundError("intake.no_report")
    if any(report.pool_state == PoolState.LEAD for report in reports):
        raise ConflictError("intake.already_lead")
    return reports


def _move(
    reports: list[Report],
    state: PoolState,
    *,
    acting: Actor,
    now: datetime,
    record: Recorder,
    reason: str = "",
    note: str = "",
) -> list[Report]:
    changed = []
    screener = (
        acting.id if acting.kind is ActorKind.STAFF and state is not PoolState.PENDING else None
    )
    for report in reports:
        before = {"pool_state": report.pool_state, "reason": report.not_lead_reason}
        after = {"pool_state": state.value, "reason": str(reason)}
        if before == after and state is not PoolState.LEAD:
            continue
        report.pool_state, report.not_lead_reason = state, reason
        report.screening_note = note.strip()[:300]
        report.screened_by_id = screener
        report.screened_at = None if state is PoolState.PENDING else now
        changed.append(report)
        record(f"intake.{state.value}", "report", report.id, before=before, after=after)
    fields = ["pool_state", "not_lead_reason", "screening_note", "screened_by", "screened_at"]
    Report.objects.bulk_update(changed, fields, batch_size=200)
    if not changed:
        record("intake.screen_again", "report", reports[0].id)
    return changed


def _tell(reports: list[Report], step: ReporterStep, acting: Actor, now: datetime) -> None:
    writer = acting.id if acting.kind is ActorKind.STAFF else None
    ReportMessage.objects.bulk_create(
        ReportMessage(
            id=public_id(),
            report=report,
            kind="step",
            step=step,
            written_by_id=writer,
            written_at=now,
        )
        for report in reports
    )
