"""Formulas of forms: what is understood is computed, what is not is left to the spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.workbooks import at
from xiezhi.reporting.rules.workbook.formulas import Evaluation, Value, evaluated

CELLS: dict[str, Value] = {"A1": 10.0, "A2": 4.0, "A3": None, "A4": "文字", "A5": 0.0}


def compute(formula: str, **formulas: str) -> tuple[Value, bool]:
    known = {"Z1": formula} | formulas
    return evaluated(
        Evaluation(
            value_at=lambda place: CELLS.get(place.cell),
            formula_at=lambda place: known.get(place.cell, ""),
        ),
        at("Z1"),
    )


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=A1+A2*2", 18.0),
        ("=(A1+A2)*2", 28.0),
        ("=-A1+A2", -6.0),
        ("=A1/A2", 2.5),
        ("=2^3^1", 8.0),
        ("=A1%", 0.1),
        ("=SUM(A1:A5)", 14.0),
        ("=SUM(A1,A2,5)", 19.0),
        ("=SUM($A$1:A2)", 14.0),
        ("=AVERAGE(A1:A2)", 7.0),
        ("=MIN(A1:A2)", 4.0),
        ("=MAX(A1:A2)", 10.0),
        ("=COUNT(A1:A5)", 3.0),
        ("=ROUND(A1/3,2)", 3.33),
        ("=ROUND(2.5,0)", 3.0),
        ("=ABS(A2-A1)", 6.0),
        ('=IF(A5=0,"—",A1/A5)', None),
        ('=IFERROR(A1/A5,"—")', "—"),
        ("=IFERROR(A1/A2,0)", 2.5),
        ("=IF(A1>A2,1,2)", 1.0),
        ('=A1&"件"', "10件"),
        ("=A3+1", 1.0),
        ('=A4="文字"', 1.0),
        ("='月报'!A1*2", 20.0),
        ("=Z2+1", 11.0),
    ],
)
def test_plain_formulas_are_computed(formula: str, value: Value) -> None:
    found, is_known = compute(formula, Z2="=A1")
    assert is_known
    if value is not None:
        assert found == value


@pytest.mark.parametrize("formula", ["=A1/A5", "=A4+1", "=AVERAGE(A3:A3)", "=0^-1"])
def test_a_formula_without_a_value_has_none(formula: str) -> None:
    assert compute(formula) == (None, True)


@pytest.mark.parametrize(
    "formula",
    [
        "=VLOOKUP(A1,B:C,2)",
        "=SUM(B:B)",
        "=TODAY()",
        "=A1+",
        "=(A1",
        "=SUM(A1",
        "=A1 A2",
        "={1,2}",
        "=[1]表!A1",
        "=名称+1",
        "=SUM(A1:ZZ9999)",
        "=" + "(" * 60 + "A1" + ")" * 60,
    ],
)
def test_what_is_not_understood_is_left_to_the_spreadsheet(formula: str) -> None:
    assert compute(formula) == (None, False)


def test_a_circle_is_left_to_the_spreadsheet() -> None:
    assert compute("=Z2", Z2="=Z1") == (None, False)


@given(st.text(alphabet="A1:+-*/()^%&=<>,.\"' SUMIF$!表", max_size=40))
def test_no_formula_breaks_the_reading(words: str) -> None:
    value, is_known = compute(f"={words}")
    assert is_known or value is None
