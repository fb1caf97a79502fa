"""How a case under the public-interest rules begins, common to all of them: 办案规则第30条、第33条."""

from collections.abc import Callable

from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.table import CaseRow, Table

_S, _E = CaseState, CaseEvent


def opening_rows(
    *, guard: Callable[[CaseFacts], str], filing: str, plan: str, right: str = "file"
) -> Table:
    """Return the steps from the proposal to the plan of the investigation.

    Args:
        guard: what filing waits for.
        filing: article for filing.
        plan: article for the investigation.
        right: key of the decision to file in the law library.
    """
    return (
        CaseRow(
            source=_S.PROPOSED,
            event=_E.FILE,
            target=_S.FILED,
            basis=filing,
            guard=guard,
            paper=PaperKind.FILING_DECISION,
            right=right,
        ),
        CaseRow(
            source=_S.PROPOSED,
            event=_E.REFUSE_FILING,
            target=_S.NOT_FILED,
            basis="办案规则第30条",
            paper=PaperKind.NO_FILING_DECISION,
            right="not_file",
        ),
        CaseRow(
            source=_S.FILED,
            event=_E.START_INVESTIGATION,
            target=_S.INVESTIGATING,
            basis=plan,
            paper=PaperKind.INVESTIGATION_PLAN,
        ),
    )
