"""No paper leaves with a blank where a name should be."""

import pytest

from xiezhi.documents.glyphs import missing_characters, printable, require_glyphs
from xiezhi.kernel.errors import RuleRefusedError


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("镕喆堃祎玥昇𠮷㐂犇", id="names-outside-gb2312"),
        pytest.param("〔2026〕18号《》“”‘’——……·、。（）①℃㎡", id="marks-of-papers"),
        pytest.param("ＡＢ１２＝＋", id="full-width"),
        pytest.param("□■○●√", id="boxes"),
        pytest.param("鎮國灣", id="traditional"),
        pytest.param("达拉特旗展旦召苏木嘎查", id="places"),
        pytest.param("一\n二\t三", id="line-breaks"),
        pytest.param("甲\u200d乙\ufe0f", id="joiners-need-no-glyph"),
    ],
)
def test_what_papers_need_can_be_drawn(text: str) -> None:
    require_glyphs(text)


def test_character_no_font_has_is_named() -> None:
    with pytest.raises(RuleRefusedError) as refused:
        require_glyphs("张😀三")
    assert refused.value.code == "documents.no_glyph"
    assert refused.value.params == {"character": "😀", "code_point": "U+1F600"}


def test_missing_characters_are_listed_once_in_order() -> None:
    assert missing_characters("😀ᠮ😀字") == ("😀", "ᠮ")


def test_table_text_shows_a_geta_for_them() -> None:
    assert printable("修好了😀\u200b\x07！") == "修好了〓！"
