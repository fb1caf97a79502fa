"""Kinds of outgoing papers 文种, and what each asks for."""

from enum import StrEnum
from typing import Final


class LetterKind(StrEnum):
    """文种 of an outgoing paper."""

    REFERRAL = "referral"
    REQUEST = "request"
    URGING = "urging"
    INQUIRY = "inquiry"
    ANSWER = "answer"
    OTHER = "other"
    JUDICIAL = "judicial"


KIND_LABELS: Final = {
    LetterKind.REFERRAL: "移送函",
    LetterKind.REQUEST: "商请函",
    LetterKind.URGING: "催办函",
    LetterKind.INQUIRY: "询问函",
    LetterKind.ANSWER: "复函",
    LetterKind.OTHER: "其他公文",
    LetterKind.JUDICIAL: "检察法律文书",
}
ASKS_REPLY: Final = frozenset({LetterKind.REFERRAL, LetterKind.REQUEST, LetterKind.INQUIRY})
"""Kinds that ask for a written reply unless the writer says otherwise; the others do not."""
WRITTEN_HERE: Final = tuple(kind for kind in LetterKind if kind is not LetterKind.JUDICIAL)
"""Kinds the platform writes; judicial papers are made in the national system and only carried."""


class IssueWay(StrEnum):
    """How 签发 came into the record: by the issuer in person on line, or entered from paper 代录."""

    SELF = "self"
    ENTERED = "entered"
