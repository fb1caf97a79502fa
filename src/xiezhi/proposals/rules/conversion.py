"""衔接转化: what a proposal may become, and what has to be said of each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.matters import MatterKind


class ConversionKind(StrEnum):
    """What it became."""

    LEAD = "lead"
    CASE = "case"
    GOVERNANCE_SUGGESTION = "governance_suggestion"
    MECHANISM = "mechanism"
    CAMPAIGN = "campaign"
    JOINT_DISCUSSION = "joint_discussion"
    DECLINED = "declined"


CONVERSION_LABELS: Final = {
    ConversionKind.LEAD: "公益诉讼线索",
    ConversionKind.CASE: "公益诉讼案件",
    ConversionKind.GOVERNANCE_SUGGESTION: "社会治理检察建议",
    ConversionKind.MECHANISM: "工作机制（会签文件）",
    ConversionKind.CAMPAIGN: "专项活动",
    ConversionKind.JOINT_DISCUSSION: "联席会商",
    ConversionKind.DECLINED: "不予转化，答复说明",
}
WITH_PAPERS: Final = frozenset(
    {ConversionKind.LEAD, ConversionKind.CASE, ConversionKind.GOVERNANCE_SUGGESTION}
)
"""Of which decisions, suggestions and outcomes go back; a lead may be filed later."""
CONVERSION_WORDS: Final = {
    ConversionKind.LEAD: "登记为线索，进入评估；来源为人大代表、政协委员转交。",
    ConversionKind.CASE: "与已登记的案件相互链接。",
    ConversionKind.GOVERNANCE_SUGGESTION: "监管共性问题，拟制发或者已制发社会治理检察建议。",
    ConversionKind.MECHANISM: "与有关单位会签文件，建立长效机制。",
    ConversionKind.CAMPAIGN: "列入专项活动统一办理。",
    ConversionKind.JOINT_DISCUSSION: "由联席会议研究，记录会商意见。",
    ConversionKind.DECLINED: "不作转化，说明理由并在答复中写明。",
}
COPIED_BACK: Final = frozenset({ConversionKind.CASE, ConversionKind.GOVERNANCE_SUGGESTION})
"""Whose papers go back to the body that transferred the proposal: 立案决定书, 检察建议书."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionParts:
    """What is said of a conversion besides its words.

    Attributes:
        matter: the lead or case, by value.
        document_number: the number of the mechanism or suggestion.
        document_on: the day it was signed or issued, or the meeting held.
    """

    has_matter: bool = False
    has_campaign: bool = False
    document_on: date | None = None


def check_conversion(kind: ConversionKind, parts: ConversionParts, words: str) -> None:
    """Refuse a conversion that does not say what it became.

    Raises:
        InvalidInputError: ``proposals.words_missing``, ``proposals.no_matter``,
            ``proposals.no_campaign``, ``proposals.no_document_day``.
    """
    if not words.strip():
        raise InvalidInputError("proposals.words_missing")
    if kind in {ConversionKind.LEAD, ConversionKind.CASE} and not parts.has_matter:
        raise InvalidInputError("proposals.no_matter")
    if kind is ConversionKind.CAMPAIGN and not parts.has_campaign:
        raise InvalidInputError("proposals.no_campaign")
    dated = {ConversionKind.MECHANISM, ConversionKind.JOINT_DISCUSSION}
    if kind in dated and parts.document_on is None:
        raise InvalidInputError("proposals.no_document_day")


MATTER_KINDS: Final = {
    ConversionKind.LEAD: MatterKind.LEAD,
    ConversionKind.CASE: MatterKind.CASE,
    ConversionKind.GOVERNANCE_SUGGESTION: MatterKind.CASE,
}


class CopyKind(StrEnum):
    """What goes back to the body that transferred the proposal."""

    DECISION = "decision"
    OUTCOME = "outcome"


COPY_LABELS: Final = {
    CopyKind.DECISION: "抄送立案决定书、检察建议书",
    CopyKind.OUTCOME: "反馈办理结果",
}
