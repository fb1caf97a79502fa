"""What may rest on a clause, and the words of an address to it."""

from enum import StrEnum
from typing import Final


class CitedBy(StrEnum):
    """What sort of thing cites a clause."""

    LIMIT = "limit"
    DUTY = "duty"
    FORM = "form"


CITED_BY_LABELS: Final = {
    CitedBy.LIMIT: "期限",
    CitedBy.DUTY: "岗位职责",
    CitedBy.FORM: "文种与表式",
}

MAX_SUBJECT: Final = 60


def supporter_subject(kind: str) -> str:
    """Return the subject of a supporter kind's 岗位职责."""
    return f"supporter:{kind}"


def unit_subject(unit_id: object) -> str:
    """Return the subject of a partner unit's duties."""
    return f"unit:{unit_id}"


def function_subject(function: str) -> str:
    """Return the subject of one of 沟通、协调、联络、反馈."""
    return f"function:{function}"
