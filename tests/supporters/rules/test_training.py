"""How long a training counts, and lists of names and numbers as offices paste them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from xiezhi.kernel.errors import TransitionRefusedError
from xiezhi.kernel.transitions import next_state
from xiezhi.law.deadlines import DeadlineKind, rule_on
from xiezhi.supporters.rules.called import called_in
from xiezhi.supporters.rules.training import (
    TRANSITIONS,
    VALIDITY_RULES,
    TrainingEvent,
    TrainingFacts,
    TrainingKind,
    TrainingStanding,
    TrainingState,
    is_outdated,
    standing_of,
)

TODAY = date(2026, 11, 26)
WRITTEN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ends", "standing", "days"),
    [
        ((), TrainingStanding.MISSING, None),
        ((timedelta(days=31),), TrainingStanding.VALID, 31),
        ((timedelta(days=30),), TrainingStanding.EXPIRING, 30),
        ((timedelta(days=0),), TrainingStanding.EXPIRING, 0),
        ((timedelta(days=-1),), TrainingStanding.EXPIRED, 1),
        ((timedelta(days=-400), timedelta(days=200)), TrainingStanding.VALID, 200),
    ],
)
def test_the_last_training_of_a_kind_decides(
    ends: tuple[timedelta, ...], standing: TrainingStanding, days: int | None
) -> None:
    found = standing_of(TrainingKind.PRE_JOB, [TODAY + one for one in ends], TODAY)
    assert (found.standing, found.days) == (standing, days)


@pytest.mark.parametrize(
    ("written", "replied", "is_old"),
    [
        pytest.param(None, WRITTEN, False, id="written at the page itself"),
        pytest.param(WRITTEN, None, False, id="the first reply"),
        pytest.param(WRITTEN, WRITTEN - timedelta(hours=1), False, id="written last"),
        pytest.param(WRITTEN, WRITTEN + timedelta(seconds=59), False, id="in the same minute"),
        pytest.param(WRITTEN, WRITTEN + timedelta(minutes=1), True, id="written before"),
    ],
)
def test_a_reply_written_before_another_was_given_is_outdated(
    written: datetime | None, replied: datetime | None, *, is_old: bool
) -> None:
    assert is_outdated(written, replied) is is_old


@pytest.mark.parametrize("kind", sorted(VALIDITY_RULES))
def test_how_long_it_counts_is_the_offices_own_and_never_statutory(kind: TrainingKind) -> None:
    rule = rule_on(VALIDITY_RULES[kind], TODAY)
    assert rule.kind is DeadlineKind.OWN
    assert not rule.is_verified
    assert rule.period is not None


@pytest.mark.parametrize(
    ("words", "numbers", "names"),
    [
        ("7、12 网格员03", {7, 12, 3}, set()),
        ("15-18号", {15, 16, 17, 18}, set()),
        ("18至15", {15, 16, 17, 18}, set()),
        ("07\n08\r\n09", {7, 8, 9}, set()),
        ("7号；8号", {7, 8}, set()),
        ("甲某 乙某", set(), {"甲某", "乙某"}),
        ("甲某，7", {7}, {"甲某"}),
        ("13800000007", set(), set()),
        ("", set(), set()),
    ],
)
def test_pasted_lists_are_read_as_offices_write_them(
    words: str, numbers: set[int], names: set[str]
) -> None:
    found = called_in(words)
    assert (set(found.numbers), set(found.names)) == (numbers, names)


@pytest.mark.parametrize(
    ("state", "event", "has_begun", "target"),
    [
        (TrainingState.PLANNED, TrainingEvent.HOLD, True, TrainingState.HELD),
        (TrainingState.HELD, TrainingEvent.CORRECT, True, TrainingState.HELD),
        (TrainingState.PLANNED, TrainingEvent.CANCEL, False, TrainingState.CANCELLED),
        (TrainingState.PLANNED, TrainingEvent.CANCEL, True, TrainingState.CANCELLED),
        (TrainingState.PLANNED, TrainingEvent.MOVE, False, TrainingState.PLANNED),
    ],
)
def test_a_training_is_held_moved_or_cancelled(
    state: TrainingState, event: TrainingEvent, has_begun: bool, target: TrainingState
) -> None:
    facts = TrainingFacts(has_begun=has_begun)
    assert next_state(TRANSITIONS, state, event, facts).target is target


@pytest.mark.parametrize(
    ("state", "event", "has_begun", "code"),
    [
        (TrainingState.PLANNED, TrainingEvent.HOLD, False, "supporters.training_not_begun"),
        (TrainingState.PLANNED, TrainingEvent.MOVE, True, "supporters.training_begun"),
        (TrainingState.HELD, TrainingEvent.MOVE, True, "transition.none"),
        (TrainingState.CANCELLED, TrainingEvent.MOVE, False, "transition.none"),
        (TrainingState.HELD, TrainingEvent.CANCEL, True, "transition.none"),
        (TrainingState.CANCELLED, TrainingEvent.HOLD, True, "transition.none"),
        (TrainingState.CANCELLED, TrainingEvent.CANCEL, False, "transition.none"),
    ],
)
def test_other_steps_are_refused(
    state: TrainingState, event: TrainingEvent, has_begun: bool, code: str
) -> None:
    with pytest.raises(TransitionRefusedError) as refused:
        next_state(TRANSITIONS, state, event, TrainingFacts(has_begun=has_begun))
    assert refused.value.code == code
