"""Evidence, expert work and meetings of a case, and whom an officer may name as having acted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import StaffMember
from xiezhi.accounts.selectors.people import list_active_members
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.cases.models import Case, CaseLead, Commission, EvidenceItem, Meeting, MeetingDuty
from xiezhi.cases.rules.people import COUNTED_ROLES
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.recused import recused_ids
from xiezhi.cases.selectors.rows import row_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.selectors.source_words import picture_ids_of_leads

MAX_LISTED: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceList:
    """证据清单 of a case.

    Attributes:
        standing: pieces on the list, in their order.
        withdrawn: pieces taken off it, each with its reason.
    """

    standing: tuple[EvidenceItem, ...]
    withdrawn: tuple[EvidenceItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeld:
    """A meeting with its 责任清单."""

    meeting: Meeting
    duties: tuple[MeetingDuty, ...]


def evidence_of(case: Case) -> EvidenceList:
    """Return the evidence of a case; one query."""
    rows = EvidenceItem.objects.filter(case_id=case.id).order_by("position", "id")[:MAX_LISTED]
    found: Sequence[EvidenceItem] = list(rows)
    return EvidenceList(
        standing=tuple(one for one in found if one.withdrawn_at is None),
        withdrawn=tuple(one for one in found if one.withdrawn_at is not None),
    )


def commissions_of(case: Case) -> tuple[Commission, ...]:
    """Return the expert work of a case, what is still awaited first."""
    rows = Commission.objects.filter(case_id=case.id)
    return tuple(rows.order_by("-returned_on", "commissioned_on", "id"))


def meetings_of(case: Case) -> tuple[MeetingHeld, ...]:
    """Return the meetings of a case with their duties, newest first; two queries."""
    meetings = list(Meeting.objects.filter(case_id=case.id).order_by("-held_on", "-entered_at"))
    duties: dict[UUID, list[MeetingDuty]] = {}
    rows = MeetingDuty.objects.filter(meeting__case_id=case.id).order_by("position")
    for duty in rows:
        duties.setdefault(duty.meeting_id, []).append(duty)
    return tuple(MeetingHeld(meeting=one, duties=tuple(duties.get(one.id, ()))) for one in meetings)


def list_investigators(case: Case, day: date) -> tuple[StaffMember, ...]:
    """Return the 检察人员 who may act on a case: those of its department first, none recused."""
    counted = {one for role in COUNTED_ROLES for one in list_holders(role, day)}
    counted -= recused_ids(case)
    members = [one for one in list_active_members() if one.id in counted]
    return tuple(
        sorted(members, key=lambda one: (one.department_id != case.department_id, one.label))
    )


def list_report_pictures(case: Case) -> tuple[UUID, ...]:
    """Return the pictures of the case's leads that were not fixed as evidence yet."""
    leads = list(CaseLead.objects.filter(case_id=case.id).values_list("lead_id", flat=True))
    fixed = set(
        EvidenceItem.objects.filter(
            case_id=case.id, from_report=True, withdrawn_at__isnull=True
        ).values_list("file_id", flat=True)
    )
    return tuple(sorted(picture_ids_of_leads(leads) - fixed, key=str))


def access_evidence(acting: Actor, evidence_id: UUID, *, case_id: UUID) -> EvidenceItem:
    """Return a line of the list of a case the actor may see.

    Raises:
        NotFoundError: ``cases.no_such_row``.
    """
    found: EvidenceItem = row_of(EvidenceItem.objects.filter(id=evidence_id), acting, case_id)
    return found


def access_commission(acting: Actor, commission_id: UUID, *, case_id: UUID) -> Commission:
    """Return a commission of a case the actor may see.

    Raises:
        NotFoundError: ``cases.no_such_row``.
    """
    found: Commission = row_of(Commission.objects.filter(id=commission_id), acting, case_id)
    return found


def access_duty(acting: Actor, duty_id: UUID, *, case_id: UUID) -> MeetingDuty:
    """Return a duty of a meeting on a case the actor may see.

    Raises:
        NotFoundError: ``cases.no_such_row``.
    """
    access_case(acting, case_id)
    duty: MeetingDuty | None = MeetingDuty.objects.filter(
        id=duty_id, meeting__case_id=case_id
    ).first()
    if duty is None:
        raise NotFoundError("cases.no_such_row")
    return duty
