"""When a rule is in force, and how a clause is cited."""

from datetime import date

import pytest

from xiezhi.house.rules.register import (
    RuleState,
    check_citable,
    check_days,
    citation_words,
    state_on,
)
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError

FROM = date(2026, 3, 1)
REPEALED = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("day", "repealed_on", "state"),
    [
        pytest.param(date(2026, 2, 28), None, RuleState.COMING, id="the day before"),
        pytest.param(FROM, None, RuleState.IN_FORCE, id="the first day"),
        pytest.param(date(2026, 8, 31), REPEALED, RuleState.IN_FORCE, id="the last day"),
        pytest.param(REPEALED, REPEALED, RuleState.REPEALED, id="the day it is repealed"),
    ],
)
def test_state_of_a_rule(day: date, repealed_on: date | None, state: RuleState) -> None:
    assert state_on(day, in_force_from=FROM, repealed_on=repealed_on) is state


@pytest.mark.parametrize(
    ("day", "code"),
    [
        pytest.param(date(2026, 2, 1), "house.rule_not_in_force", id="too early"),
        pytest.param(date(2026, 10, 1), "house.rule_repealed", id="too late"),
    ],
)
def test_nothing_rests_on_a_rule_out_of_force(day: date, code: str) -> None:
    with pytest.raises(RuleRefusedError) as refusal:
        check_citable(day, in_force_from=FROM, repealed_on=REPEALED)
    assert refusal.value.code == code
    assert refusal.value.basis == "本院规定"


@pytest.mark.parametrize(
    ("issued_on", "repealed_on", "code"),
    [
        pytest.param(date(2026, 4, 1), None, "house.in_force_before_issue", id="issued later"),
        pytest.param(FROM, date(2026, 2, 1), "house.repealed_before_in_force", id="ended before"),
    ],
)
def test_days_that_cannot_be_are_refused(
    issued_on: date, repealed_on: date | None, code: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        check_days(issued_on=issued_on, in_force_from=FROM, repealed_on=repealed_on)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param("达检发〔2026〕3号", "《线索管理办法》（达检发〔2026〕3号）第五条", id="文号"),
        pytest.param("", "《线索管理办法》（2026-02-20印发）第五条", id="no 文号"),
    ],
)
def test_citation_tells_two_texts_of_one_name_apart(number: str, words: str) -> None:
    cited = citation_words(
        name="线索管理办法", number=number, issued_on=date(2026, 2, 20), clause="第五条"
    )
    assert cited == words


def test_longest_citation_fits_where_clocks_keep_it() -> None:
    cited = citation_words(
        name="名" * 60, number="号" * 30, issued_on=FROM, clause="第" + "一" * 18 + "条"
    )
    assert len(cited) <= 120
