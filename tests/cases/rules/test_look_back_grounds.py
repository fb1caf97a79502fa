"""Which endings are looked back at, and which draw anybody can repeat."""

import pytest

from xiezhi.cases.rules.grounds import ClosingGround
from xiezhi.cases.rules.look_backs import drawn, is_looked_back_at
from xiezhi.cases.rules.states import CaseState

POOL = [f"case-{place}" for place in range(20)]


@pytest.mark.parametrize(
    ("state", "ground", "is_due"),
    [
        (CaseState.CLOSED, ClosingGround.RECTIFIED, True),
        (CaseState.CLOSED, ClosingGround.PROTECTED, True),
        (CaseState.CLOSED, ClosingGround.ADOPTED, True),
        (CaseState.CLOSED, ClosingGround.NOT_UNLAWFUL, False),
        (CaseState.CLOSED, ClosingGround.NO_HAZARD, False),
        (CaseState.NOT_FILED, ClosingGround.RECTIFIED, False),
    ],
)
def test_what_was_put_right_is_looked_back_at(
    state: CaseState, ground: ClosingGround, is_due: bool
) -> None:
    assert is_looked_back_at(state, ground) is is_due


def test_same_seed_and_pool_draw_the_same_whatever_their_order() -> None:
    assert drawn(POOL, "a1", 5) == drawn(POOL[::-1], "a1", 5)
    assert drawn(POOL, "a1", 5) != drawn(POOL, "a2", 5)
    assert len(set(drawn(POOL, "a1", 5))) == 5
