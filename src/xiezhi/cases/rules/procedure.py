"""The procedure of each kind of case, and the questions asked of it."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from xiezhi.cases.rules.administrative import ADMINISTRATIVE
from xiezhi.cases.rules.civil import CIVIL, INCIDENTAL
from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.governance import GOVERNANCE
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import NUMBERED, PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.support import SUPPORT
from xiezhi.cases.rules.table import CaseRow, Table
from xiezhi.kernel.transitions import next_state

TABLES: Final[Mapping[CaseKind, Table]] = MappingProxyType(
    {
        CaseKind.ADMINISTRATIVE: ADMINISTRATIVE,
        CaseKind.CIVIL: CIVIL,
        CaseKind.INCIDENTAL: INCIDENTAL,
        CaseKind.SUPPORT: SUPPORT,
        CaseKind.GOVERNANCE: GOVERNANCE,
    }
)


def lawful_row(kind: CaseKind, state: CaseState, event: CaseEvent, facts: CaseFacts) -> CaseRow:
    """Return the step the procedure of this kind allows.

    Raises:
        TransitionRefusedError: no such step from this state, or its guard refuses; names the article.
    """
    table = TABLES[kind]
    next_state(table, state, event, facts)
    return next(row for row in table if row.source is state and row.event is event)


def rows_from(kind: CaseKind, state: CaseState) -> Table:
    """Return every step that leaves a state, guards not asked."""
    return tuple(row for row in TABLES[kind] if row.source is state)


def row_of_paper(kind: CaseKind, state: CaseState, paper: PaperKind) -> CaseRow | None:
    """Return the step a paper carries from a state; None for papers that move nothing."""
    return next((row for row in rows_from(kind, state) if paper in row.papers), None)


@cache
def carriers(kind: CaseKind) -> frozenset[PaperKind]:
    """Return the papers that carry a step somewhere in a procedure."""
    return frozenset(paper for row in TABLES[kind] for paper in row.papers)


def is_foreign(kind: CaseKind, paper: PaperKind) -> bool:
    """Whether a paper decides a step only other procedures have: no civil case is suspended."""
    others = (one for one in CaseKind if one is not kind)
    is_known = any(paper in carriers(one) for one in others)
    return paper in NUMBERED and is_known and paper not in carriers(kind)
