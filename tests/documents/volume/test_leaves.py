"""The layout of cover, 卷内目录 and 备考表, measured from the PDF."""

import itertools
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.documents.papers.measured import Page, measure
from tests.documents.papers.test_pdf import own_font
from tests.documents.volume.samples import CASE, COVER, NOTE, OFFICE, item, volume
from xiezhi.documents.volume.faults import volume_faults
from xiezhi.documents.volume.leaves import (
    COLUMNS_MM,
    HEADINGS,
    closing_pdf,
    contents_pdf,
    cover_pdf,
)
from xiezhi.documents.volume.values import BoundItem, ClosingNote, Volume
from xiezhi.kernel.errors import RuleRefusedError

LEFT, RIGHT = 25.0, 191.0
NEAR = 0.4
ONE = BoundItem(first=1, last=1)


def pages_of(count: int) -> tuple[BoundItem, ...]:
    return tuple(BoundItem(first=2 * n + 1, last=2 * n + 2) for n in range(count))


def many(count: int) -> Volume:
    return volume(
        *(
            item(
                b"",
                title=f"第{n}次跟进调查现场核查笔录及所附照片说明",
                number=f"达检函〔2026〕{n}号",
            )
            for n in range(1, count + 1)
        )
    )


def columns(page: Page) -> list[float]:
    """Where the upright lines of a table stand."""
    upright = {
        round((rule.left + rule.right) / 2, 1)
        for rule in page.rules
        if rule.bottom - rule.top > 3 * (rule.right - rule.left)
    }
    return sorted(upright)


@pytest.mark.parametrize("make", [cover_pdf, contents_pdf, closing_pdf])
def test_leaves_are_archival_a4_and_the_same_every_time(make: object) -> None:
    assert callable(make)
    pdf = make(many(1), pages_of(1))
    assert pdf == make(many(1), pages_of(1))
    assert b"pdfaid:part" in pdf
    for page in measure(pdf):
        assert (page.width, page.height) == pytest.approx((210, 297), abs=0.1)


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return measure(contents_pdf(many(60), pages_of(60)))


@pytest.fixture(scope="module")
def page() -> Page:
    (page,) = measure(cover_pdf(many(3), pages_of(3)))
    return page


class TestContents:
    def test_columns_stand_where_the_form_wants_them(self, pages: list[Page]) -> None:
        wanted = [LEFT, *itertools.accumulate(COLUMNS_MM, initial=LEFT)][1:]
        for page in pages:
            assert columns(page) == pytest.approx(wanted, abs=NEAR)
        assert wanted[-1] == RIGHT

    def test_headings_stand_on_every_page(self, pages: list[Page]) -> None:
        assert len(pages) == 4
        for page in pages:
            assert page.line_with("顺序号").text == "".join(HEADINGS)
            assert page.line_with("卷内目录").size == 22

    def test_row_says_what_stands_where(self) -> None:
        page = measure(
            contents_pdf(
                volume(item(b"", title="送达回证"), item(b"", title="复函", author="住建局")),
                (ONE, BoundItem(first=2, last=14)),
            )
        )[0]
        assert page.line_with("送达回证").text.startswith("1")
        row = page.line_with("复函").text
        assert "住建局" in row
        assert "20260309" in row
        assert row.endswith("2—14")
        assert page.line_with("送达回证").text.endswith("202603091")

    def test_rows_are_not_torn_over_pages(self, pages: list[Page]) -> None:
        found = [line.text for page in pages for line in page.lines]
        assert len([text for text in found if "次跟进调查" in text]) == 60
        for page in pages:
            assert max(line.baseline for line in page.lines) < 297 - 20

    def test_long_words_stay_in_their_column(self) -> None:
        long = item(b"", title="A" * 200, number="B" * 80, author="C" * 80, remarks="D" * 80)
        page = measure(contents_pdf(volume(long), (ONE,)))[0]
        assert max(line.right for line in page.lines) <= RIGHT
        lefts = {
            letter: min(line.left for line in page.lines if line.text.startswith(letter))
            for letter in "B"
        }
        assert lefts["B"] >= LEFT + COLUMNS_MM[0]


