"""Kinds of supporters."""

from enum import StrEnum
from typing import Final


class SupporterKind(StrEnum):
    """What a supporter was appointed as."""

    GRID_MEMBER = "grid_member"
    SPECIAL_ASSISTANT = "special_assistant"
    HEARING_OFFICER = "hearing_officer"
    MEDIATOR = "mediator"
    YIXIN_VOLUNTEER = "yixin_volunteer"


SUPPORTER_KIND_LABELS: Final = {
    SupporterKind.GRID_MEMBER: "公益诉讼网格员",
    SupporterKind.SPECIAL_ASSISTANT: "特邀检察官助理",
    SupporterKind.HEARING_OFFICER: "听证员",
    SupporterKind.MEDIATOR: "特约调解员",
    SupporterKind.YIXIN_VOLUNTEER: "“益心为公”志愿者",
}
