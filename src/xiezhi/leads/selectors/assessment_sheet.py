"""线索评估表: one version of an assessment with the lead it is about."""

from dataclasses import dataclass
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.outcomes import OpinionStage
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.lead_parts import AssessmentShown, OpinionShown
from xiezhi.leads.selectors.lead_rows import assessments_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentSheet:
    """What stands on the sheet."""

    lead: Lead
    assessment: AssessmentShown

    @property
    def is_decided(self) -> bool:
        """Whether the chief procurator decided on this version; until then the sheet is a draft."""
        chief = self.opinions(OpinionStage.CHIEF)
        return not self.assessment.is_draft and any(one.agrees for one in chief)

    def opinions(self, stage: OpinionStage) -> tuple[OpinionShown, ...]:
        """Return the opinions of a stage, oldest first."""
        return tuple(one for one in self.assessment.opinions if one.stage == stage)


def get_assessment_sheet(
    acting: Actor, lead_id: UUID, version: int | None = None
) -> AssessmentSheet:
    """Return a version of an assessment, the newest when none is named; two queries.

    Raises:
        NotFoundError: ``leads.not_found``, ``leads.no_assessment``.
    """
    found = visible_leads(acting).select_related("handler", "department").filter(id=lead_id)
    lead = found.first()
    if lead is None:
        raise NotFoundError("leads.not_found")
    written = assessments_of(lead)
    chosen = next((one for one in written if version in {None, one.version}), None)
    if chosen is None:
        raise NotFoundError("leads.no_assessment")
    return AssessmentSheet(lead=lead, assessment=chosen)
