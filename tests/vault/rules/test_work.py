"""Work before a public door: bound to door and office, in time, done, and once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.work import (
    LEAST_BITS,
    MOST_BITS,
    Door,
    Task,
    bits_for,
    check_work,
    solve,
    write_task,
)

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
KEY, OFFICE = bytes(32), UUID(int=7)
TASK = Task(
    door=Door.RECEIPT,
    office=OFFICE,
    nonce=uuid4(),
    bits=8,
    expires_at=NOW + timedelta(minutes=10),
)
TEXT = write_task(TASK, KEY)
NUMBER = solve(TEXT, 8)


def code_of(text: str = TEXT, number: str = NUMBER, **changes: object) -> str:
    given = {"key": KEY, "door": Door.RECEIPT, "office": OFFICE, "now": NOW} | changes
    with pytest.raises(InvalidInputError) as refusal:
        check_work(text, number, **given)  # type: ignore[arg-type]  # one of them changed
    return refusal.value.code


def test_the_solution_of_a_task_is_taken() -> None:
    assert check_work(TEXT, NUMBER, key=KEY, door=Door.RECEIPT, office=OFFICE, now=NOW) == TASK


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"door": Door.REPORT}, "vault.work_elsewhere", id="another door"),
        pytest.param({"office": UUID(int=8)}, "vault.work_elsewhere", id="another office"),
        pytest.param({"now": NOW + timedelta(minutes=10)}, "vault.work_expired", id="too late"),
        pytest.param({"key": b"x" * 32}, "vault.work_unreadable", id="another installation"),
        pytest.param({"text": TEXT[:-2]}, "vault.work_unreadable", id="cut off"),
        pytest.param({"text": "x" * 500}, "vault.work_unreadable", id="too long"),
        pytest.param({"text": "任务"}, "vault.work_unreadable", id="no task at all"),
        pytest.param({"text": ""}, "vault.work_unreadable", id="no text at all"),
        pytest.param({"number": str(int(NUMBER) + 1)}, "vault.work_not_done", id="wrong number"),
        pytest.param({"number": "-1"}, "vault.work_not_done", id="no number"),
        pytest.param({"number": "９"}, "vault.work_not_done", id="a wide digit"),
        pytest.param({"number": "9" * 40}, "vault.work_not_done", id="endless"),
    ],
)
def test_anything_else_is_refused(changes: dict[str, object], code: str) -> None:
    assert code_of(**changes) == code  # type: ignore[arg-type]  # one of them changed


def test_a_task_made_easier_is_not_ours() -> None:
    easier = Task(
        door=TASK.door, office=OFFICE, nonce=TASK.nonce, bits=0, expires_at=TASK.expires_at
    )
    head = write_task(easier, KEY).partition(".")[0]
    assert code_of(text=f"{head}.{TEXT.partition('.')[2]}", number="0") == "vault.work_unreadable"


@pytest.mark.parametrize(
    ("tries", "more"),
    [(0, 0), (20, 0), (21, 1), (40, 1), (42, 2), (80, 2), (160, 3), (1_000_000, 5)],
)
def test_twice_the_rush_is_twice_the_work_and_no_more_than_a_phone_can_do(
    tries: int, more: int
) -> None:
    assert bits_for(tries) == min(LEAST_BITS + more, MOST_BITS)
