"""When a clock rings."""

from datetime import date, timedelta

import pytest

from xiezhi.clocks.rules.alarms import Stage, days_words, kind_words, stage_on

TODAY = date(2026, 11, 25)
LONG_AGO = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("days_left", "stage"),
    [
        pytest.param(8, None, id="eight days before: quiet"),
        pytest.param(7, Stage.SEVEN, id="seven days before"),
        pytest.param(5, Stage.SEVEN, id="five days before, the alarm of day seven was lost"),
        pytest.param(3, Stage.THREE, id="three days before"),
        pytest.param(2, Stage.THREE, id="two days before"),
        pytest.param(1, Stage.ONE, id="the day before"),
        pytest.param(0, Stage.TODAY, id="on the day"),
        pytest.param(-1, Stage.OVERDUE, id="one day over"),
        pytest.param(-20, Stage.OVERDUE, id="twenty days over: the same stage"),
    ],
)
def test_stage_of_a_long_limit(days_left: int, stage: Stage | None) -> None:
    due_on = TODAY + timedelta(days=days_left)
    assert stage_on(TODAY, trigger_on=LONG_AGO, due_on=due_on) is stage


@pytest.mark.parametrize(
    ("length", "days_left", "stage"),
    [
        pytest.param(5, 5, None, id="five-day limit on its first day"),
        pytest.param(5, 3, Stage.THREE, id="five-day limit, three left"),
        pytest.param(3, 3, None, id="three-day limit on its first day"),
        pytest.param(1, 1, None, id="one-day limit on its first day"),
        pytest.param(1, 0, Stage.TODAY, id="one-day limit on its last day"),
    ],
)
def test_stage_as_long_as_the_limit_is_left_out(
    length: int, days_left: int, stage: Stage | None
) -> None:
    due_on = TODAY + timedelta(days=days_left)
    assert stage_on(TODAY, trigger_on=due_on - timedelta(days=length), due_on=due_on) is stage


@pytest.mark.parametrize(("days_left", "words"), [(3, "剩3日"), (0, "今日到期"), (-2, "逾期2日")])
def test_days_are_said_as_on_the_worklist(days_left: int, words: str) -> None:
    assert days_words(TODAY, TODAY + timedelta(days=days_left)) == words


@pytest.mark.parametrize(
    ("kind", "basis", "is_provisional", "words"),
    [
        ("statutory", "办案规则第47条", False, "法定·办案规则第47条"),
        ("own", "本院线索管理办法第5条", False, "本院规定·本院线索管理办法第5条"),
        ("own", "本院设定", True, "本院设定，暂定"),
    ],
)
def test_own_limit_is_never_shown_as_law(
    kind: str, basis: str, words: str, *, is_provisional: bool
) -> None:
    assert kind_words(kind, basis, is_provisional=is_provisional) == words
