"""No text becomes a formula in Excel or WPS. Source: OWASP ASVS 5.0 1.2.10."""

import pytest

from xiezhi.documents.formulas import escape_formula


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+8613800000000",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\ttext",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        '"=1',
        "\ufeff=cmd|' /C calc'!A0",
        "'=1",
        "“＝1”",
    ],
)
def test_text_that_looks_like_a_formula_is_escaped(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "消防水鹤", "1-2", "a=b", "—— 说明", "（=）", "'引文'"])
def test_other_text_is_left_alone(text: str) -> None:
    assert escape_formula(text) == text
