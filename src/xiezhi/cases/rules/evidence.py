"""Kinds of evidence (办案规则第34条), ways of collecting (第35条), and what each piece must say."""

from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError


class EvidenceKind(StrEnum):
    """证据种类, 办案规则第34条."""

    DOCUMENT = "document"
    OBJECT = "object"
    AUDIOVISUAL = "audiovisual"
    ELECTRONIC = "electronic"
    TESTIMONY = "testimony"
    STATEMENT = "statement"
    APPRAISAL = "appraisal"
    EXPERT_OPINION = "expert_opinion"
    SITE_RECORD = "site_record"


EVIDENCE_LABELS: Final = {
    EvidenceKind.DOCUMENT: "书证",
    EvidenceKind.OBJECT: "物证",
    EvidenceKind.AUDIOVISUAL: "视听资料",
    EvidenceKind.ELECTRONIC: "电子数据",
    EvidenceKind.TESTIMONY: "证人证言",
    EvidenceKind.STATEMENT: "当事人陈述",
    EvidenceKind.APPRAISAL: "鉴定意见",
    EvidenceKind.EXPERT_OPINION: "专家意见",
    EvidenceKind.SITE_RECORD: "勘验笔录",
}


class CollectionWay(StrEnum):
    """调查方式, 办案规则第35条."""

    FILES = "files"
    INQUIRY = "inquiry"
    COLLECTION = "collection"
    CONSULTATION = "consultation"
    COMMISSION = "commission"
    INSPECTION = "inspection"
    OTHER = "other"


WAY_LABELS: Final = {
    CollectionWay.FILES: "查阅、调取、复制卷宗材料",
    CollectionWay.INQUIRY: "询问",
    CollectionWay.COLLECTION: "收集书证、物证、视听资料、电子数据",
    CollectionWay.CONSULTATION: "咨询专门问题意见",
    CollectionWay.COMMISSION: "委托鉴定、评估、审计、检验、检测、翻译",
    CollectionWay.INSPECTION: "勘验物证、现场",
    CollectionWay.OTHER: "其他必要的调查方式",
}


class CommissionKind(StrEnum):
    """What is commissioned (办案规则第41条); its time is left out of the review (第48条)."""

    APPRAISAL = "appraisal"
    EVALUATION = "evaluation"
    AUDIT = "audit"
    INSPECTION = "inspection"
    TESTING = "testing"
    TRANSLATION = "translation"


COMMISSION_LABELS: Final = {
    CommissionKind.APPRAISAL: "鉴定",
    CommissionKind.EVALUATION: "评估",
    CommissionKind.AUDIT: "审计",
    CommissionKind.INSPECTION: "检验",
    CommissionKind.TESTING: "检测",
    CommissionKind.TRANSLATION: "翻译",
}

SELF_COLLECTED: Final = frozenset(
    {EvidenceKind.AUDIOVISUAL, EvidenceKind.ELECTRONIC, EvidenceKind.SITE_RECORD}
)
"""Kinds that must name the place they were taken at (第39、42条)."""


AGREES: Final = "本复制件与原件核对一致"
"""What the note on a copy must say (第38条)."""


def copy_note(*, taken_by: str, given_by: str, taken_on: str, source: str) -> str:
    """Return the note on a copy; empty while who gave it or where it comes from is not known."""
    if not given_by or not source:
        return ""
    return f"调取人：{taken_by}；提供人：{given_by}；时间：{taken_on}；出处：{source}；{AGREES}"


def check_piece(  # one piece, each value named
    kind: EvidenceKind, title: str, proves: str, *, place: str, copy_note: str, is_copy: bool
) -> None:
    """Refuse a piece of evidence that does not say what the rules ask of it.

    Raises:
        InvalidInputError: ``cases.no_evidence_title``, ``cases.no_proof``, ``cases.no_place``,
            ``cases.copy_note_missing`` (第38条: 调取人、提供人、时间、出处，与原件核对一致).
    """
    if not title:
        raise InvalidInputError("cases.no_evidence_title")
    if not proves:
        raise InvalidInputError("cases.no_proof")
    if kind in SELF_COLLECTED and not place:
        raise InvalidInputError("cases.no_place", basis="办案规则第39条")
    if is_copy and AGREES not in copy_note:
        raise InvalidInputError("cases.copy_note_missing", basis="办案规则第38条")


def check_way(
    kind: EvidenceKind, way: CollectionWay, *, has_file: bool, source: str, is_led: bool
) -> None:
    """Refuse what was obtained in a way the rules tie to a condition that is not met.

    Raises:
        InvalidInputError: ``cases.opinion_not_signed``: 咨询意见 without the signed record or paper
            (第40条); ``cases.no_institution``: 鉴定意见 without who gave it (第41条).
        RuleRefusedError: ``cases.no_prosecutor_led``: 勘验 not led by a 检察官 (第42条).
    """
    if way is CollectionWay.CONSULTATION and not has_file:
        raise InvalidInputError("cases.opinion_not_signed", basis="办案规则第40条")
    if kind is EvidenceKind.APPRAISAL and not source:
        raise InvalidInputError("cases.no_institution", basis="办案规则第41条")
    if way is CollectionWay.INSPECTION and not is_led:
        raise RuleRefusedError("cases.no_prosecutor_led", basis="办案规则第42条")
