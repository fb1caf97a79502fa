"""Until when leads may join a case (办案规则第69条第2款)."""

from typing import Final

from xiezhi.cases.rules.states import CaseState

JOINABLE: Final = frozenset(
    {
        CaseState.PROPOSED,
        CaseState.FILED,
        CaseState.INVESTIGATING,
        CaseState.INVESTIGATED,
        CaseState.POLICY_REVIEW,
        CaseState.POLICY_PASSED,
    }
)
"""Until a suggestion goes out, violations of the same nature are handled in one case."""