class TestCover:
    def test_office_and_kind_are_centred(self, page: Page) -> None:
        # The empty half of a closing bracket hangs over.
        for words, near in ((OFFICE, NEAR), ("公益诉讼检察卷宗", 2.2)):
            line = page.line_with(words)
            assert (line.left + line.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=near)
        assert (page.line_with(OFFICE).size, page.line_with("公益诉讼检察卷宗").size) == (26, 24)

    def test_cover_says_what_the_volume_is(self, page: Page) -> None:
        words = "".join(line.text for line in page.lines)
        for wanted in (
            "达检行公〔2026〕3号",
            CASE[:20],
            "被监督行政机关",
            "承办检察官02、检察官助理03、书记员05",
            "2026年3月6日",
            "本册共3件，编6页共1册第1册",
            "60年（第三类）",
            "内部",
        ):
            assert wanted in words, wanted

    def test_labels_fill_their_column(self, page: Page) -> None:
        spread = [
            page.line_with("2026年3月6日"),
            page.line_with("达检行公"),
            page.line_with("达拉特旗住房和城乡建设局、"),
        ]
        assert {round(line.left) for line in spread} == {round(LEFT)}

    def test_what_is_not_known_is_left_to_write(self) -> None:
        (page,) = measure(cover_pdf(replace(many(1), cover=replace(COVER, closed_on=None)), (ONE,)))
        assert page.line_with("办结日期").text == "办结日期年月日"

    def test_fullest_cover_is_one_page(self) -> None:
        cover = replace(
            COVER,
            office="院" * 36,
            kind="卷" * 36,
            case_title="案" * 120,
            parties=("局" * 60, "院" * 59),
            outcome="结" * 120,
            handlers=("人" * 120,),
            retention_class="类" * 24,
        )
        assert list(volume_faults(replace(many(1), cover=cover))) == []
        assert len(measure(cover_pdf(replace(many(1), cover=cover), (ONE,)))) == 1


class TestClosingNote:
    def test_note_counts_and_leaves_room_to_sign(self) -> None:
        (page,) = measure(closing_pdf(many(3), pages_of(3)))
        assert page.line_with("本册共").text == "本册共3件，编6页。"
        assert "书记员05" in page.line_with("立卷人").text
        assert page.line_with("立卷时间").text == "立卷时间2026年9月1日"
        assert page.line_with("检查时间").text == "检查时间年月日"

    def test_fullest_note_is_one_page(self) -> None:
        note = replace(NOTE, situation="\n".join("注" * 59 for _ in range(10)))
        assert len(measure(closing_pdf(replace(many(1), note=note), (ONE,)))) == 1

    def test_empty_note_is_a_form(self) -> None:
        (page,) = measure(closing_pdf(replace(many(1), note=ClosingNote()), (ONE,)))
        assert page.line_with("检查人").text == "检查人"


def test_character_without_a_shape_refuses_the_leaf() -> None:
    with pytest.raises(RuleRefusedError) as refused:
        contents_pdf(volume(item(b"", title="函😀")), (ONE,))
    assert refused.value.code == "documents.no_glyph"


def test_fonts_of_the_office_win(tmp_path: Path) -> None:
    own_font(tmp_path, "FZXiaoBiaoSong-B05S", "卷内目录")
    page = measure(contents_pdf(many(1), (ONE,), own_fonts=tmp_path))[0]
    assert page.line_with("卷内目录").fonts == ("FZXiaoBiaoSong-B05S",)


def test_markup_is_printed_as_typed() -> None:
    page = measure(contents_pdf(volume(item(b"", title="#a[甲] *乙* $x$")), (ONE,)))[0]
    assert "#a[甲]*乙*$x$" in "".join(line.text for line in page.lines)


def test_undated_paper_leaves_its_place_open() -> None:
    page = measure(
        contents_pdf(volume(item(b"", title="草图", dated=None, remarks="无日期")), (ONE,))
    )
    assert "草图1无日期" in page[0].line_with("草图").text


def test_every_font_of_a_leaf_is_inside(tmp_path: Path) -> None:
    path = tmp_path / "cover.pdf"
    path.write_bytes(cover_pdf(many(1), (ONE,)))
    with pikepdf.open(path) as pdf:
        for font in pdf.pages[0].resources.Font.as_dict().values():
            assert "/FontFile3" in font.DescendantFonts[0].FontDescriptor
