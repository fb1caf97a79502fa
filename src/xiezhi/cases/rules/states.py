"""States and events of every kind of case; which follow which is each kind's own table."""

from enum import StrEnum
from typing import Final

from xiezhi.cases.rules.kinds import CaseKind


class CaseState(StrEnum):
    """Where a case stands 当前环节. The reply is no state: it is one of three lamps beside it."""

    PROPOSED = "proposed"
    FILED = "filed"
    INVESTIGATING = "investigating"
    INVESTIGATED = "investigated"
    POLICY_REVIEW = "policy_review"
    POLICY_PASSED = "policy_passed"
    SUGGESTION_DECIDED = "suggestion_decided"
    ANNOUNCED = "announced"
    FOLLOW_UP = "follow_up"
    OBJECTED = "objected"
    SUSPENDED = "suspended"
    UNDER_REVIEW = "under_review"
    REVIEWED = "reviewed"
    SUED = "sued"
    JUDGED = "judged"
    APPEALED = "appealed"
    SUPPORTING = "supporting"
    ESCALATED = "escalated"
    NOT_FILED = "not_filed"
    TRANSFERRED = "transferred"
    CLOSED = "closed"


class CaseEvent(StrEnum):
    """What happens in a case."""

    FILE = "file"
    REFUSE_FILING = "refuse_filing"
    TAKE_OVER = "take_over"
    DECIDE_INVESTIGATION = "decide_investigation"
    START_INVESTIGATION = "start_investigation"
    HOLD_TALKS = "hold_talks"
    REPORT_INVESTIGATION = "report_investigation"
    REQUEST_POLICY_REVIEW = "request_policy_review"
    RETURN_POLICY_REVIEW = "return_policy_review"
    PASS_POLICY_REVIEW = "pass_policy_review"  # noqa: S105  # a step, no password
    ASK_ADDRESSEE = "ask_addressee"
    CLOSE_WITHOUT = "close_without"
    DECIDE_SUGGESTION = "decide_suggestion"
    SERVE_SUGGESTION = "serve_suggestion"
    FILE_RECORD = "file_record"
    OBJECT = "object"
    REJECT_OBJECTION = "reject_objection"
    CHANGE_SUGGESTION = "change_suggestion"
    WITHDRAW_SUGGESTION = "withdraw_suggestion"
    ESCALATE = "escalate"
    ANNOUNCE = "announce"
    ASK_KIN = "ask_kin"
    SUSPEND = "suspend"
    RESUME = "resume"
    START_REVIEW = "start_review"
    REPORT_REVIEW = "report_review"
    TERMINATE = "terminate"
    TRANSFER = "transfer"
    SUE = "sue"
    RECEIVE_NOTICE = "receive_notice"
    ATTEND_COURT = "attend_court"
    CHANGE_CLAIM = "change_claim"
    SETTLE = "settle"
    WITHDRAW_SUIT = "withdraw_suit"
    RECEIVE_JUDGMENT = "receive_judgment"
    APPEAL = "appeal"
    RECEIVE_APPEAL = "receive_appeal"
    RECEIVE_ANSWER = "receive_answer"
    WAIVE_APPEAL = "waive_appeal"
    LAPSE_APPEAL = "lapse_appeal"
    CONCLUDE = "conclude"
    SUPPORT = "support"
    WITHDRAW_SUPPORT = "withdraw_support"


