"""One-tap telephone: a duty report's sender, looked up for a call; every look is recorded."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.selectors.access import access_report
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError, RuleRefusedError
from xiezhi.ledger.services.acts import act


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterContact:
    """Who to call. Never logged, never kept in a page's history."""

    label: str
    name: str = field(repr=False)
    phone: str = field(repr=False)


def view_contact(*, report_id: UUID, acting: Actor, now: datetime) -> ReporterContact:
    """Return name and telephone of a grid member who reported on duty.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``intake.no_report``; ``intake.no_contact``: no number is on file.
        RuleRefusedError: ``intake.sealed``: a secret report's sender is opened by the vault only.
    """
    require(acting, Action.CALL_REPORTER)
    report = access_report(acting, report_id)
    if report.grade != ReporterGrade.DUTY:
        raise RuleRefusedError("intake.sealed")
    supporter = report.supporter
    if supporter is None or not supporter.mobile:
        raise NotFoundError("intake.no_contact")
    with act(acting=acting, now=now) as record:
        record("intake.view_contact", "report", report.id)
    return ReporterContact(label=supporter.label, name=supporter.name, phone=supporter.mobile)
