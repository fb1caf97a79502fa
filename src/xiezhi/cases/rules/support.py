"""支持起诉: 办案规则第100至103条."""

from typing import Final

from xiezhi.cases.rules import facts
from xiezhi.cases.rules.opening import opening_rows
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.table import CaseRow, Table

_S, _E = CaseState, CaseEvent

SUPPORT: Final[Table] = (
    *opening_rows(
        guard=facts.has_party, filing="办案规则第100条", plan="办案规则第101条", right="support"
    ),
    *(
        CaseRow(
            source=state,
            event=_E.SUPPORT,
            target=_S.SUPPORTING,
            basis="办案规则第101条",
            paper=PaperKind.SUPPORT_OPINION,
            right="support",
        )
        for state in (_S.FILED, _S.INVESTIGATING)
    ),
    *(
        CaseRow(
            source=state,
            event=_E.TERMINATE,
            target=_S.CLOSED,
            basis="本院规定",
            guard=facts.support_grounded,
            paper=PaperKind.TERMINATION_DECISION,
            right="support_close",
        )
        for state in (_S.FILED, _S.INVESTIGATING, _S.SUPPORTING)
    ),
    CaseRow(
        source=_S.SUPPORTING,
        event=_E.WITHDRAW_SUPPORT,
        target=_S.CLOSED,
        basis="办案规则第102条",
        paper=PaperKind.SUPPORT_WITHDRAWAL,
        right="support",
    ),
)
