"""线索合并 and its undoing. Reports move with the lead; history stays with each."""

from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError, TransitionRefusedError
from xiezhi.leads.models import Lead, LeadReport, LeadStep
from xiezhi.leads.rules.procedure import LeadEvent, LeadFacts
from xiezhi.leads.selectors.access import access_lead, access_leads
from xiezhi.leads.services._procedure import StepWords, move
from xiezhi.ledger.services.acts import act


def merge_leads(
    *, lead_ids: list[UUID], target_id: UUID, reason: str, acting: Actor, now: datetime
) -> Lead:
    """Merge leads into another, which takes over their reports; returns that lead.

    Raises:
        InvalidInputError: ``leads.none_chosen``, ``leads.merge_into_itself``, ``leads.no_reason``.
        TransitionRefusedError: ``leads.target_ended``; one of the leads is past assessment.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.MERGE_LEADS)
        if not reason.strip():
            raise InvalidInputError("leads.no_reason")
        if not lead_ids:
            raise InvalidInputError("leads.none_chosen")
        if target_id in lead_ids:
            raise InvalidInputError("leads.merge_into_itself")
        found = access_leads(acting, [*lead_ids, target_id], lock=True)
        target = next(lead for lead in found if lead.id == target_id)
        if not target.is_open:
            raise TransitionRefusedError("leads.target_ended", basis="本院规定", state=target.state)
        words = StepWords(reason=reason, target=f"{target.year}-{target.number}")
        for lead in found:
            if lead.id == target_id:
                continue
            lead.merged_into_id = target.id
            move(
                lead,
                LeadEvent.MERGE,
                LeadFacts(),
                acting=acting,
                now=now,
                record=record,
                words=words,
            )
            _relink(_live_reports(lead), lead, target, now)
        _count_photos(target)
    return target


def unmerge_lead(*, lead_id: UUID, reason: str, acting: Actor, now: datetime) -> Lead:
    """Undo a merger: the lead is taken up again with the reports it brought.

    Raises:
        InvalidInputError: ``leads.no_reason``.
        TransitionRefusedError: the lead is not merged.
        ConflictError: ``leads.merged_on``: its reports went further with another merger; undo that
            first.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.MERGE_LEADS)
        if not reason.strip():
            raise InvalidInputError("leads.no_reason")
        seen = access_lead(acting, lead_id)
        ids = [one for one in (seen.id, seen.merged_into_id) if one is not None]
        locked = {lead.id: lead for lead in access_leads(acting, ids, lock=True)}
        lead = locked[lead_id]
        target = locked.get(lead.merged_into_id or lead_id)
        lead.merged_into_id = None
        words = StepWords(reason=reason)
        move(
            lead,
            LeadEvent.UNMERGE,
            LeadFacts(),
            acting=acting,
            now=now,
            record=record,
            words=words,
        )
        if target is None:
            raise ConflictError("leads.merged_on")
        _relink(_brought_reports(lead, target), target, lead, now)
        _count_photos(target)
    return lead


def _live_reports(lead: Lead) -> list[UUID]:
    links = LeadReport.objects.filter(lead_id=lead.id, unlinked_at__isnull=True)
    return list(links.values_list("report_id", flat=True))


def _brought_reports(lead: Lead, target: Lead) -> list[UUID]:
    """Return the reports whose links the merger ended and which the target still holds."""
    merger = (
        LeadStep.objects.filter(lead_id=lead.id, event=LeadEvent.MERGE)
        .order_by("-at", "-id")
        .first()
    )
    if merger is None:
        raise ConflictError("leads.merged_on")
    ended = LeadReport.objects.filter(lead_id=lead.id, unlinked_at=merger.at)
    brought = list(ended.values_list("report_id", flat=True))
    held = set(_live_reports(target))
    if not held.issuperset(brought):
        raise ConflictError("leads.merged_on")
    return brought


def _relink(report_ids: list[UUID], source: Lead, target: Lead, now: datetime) -> None:
    LeadReport.objects.filter(
        lead_id=source.id, report_id__in=report_ids, unlinked_at__isnull=True
    ).update(unlinked_at=now)
    LeadReport.objects.bulk_create(
        LeadReport(lead=target, report_id=report_id, linked_at=now) for report_id in report_ids
    )


def _count_photos(lead: Lead) -> None:
    links = LeadReport.objects.filter(lead_id=lead.id, unlinked_at__isnull=True)
    counted: int | None = links.aggregate(total=Sum("report__photo_count"))["total"]
    lead.photo_count = counted or 0
    lead.save(update_fields=["photo_count"])
