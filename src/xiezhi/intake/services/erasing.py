"""The end of identities: when their time is over, and when a reporter asks for it."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.intake.models import Report, ReportMessage
from xiezhi.intake.rules.pool import PoolState, ReporterGrade
from xiezhi.intake.services.conversation import ERASURE, NOTICE, tell_reporter, write_as_reporter
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.vault.rules.retention import IDENTITY_RULE, ErasureReason
from xiezhi.vault.selectors.doors import ended_on, has_matter_open
from xiezhi.vault.selectors.erasures import ordered_report_ids
from xiezhi.vault.services.erasing import order_erasure

ASKED_WORDS: Final = "请删除我的身份信息。"
_DONE: Final = "您的身份信息已按您的请求销毁，不能恢复。您反映的问题仍会继续办理。"
_NOT_DONE: Final = "您请求删除身份信息，本院暂不能删除："
_YOUNGEST: Final = timedelta(days=28)
_A_NIGHT: Final = 2000
MAX_ANSWER: Final = 200


def order_due_erasures(*, acting: Actor, now: datetime) -> int:
    """Order the end of every identity whose time is over; returns how many."""
    today = legal_day(now)
    reports = Report.objects.filter(
        ~Q(id__in=ordered_report_ids()),
        grade=ReporterGrade.SECRET,
        pool_state__in=(PoolState.LEAD, PoolState.NOT_LEAD),
        received_on__lte=today - _YOUNGEST,
    ).order_by("received_on", "id")
    due = [report for report in reports[:_A_NIGHT] if _is_over(report, now)]
    for report in due:
        order_erasure(report_id=report.id, reason=ErasureReason.RETENTION, acting=acting, now=now)
    return len(due)


def ask_erasure(
    *, report_id: UUID, key: UUID, office: Procuratorate, acting: Actor, now: datetime
) -> ReportMessage:
    """Take a reporter's request to destroy their identity; the office answers it.

    Raises:
        DomainError: the codes of `write_as_reporter`.
    """
    return write_as_reporter(
        report_id=report_id,
        kind=ERASURE,
        words=ASKED_WORDS,
        key=key,
        office=office,
        acting=acting,
        now=now,
    )


def answer_erasure(
    *, message_id: UUID, agrees: bool, reason: str = "", acting: Actor, now: datetime
) -> ReportMessage:
    """Agree, which destroys the identity for good, or say why it must stay; the reporter reads it.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``intake.no_message``.
        ConflictError: ``intake.already_judged``.
        InvalidInputError: ``vault.no_reason``: a refusal without one.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.ANSWER_ERASURE)
        message: ReportMessage | None = (
            ReportMessage.objects.select_for_update().filter(id=message_id, kind=ERASURE).first()
        )
        if message is None:
            raise NotFoundError("intake.no_message")
        if message.judged_at is not None:
            raise ConflictError("intake.already_judged")
        words = clean_line(reason, limit=MAX_ANSWER)
        if not agrees and not words:
            raise InvalidInputError("vault.no_reason")
        answer = _DONE if agrees else f"{_NOT_DONE}{words}"
        message.judged_at, message.judgement = now, answer[:300]
        message.save(update_fields=["judged_at", "judgement"])
        if agrees:
            order_erasure(
                report_id=message.report_id, reason=ErasureReason.ASKED, acting=acting, now=now
            )
        tell_reporter(
            report_id=message.report_id, step="", words=answer, kind=NOTICE, acting=acting, now=now
        )
        record("intake.answer_erasure", "report", message.report_id, after={"agrees": agrees})
    return message


def _is_over(report: Report, now: datetime) -> bool:
    if has_matter_open(report.id):
        return False
    ended = ended_on(report.id)
    if ended is None and report.pool_state == PoolState.NOT_LEAD and report.screened_at:
        ended = legal_day(report.screened_at)
    return ended is not None and count_limit(IDENTITY_RULE, ended).due_on < legal_day(now)
