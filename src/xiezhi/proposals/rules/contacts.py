"""代表委员联络: what deputies and members did with the office, and who may not look on."""

import re
from enum import StrEnum
from typing import Final

MAX_WHO: Final = 200


class ContactKind(StrEnum):
    """An occasion of contact."""

    INSPECTION = "inspection"
    RESEARCH = "research"
    WITNESS_SERVICE = "witness_service"
    HEARING = "hearing"
    LOOK_BACK = "look_back"
    SPECIAL_REVIEW = "special_review"
    SPECIAL_INQUIRY = "special_inquiry"
    CPPCC_SUPERVISION = "cppcc_supervision"
    VISIT = "visit"


CONTACT_LABELS: Final = {
    ContactKind.INSPECTION: "视察",
    ContactKind.RESEARCH: "调研",
    ContactKind.WITNESS_SERVICE: "见证宣告送达",
    ContactKind.HEARING: "参与听证",
    ContactKind.LOOK_BACK: "参与“回头看”",
    ContactKind.SPECIAL_REVIEW: "人大专项审议",
    ContactKind.SPECIAL_INQUIRY: "专题询问",
    ContactKind.CPPCC_SUPERVISION: "政协民主监督",
    ContactKind.VISIT: "走访、座谈",
}
OBSERVING: Final = frozenset(
    {ContactKind.WITNESS_SERVICE, ContactKind.HEARING, ContactKind.LOOK_BACK}
)
"""Where a deputy looks on as somebody without an interest of their own."""


def names_them(who: str, submitters: str) -> bool:
    """Return whether the words for those present name one of the submitters; 代表1 is not 代表12."""
    present = "".join(who.split())
    people = re.split("[、，,;；]", "".join(submitters.split()))
    return any(re.search(f"{re.escape(one)}(?!\\d)", present) for one in people if one)
