"""Tables of leads."""

from xiezhi.leads.models.assessment import Assessment, AssessmentOpinion, AssessmentOrgan
from xiezhi.leads.models.lead import Lead, LeadReport, LeadStep, NumberSeries
from xiezhi.leads.models.notes import LeadComment

__all__ = [
    "Assessment",
    "AssessmentOpinion",
    "AssessmentOrgan",
    "Lead",
    "LeadComment",
    "LeadReport",
    "LeadStep",
    "NumberSeries",
]
