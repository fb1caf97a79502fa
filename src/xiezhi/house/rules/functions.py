"""沟通、协调、联络、反馈: four functions, each towards supporters and towards units."""

from enum import StrEnum
from typing import Final


class ContactFunction(StrEnum):
    """What somebody in the office is answerable for towards those outside."""

    COMMUNICATION = "communication"
    COORDINATION = "coordination"
    LIAISON = "liaison"
    FEEDBACK = "feedback"


FUNCTION_LABELS: Final = {
    ContactFunction.COMMUNICATION: "沟通",
    ContactFunction.COORDINATION: "协调",
    ContactFunction.LIAISON: "联络",
    ContactFunction.FEEDBACK: "反馈",
}
FUNCTION_WORDS: Final = {
    ContactFunction.COMMUNICATION: "听取意见建议，通报工作情况",
    ContactFunction.COORDINATION: "办案中需要配合的事项",
    ContactFunction.LIAISON: "名册、聘任、活动和日常联系",
    ContactFunction.FEEDBACK: "反映、移送的事项办得怎样",
}


class Circle(StrEnum):
    """Whom a function is for."""

    SUPPORTERS = "supporters"
    UNITS = "units"


CIRCLE_LABELS: Final = {
    Circle.SUPPORTERS: "支持力量",
    Circle.UNITS: "协作单位",
}
