"""Guards of cases: from facts to the code of the refusal, as the articles set the conditions."""

from dataclasses import replace
from typing import Any

import pytest

from tests.cases.rules.guard_lines import (
    DONE,
    LOOKED,
    SUABLE,
    TABLE,
    THREE,
    Guard,
)
from xiezhi.cases.rules import facts as guards
from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.grounds import (
    GROUND_LABELS,
    GROUNDS,
    NOT_PERFORMED_LABELS,
    SUPPORTABLE,
    ClosingGround,
    NotPerformed,
    SuspensionCondition,
)
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.procedure import TABLES


@pytest.mark.parametrize(
    ("guard", "facts", "code"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_guard(guard: Guard, facts: CaseFacts, code: str) -> None:
    assert guard(facts) == code


@pytest.mark.parametrize("missing", SuspensionCondition)
def test_two_of_the_three_conditions_of_article_78_suspend_nothing(
    missing: SuspensionCondition,
) -> None:
    facts = replace(LOOKED, conditions=THREE - {missing})
    assert guards.suspension(facts) == "cases.conditions_missing"


@pytest.mark.parametrize("item", NotPerformed)
def test_each_item_of_article_82_opens_the_way_to_a_suit(item: NotPerformed) -> None:
    facts = replace(SUABLE, not_performed=frozenset({item}))
    assert guards.administrative_suit(facts) == ""


@pytest.mark.parametrize("ground", ClosingGround)
def test_each_kind_closes_on_its_own_grounds_only(ground: ClosingGround) -> None:
    facts: Any = replace(DONE, ground=ground)
    closing: dict[CaseKind, Guard] = {
        CaseKind.ADMINISTRATIVE: guards.administrative_closing,
        CaseKind.CIVIL: guards.civil_grounded,
        CaseKind.INCIDENTAL: guards.civil_grounded,
        CaseKind.SUPPORT: guards.support_grounded,
        CaseKind.GOVERNANCE: guards.governance_closing,
    }
    for kind, guard in closing.items():
        assert (guard(facts) == "") == (ground in GROUNDS[kind]), kind


def test_the_grounds_are_those_of_articles_74_and_90_in_their_order() -> None:
    assert GROUNDS[CaseKind.ADMINISTRATIVE] == (
        ClosingGround.NOT_UNLAWFUL,
        ClosingGround.PROTECTED,
        ClosingGround.RECTIFIED,
        ClosingGround.OTHER,
    )
    assert GROUNDS[CaseKind.CIVIL] == (
        ClosingGround.NO_VIOLATION,
        ClosingGround.COMPENSATION,
        ClosingGround.KIN_REFUSES,
        ClosingGround.OTHERS_SUE,
        ClosingGround.PROTECTED,
        ClosingGround.OTHER,
    )
    assert GROUNDS[CaseKind.CIVIL][1:4] == (
        ClosingGround.COMPENSATION,
        ClosingGround.KIN_REFUSES,
        ClosingGround.OTHERS_SUE,
    )
    assert frozenset(GROUNDS[CaseKind.CIVIL][1:4]) == SUPPORTABLE
    assert set(GROUND_LABELS) == set(ClosingGround)


def test_article_82_has_seven_items_in_its_order() -> None:
    numerals = [text[:3] for text in NOT_PERFORMED_LABELS.values()]
    assert numerals == ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）"]
    assert set(NOT_PERFORMED_LABELS) == set(NotPerformed)


def test_every_guard_of_the_tables_has_its_lines_above() -> None:
    used = {row.guard for table in TABLES.values() for row in table if row.guard is not None}
    shown = {guard for _name, guard, _facts, _code in TABLE}
    assert used <= shown
    for guard in used:
        codes = {code for _name, one, _facts, code in TABLE if one is guard}
        assert "" in codes
        assert len(codes) > 1, guard
