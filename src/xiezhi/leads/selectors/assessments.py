"""Assessments of a lead, newest first."""

from uuid import UUID

from xiezhi.leads.models import Assessment, AssessmentOrgan
from xiezhi.leads.rules.assessment import AssessmentDraft, DutyOrgan
from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import LeadEvent


def find_newest_assessment(lead_id: UUID, *, with_drafts: bool = False) -> Assessment | None:
    """Return the newest assessment, drafts left out unless asked for."""
    found = Assessment.objects.filter(lead_id=lead_id).order_by("-version")
    newest: Assessment | None = (found if with_drafts else found.filter(is_draft=False)).first()
    return newest


def organs_of(assessment: Assessment) -> tuple[DutyOrgan, ...]:
    """Return the organs an assessment names; one query."""
    rows = AssessmentOrgan.objects.filter(assessment_id=assessment.id).order_by("id")
    return tuple(
        DutyOrgan(name=row.name, duty_basis=row.duty_basis, unit_id=row.unit_id) for row in rows
    )


def draft_of(assessment: Assessment, organs: tuple[DutyOrgan, ...] = ()) -> AssessmentDraft:
    """Return an assessment as its form shows it."""
    return AssessmentDraft(
        facts=assessment.facts,
        area=assessment.area,
        area_basis=assessment.area_basis,
        violators=assessment.violators,
        is_violator_unclear=assessment.is_violator_unclear,
        organs=organs,
        authenticity=assessment.authenticity,
        verifiability=assessment.verifiability,
        has_jurisdiction=assessment.has_jurisdiction,
        is_public_interest=assessment.is_public_interest,
        is_minor_and_mended=assessment.is_minor_and_mended,
        is_major=assessment.is_major,
        involves_crime=assessment.involves_crime,
        similar_matters=assessment.similar_matters,
        proposal=LeadEvent(assessment.proposal) if assessment.proposal else None,
        proposal_target=assessment.proposal_target,
        reason=assessment.reason,
        verdict=Verdict(assessment.verdict) if assessment.verdict else None,
    )
