"""社会治理检察建议: 人民检察院检察建议工作规定 (2019), articles 11-25."""

from typing import Final

from xiezhi.cases.rules import facts
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.table import NOBODY, CaseRow, Table

_S, _E = CaseState, CaseEvent

_OUT: Final = (_S.FOLLOW_UP, _S.OBJECTED, _S.ESCALATED)

GOVERNANCE: Final[Table] = (
    CaseRow(
        source=_S.PROPOSED,
        event=_E.DECIDE_INVESTIGATION,
        target=_S.INVESTIGATING,
        basis="检察建议规定第13条",
        right="governance_investigate",
    ),
    CaseRow(
        source=_S.INVESTIGATING,
        event=_E.REPORT_INVESTIGATION,
        target=_S.INVESTIGATED,
        basis="检察建议规定第15条",
        guard=facts.has_party,
        paper=PaperKind.GOVERNANCE_REPORT,
        right="governance_handle",
    ),
    *(
        CaseRow(
            source=state,
            event=_E.CLOSE_WITHOUT,
            target=_S.CLOSED,
            basis="检察建议规定第15条",
            right="governance_suggest",
        )
        for state in (_S.INVESTIGATED, _S.POLICY_PASSED)
    ),
    CaseRow(
        source=_S.INVESTIGATED,
        event=_E.REQUEST_POLICY_REVIEW,
        target=_S.POLICY_REVIEW,
        basis="检察建议规定第17条",
        right="governance_handle",
    ),
    CaseRow(
        source=_S.POLICY_REVIEW,
        event=_E.RETURN_POLICY_REVIEW,
        target=_S.INVESTIGATED,
        basis="检察建议规定第17条",
        right="governance_handle",
    ),
    CaseRow(
        source=_S.POLICY_REVIEW,
        event=_E.PASS_POLICY_REVIEW,
        target=_S.POLICY_PASSED,
        basis="检察建议规定第17条",
        paper=PaperKind.POLICY_REVIEW,
        right="governance_handle",
    ),
    CaseRow(
        source=_S.POLICY_PASSED,
        event=_E.ASK_ADDRESSEE,
        target=_S.POLICY_PASSED,
        basis="检察建议规定第17条",
        paper=PaperKind.ADDRESSEE_OPINION,
        right="governance_handle",
    ),
    CaseRow(
        source=_S.POLICY_PASSED,
        event=_E.DECIDE_SUGGESTION,
        target=_S.SUGGESTION_DECIDED,
        basis="检察建议规定第15条",
        guard=facts.governance_suggestion,
        paper=PaperKind.GOVERNANCE_SUGGESTION,
        right="governance_suggest",
    ),
    CaseRow(
        source=_S.SUGGESTION_DECIDED,
        event=_E.SERVE_SUGGESTION,
        target=_S.FOLLOW_UP,
        basis="检察建议规定第18条",
        right=NOBODY,
    ),
    *(
        CaseRow(
            source=state,
            event=_E.FILE_RECORD,
            target=state,
            basis="检察建议规定第21条",
            paper=PaperKind.RECORD_FILING_REPORT,
            right="governance_handle",
        )
        for state in (_S.SUGGESTION_DECIDED, *_OUT)
    ),
    CaseRow(
        source=_S.FOLLOW_UP,
        event=_E.OBJECT,
        target=_S.OBJECTED,
        basis="检察建议规定第23条",
        right=NOBODY,
    ),
    CaseRow(
        source=_S.OBJECTED,
        event=_E.REJECT_OBJECTION,
        target=_S.FOLLOW_UP,
        basis="检察建议规定第23条",
        paper=PaperKind.OBJECTION_REVIEW,
        right="objection_rejected",
    ),
    *(
        CaseRow(
            source=state,
            event=_E.CHANGE_SUGGESTION,
            target=_S.SUGGESTION_DECIDED,
            basis="检察建议规定第23条" if state is _S.OBJECTED else "检察建议规定第22条",
            guard=facts.governance_suggestion,
            paper=PaperKind.SUGGESTION_CHANGE,
            right="objection_upheld" if state is _S.OBJECTED else "change_or_withdraw",
        )
        for state in (_S.FOLLOW_UP, _S.OBJECTED)
    ),
    *(
        CaseRow(
            source=state,
            event=_E.WITHDRAW_SUGGESTION,
            target=_S.CLOSED,
            basis="检察建议规定第23条" if state is _S.OBJECTED else "检察建议规定第22条",
            paper=PaperKind.SUGGESTION_WITHDRAWAL,
            right="objection_upheld" if state is _S.OBJECTED else "change_or_withdraw",
        )
        for state in (_S.SUGGESTION_DECIDED, _S.FOLLOW_UP, _S.OBJECTED)
    ),
    CaseRow(
        source=_S.FOLLOW_UP,
        event=_E.ESCALATE,
        target=_S.ESCALATED,
        basis="检察建议规定第25条",
        guard=facts.escalation,
        paper=PaperKind.ESCALATION_REPORT,
        right="escalate",
    ),
    *(
        CaseRow(
            source=state,
            event=_E.TERMINATE,
            target=_S.CLOSED,
            basis="本院规定",
            guard=facts.governance_closing,
            right="governance_close",
        )
        for state in (_S.FOLLOW_UP, _S.ESCALATED)
    ),
)