STATE_LABELS: Final = {
    CaseState.PROPOSED: "待决定",
    CaseState.FILED: "已立案",
    CaseState.INVESTIGATING: "调查",
    CaseState.INVESTIGATED: "调查终结",
    CaseState.POLICY_REVIEW: "待法律政策审核",
    CaseState.POLICY_PASSED: "法律政策审核通过",
    CaseState.SUGGESTION_DECIDED: "检察建议待送达",
    CaseState.ANNOUNCED: "公告期间",
    CaseState.FOLLOW_UP: "跟进调查",
    CaseState.OBJECTED: "异议复核",
    CaseState.SUSPENDED: "中止审查",
    CaseState.UNDER_REVIEW: "审查起诉",
    CaseState.REVIEWED: "审查终结",
    CaseState.SUED: "已起诉",
    CaseState.JUDGED: "已裁判",
    CaseState.APPEALED: "二审",
    CaseState.SUPPORTING: "支持起诉",
    CaseState.ESCALATED: "已报告有关机关",
    CaseState.NOT_FILED: "不立案",
    CaseState.TRANSFERRED: "已移送",
    CaseState.CLOSED: "已终结",
}
EVENT_LABELS: Final = {
    CaseEvent.FILE: "立案",
    CaseEvent.REFUSE_FILING: "不立案",
    CaseEvent.TAKE_OVER: "受理移送起诉的案件",
    CaseEvent.DECIDE_INVESTIGATION: "决定调查核实",
    CaseEvent.START_INVESTIGATION: "制定调查方案",
    CaseEvent.HOLD_TALKS: "磋商",
    CaseEvent.REPORT_INVESTIGATION: "调查终结",
    CaseEvent.REQUEST_POLICY_REVIEW: "送法律政策研究部门审核",
    CaseEvent.RETURN_POLICY_REVIEW: "审核退回",
    CaseEvent.PASS_POLICY_REVIEW: "审核通过",
    CaseEvent.ASK_ADDRESSEE: "征求被建议单位意见",
    CaseEvent.CLOSE_WITHOUT: "不提出检察建议，订卷存档",
    CaseEvent.DECIDE_SUGGESTION: "提出检察建议",
    CaseEvent.SERVE_SUGGESTION: "检察建议书送达",
    CaseEvent.FILE_RECORD: "报上一级检察院备案",
    CaseEvent.OBJECT: "被建议单位提出异议",
    CaseEvent.REJECT_OBJECTION: "异议不成立",
    CaseEvent.CHANGE_SUGGESTION: "变更检察建议",
    CaseEvent.WITHDRAW_SUGGESTION: "撤回检察建议",
    CaseEvent.ESCALATE: "报告有关机关",
    CaseEvent.ANNOUNCE: "发布公告",
    CaseEvent.ASK_KIN: "征询近亲属意见",
    CaseEvent.SUSPEND: "中止审查",
    CaseEvent.RESUME: "恢复审查",
    CaseEvent.START_REVIEW: "进入审查起诉",
    CaseEvent.REPORT_REVIEW: "审查终结",
    CaseEvent.TERMINATE: "终结案件",
    CaseEvent.TRANSFER: "移送其他检察院",
    CaseEvent.SUE: "提起公益诉讼",
    CaseEvent.RECEIVE_NOTICE: "收到出庭通知书",
    CaseEvent.ATTEND_COURT: "派员出庭",
    CaseEvent.CHANGE_CLAIM: "变更诉讼请求",
    CaseEvent.SETTLE: "和解、调解",
    CaseEvent.WITHDRAW_SUIT: "撤回起诉",
    CaseEvent.RECEIVE_JUDGMENT: "收到裁判",
    CaseEvent.APPEAL: "上诉",
    CaseEvent.RECEIVE_APPEAL: "收到对方上诉状副本",
    CaseEvent.RECEIVE_ANSWER: "收到对方答辩状副本",
    CaseEvent.WAIVE_APPEAL: "决定不上诉",
    CaseEvent.LAPSE_APPEAL: "已过上诉期",
    CaseEvent.CONCLUDE: "裁判生效，办结",
    CaseEvent.SUPPORT: "支持起诉",
    CaseEvent.WITHDRAW_SUPPORT: "撤回支持起诉",
}
GOVERNANCE_STATE_LABELS: Final = {CaseState.FOLLOW_UP: "督促落实"}
"""States the Rules on suggestions call otherwise (检察建议规定第24条): 跟进调查 belongs to cases."""


def label_of_state(kind: str, state: CaseState) -> str:
    """Return the word for where a case of a kind stands."""
    if kind == CaseKind.GOVERNANCE and state in GOVERNANCE_STATE_LABELS:
        return GOVERNANCE_STATE_LABELS[state]
    return STATE_LABELS[state]


LEADING: Final = frozenset(
    {
        CaseEvent.FILE,
        CaseEvent.DECIDE_INVESTIGATION,
        CaseEvent.START_INVESTIGATION,
        CaseEvent.REPORT_INVESTIGATION,
        CaseEvent.REQUEST_POLICY_REVIEW,
        CaseEvent.PASS_POLICY_REVIEW,
        CaseEvent.DECIDE_SUGGESTION,
        CaseEvent.ANNOUNCE,
        CaseEvent.SUPPORT,
        CaseEvent.SERVE_SUGGESTION,
        CaseEvent.REPORT_REVIEW,
        CaseEvent.RECEIVE_JUDGMENT,
    }
)
"""Steps that usually lead a case on."""

EXCEPTIONAL: Final = frozenset(
    {
        CaseEvent.CHANGE_SUGGESTION,
        CaseEvent.WITHDRAW_SUGGESTION,
        CaseEvent.SUSPEND,
        CaseEvent.CHANGE_CLAIM,
        CaseEvent.WITHDRAW_SUIT,
        CaseEvent.WITHDRAW_SUPPORT,
        CaseEvent.ESCALATE,
    }
)
"""Steps outside the usual course, offered after every other one."""

ENDED: Final = frozenset({CaseState.NOT_FILED, CaseState.TRANSFERRED, CaseState.CLOSED})
OPEN: Final = frozenset(CaseState) - ENDED
