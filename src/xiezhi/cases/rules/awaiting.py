"""What a case waits for the chief procurator to decide, state by state; the decision itself is in 2.0."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.states import CaseState

ASKED_LABELS: Final[Mapping[CaseState, str]] = MappingProxyType(
    {
        CaseState.PROPOSED: "决定立案或者不立案",
        CaseState.POLICY_PASSED: "决定是否提出检察建议",
        CaseState.OBJECTED: "决定异议是否成立",
        CaseState.REVIEWED: "决定终结、起诉或者移送",
    }
)
GOVERNANCE_LABELS: Final = {CaseState.PROPOSED: "决定是否调查核实"}


def asked_of_chief(kind: CaseKind, state: CaseState) -> str:
    """Return what is asked of the chief procurator in a state, "" for nothing."""
    if kind is CaseKind.GOVERNANCE and state is CaseState.PROPOSED:
        return GOVERNANCE_LABELS[state]
    return ASKED_LABELS.get(state, "")
