"""A secret reporter's identity: asked for, decided, told of; what the office and the reporter read."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.intake.models import Report, ReportMessage
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.selectors.access import access_report
from xiezhi.intake.services.conversation import NOTICE, tell_reporter
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotFoundError, RuleRefusedError
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import Draft, send_message
from xiezhi.vault.models import IdentityOpening, OpeningRequest
from xiezhi.vault.rules.opening import PURPOSE_WORDS, IdentityField, OpeningPurpose
from xiezhi.vault.selectors.doors import list_matters
from xiezhi.vault.selectors.openings import list_to_be_told, opened_on
from xiezhi.vault.services.opening import (
    OpeningDraft,
    approve_opening,
    refuse_opening,
    request_opening,
    second_opening,
)

SECONDS: Final = (Role.DEPUTY_CHIEF, Role.CASE_MANAGEMENT, Role.PETITION_OFFICER)
_TOLD: Final = UUID("6f1a1e1c-5f0e-4f5e-9d53-6d0f8f4e2b11")
_KIND: Final = "vault.opening"


def ask_to_open(
    *,
    report_id: UUID,
    matter_id: UUID,
    field: IdentityField,
    purpose: OpeningPurpose,
    reason: str,
    acting: Actor,
    now: datetime,
) -> OpeningRequest:
    """Ask for one field of a secret report's identity, for a lead or case one may see.

    Raises:
        NotFoundError: ``intake.no_report``; ``vault.no_matter``: the report has no such matter.
        RuleRefusedError: ``vault.not_sealed_report``: a duty report's sender is no secret.
        DomainError: the codes of `request_opening`.
    """
    report = access_report(acting, report_id)
    _check_secret(report)
    matter = next((one for one in list_matters(acting, report_id) if one.id == matter_id), None)
    if matter is None:
        raise NotFoundError("vault.no_matter")
    draft = OpeningDraft(
        report_id=report.id,
        report_code=report.code,
        matter=matter,
        field=field,
        purpose=purpose,
        reason=reason,
    )
    made = request_opening(draft=draft, acting=acting, now=now)
    told = _draft(made, f"反映 {made.report_code} 的身份信息，待您审批")
    _tell(list_holders(Role.CHIEF_PROCURATOR, legal_day(now)), told, acting, now)
    return made


def approve_to_open(
    *,
    request_id: UUID,
    blocked_until: date | None = None,
    block_reason: str = "",
    acting: Actor,
    now: datetime,
) -> OpeningRequest:
    """Approve, and ask the second persons.

    Raises:
        DomainError: the codes of `approve_opening`.
    """
    made = approve_opening(
        request_id=request_id,
        blocked_until=blocked_until,
        block_reason=block_reason,
        acting=acting,
        now=now,
    )
    today = legal_day(now)
    taken = {made.requested_by_id, made.approved_by_id, *made.team_ids}
    seconds = [one for role in SECONDS for one in list_holders(role, today) if one not in taken]
    _tell(seconds, _draft(made, f"反映 {made.report_code} 的身份信息，待您复核"), acting, now)
    return made


def second_to_open(*, request_id: UUID, acting: Actor, now: datetime) -> OpeningRequest:
    """Second, and tell who asked that the field may be opened.

    Raises:
        DomainError: the codes of `second_opening`.
    """
    made = second_opening(request_id=request_id, acting=acting, now=now)
    told = _draft(made, f"反映 {made.report_code} 的身份信息，可以打开")
    _tell([made.requested_by_id], told, acting, now)
    return made


def refuse_to_open(
    *, request_id: UUID, reason: str, acting: Actor, now: datetime
) -> OpeningRequest:
    """Refuse, and tell who asked.

    Raises:
        DomainError: the codes of `refuse_opening`.
    """
    made = refuse_opening(request_id=request_id, reason=reason, acting=acting, now=now)
    told = _draft(made, f"反映 {made.report_code} 的身份信息，没有同意打开")
    _tell([made.requested_by_id], told, acting, now)
    return made


def tell_of_openings(*, acting: Actor, now: datetime) -> int:
    """Tell the reporters whose identity was opened, unless a block still runs; how many were told.

    Safe to run again: the notice of an opening has one id.
    """
    due = list_to_be_told(legal_day(now))
    ids = {notice_id(opening): opening for opening in due}
    known = set(ReportMessage.objects.filter(id__in=list(ids)).values_list("id", flat=True))
    untold = [
        (message_id, opening) for message_id, opening in ids.items() if message_id not in known
    ]
    for message_id, opening in untold:
        tell_reporter(
            report_id=opening.request.report_id,
            step="",
            words=told_words(opening),
            kind=NOTICE,
            message_id=message_id,
            acting=acting,
            now=now,
        )
    return len(untold)


def told_words(opening: IdentityOpening) -> str:
    """Return what the reporter reads: the day and the sort of reason, no more."""
    day = opened_on(opening)
    purpose = PURPOSE_WORDS[OpeningPurpose(opening.request.purpose)]
    return f"您的身份于{day.year}年{day.month}月{day.day}日因“{purpose}”依法打开，经检察长批准并由第二人复核。"


def notice_id(opening: IdentityOpening) -> UUID:
    """Return the one id of the notice of an opening."""
    return uuid5(_TOLD, str(opening.id))


def _check_secret(report: Report) -> None:
    if report.grade != ReporterGrade.SECRET:
        raise RuleRefusedError("vault.not_sealed_report", basis="本院规定")


def _draft(made: OpeningRequest, title: str) -> Draft:
    return Draft(
        kind=_KIND,
        title=title,
        notice=Notice.AWAITS_YOU,
        path=f"/desk/identities/{made.id}/",
        about=("opening", made.id),
        sender_id=made.requested_by_id,
        sender_path=f"/desk/identities/{made.id}/",
    )


def _tell(staff_ids: list[UUID], draft: Draft, acting: Actor, now: datetime) -> None:
    for place, staff_id in enumerate(dict.fromkeys(staff_ids)):
        send_message(
            to=Recipient(kind=RecipientKind.STAFF, id=staff_id),
            draft=replace(draft, dedup_key=f"{draft.title}:{draft.path}:{place}"),
            acting=acting,
            now=now,
        )
