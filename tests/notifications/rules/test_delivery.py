"""When a failed delivery is tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from xiezhi.notifications.rules.delivery import is_too_early, retry_delay


@pytest.mark.parametrize(
    ("attempts", "delay"),
    [
        pytest.param(0, None, id="nothing tried yet"),
        pytest.param(1, timedelta(minutes=1), id="after the first"),
        pytest.param(2, timedelta(minutes=10), id="after the second"),
        pytest.param(3, timedelta(hours=1), id="after the third"),
        pytest.param(4, timedelta(hours=6), id="after the fourth"),
        pytest.param(5, None, id="after the fifth a person is told"),
    ],
)
def test_waits_grow_and_end(attempts: int, delay: timedelta | None) -> None:
    assert retry_delay(attempts) == delay


@pytest.mark.parametrize(
    ("seconds", "too_early"),
    [
        pytest.param(None, False, id="no hour set"),
        pytest.param(-60, False, id="late"),
        pytest.param(30, False, id="by a difference of clocks"),
        pytest.param(31, True, id="before its time"),
    ],
)
def test_job_that_comes_early_by_a_difference_of_clocks_still_tries(
    seconds: int | None, too_early: bool
) -> None:
    now = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    due_at = None if seconds is None else now + timedelta(seconds=seconds)
    assert is_too_early(due_at, now) is too_early
