"""The database repeats the transition table."""

import re

from xiezhi.infra.sql import load
from xiezhi.leads.rules.procedure import TRANSITIONS


def test_pairs_in_the_trigger_are_those_of_the_table() -> None:
    pairs = set(re.findall(r"\('(\w+)', '(\w+)'\)", load("leads", "002_lawful_moves")))
    assert pairs == {(row.source.value, row.target.value) for row in TRANSITIONS}
