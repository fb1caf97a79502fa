"""文号 as typed is written the standard's way, and what was put right is said."""

import pytest

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.paper_numbers import NumberNotice, judicial_number, normalise_number
from xiezhi.letters.rules.numbers import NOTICE_LABELS

N = NumberNotice


@pytest.mark.parametrize(
    ("typed", "kept", "notices"),
    [
        pytest.param("达检函〔2026〕17号", "达检函〔2026〕17号", (), id="standard-stays"),
        pytest.param("达检函[2026]17号", "达检函〔2026〕17号", (N.BRACKETS,), id="square"),
        pytest.param("达检函【2026】17号", "达检函〔2026〕17号", (N.BRACKETS,), id="black"),
        pytest.param("达检函（2026）17号", "达检函〔2026〕17号", (N.BRACKETS,), id="round-wide"),
        pytest.param("达检函(2026)17号", "达检函〔2026〕17号", (N.BRACKETS,), id="round"),
        pytest.param("达检函〔2026〕017号", "达检函〔2026〕17号", (N.ZEROS,), id="不编虚位"),
        pytest.param("达检函〔2026〕第17号", "达检函〔2026〕17号", (N.ORDINAL,), id="不加第字"),
        pytest.param("达检函〔2026〕17", "达检函〔2026〕17号", (N.SIGN_ADDED,), id="加号字"),
        pytest.param(
            "达检函[26]5号", "达检函〔2026〕5号", (N.BRACKETS, N.SHORT_YEAR), id="年份全称"
        ),
        pytest.param(
            "达检 函〔２０２６〕 １７ 号", "达检函〔2026〕17号", (N.SPACES,), id="full-width-digits"
        ),
        pytest.param(
            "达检行公建[2026]z017号",
            "达检行公建〔2026〕Z17号",
            (N.BRACKETS, N.LETTER, N.ZEROS),
            id="small-z",
        ),
        pytest.param("无", "无", (), id="none"),
        pytest.param("", "", (), id="empty"),
        pytest.param("2026-17", "2026-17", (), id="own-reference-is-left-alone"),
        pytest.param("会议[纪要]3", "会议[纪要]3", (), id="brackets-without-a-year"),
    ],
)
def test_number_is_kept_the_standards_way(
    typed: str, kept: str, notices: tuple[NumberNotice, ...]
) -> None:
    number = normalise_number(typed)
    assert (number.text, number.notices) == (kept, notices)
    assert normalise_number(number.text).notices == ()


def test_every_notice_has_its_words() -> None:
    assert set(NOTICE_LABELS) == set(NumberNotice)


@pytest.mark.parametrize(
    ("typed", "parts", "notices"),
    [
        pytest.param("达检行公建〔2022〕1号", ("达检", "行公建", 2022, False, 1), (), id="plain"),
        pytest.param("达检行公建〔2022〕Z1号", ("达检", "行公建", 2022, True, 1), (), id="system"),
        pytest.param(
            "达检行公立[2022]1号", ("达检", "行公立", 2022, False, 1), (N.BRACKETS,), id="square"
        ),
        pytest.param(
            "达检行公立【2022】1号", ("达检", "行公立", 2022, False, 1), (N.BRACKETS,), id="black"
        ),
        pytest.param(
            "达检行公立［2022］1号", ("达检", "行公立", 2022, False, 1), (N.BRACKETS,), id="wide"
        ),
        pytest.param(
            "达检民公立〔2022〕0012号", ("达检", "民公立", 2022, False, 12), (N.ZEROS,), id="zeros"
        ),
        pytest.param(
            "达检民公立〔2022〕Z第3号",
            ("达检", "民公立", 2022, True, 3),
            (N.ORDINAL,),
            id="ordinal",
        ),
        pytest.param("高检建[2018]1号", ("高检", "建", 2018, False, 1), (N.BRACKETS,), id="最高检"),
        pytest.param("达检检建〔2026〕7号", ("达检", "检建", 2026, False, 7), (), id="检-twice"),
    ],
)
def test_judicial_number_is_taken_apart(
    typed: str, parts: tuple[str, str, int, bool, int], notices: tuple[NumberNotice, ...]
) -> None:
    found = judicial_number(typed)
    assert (found.office, found.code, found.year, found.is_from_system, found.sequence) == parts
    assert found.notices == notices
    assert judicial_number(found.text).text == found.text
    assert judicial_number(found.text).notices == ()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "无",
        "2022-1",
        "行公建〔2022〕1号",
        "达检〔2022〕1号",
        "达检行公建〔2022〕0号",
        "达检行公建〔1999〕1号",
        "达检行公建〔2022〕1号等",
        "达检行公建〔2022〕123456号",
        "DJ检行公建〔2022〕1号",
    ],
)
def test_what_cannot_be_a_judicial_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        judicial_number(typed)
    assert refused.value.code == "language.not_a_judicial_number"
