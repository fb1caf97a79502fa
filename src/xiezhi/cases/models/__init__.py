"""Tables of cases."""

from xiezhi.cases.models.case import (
    Case,
    CaseLead,
    CaseMember,
    CaseNumberSeries,
    CasePaper,
    CaseParty,
    CaseStep,
    PaperDelivery,
    StepCorrection,
)
from xiezhi.cases.models.drafting import PaperTemplate, PreviewOpinion, PreviewSwitch
from xiezhi.cases.models.follow_up import (
    FollowUp,
    LookBack,
    LookBackBatch,
    LookBackSchedule,
    Outcome,
    PlacePicture,
    Recusal,
)
from xiezhi.cases.models.investigation import Commission, EvidenceItem, Meeting, MeetingDuty

__all__ = [
    "Case",
    "CaseLead",
    "CaseMember",
    "CaseNumberSeries",
    "CasePaper",
    "CaseParty",
    "CaseStep",
    "Commission",
    "EvidenceItem",
    "FollowUp",
    "LookBack",
    "LookBackBatch",
    "LookBackSchedule",
    "Meeting",
    "MeetingDuty",
    "Outcome",
    "PaperDelivery",
    "PaperTemplate",
    "PlacePicture",
    "PreviewOpinion",
    "PreviewSwitch",
    "Recusal",
    "StepCorrection",
]
