"""Kinds of meetings on a case."""

from enum import StrEnum
from typing import Final


class MeetingKind(StrEnum):
    """What a meeting was for."""

    TALKS = "talks"
    PROMOTION = "promotion"
    CONSULTATION = "consultation"
    OTHER = "other"


MEETING_LABELS: Final = {
    MeetingKind.TALKS: "磋商座谈会",
    MeetingKind.PROMOTION: "工作推进会",
    MeetingKind.CONSULTATION: "专业咨询",
    MeetingKind.OTHER: "其他会议",
}
