"""How often a code may be asked for."""

from datetime import UTC, datetime, timedelta

import pytest

from xiezhi.accounts.rules.sms_codes import may_send

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes_ago", "allowed"),
    [
        pytest.param((), True, id="the first"),
        pytest.param((0.9,), False, id="within the minute"),
        pytest.param((1,), True, id="after a minute"),
        pytest.param((2, 12, 22, 32), True, id="the fifth in an hour"),
        pytest.param((2, 12, 22, 32, 42), False, id="the sixth in an hour"),
        pytest.param((2, 12, 22, 32, 60), True, id="one is an hour old"),
    ],
)
def test_codes_are_rationed(minutes_ago: tuple[float, ...], *, allowed: bool) -> None:
    sent = [NOW - timedelta(minutes=minutes) for minutes in minutes_ago]
    assert may_send(sent, NOW) is allowed
