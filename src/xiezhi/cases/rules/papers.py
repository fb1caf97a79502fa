"""Papers of a case: keys of the law library's document inventory that a procedure produces."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from xiezhi.cases.rules.states import CaseState


class PaperKind(StrEnum):
    """文书: the value is the key in the law library's inventory."""

    FILING_APPROVAL = "filing_approval"
    FILING_DECISION = "filing_decision"
    NO_FILING_DECISION = "no_filing_decision"
    INVESTIGATION_PLAN = "investigation_plan"
    INQUIRY_RECORD = "inquiry_record"
    EVIDENCE_ORDER = "evidence_order"
    EVIDENCE_LIST = "evidence_list"
    COMMISSION_LETTER = "commission_letter"
    SITE_RECORD = "site_record"
    FACT_CONFIRMATION = "fact_confirmation"
    TALKS_MINUTES = "talks_minutes"
    INVESTIGATION_REPORT = "investigation_report"
    PIL_SUGGESTION = "pil_suggestion"
    SUSPENSION_DECISION = "suspension_decision"
    RESUMPTION_DECISION = "resumption_decision"
    FOLLOW_UP_RECORD = "follow_up_record"
    REVIEW_REPORT = "review_report"
    TERMINATION_DECISION = "termination_decision"
    ANNOUNCEMENT = "announcement"
    KIN_INQUIRY = "kin_inquiry"
    COMPLAINT = "complaint"
    COURT_ATTENDANCE = "court_attendance"
    APPEAL = "appeal"
    WITHDRAWAL_DECISION = "withdrawal_decision"
    CLAIM_CHANGE_DECISION = "claim_change_decision"
    SUPPORT_OPINION = "support_opinion"
    SUPPORT_WITHDRAWAL = "support_withdrawal"
    SETTLEMENT_AGREEMENT = "settlement_agreement"
    ESCROW_NOTICE = "escrow_notice"
    ESCROW_RELEASE_NOTICE = "escrow_release_notice"
    CASE_TRANSFER = "case_transfer"
    RECUSAL_DECISION = "recusal_decision"
    RECUSAL_REVIEW = "recusal_review"
    GOVERNANCE_REPORT = "governance_report"
    POLICY_REVIEW = "policy_review"
    ADDRESSEE_OPINION = "addressee_opinion"
    GOVERNANCE_SUGGESTION = "governance_suggestion"
    OBJECTION_REVIEW = "objection_review"
    SUGGESTION_CHANGE = "suggestion_change"
    SUGGESTION_WITHDRAWAL = "suggestion_withdrawal"
    ESCALATION_REPORT = "escalation_report"
    RECORD_FILING_REPORT = "record_filing_report"
    PROMOTION_MINUTES = "promotion_minutes"
    JUDGMENT = "judgment"
    OTHER = "other"


