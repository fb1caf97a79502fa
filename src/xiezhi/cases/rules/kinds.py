"""Kinds of cases, and the part an organ or a party plays in one."""

from enum import StrEnum
from typing import Final


class CaseKind(StrEnum):
    """案件类型: each has a procedure of its own."""

    ADMINISTRATIVE = "administrative"
    CIVIL = "civil"
    INCIDENTAL = "incidental"
    SUPPORT = "support"
    GOVERNANCE = "governance"


KIND_LABELS: Final = {
    CaseKind.ADMINISTRATIVE: "行政公益诉讼",
    CaseKind.CIVIL: "民事公益诉讼",
    CaseKind.INCIDENTAL: "刑事附带民事公益诉讼",
    CaseKind.SUPPORT: "支持起诉",
    CaseKind.GOVERNANCE: "社会治理检察建议",
}
PUBLIC_INTEREST: Final = frozenset(CaseKind) - {CaseKind.GOVERNANCE}


class PartyRole(StrEnum):
    """What an organ or person is in a case."""

    SUPERVISED = "supervised"
    VIOLATOR = "violator"
    ADDRESSEE = "addressee"
    PLAINTIFF = "plaintiff"
    OTHER = "other"


ROLE_LABELS: Final = {
    PartyRole.SUPERVISED: "被监督行政机关",
    PartyRole.VIOLATOR: "违法行为人",
    PartyRole.ADDRESSEE: "被建议单位",
    PartyRole.PLAINTIFF: "原告（支持起诉对象）",
    PartyRole.OTHER: "其他有关单位",
}
MAIN_ROLE: Final = {
    CaseKind.ADMINISTRATIVE: PartyRole.SUPERVISED,
    CaseKind.CIVIL: PartyRole.VIOLATOR,
    CaseKind.INCIDENTAL: PartyRole.VIOLATOR,
    CaseKind.SUPPORT: PartyRole.PLAINTIFF,
    CaseKind.GOVERNANCE: PartyRole.ADDRESSEE,
}
"""Whom a case of a kind is about; without one it cannot be filed (civil: it may be unknown, art 29)."""


class Decider(StrEnum):
    """Who took a decision 决定人: the office's levels (办案规则第5至8条) and those outside."""

    PROSECUTOR = "prosecutor"
    HEAD = "head"
    CHIEF = "chief"
    COMMITTEE = "committee"
    SUPERIOR = "superior"
    COURT = "court"


DECIDER_LABELS: Final = {
    Decider.PROSECUTOR: "检察官",
    Decider.HEAD: "部门负责人",
    Decider.CHIEF: "检察长",
    Decider.COMMITTEE: "检察委员会",
    Decider.SUPERIOR: "上一级检察院",
    Decider.COURT: "人民法院",
}
