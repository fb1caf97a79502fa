"""Who may open what, when: three different persons, in order, and the clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from xiezhi.kernel.errors import DomainError
from xiezhi.vault.rules.opening import (
    FIELD_LABELS,
    PURPOSE_LABELS,
    PURPOSE_WORDS,
    STATE_LABELS,
    Course,
    IdentityField,
    OpeningFacts,
    OpeningPurpose,
    OpeningState,
    check_opening,
    state_of,
)

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
ASKS, CHIEF, SECOND, HANDLER = (UUID(int=number) for number in range(1, 5))
COURSE = Course(
    requested_by=ASKS,
    approved_by=CHIEF,
    approved_at=NOW - timedelta(hours=2),
    seconded_by=SECOND,
    seconded_at=NOW - timedelta(hours=1),
)
FACTS = OpeningFacts(
    course=COURSE,
    team=frozenset({HANDLER, ASKS}),
    was_chief=True,
    second_may=True,
    asking=ASKS,
    asking_is_active=True,
    confirmed_at=NOW - timedelta(minutes=4),
)
MINUTE = timedelta(minutes=1)


def test_with_every_condition_met_it_opens() -> None:
    check_opening(FACTS, NOW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"asking": CHIEF}, "vault.not_the_requester", id="the chief cannot look"),
        pytest.param({"asking": SECOND}, "vault.not_the_requester", id="nor the second"),
        pytest.param({"asking_is_active": False}, "vault.not_the_requester", id="left the office"),
        pytest.param({"was_chief": False}, "vault.approver_not_chief", id="no chief approved"),
        pytest.param({"second_may": False}, "vault.second_has_no_right", id="no post to second"),
        pytest.param({"team": frozenset({SECOND})}, "vault.second_on_team", id="second handles it"),
        pytest.param({"confirmed_at": None}, "accounts.step_up", id="never confirmed"),
        pytest.param({"confirmed_at": NOW - 5 * MINUTE}, "accounts.step_up", id="five minutes ago"),
        pytest.param({"confirmed_at": NOW + MINUTE}, "accounts.step_up", id="in the future"),
    ],
)
def test_one_condition_missing_keeps_it_closed(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        check_opening(replace(FACTS, **changes), NOW)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"approved_by": None, "approved_at": None}, "vault.opening_awaits_chief"),
        ({"seconded_by": None, "seconded_at": None}, "vault.opening_awaits_second"),
        ({"refused_at": NOW}, "vault.opening_refused"),
        ({"seconded_at": NOW - timedelta(days=7)}, "vault.opening_lapsed"),
        ({"opened_at": NOW - 15 * MINUTE}, "vault.opening_over"),
        ({"approved_by": ASKS}, "vault.same_person"),
        ({"seconded_by": ASKS}, "vault.same_person"),
        ({"seconded_by": CHIEF}, "vault.same_person"),
    ],
)
def test_a_course_not_run_keeps_it_closed(changes: dict[str, Any], code: str) -> None:
    facts = replace(FACTS, course=replace(COURSE, **changes))
    with pytest.raises(DomainError) as refusal:
        check_opening(facts, NOW)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"approved_at": None}, OpeningState.AWAITS_CHIEF),
        ({"seconded_at": None}, OpeningState.AWAITS_SECOND),
        ({}, OpeningState.READY),
        ({"opened_at": NOW - 14 * MINUTE}, OpeningState.OPEN),
        ({"opened_at": NOW - 15 * MINUTE}, OpeningState.OVER),
        ({"seconded_at": NOW - timedelta(days=7)}, OpeningState.LAPSED),
        ({"refused_at": NOW, "seconded_at": None}, OpeningState.REFUSED),
    ],
)
def test_the_state_is_read_from_the_dates(changes: dict[str, Any], state: OpeningState) -> None:
    assert state_of(replace(COURSE, **changes), NOW) is state


def test_every_word_is_there() -> None:
    assert set(FIELD_LABELS) == set(IdentityField)
    assert set(PURPOSE_LABELS) == set(PURPOSE_WORDS) == set(OpeningPurpose)
    assert set(STATE_LABELS) == set(OpeningState)
