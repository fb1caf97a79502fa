"""再次反映 on a report that never became a lead: an officer judges it, nothing happens by itself."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.models import Report, ReportMessage
from xiezhi.intake.rules.pool import PoolState
from xiezhi.intake.rules.steps import ENDED_STEPS, ReporterStep
from xiezhi.intake.selectors.access import access_report
from xiezhi.intake.services.conversation import judge_again, mark_read_by_office, tell_reporter
from xiezhi.intake.services.screening import undo_screening
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError, NotFoundError, RuleRefusedError
from xiezhi.ledger.services.acts import act

_JUDGEMENT: Final = 300
# It goes to the reporter as it stands: nothing of the matter, in the language of the receipt.
UPHELD: Final = "您再次反映的情况已核对，维持原来的处理。有新的情况可以继续补充。"


def judge_again_in_pool(
    *,
    report_id: UUID,
    message_id: UUID,
    is_founded: bool,
    judgement: str,
    acting: Actor,
    now: datetime,
) -> Report:
    """Judge a 再次反映: founded, the report is screened anew; unfounded, it stays where it is.

    The reporter is told either way, in neutral words.

    Raises:
        InvalidInputError: ``intake.no_judgement``.
        NotFoundError: ``intake.no_message``: not of this report.
        ConflictError: ``intake.already_judged``.
        RuleRefusedError: ``intake.judged_on_the_lead``: the report is behind a lead.
    """
    if not judgement.strip():
        raise InvalidInputError("intake.no_judgement")
    with act(acting=acting, now=now) as record:
        require(acting, Action.SCREEN_REPORT)
        report = access_report(acting, report_id, lock=True)
        if report.pool_state == PoolState.LEAD:
            raise RuleRefusedError("intake.judged_on_the_lead", basis="本院规定")
        said = ReportMessage.objects.filter(report_id=report.id)
        if not said.filter(id=message_id, kind="again").exists():
            raise NotFoundError("intake.no_message")
        words = judgement.strip()[:_JUDGEMENT]
        judge_again(message_id=message_id, judgement=words, acting=acting, now=now)
        mark_read_by_office(report_id=report.id, acting=acting, now=now)
        if is_founded:
            undo_screening(report_ids=[report.id], acting=acting, now=now)
            tell_reporter(report_id=report.id, step=ReporterStep.REOPENED, acting=acting, now=now)
        else:
            tell_reporter(
                report_id=report.id,
                step=_ended_step(report.id),
                words=UPHELD,
                kind="feedback",
                acting=acting,
                now=now,
            )
        record("intake.judge_in_pool", "report", report.id, after={"is_founded": is_founded})
    report.refresh_from_db()
    return report


def _ended_step(report_id: UUID) -> ReporterStep:
    """Return the step that was told last and ended the matter for the reporter."""
    told = ReportMessage.objects.filter(report_id=report_id, step__in=sorted(ENDED_STEPS))
    last = told.order_by("-written_at").values_list("step", flat=True).first()
    return ReporterStep(last) if last else ReporterStep.NOT_OURS
