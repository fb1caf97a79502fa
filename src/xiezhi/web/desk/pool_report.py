"""One report as the reading pane shows it, suspected duplicates side by side."""

from uuid import UUID

from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.intake.models import Report
from xiezhi.intake.rules.pool import (
    NOT_LEAD_LABELS,
    NotLeadReason,
    PoolState,
    ReporterGrade,
    may_be_asked,
)
from xiezhi.intake.selectors.duplicates import list_suspected_duplicates
from xiezhi.intake.selectors.pool import get_report_detail
from xiezhi.intake.selectors.unit_reports import find_unit_report
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.selectors.behind import find_leads_behind
from xiezhi.letters.selectors.notes import notes_on_matter
from xiezhi.web.desk.sketches import sketch_of_report
from xiezhi.web.vault.rows import identity_acts


def report_context(acting: Actor, report_id: UUID) -> dict[str, object]:
    """Return what the templates of one report need."""
    detail = get_report_detail(acting, report_id)
    report = detail.report
    alike = list_suspected_duplicates(acting, report)
    leads = find_leads_behind(acting, [report.id, *(one.report.id for one in alike)])
    return {
        "detail": detail,
        "report": report,
        "lead": leads.get(report.id),
        "handed": find_unit_report(acting, report),
        "alike": [{"found": one, "lead": leads.get(one.report.id)} for one in alike],
        "sketch": sketch_of_report(report, alike),
        "notes": notes_on_matter(MatterKind.REPORT, report.id),
        "reasons": reason_buttons(),
        "is_pending": report.pool_state == PoolState.PENDING,
        "is_lead": report.pool_state == PoolState.LEAD,
        "may_screen": may(acting, Action.SCREEN_REPORT),
        "may_register": may(acting, Action.REGISTER_LEAD),
        "may_judge": may(acting, Action.SCREEN_REPORT)
        and may(acting, Action.TALK_WITH_REPORTER)
        and report.pool_state != PoolState.LEAD,
        "may_handle": may(acting, Action.HANDLE_LEAD),
        "may_talk": may(acting, Action.TALK_WITH_REPORTER) and _may_be_asked(report),
        "may_call": may(acting, Action.CALL_REPORTER) and report.grade == ReporterGrade.DUTY,
    } | identity_acts(acting)


def _may_be_asked(report: Report) -> bool:
    return may_be_asked(
        channel=report.channel,
        is_imported=report.import_batch_id is not None,
        is_entered=report.entered_by_id is not None,
        names_member=report.supporter_id is not None,
    )


def reason_buttons() -> list[dict[str, str]]:
    """Return the reasons of 不作线索 with the digit that gives each."""
    return [
        {"value": reason.value, "label": _(NOT_LEAD_LABELS[reason]), "key": str(number % 10)}
        for number, reason in enumerate(NotLeadReason, start=1)
    ]
