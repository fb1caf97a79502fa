"""跟进调查 before closing and 回头看 after it are two things; outcomes in figures."""

from enum import StrEnum
from typing import Final


class LookBackResult(StrEnum):
    """What a 回头看 found after the case was closed."""

    HOLDS = "holds"
    REBOUND = "rebound"
    NEW_PROBLEM = "new_problem"


LOOK_BACK_LABELS: Final = {
    LookBackResult.HOLDS: "未反弹",
    LookBackResult.REBOUND: "反弹",
    LookBackResult.NEW_PROBLEM: "新问题",
}


class SamplingWay(StrEnum):
    """How the cases of a 回头看 batch were chosen 抽取方式."""

    ALL = "all"
    RANDOM = "random"
    CHOSEN = "chosen"
    SUPERIOR = "superior"


SAMPLING_LABELS: Final = {
    SamplingWay.ALL: "全部",
    SamplingWay.RANDOM: "随机抽取",
    SamplingWay.CHOSEN: "指定",
    SamplingWay.SUPERIOR: "上级院专项",
}
LOOK_BACK_MONTHS: Final = (3, 6, 12)
"""After how many months a closed case is looked at again; own settings, no number in law."""


class OutcomeUnit(StrEnum):
    """Units outcomes are counted in; area in 亩, never hectares."""

    MU = "mu"
    TON = "ton"
    WAN_YUAN = "wan_yuan"
    KILOMETRE = "kilometre"
    PLACE = "place"
    PERSON = "person"
    HOUSEHOLD = "household"
    PIECE = "piece"
    POLICY = "policy"


UNIT_LABELS: Final = {
    OutcomeUnit.MU: "亩",
    OutcomeUnit.TON: "吨",
    OutcomeUnit.WAN_YUAN: "万元",
    OutcomeUnit.KILOMETRE: "公里",
    OutcomeUnit.PLACE: "处",
    OutcomeUnit.PERSON: "人",
    OutcomeUnit.HOUSEHOLD: "户",
    OutcomeUnit.PIECE: "件",
    OutcomeUnit.POLICY: "项政策",
}
