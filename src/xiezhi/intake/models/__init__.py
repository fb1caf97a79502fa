"""Tables of intake."""

from xiezhi.intake.models.conversation import ReportMessage, ReportReceipt
from xiezhi.intake.models.crossing import ReportArrival
from xiezhi.intake.models.drafts import (
    EntryDraft,
    EntryDraftFile,
    EntryDraftRow,
    GroupNickname,
)
from xiezhi.intake.models.imports import ImportBatch
from xiezhi.intake.models.report import Report, ReportBand, ReportFile
from xiezhi.intake.models.unit_reports import UnitReport

__all__ = [
    "EntryDraft",
    "EntryDraftFile",
    "EntryDraftRow",
    "GroupNickname",
    "ImportBatch",
    "Report",
    "ReportArrival",
    "ReportBand",
    "ReportFile",
    "ReportMessage",
    "ReportReceipt",
    "UnitReport",
]