PAPER_LABELS: Final = {
    PaperKind.FILING_APPROVAL: "立案审批表",
    PaperKind.FILING_DECISION: "立案决定书",
    PaperKind.NO_FILING_DECISION: "不立案决定书",
    PaperKind.INVESTIGATION_PLAN: "调查方案",
    PaperKind.INQUIRY_RECORD: "询问笔录",
    PaperKind.EVIDENCE_ORDER: "调取证据通知书",
    PaperKind.EVIDENCE_LIST: "调取证据清单",
    PaperKind.COMMISSION_LETTER: "委托鉴定（评估、审计、检验、检测、翻译）函",
    PaperKind.SITE_RECORD: "勘验笔录",
    PaperKind.FACT_CONFIRMATION: "事实确认书",
    PaperKind.TALKS_MINUTES: "磋商会议记录",
    PaperKind.INVESTIGATION_REPORT: "调查终结报告",
    PaperKind.PIL_SUGGESTION: "检察建议书",
    PaperKind.SUSPENSION_DECISION: "中止审查决定书",
    PaperKind.RESUMPTION_DECISION: "恢复审查决定书",
    PaperKind.FOLLOW_UP_RECORD: "跟进调查笔录",
    PaperKind.REVIEW_REPORT: "审查终结报告",
    PaperKind.TERMINATION_DECISION: "终结案件决定书",
    PaperKind.ANNOUNCEMENT: "公告",
    PaperKind.KIN_INQUIRY: "征询英雄烈士近亲属意见函",
    PaperKind.COMPLAINT: "公益诉讼起诉书",
    PaperKind.COURT_ATTENDANCE: "派员出庭通知书",
    PaperKind.APPEAL: "公益诉讼上诉书",
    PaperKind.WITHDRAWAL_DECISION: "撤回起诉决定书",
    PaperKind.CLAIM_CHANGE_DECISION: "变更诉讼请求决定书",
    PaperKind.SUPPORT_OPINION: "支持起诉意见书",
    PaperKind.SUPPORT_WITHDRAWAL: "撤回支持起诉决定书",
    PaperKind.SETTLEMENT_AGREEMENT: "和解协议书",
    PaperKind.ESCROW_NOTICE: "赔偿保证金提存公证通知书",
    PaperKind.ESCROW_RELEASE_NOTICE: "赔偿保证金提取通知书",
    PaperKind.CASE_TRANSFER: "移送案件意见书",
    PaperKind.RECUSAL_DECISION: "回避决定书",
    PaperKind.RECUSAL_REVIEW: "回避复议决定书",
    PaperKind.GOVERNANCE_REPORT: "调查终结报告",
    PaperKind.POLICY_REVIEW: "法律政策研究部门审核意见",
    PaperKind.ADDRESSEE_OPINION: "征求意见函",
    PaperKind.GOVERNANCE_SUGGESTION: "检察建议书",
    PaperKind.OBJECTION_REVIEW: "异议复核意见书",
    PaperKind.SUGGESTION_CHANGE: "变更检察建议决定书",
    PaperKind.SUGGESTION_WITHDRAWAL: "撤回检察建议决定书",
    PaperKind.ESCALATION_REPORT: "督促落实报告",
    PaperKind.RECORD_FILING_REPORT: "备案报告",
    PaperKind.PROMOTION_MINUTES: "工作推进会纪要",
    PaperKind.JUDGMENT: "裁判文书",
    PaperKind.OTHER: "其他文书",
}
SUGGESTIONS: Final = frozenset({PaperKind.PIL_SUGGESTION, PaperKind.GOVERNANCE_SUGGESTION})
"""检察建议书 of either sort."""

ANSWERED: Final = SUGGESTIONS | {PaperKind.SUGGESTION_CHANGE}
"""Papers that ask for a written reply: suggestions, and the decision that changed one."""

SET_ASIDE: Final = frozenset({PaperKind.SUGGESTION_CHANGE, PaperKind.SUGGESTION_WITHDRAWAL})
"""Papers by which a suggestion stands no longer."""

NUMBERED: Final = frozenset(
    {
        PaperKind.FILING_DECISION,
        PaperKind.NO_FILING_DECISION,
        PaperKind.PIL_SUGGESTION,
        PaperKind.GOVERNANCE_SUGGESTION,
        PaperKind.SUSPENSION_DECISION,
        PaperKind.RESUMPTION_DECISION,
        PaperKind.TERMINATION_DECISION,
        PaperKind.COMPLAINT,
        PaperKind.SUPPORT_OPINION,
        PaperKind.SUPPORT_WITHDRAWAL,
        PaperKind.WITHDRAWAL_DECISION,
        PaperKind.CLAIM_CHANGE_DECISION,
        PaperKind.ANNOUNCEMENT,
        PaperKind.APPEAL,
        PaperKind.SUGGESTION_CHANGE,
        PaperKind.SUGGESTION_WITHDRAWAL,
    }
)
"""Papers whose 文号 the national system gives; registering one without its number is refused."""

USUAL_RECORDS: Final[Mapping[CaseState, tuple[PaperKind, ...]]] = MappingProxyType(
    {
        CaseState.PROPOSED: (PaperKind.FILING_APPROVAL,),
        CaseState.INVESTIGATING: (PaperKind.INQUIRY_RECORD, PaperKind.EVIDENCE_ORDER),
        CaseState.FOLLOW_UP: (PaperKind.FOLLOW_UP_RECORD,),
        CaseState.SUSPENDED: (PaperKind.FOLLOW_UP_RECORD,),
        CaseState.UNDER_REVIEW: (PaperKind.FOLLOW_UP_RECORD,),
    }
)
"""Papers that move nothing and are usual where a case stands."""

SERVED: Final = NUMBERED - {PaperKind.ANNOUNCEMENT, PaperKind.NO_FILING_DECISION} | {
    PaperKind.ADDRESSEE_OPINION,
    PaperKind.OBJECTION_REVIEW,
    PaperKind.EVIDENCE_ORDER,
}
"""Papers that go to an organ or a party."""
