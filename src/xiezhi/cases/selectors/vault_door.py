"""What cases say of a report to the vault: which case, who works on it, and when it ended."""

from datetime import date
from uuid import UUID

from xiezhi.cases.models import Case, CaseLead, CaseMember
from xiezhi.cases.selectors.access import visible_cases
from xiezhi.cases.selectors.letter_door import label_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.vault.selectors.doors import ReportDoor, register_reports

_REPORT = "lead_links__lead__report_links__report_id"


def open_vault_door() -> None:
    """Register the door; called when the application starts."""
    register_reports(ReportDoor(matters=_matters, team=_team, is_open=_is_open, ended_on=_ended_on))


def _matters(acting: Actor, report_id: UUID) -> list[Matter]:
    cases = visible_cases(acting).filter(**{_REPORT: report_id}).distinct()
    return [
        Matter(kind=MatterKind.CASE, id=case.id, label=label_of(case))
        for case in cases.order_by("year", "number")
    ]


def _team(report_id: UUID) -> frozenset[UUID]:
    """Return everybody who works or worked on a case of the report."""
    links = CaseLead.objects.filter(lead__report_links__report_id=report_id)
    handlers = links.filter(case__handler_id__isnull=False).values_list(
        "case__handler_id", flat=True
    )
    case_ids = list(links.values_list("case_id", flat=True))
    members = CaseMember.objects.filter(case_id__in=case_ids, staff_id__isnull=False)
    return frozenset(handlers) | frozenset(members.values_list("staff_id", flat=True))


def _is_open(report_id: UUID) -> bool:
    return Case.objects.filter(is_open=True, **{_REPORT: report_id}).exists()


def _ended_on(report_id: UUID) -> date | None:
    cases = Case.objects.filter(closed_on__isnull=False, **{_REPORT: report_id})
    last: date | None = cases.order_by("-closed_on").values_list("closed_on", flat=True).first()
    return last
