"""A row of a case's procedure: a step, its article, who decides, the paper that carries it."""

from dataclasses import dataclass
from typing import Final

from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.kernel.transitions import Transition

HANDLING: Final = "handle"
"""The right to decide what lies within the prosecutor's own competence."""
NOBODY: Final = ""
"""Steps that follow from service, days or others' acts: nobody decides them."""


@dataclass(frozen=True, kw_only=True)
class CaseRow(Transition[CaseState, CaseEvent, CaseFacts]):
    """One lawful step of a case.

    Attributes:
        paper: the paper that carries the step; its registration is the step.
        other_papers: papers that may carry it instead.
        right: key of the decision right in the rule book (决定权); "" where nobody decides.
    """

    paper: PaperKind | None = None
    other_papers: tuple[PaperKind, ...] = ()
    right: str = HANDLING

    @property
    def papers(self) -> tuple[PaperKind, ...]:
        """Every paper that may carry the step, the usual one first."""
        return () if self.paper is None else (self.paper, *self.other_papers)


Table = tuple[CaseRow, ...]
