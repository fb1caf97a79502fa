"""Tables of intake."""

from xiezhi.intake.models.conversation import ReportMessage, ReportReceipt
from xiezhi.intake.models.imports import ImportBatch
from xiezhi.intake.models.report import Report, ReportBand, ReportFile

__all__ = [
    "ImportBatch",
    "Report",
    "ReportBand",
    "ReportFile",
    "ReportMessage",
    "ReportReceipt",
]
