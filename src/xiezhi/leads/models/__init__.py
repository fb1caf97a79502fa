"""Tables of leads."""

from xiezhi.leads.models.assessment import Assessment, AssessmentOpinion, AssessmentOrgan
from xiezhi.leads.models.field_task import FieldTask, FieldTaskPhoto
from xiezhi.leads.models.lead import Lead, LeadClock, LeadReport, LeadStep, NumberSeries
from xiezhi.leads.models.notes import LeadComment, PhoneNote
from xiezhi.leads.models.referral import OrganReply, OrganReplyFile, Referral

__all__ = [
    "Assessment",
    "AssessmentOpinion",
    "AssessmentOrgan",
    "FieldTask",
    "FieldTaskPhoto",
    "Lead",
    "LeadClock",
    "LeadComment",
    "LeadReport",
    "LeadStep",
    "NumberSeries",
    "OrganReply",
    "OrganReplyFile",
    "PhoneNote",
    "Referral",
]
