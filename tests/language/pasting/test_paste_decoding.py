"""Bytes become text in the right encoding, or are refused, or doubted: never mojibake in silence."""

import pytest

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.pasting import MAX_BYTES, PasteWarning, decode_text, ready_answer
from xiezhi.language.pasting.decoding import decode_as, is_garbled

WORDS = "展旦召苏木加油站北200米，有人倾倒垃圾\r\n第二行"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(WORDS.encode(), "utf-8", id="utf-8"),
        pytest.param(WORDS.encode("utf-8-sig"), "utf-8", id="utf-8-marked"),
        pytest.param(WORDS.encode("gb18030"), "gb18030", id="gb18030"),
        pytest.param(WORDS.encode("utf-16"), "utf-16-le", id="utf-16-marked"),
        pytest.param(b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-be", id="utf-16-be-marked"),
        pytest.param(WORDS.encode("utf-16-le"), "utf-16-le", id="utf-16-le-bare"),
        pytest.param(WORDS.encode("utf-16-be"), "utf-16-be", id="utf-16-be-bare"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str) -> None:
    found = decode_text(data)
    assert (found.text, found.encoding, found.warnings) == (WORDS, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_rare_characters_and_emoji_survive(encoding: str) -> None:
    text = "𠮷先生在㐂嘎查👨‍🌾门口看见有人倾倒建筑垃圾，已经报告，请派人来看一看"
    assert decode_text(text.encode(encoding)).text == text


def test_a_text_cut_inside_a_character_is_kept_and_doubted() -> None:
    found = decode_text("加油站北侧有人倾倒垃圾".encode()[:-1])
    assert found.text.startswith("加油站北侧有人倾倒垃")
    assert found.warnings == (PasteWarning.GARBLED,)


def test_a_text_of_another_encoding_is_doubted() -> None:
    found = decode_text("檔案編號與說明內容請參閱附件資料庫".encode("big5"))
    assert found.warnings == (PasteWarning.ENCODING_GUESSED,)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(20), "language.not_text", id="picture"),
        pytest.param(b"PK\x03\x04" + bytes(20), "language.not_text", id="zip"),
        pytest.param(b"%PDF-1.7\n", "language.not_text", id="pdf"),
        pytest.param(b"a\x01\x02\x03b", "language.not_text", id="controls"),
        pytest.param(b"\xff\xff\xff\xff\x80\x80", "language.encoding_unknown", id="noise"),
        pytest.param(bytes(MAX_BYTES + 1), "language.too_long", id="too-long"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        decode_text(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "charset", ["gb2312", "GBK", '"gb2312"', "x-gbk", "gb18030", "", "us-ascii", "nonsense"]
)
def test_a_claimed_encoding_is_widened_or_passed_over(charset: str) -> None:
    assert (
        decode_as("镕㐂加油站北侧有人倾倒垃圾，味道很大".encode("gb18030"), charset).text[:2]
        == "镕㐂"
    )


@pytest.mark.parametrize(
    ("text", "garbled"),
    [("锟斤拷", True), ("烫烫烫", True), ("有\ufffd人", True), ("有人烫伤", False), ("", False)],
)
def test_marks_of_mojibake(text: str, *, garbled: bool) -> None:
    assert is_garbled(text) is garbled


@pytest.mark.parametrize(
    ("codes", "answer"),
    [
        ([], ""),
        (["K7Q2M3PX"], "收到，编号K7Q2M3PX。"),
        (["K7Q2M3PX", "A2B3C4D5"], "收到2条，编号K7Q2M3PX、A2B3C4D5。"),
    ],
)
def test_the_ready_answer_says_nothing_of_the_matter(codes: list[str], answer: str) -> None:
    assert ready_answer(codes) == answer
