"""What a unit is told of its lead, and what it must say to hand one over."""

from typing import Any

import pytest

from xiezhi.intake.rules.pool import PoolState, may_be_asked
from xiezhi.intake.rules.steps import ReporterStep
from xiezhi.intake.rules.unit_reports import (
    UNIT_STANDING_LABELS,
    UnitStanding,
    check_unit_report,
    unit_report_hash,
    unit_standing,
)
from xiezhi.kernel.errors import InvalidInputError

SAID: dict[str, Any] = {
    "title": "沙场越界取土",
    "words": "越界取土约两亩",
    "place": "展旦召苏木",
    "photos": 9,
    "papers": 20,
}


@pytest.mark.parametrize(
    ("pool", "step", "told"),
    [
        ("pending", "received", "已收到"),
        ("kept", "received", "已收到"),
        ("pending", "not_ours", "已收到"),
        ("not_lead", "not_ours", "不作为线索"),
        ("not_lead", "done", "不作为线索"),
        ("not_lead", "checking", "不作为线索"),
        ("lead", "checking", "已登记"),
        ("lead", "handed_on", "已登记"),
        ("lead", "in_procedure", "已登记"),
        ("lead", "reopened", "已登记"),
        ("lead", "done", "已办结"),
        ("lead", "not_ours", "已办结"),
    ],
)
def test_unit_reads_one_of_four_neutral_words(pool: str, step: str, told: str) -> None:
    found = unit_standing(PoolState(pool), ReporterStep(step))
    assert UNIT_STANDING_LABELS[found] == told


def test_every_state_and_step_has_a_word() -> None:
    told = {unit_standing(pool, step) for pool in PoolState for step in ReporterStep}
    assert told == set(UnitStanding) == set(UNIT_STANDING_LABELS)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"title": ""}, "title"),
        ({"words": "取土"}, "words"),
        ({"place": ""}, "place_words"),
    ],
)
def test_lead_says_what_and_where(changes: dict[str, Any], part: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_unit_report(**(SAID | changes))
    assert (caught.value.code, caught.value.params["part"]) == (
        "intake.unit_report_incomplete",
        part,
    )


@pytest.mark.parametrize(("changes", "limit"), [({"photos": 10}, 9), ({"papers": 21}, 20)])
def test_files_have_a_limit(changes: dict[str, Any], limit: int) -> None:
    check_unit_report(**SAID)
    with pytest.raises(InvalidInputError) as caught:
        check_unit_report(**(SAID | changes))
    assert (caught.value.code, caught.value.params["limit"]) == ("intake.too_many_files", limit)


def test_hash_tells_which_field_a_word_stands_in() -> None:
    assert unit_report_hash(b"x", "甲", "") != unit_report_hash(b"x", "", "甲")
    assert unit_report_hash(b"x", "甲") == unit_report_hash(b"x", "甲")


def test_nobody_asks_behind_a_lead_handed_over_by_a_unit() -> None:
    def asked(channel: str) -> bool:
        return may_be_asked(
            channel=channel, is_imported=False, is_entered=False, names_member=False
        )

    assert (asked("snap"), asked("agency_transfer")) == (True, False)
