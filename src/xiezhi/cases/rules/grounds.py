"""Closed lists of the rules: grounds for closing, what counts as not performed, what a look found."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from xiezhi.cases.rules.kinds import CaseKind


class ClosingGround(StrEnum):
    """Why a case is closed: 办案规则第74条 (administrative), 第90条 (civil); others 本院设定."""

    NOT_UNLAWFUL = "not_unlawful"
    PROTECTED = "protected"
    RECTIFIED = "rectified"
    NO_VIOLATION = "no_violation"
    COMPENSATION = "compensation"
    KIN_REFUSES = "kin_refuses"
    OTHERS_SUE = "others_sue"
    ADOPTED = "adopted"
    NO_HAZARD = "no_hazard"
    WITHDRAWN = "withdrawn"
    JUDGMENT = "judgment"
    OTHER = "other"


GROUND_LABELS: Final = {
    ClosingGround.NOT_UNLAWFUL: "行政机关未违法行使职权或者不作为",
    ClosingGround.PROTECTED: "公共利益已经得到有效保护",
    ClosingGround.RECTIFIED: "行政机关已经全面采取整改措施依法履行职责",
    ClosingGround.NO_VIOLATION: "不存在违法行为",
    ClosingGround.COMPENSATION: "已达成生态环境损害赔偿协议或者已经提起损害赔偿诉讼",
    ClosingGround.KIN_REFUSES: "英雄烈士等的近亲属不同意提起公益诉讼",
    ClosingGround.OTHERS_SUE: "其他适格主体依法向人民法院提起诉讼",
    ClosingGround.ADOPTED: "检察建议已经落实",
    ClosingGround.NO_HAZARD: "不存在需要纠正或者整改的违法事实、重大隐患",
    ClosingGround.WITHDRAWN: "撤回起诉、撤回支持起诉或者撤回检察建议",
    ClosingGround.JUDGMENT: "裁判生效并已执行",
    ClosingGround.OTHER: "其他应当终结案件的情形",
}
_ADMINISTRATIVE: Final = (
    ClosingGround.NOT_UNLAWFUL,
    ClosingGround.PROTECTED,
    ClosingGround.RECTIFIED,
    ClosingGround.OTHER,
)
_CIVIL: Final = (
    ClosingGround.NO_VIOLATION,
    ClosingGround.COMPENSATION,
    ClosingGround.KIN_REFUSES,
    ClosingGround.OTHERS_SUE,
    ClosingGround.PROTECTED,
    ClosingGround.OTHER,
)
GROUNDS: Final[Mapping[CaseKind, tuple[ClosingGround, ...]]] = MappingProxyType(
    {
        CaseKind.ADMINISTRATIVE: _ADMINISTRATIVE,
        CaseKind.CIVIL: _CIVIL,
        CaseKind.INCIDENTAL: _CIVIL,
        CaseKind.SUPPORT: (ClosingGround.JUDGMENT, ClosingGround.PROTECTED, ClosingGround.OTHER),
        CaseKind.GOVERNANCE: (ClosingGround.ADOPTED, ClosingGround.OTHER),
    }
)
"""Grounds a decision to close may give, in the order of the article."""

SUPPORTABLE: Final = frozenset(
    {ClosingGround.COMPENSATION, ClosingGround.KIN_REFUSES, ClosingGround.OTHERS_SUE}
)
"""Grounds that do not close a civil case when the procuratorate supports the suit (第90条第2款)."""


class NotPerformed(StrEnum):
    """办案规则第82条: when an organ may be found not to have performed its duty."""

    NO_REPLY = "no_reply"
    NOT_CARRIED_OUT = "not_carried_out"
    REPLY_ONLY = "reply_only"
    CRIMINAL_ONLY = "criminal_only"
    NOT_RESUMED = "not_resumed"
    UNLAWFUL_MEASURE = "unlawful_measure"
    OTHER = "other"


NOT_PERFORMED_LABELS: Final = {
    NotPerformed.NO_REPLY: "（一）逾期不回复检察建议，也没有采取有效整改措施",
    NotPerformed.NOT_CARRIED_OUT: "（二）已经制定整改措施，但没有实质性执行",
    NotPerformed.REPLY_ONLY: "（三）虽按期回复，但未采取整改措施或者仅采取部分整改措施",
    NotPerformed.CRIMINAL_ONLY: "（四）违法行为人已被追究刑事责任或者移送刑事司法机关，行政机关仍应当继续履职",
    NotPerformed.NOT_RESUMED: "（五）客观障碍消除后未及时恢复整改",
    NotPerformed.UNLAWFUL_MEASURE: "（六）整改措施违反法律法规规定",
    NotPerformed.OTHER: "（七）其他没有依法履行职责的情形",
}


class Finding(StrEnum):
    """What a follow-up investigation found 跟进调查结论."""

    ALL = "all"
    PART = "part"
    NONE = "none"


FINDING_LABELS: Final = {
    Finding.ALL: "全部整改到位",
    Finding.PART: "部分整改",
    Finding.NONE: "未整改",
}


class GovernanceSituation(StrEnum):
    """检察建议规定第11条: the six situations of a social-governance suggestion."""

    UNIT_RULES = "unit_rules"
    TRADE_SUPERVISION = "trade_supervision"
    DISPUTES = "disputes"
    DUTY_NOT_DONE = "duty_not_done"
    SANCTION = "sanction"
    OTHER = "other"


SITUATION_LABELS: Final = {
    GovernanceSituation.UNIT_RULES: "（一）涉案单位预防违法犯罪制度不健全、不落实，存在隐患",
    GovernanceSituation.TRADE_SUPERVISION: "（二）某类违法犯罪多发或者暴露明显管理监督漏洞",
    GovernanceSituation.DISPUTES: "（三）一定群体的民间纠纷问题突出",
    GovernanceSituation.DUTY_NOT_DONE: "（四）不依法及时履行职责，合法权益受到损害或者存在危险",
    GovernanceSituation.SANCTION: "（五）需要给予处罚、处分、行业惩戒或者追究责任",
    GovernanceSituation.OTHER: "（六）其他需要提出检察建议的情形",
}


class SuspensionCondition(StrEnum):
    """办案规则第78条: three conditions, all of which must hold."""

    MEASURE_TAKEN = "measure_taken"
    OBJECTIVE_CAUSE = "objective_cause"
    NOT_IDLE = "not_idle"


CONDITION_LABELS: Final = {
    SuspensionCondition.MEASURE_TAKEN: "整改期限内已依法作出行政决定或者制定整改方案",
    SuspensionCondition.OBJECTIVE_CAUSE: "因突发事件等客观原因不能全部整改到位",
    SuspensionCondition.NOT_IDLE: "没有怠于履行监督管理职责的情形",
}
