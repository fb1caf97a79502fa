"""Every time limit, every variant, every edge: the last day of the table is the engine's."""

from datetime import date

import pytest

from tests.law.due_days import Row, rows
from xiezhi.law.deadline_rules import deadline_rules
from xiezhi.law.deadlines import due, explain, rule_keys, rule_on

ROWS = rows()
COUNTED = [row for row in ROWS if row.is_counted]
UNCOUNTED = [row for row in ROWS if not row.is_counted]


@pytest.mark.parametrize("row", COUNTED, ids=[row.name for row in COUNTED])
def test_the_last_day_is_that_of_the_table(row: Row) -> None:
    rule = rule_on(row.key, row.trigger, variant=row.variant)

    found = due(rule, row.trigger)

    assert (found.day, found.provisional) == (date.fromisoformat(row.last_day), row.is_provisional)
    assert explain(rule, row.trigger).day == found.day


@pytest.mark.parametrize("row", UNCOUNTED, ids=[row.name for row in UNCOUNTED])
def test_where_the_law_gives_no_number_none_is_made_up(row: Row) -> None:
    found = explain(rule_on(row.key, row.trigger, variant=row.variant), row.trigger)

    assert (found.outcome, found.day) == (row.last_day, None)


def test_the_table_holds_every_key_and_every_variant() -> None:
    stated = {(rule.key, one.key) for rule in deadline_rules() for one in rule.variants}

    assert {row.key for row in ROWS} == set(rule_keys())
    assert {(row.key, row.variant) for row in ROWS if row.variant} == stated


@pytest.mark.parametrize("edge", ["国庆", "春节", "调休周日上班", "闰日", "月末", "跨年"])
def test_the_table_knows_the_edges(edge: str) -> None:
    assert len([row for row in ROWS if row.edge == edge]) > 20
