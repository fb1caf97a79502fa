"""States of a report in the information pool and the reasons for 不作线索."""

from enum import StrEnum
from typing import Final

from xiezhi.law.sources import IntakeChannel


class PoolState(StrEnum):
    """Where a report stands in the pool."""

    PENDING = "pending"
    KEPT = "kept"
    NOT_LEAD = "not_lead"
    LEAD = "lead"


POOL_LABELS: Final = {
    PoolState.PENDING: "待初筛",
    PoolState.KEPT: "留信息池",
    PoolState.NOT_LEAD: "不作线索",
    PoolState.LEAD: "已作线索",
}


class NotLeadReason(StrEnum):
    """Why a report is no lead. The reporter is told in neutral words."""

    PRIVATE_DISPUTE = "private_dispute"
    CONSULTATION = "consultation"
    SUGGESTION = "suggestion"
    OTHER_BODY = "other_body"
    DUPLICATE = "duplicate"
    UNCLEAR = "unclear"
    ALREADY_MENDED = "already_mended"
    THANKS = "thanks"
    TEST = "test"
    OTHER = "other"


NOT_LEAD_LABELS: Final = {
    NotLeadReason.PRIVATE_DISPUTE: "私人纠纷，不涉及公共利益",
    NotLeadReason.CONSULTATION: "咨询",
    NotLeadReason.SUGGESTION: "意见建议",
    NotLeadReason.OTHER_BODY: "属其他机关职责",
    NotLeadReason.DUPLICATE: "重复反映",
    NotLeadReason.UNCLEAR: "内容不清，无法核查",
    NotLeadReason.ALREADY_MENDED: "问题已解决",
    NotLeadReason.THANKS: "表扬感谢",
    NotLeadReason.TEST: "测试或无意义内容",
    NotLeadReason.OTHER: "其他",
}


class ReporterGrade(StrEnum):
    """Two grades of identity: a duty report shows who, a public or secret one only a code."""

    DUTY = "duty"
    SECRET = "secret"  # noqa: S105  # a grade, not a password


class PlaceSource(StrEnum):
    """Where the position comes from."""

    DEVICE = "device"
    EXIF = "exif"
    MANUAL = "manual"
    NONE = "none"


def may_be_asked(*, channel: str, is_imported: bool, is_entered: bool, names_member: bool) -> bool:
    """Return whether a question reaches anybody.

    A report imported, typed by the office or handed over by a unit has no receipt; only a member's
    own page is left.
    """
    is_transferred = channel == IntakeChannel.AGENCY_TRANSFER
    return names_member or not (is_imported or is_entered or is_transferred)
