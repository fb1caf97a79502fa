"""What a case waits for the chief procurator to decide, state by state; the decision itself is in 2.0."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.states import CaseState

_FILING: Final = "决定立案或者不立案"
_REVIEWED: Final = "决定终结、起诉或者移送"
_CIVIL: Final = {
    CaseState.PROPOSED: _FILING,
    CaseState.INVESTIGATED: "决定终结或者发布公告",
    CaseState.REVIEWED: _REVIEWED,
}
ASKED: Final[Mapping[CaseKind, Mapping[CaseState, str]]] = MappingProxyType(
    {
        CaseKind.ADMINISTRATIVE: {
            CaseState.PROPOSED: _FILING,
            CaseState.INVESTIGATED: "决定终结或者提出检察建议",
            CaseState.REVIEWED: _REVIEWED,
        },
        CaseKind.CIVIL: _CIVIL,
        CaseKind.INCIDENTAL: _CIVIL,
        CaseKind.SUPPORT: {CaseState.PROPOSED: _FILING},
        CaseKind.GOVERNANCE: {
            CaseState.PROPOSED: "决定是否调查核实",
            CaseState.POLICY_PASSED: "决定是否提出检察建议",
            CaseState.OBJECTED: "决定异议是否成立",
        },
    }
)
"""Whatever a report puts before the chief procurator: filing (办案规则第30条), the end of the
investigation (第74、75、90条), the end of the review (第79、94条), a suggestion (检察建议规定第13、15、23条)."""


def asked_of_chief(kind: CaseKind, state: CaseState) -> str:
    """Return what is asked of the chief procurator in a state, "" for nothing."""
    return ASKED[kind].get(state, "")
