"""Everything a lead's page shows, in at most ten queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from xiezhi.clocks.selectors.of_matters import ClockShown, list_clocks
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead, LeadStep
from xiezhi.leads.rules.assessment import AssessmentDraft
from xiezhi.leads.rules.procedure import LeadEvent, LeadFacts
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.lead_parts import (
    AssessmentShown,
    LinkedReport,
    MergedLead,
    NoteShown,
    TaskShown,
)
from xiezhi.leads.selectors.lead_rows import (
    assessments_of,
    comment_rows,
    notes_of,
    reports_of,
)
from xiezhi.leads.selectors.next_acts import NextAct, list_next_acts
from xiezhi.leads.selectors.queues import must_have_national_number
from xiezhi.letters.selectors.of_matter import LetterShown, letters_on_matter
from xiezhi.supporters.selectors.field_tasks import files_brought, tasks_of_matters, with_files

_MERGED_SHOWN: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPage:
    """A lead with everything about it; lists are oldest first unless said otherwise."""

    lead: Lead
    reports: tuple[LinkedReport, ...]
    steps: tuple[LeadStep, ...]
    clocks: tuple[ClockShown, ...]
    """Running ones first, nearest due first; then ended ones, last first."""
    assessments: tuple[AssessmentShown, ...]
    """Newest first."""
    letters: tuple[LetterShown, ...]
    tasks: tuple[TaskShown, ...]
    notes: tuple[NoteShown, ...]
    """Newest first."""
    merged: tuple[MergedLead, ...]
    next_acts: tuple[NextAct, ...]
    facts: LeadFacts
    needs_national_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPage:
    """A lead as its assessor needs it; notes and assessments newest first."""

    lead: Lead
    reports: tuple[LinkedReport, ...]
    last_step: LeadStep | None
    clocks: tuple[ClockShown, ...]
    assessments: tuple[AssessmentShown, ...]
    notes: tuple[NoteShown, ...]


def get_lead_page(acting: Actor, lead_id: UUID, *, now: datetime) -> LeadPage:
    """Return the page of a lead the actor may see.

    Raises:
        NotFoundError: ``leads.not_found``.
    """
    lead = (
        visible_leads(acting)
        .select_related("handler", "department", "registered_by", "merged_into")
        .annotate(
            merged_rows=ArraySubquery(_merged_into_this()),
            comment_rows=ArraySubquery(comment_rows()),
        )
        .filter(id=lead_id)
        .first()
    )
    if lead is None:
        raise NotFoundError("leads.not_found")
    assessments = assessments_of(lead)
    letters = letters_on_matter(MatterKind.LEAD, lead.id)
    tasks = _tasks(lead)
    facts = _facts(assessments, letters, tasks)
    return LeadPage(
        lead=lead,
        reports=reports_of(lead),
        steps=tuple(LeadStep.objects.filter(lead_id=lead.id).order_by("at", "id")),
        clocks=list_clocks(lead.id, legal_day(now)),
        assessments=assessments,
        letters=letters,
        tasks=tasks,
        notes=notes_of(lead, lead.comment_rows),
        merged=tuple(
            MergedLead(
                id=UUID(row["id"]), year=row["year"], number=row["number"], title=row["title"]
            )
            for row in lead.merged_rows
        ),
        next_acts=list_next_acts(acting, lead, facts),
        facts=facts,
        needs_national_number=must_have_national_number(lead),
    )


def get_assessment_page(acting: Actor, lead_id: UUID, *, now: datetime) -> AssessmentPage:
    """Return what stands beside the assessment's form; six queries.

    Raises:
        NotFoundError: ``leads.not_found``.
    """
    lead = (
        visible_leads(acting)
        .annotate(comment_rows=ArraySubquery(comment_rows()))
        .filter(id=lead_id)
        .first()
    )
    if lead is None:
        raise NotFoundError("leads.not_found")
    return AssessmentPage(
        lead=lead,
        reports=reports_of(lead),
        last_step=LeadStep.objects.filter(lead_id=lead.id).order_by("-at", "-id").first(),
        clocks=list_clocks(lead.id, legal_day(now)),
        assessments=assessments_of(lead),
        notes=notes_of(lead, lead.comment_rows),
    )


def _merged_into_this() -> QuerySet[Any, Any]:
    """Return the leads merged into the lead of the outer query."""
    merged = Lead.objects.filter(merged_into_id=OuterRef("id")).order_by("year", "number")
    columns = JSONObject(id="id", year="year", number="number", title="title")
    rows: QuerySet[Any, Any] = merged.values(row=columns)[:_MERGED_SHOWN]
    return rows


def _tasks(lead: Lead) -> tuple[TaskShown, ...]:
    tasks = tasks_of_matters(MatterKind.LEAD, [lead.id]).order_by("asked_at", "id")
    return tuple(
        TaskShown(task=row, files=files_brought(row.file_rows)) for row in with_files(tasks)
    )


def _facts(
    assessments: tuple[AssessmentShown, ...],
    letters: tuple[LetterShown, ...],
    tasks: tuple[TaskShown, ...],
) -> LeadFacts:
    submitted = next((one for one in assessments if not one.is_draft), None)
    waiting = sum(one.is_open_duty for one in letters)
    undone = sum(1 for one in tasks if not one.task.done_at and not one.task.withdrawn_at)
    content = submitted.content if submitted else AssessmentDraft()
    proposal: LeadEvent | None = content.proposal
    return LeadFacts(
        has_assessment=bool(assessments),
        proposal=proposal,
        is_public_interest=content.is_public_interest,
        is_minor_and_mended=content.is_minor_and_mended,
        has_decider=True,
        open_duties=waiting + undone,
    )
