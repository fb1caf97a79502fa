"""Papers as PDF: archival, the same bytes for the same words, text never markup."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools import subset  # type: ignore[import-untyped]  # fontTools ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types
from pdfminer.high_level import extract_text
from PIL import Image

from tests.documents.papers.measured import measure
from tests.documents.papers.samples import ALL, LETTER, RECORD
from xiezhi.documents.glyphs import FONTS
from xiezhi.documents.papers.fonts import typefaces
from xiezhi.documents.papers.pdf import paper_pdf, paper_pictures
from xiezhi.documents.papers.values import Paper
from xiezhi.documents.papers.wording import paragraphs_of
from xiezhi.kernel.errors import RuleRefusedError

HOSTILE = [
    '#read("/etc/passwd")',
    "#panic()",
    "$ x $ #[",
    '"] } \\u{0}',
    "<label> @ref *_`",
    "// 注释 /* */",
    "{{ 7*7 }} {% raw %}",
    "<w:p>&amp;]]>",
    "a" * 3_000,
    "h" * 29 + " " + "i" * 13,
    "\x00\x1b\ud800字",
    "𠮷㐂犇",
]


@pytest.mark.parametrize("kind", ALL)
def test_paper_is_archival_and_tagged(kind: str) -> None:
    pdf = paper_pdf(ALL[kind])
    assert pdf.startswith(b"%PDF-1.7")
    assert b"pdfaid:part" in pdf
    assert b"/MarkInfo" in pdf


@pytest.mark.parametrize("kind", ALL)
def test_same_paper_gives_the_same_bytes(kind: str) -> None:
    assert paper_pdf(ALL[kind]) == paper_pdf(ALL[kind])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    pages = measure(paper_pdf(replace(LETTER, title=text[:100], body=paragraphs_of(text))))
    assert pages
    assert max(line.right for page in pages for line in page.lines) < 200


def test_long_address_is_broken_over_lines_and_copied_as_typed() -> None:
    address = (
        "https://example.invalid/very/long/address/that/never/ends/2026/03/05/IMG_0001.jpg?a=b"
    )
    pdf = paper_pdf(replace(LETTER, body=paragraphs_of(f"并附照片（{address}）")))
    found = extract_text(io.BytesIO(pdf))
    assert "\u200b" not in found
    assert address in "".join(found.split())


def test_markup_is_printed_as_typed() -> None:
    words = "#strong[甲] *乙* $x^2$ @丙 <丁>"
    found = extract_text(io.BytesIO(paper_pdf(replace(LETTER, body=paragraphs_of(words)))))
    assert words.replace(" ", "") in found.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(
    ("paper", "character"),
    [
        pytest.param(replace(LETTER, title="关于😀的函"), "😀", id="emoji-in-title"),
        pytest.param(replace(LETTER, body=paragraphs_of("ᠮᠣᠩᠭᠣᠯ")), "ᠮ", id="mongolian-in-body"),
        pytest.param(replace(LETTER, copies=("局\ue001",)), "\ue001", id="self-made-in-copies"),
        pytest.param(replace(RECORD, spoken=("好的👍",)), "👍", id="emoji-in-record"),
    ],
)
def test_character_without_a_shape_refuses_the_paper_and_is_named(
    paper: Paper, character: str
) -> None:
    with pytest.raises(RuleRefusedError) as refused:
        paper_pdf(paper)
    assert refused.value.code == "documents.no_glyph"
    assert refused.value.params["character"] == character


def test_preview_is_the_pages_as_pictures() -> None:
    pictures = paper_pictures(LETTER)
    assert len(pictures) == len(measure(paper_pdf(LETTER))) == 2
    for picture in pictures:
        assert Image.open(io.BytesIO(picture)).size == (794, 1123)


def test_stand_ins_are_named_where_the_office_has_no_fonts(tmp_path: Path) -> None:
    for folder in (None, tmp_path, tmp_path / "not-there"):
        assert typefaces(folder).stand_ins == ("仿宋", "小标宋")


def test_fonts_of_the_office_win(tmp_path: Path) -> None:
    own_font(tmp_path, "FangSong_GB2312", "达拉特旗人民检察院在履行公益诉讼检察职责中发现")
    own_font(tmp_path, "FZXiaoBiaoSong-B05S", "关于移送的函" + LETTER.title + LETTER.heading)
    assert typefaces(tmp_path).stand_ins == ()
    page = measure(paper_pdf(LETTER, own_fonts=tmp_path))[0]
    assert page.line_with("关于移送").fonts == ("FZXiaoBiaoSong-B05S",)
    assert page.line_with("检察院在履行").fonts[0] == "FangSong_GB2312"


def test_what_the_offices_font_lacks_comes_from_the_bundled(tmp_path: Path) -> None:
    own_font(tmp_path, "FangSong_GB2312", "检")
    page = measure(paper_pdf(LETTER, own_fonts=tmp_path))[0]
    assert set(page.line_with("检察院在履行").fonts) == {
        "FangSong_GB2312",
        "NotoSerifCJKsc-Regular",
    }


def test_character_only_the_office_has_is_drawn(tmp_path: Path) -> None:
    own_font(tmp_path, "Zaozi", "字", as_character="\ue001")
    paper = replace(LETTER, body=paragraphs_of("嘎查名\ue001"))
    with pytest.raises(RuleRefusedError):
        paper_pdf(paper)
    assert measure(paper_pdf(paper, own_fonts=tmp_path))[0].line_with("\ue001").fonts[-1] == "Zaozi"


def test_file_that_is_no_font_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    (tmp_path / "readme.txt").write_text("fonts", encoding="utf-8")
    assert paper_pdf(LETTER, own_fonts=tmp_path) == paper_pdf(LETTER)


def own_font(folder: Path, name: str, characters: str, as_character: str = "") -> None:
    """Put a font of another name into the office's folder."""
    with TTFont(FONTS / "XiezhiKaiSC-Regular.ttf") as font:
        cutter = subset.Subsetter(subset.Options(name_IDs=["*"], notdef_outline=True))
        cutter.populate(text=characters)
        cutter.subset(font)
        for number in (1, 3, 4, 6):
            font["name"].removeNames(nameID=number)
            font["name"].setName(name, number, 3, 1, 0x409)
        if as_character:
            for table in font["cmap"].tables:
                table.cmap = {ord(as_character): table.cmap[ord(characters)]}
        font.save(folder / f"{name}.ttf")
