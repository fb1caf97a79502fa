"""行政公益诉讼: 办案规则第三章 (articles 67-84), with the common rules of chapter two."""

from typing import Final

from xiezhi.cases.rules import facts
from xiezhi.cases.rules.opening import opening_rows
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.table import NOBODY, CaseRow, Table
from xiezhi.cases.rules.trial import TAKEN_OVER, trial_rows

_S, _E = CaseState, CaseEvent

SET_ASIDE: Final = "检察建议规定第22条、第30条"
"""The Rules on public-interest cases say nothing of it: 第30条 sends on to 第22条."""


def _set_aside() -> Table:
    """Return the steps that change or withdraw a suggestion of this office that proves improper.

    A suspension is ended first, by its own paper (第78条). What was withdrawn leaves the case where the
    investigation ended: it is closed by article 74 or a better suggestion is made.
    """
    out = (_S.FOLLOW_UP, _S.UNDER_REVIEW, _S.REVIEWED)
    changes = (
        CaseRow(
            source=state,
            event=_E.CHANGE_SUGGESTION,
            target=_S.SUGGESTION_DECIDED,
            basis=SET_ASIDE,
            guard=facts.changed_suggestion,
            paper=PaperKind.SUGGESTION_CHANGE,
            right="change_or_withdraw",
        )
        for state in out
    )
    withdrawals = (
        CaseRow(
            source=state,
            event=_E.WITHDRAW_SUGGESTION,
            target=_S.INVESTIGATED,
            basis=SET_ASIDE,
            guard=facts.own_suggestion,
            paper=PaperKind.SUGGESTION_WITHDRAWAL,
            right="change_or_withdraw",
        )
        for state in (_S.SUGGESTION_DECIDED, *out)
    )
    return (*changes, *withdrawals)


ADMINISTRATIVE: Final[Table] = (
    *opening_rows(guard=facts.filing, filing="办案规则第67条", plan="办案规则第33条"),
    *(
        CaseRow(
            source=state,
            event=_E.HOLD_TALKS,
            target=state,
            basis="办案规则第70条",
            guard=facts.filing_served,
            paper=PaperKind.TALKS_MINUTES,
            other_papers=(PaperKind.FACT_CONFIRMATION,),
        )
        for state in (_S.FILED, _S.INVESTIGATING)
    ),
    CaseRow(
        source=_S.INVESTIGATING,
        event=_E.REPORT_INVESTIGATION,
        target=_S.INVESTIGATED,
        basis="办案规则第73条",
        guard=facts.investigated,
        paper=PaperKind.INVESTIGATION_REPORT,
    ),
    CaseRow(
        source=_S.INVESTIGATED,
        event=_E.TERMINATE,
        target=_S.CLOSED,
        basis="办案规则第74条",
        guard=facts.administrative_grounded,
        paper=PaperKind.TERMINATION_DECISION,
        right="terminate",
    ),
    CaseRow(
        source=_S.INVESTIGATED,
        event=_E.DECIDE_SUGGESTION,
        target=_S.SUGGESTION_DECIDED,
        basis="办案规则第75条",
        guard=facts.suggestion,
        paper=PaperKind.PIL_SUGGESTION,
        right="suggest",
    ),
    CaseRow(
        source=_S.SUGGESTION_DECIDED,
        event=_E.SERVE_SUGGESTION,
        target=_S.FOLLOW_UP,
        basis="办案规则第76条",
        right=NOBODY,
    ),
    *(
        CaseRow(
            source=state,
            event=_E.FILE_RECORD,
            target=state,
            basis="办案规则第78条" if state is _S.SUSPENDED else "办案规则第75条",
            paper=PaperKind.RECORD_FILING_REPORT,
        )
        for state in (_S.FOLLOW_UP, _S.SUSPENDED, _S.UNDER_REVIEW, _S.REVIEWED)
    ),
    *(
        CaseRow(
            source=state,
            event=_E.SUSPEND,
            target=_S.SUSPENDED,
            basis="办案规则第78条",
            guard=facts.suspension,
            paper=PaperKind.SUSPENSION_DECISION,
            right="suspend",
        )
        for state in (_S.FOLLOW_UP, _S.UNDER_REVIEW)
    ),
    CaseRow(
        source=_S.SUSPENDED,
        event=_E.RESUME,
        target=_S.FOLLOW_UP,
        basis="办案规则第78条",
        paper=PaperKind.RESUMPTION_DECISION,
        right="resume",
    ),
    *_set_aside(),
    CaseRow(
        source=_S.FOLLOW_UP,
        event=_E.START_REVIEW,
        target=_S.UNDER_REVIEW,
        basis="办案规则第47条",
        guard=facts.review_begins,
        right=NOBODY,
    ),
    *(
        CaseRow(
            source=state,
            event=_E.REPORT_REVIEW,
            target=_S.REVIEWED,
            basis="办案规则第79条",
            guard=facts.followed_up,
            paper=PaperKind.REVIEW_REPORT,
        )
        for state in (_S.FOLLOW_UP, _S.UNDER_REVIEW)
    ),
    CaseRow(
        source=_S.REVIEWED,
        event=_E.TERMINATE,
        target=_S.CLOSED,
        basis="办案规则第80条",
        guard=facts.administrative_closing,
        paper=PaperKind.TERMINATION_DECISION,
        right="terminate",
    ),
    CaseRow(
        source=_S.REVIEWED,
        event=_E.TRANSFER,
        target=_S.TRANSFERRED,
        basis="办案规则第79条",
        paper=PaperKind.CASE_TRANSFER,
        right="transfer",
    ),
    CaseRow(
        source=_S.REVIEWED,
        event=_E.SUE,
        target=_S.SUED,
        basis="办案规则第81条",
        guard=facts.administrative_suit,
        paper=PaperKind.COMPLAINT,
        right="sue",
    ),
    TAKEN_OVER,
    *trial_rows(
        withdrawal="办案规则第84条",
        claim="办案规则第84条",
        effect="行诉法第85条",
        answer="行诉解释第108条",
    ),
)
