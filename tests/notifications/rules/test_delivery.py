"""When a failed delivery is tried again."""

from datetime import timedelta

import pytest

from xiezhi.notifications.rules.delivery import retry_delay


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
