"""What waits for the chief procurator is what only they may decide, and what usually comes next."""

from datetime import date

import pytest

from xiezhi.cases.rules.awaiting import ASKED, asked_of_chief
from xiezhi.cases.rules.deciders import deciders_of
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.procedure import rows_from
from xiezhi.cases.rules.states import EXCEPTIONAL, OPEN, CaseState

TODAY = date(2026, 11, 26)
NOT_PUT_BEFORE_THEM = {
    (CaseKind.GOVERNANCE, CaseState.INVESTIGATED),  # the policy department comes first
    (CaseKind.ADMINISTRATIVE, CaseState.SUSPENDED),  # resumed when the cause is gone
    (CaseKind.SUPPORT, CaseState.FILED),  # supported when others sue
    (CaseKind.SUPPORT, CaseState.INVESTIGATING),
    (CaseKind.SUPPORT, CaseState.SUPPORTING),
    (CaseKind.GOVERNANCE, CaseState.FOLLOW_UP),  # 报告有关机关 only after urging
    *((kind, CaseState.JUDGED) for kind in CaseKind),  # whether to appeal
    *((kind, CaseState.APPEALED) for kind in CaseKind),
}
BY_CHIEF = [
    (kind, state)
    for kind in CaseKind
    for state in sorted(OPEN)
    if any(
        Decider.CHIEF in deciders_of(row, TODAY)
        and Decider.PROSECUTOR not in deciders_of(row, TODAY)
        and row.event not in EXCEPTIONAL
        for row in rows_from(kind, state)
    )
]


@pytest.mark.parametrize(("kind", "state"), BY_CHIEF)
def test_each_state_only_the_chief_leads_out_of_is_on_their_list(
    kind: CaseKind, state: CaseState
) -> None:
    assert bool(asked_of_chief(kind, state)) is ((kind, state) not in NOT_PUT_BEFORE_THEM)


def test_nothing_else_is_put_before_them() -> None:
    assert {(kind, state) for kind, states in ASKED.items() for state in states} <= set(BY_CHIEF)
