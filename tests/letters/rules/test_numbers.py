"""文号 as typed is written the standard's way, and what was put right is said."""

import pytest

from xiezhi.letters.rules.numbers import NOTICE_LABELS, NumberNotice, normalise_number

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
