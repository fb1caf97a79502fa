"""A grid member ends a 巡查, alone or by reports of the own."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from xiezhi.intake.selectors.member import access_own_report
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.services.acts import act
from xiezhi.supporters.models import Patrol
from xiezhi.supporters.rules.patrol import MOST_REPORTS
from xiezhi.supporters.selectors.patrols import access_member_patrol
from xiezhi.supporters.services.patrols import answer_patrol


def end_patrol(
    *,
    patrol_id: UUID,
    report_ids: Sequence[UUID] = (),
    words: str = "",
    submission_key: UUID | None = None,
    acting: Actor,
    now: datetime,
) -> Patrol:
    """End a patrol with 未发现问题, or by the own reports sent since it was asked for; once.

    Raises:
        NotFoundError: ``supporters.no_patrol``, ``intake.no_report``; also for anybody else's.
        InvalidInputError: ``supporters.report_before_patrol``: sent before it was asked for;
            ``supporters.too_many_reports``.
        ConflictError: ``supporters.patrol_done``.
    """
    if len(report_ids) > MOST_REPORTS:
        raise InvalidInputError("supporters.too_many_reports", limit=MOST_REPORTS)
    with act(acting=acting, now=now) as record:
        asked = access_member_patrol(acting, patrol_id, lock=True)
        if submission_key is not None and asked.submission_key == submission_key:
            record("intake.end_patrol_again", "patrol", patrol_id)
            return asked
        for report_id in report_ids:
            if access_own_report(acting, report_id).received_at < asked.asked_at:
                raise InvalidInputError("supporters.report_before_patrol")
            record("intake.answer_patrol", "report", report_id, after={"patrol": str(patrol_id)})
        patrol = answer_patrol(
            patrol_id=patrol_id,
            report_ids=report_ids,
            words=words,
            submission_key=submission_key,
            acting=acting,
            now=now,
        )
        record("intake.end_patrol", "patrol", patrol_id, after={"reports": len(report_ids)})
    return patrol
