"""民事公益诉讼 and 刑事附带民事公益诉讼: 办案规则第四章 (articles 85-99). No suspension here."""

from collections.abc import Callable
from typing import Final

from xiezhi.cases.rules import facts
from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.opening import opening_rows
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.table import NOBODY, CaseRow, Table
from xiezhi.cases.rules.trial import TAKEN_OVER, trial_rows

_S, _E = CaseState, CaseEvent


_COMMON: Final[Table] = (
    CaseRow(
        source=_S.INVESTIGATING,
        event=_E.REPORT_INVESTIGATION,
        target=_S.INVESTIGATED,
        basis="办案规则第89条",
        guard=facts.investigated,
        paper=PaperKind.INVESTIGATION_REPORT,
    ),
    CaseRow(
        source=_S.INVESTIGATED,
        event=_E.TERMINATE,
        target=_S.CLOSED,
        basis="办案规则第90条",
        guard=facts.civil_grounded,
        paper=PaperKind.TERMINATION_DECISION,
        right="terminate",
    ),
    CaseRow(
        source=_S.INVESTIGATED,
        event=_E.ANNOUNCE,
        target=_S.ANNOUNCED,
        basis="办案规则第91条",
        paper=PaperKind.ANNOUNCEMENT,
        right="announce",
    ),
    CaseRow(
        source=_S.INVESTIGATED,
        event=_E.ASK_KIN,
        target=_S.UNDER_REVIEW,
        basis="办案规则第92条",
        guard=facts.about_martyrs,
        paper=PaperKind.KIN_INQUIRY,
    ),
    CaseRow(
        source=_S.ANNOUNCED,
        event=_E.START_REVIEW,
        target=_S.UNDER_REVIEW,
        basis="办案规则第47条",
        guard=facts.announced_long_enough,
        right=NOBODY,
    ),
    CaseRow(
        source=_S.UNDER_REVIEW,
        event=_E.REPORT_REVIEW,
        target=_S.REVIEWED,
        basis="办案规则第94条",
        guard=facts.followed_up,
        paper=PaperKind.REVIEW_REPORT,
    ),
    CaseRow(
        source=_S.REVIEWED,
        event=_E.TERMINATE,
        target=_S.CLOSED,
        basis="办案规则第95条",
        guard=facts.civil_grounded,
        paper=PaperKind.TERMINATION_DECISION,
        right="terminate",
    ),
    CaseRow(
        source=_S.REVIEWED,
        event=_E.TRANSFER,
        target=_S.TRANSFERRED,
        basis="办案规则第16条",
        paper=PaperKind.CASE_TRANSFER,
        right="transfer",
    ),
    CaseRow(
        source=_S.SUED,
        event=_E.SETTLE,
        target=_S.SUED,
        basis="办案规则第99条",
        paper=PaperKind.SETTLEMENT_AGREEMENT,
        other_papers=(PaperKind.ESCROW_NOTICE, PaperKind.ESCROW_RELEASE_NOTICE),
    ),
    TAKEN_OVER,
)


_ANSWER: Final = "民诉法第174条"
"""Of an incidental suit too: what the criminal procedure does not say follows the civil one."""


def _table(guard: Callable[[CaseFacts], str], suit_basis: str, effect: str) -> Table:
    return (
        *opening_rows(guard=guard, filing="办案规则第85条", plan="办案规则第33条"),
        *_COMMON,
        *trial_rows(
            withdrawal="办案规则第99条", claim="办案规则第111条", effect=effect, answer=_ANSWER
        ),
        CaseRow(
            source=_S.REVIEWED,
            event=_E.SUE,
            target=_S.SUED,
            basis=suit_basis,
            guard=facts.civil_suit,
            paper=PaperKind.COMPLAINT,
            right="sue",
        ),
    )


CIVIL: Final[Table] = _table(facts.filing, "办案规则第96条", "民诉法第158条")
INCIDENTAL: Final[Table] = _table(facts.criminal_filing, "办案规则第97条", "刑诉法第259条")
