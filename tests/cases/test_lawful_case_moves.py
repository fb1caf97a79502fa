"""The database repeats the procedures of cases."""

import re

from xiezhi.cases.rules.procedure import TABLES
from xiezhi.infra.sql import load


def test_triples_in_the_trigger_are_those_of_the_tables() -> None:
    found = re.findall(r"\('(\w+)', '(\w+)', '(\w+)'\)", load("cases", "004_lawful_moves"))
    assert set(found) == {
        (kind.value, row.source.value, row.target.value)
        for kind, table in TABLES.items()
        for row in table
        if row.source is not row.target
    }
