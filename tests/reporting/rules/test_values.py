"""Values typed, stored and compared."""

from dataclasses import replace

import pytest

from tests.reporting.workbooks import at
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.differences import changed_since, differences
from xiezhi.reporting.rules.values import (
    CellValue,
    stored_values,
    typed_value,
    value_words,
    values_of,
)

ONE = CellValue(place=at("B3"), label="登记 · 本月", identity="leads:period:", words="3")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12.0),
        ("-3", -3.0),
        ("0.5", 0.5),
        ("0477", "0477"),
        ("1e5", "1e5"),
        ("十二", "十二"),
        ("85%", "85%"),
    ],
)
def test_what_is_typed_is_a_number_only_where_it_is_one(words: str, value: object) -> None:
    assert typed_value(words) == value


def test_percent_typed_into_a_percent_cell_is_a_fraction() -> None:
    assert typed_value("85.5%", is_percent=True) == 0.855


@pytest.mark.parametrize("words", ["", "  ", "9" * 14, "x" * 500])
def test_value_too_little_or_too_much_is_refused(words: str) -> None:
    with pytest.raises(InvalidInputError):
        typed_value(words)


@pytest.mark.parametrize(("value", "words"), [(3.0, "3"), (0.75, "0.75"), ("文", "文"), (None, "")])
def test_value_in_words(value: float | str | None, words: str) -> None:
    assert value_words(value) == words


def test_values_are_read_back_as_they_were() -> None:
    rate = replace(ONE, numerator=1, denominator=3, words="33.33%", counted="3", reason="补")
    assert values_of(stored_values([ONE, rate])) == (ONE, rate)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("3", "5", "+2"),
        ("5", "3", "-2"),
        ("3", "3", "0"),
        ("33.33%", "50.00%", "+16.67"),
        ("—", "50.00%", ""),
        ("甲", "乙", ""),
    ],
)
def test_change_is_told_where_both_are_numbers(old: str, new: str, change: str) -> None:
    found = differences([replace(ONE, words=old)], [replace(ONE, words=new)], is_same_form=True)
    assert [(row.old, row.new, row.change) for row in found] == [(old, new, change)]


def test_another_version_of_the_form_is_compared_by_what_is_counted() -> None:
    moved = replace(ONE, place=at("D9"), words="4")
    found = differences([ONE], [moved], is_same_form=False)
    assert [(row.cell, row.old, row.new) for row in found] == [("月报!D9", "3", "4")]


def test_cell_gone_and_cell_new_are_both_told() -> None:
    other = replace(ONE, place=at("B4"), identity="reports:period:", words="9")
    found = differences([ONE], [other], is_same_form=True)
    assert [(row.old, row.new) for row in found] == [("", "9"), ("3", "")]


def test_changes_since_handing_in_are_of_what_is_counted_not_of_adjustments() -> None:
    adjusted = replace(ONE, words="7", counted="3", reason="补")
    assert changed_since([adjusted], [ONE]) == 0
    assert changed_since([ONE], [replace(ONE, words="4")]) == 1
