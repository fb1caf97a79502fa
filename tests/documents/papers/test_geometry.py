"""The measures of GB/T 9704-2012, taken from the PDF itself."""

import io
import itertools
from dataclasses import replace

import pytest
from PIL import Image

from tests.documents.papers.measured import MM, Page, Rule, measure
from tests.documents.papers.samples import ALL, LETTER, OFFICE, REPORT
from xiezhi.documents.papers.geometry import (
    CELL_PT,
    CELLS,
    LINE_PT,
    LINES,
    TEXT_MM,
    heading_size,
)
from xiezhi.documents.papers.pdf import paper_pdf, paper_pictures

Pages = dict[str, list[Page]]
CELL = CELL_PT * MM
LINE = LINE_PT * MM
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
NEAR = 0.3


@pytest.mark.parametrize("kind", ALL)
def test_every_page_is_a4(set_pages: Pages, kind: str) -> None:
    for page in set_pages[kind]:
        assert (page.width, page.height) == pytest.approx((210, 297), abs=0.1)


def test_full_page_has_22_lines_of_28_characters(set_pages: Pages) -> None:
    body = [line for line in set_pages["plain"][1].lines if "—" not in line.text]
    assert len(body) == LINES == 22
    assert {len(line.text) for line in body} == {CELLS} == {28}


def test_text_fills_156_by_225_mm(set_pages: Pages) -> None:
    body = [line for line in set_pages["plain"][1].lines if "—" not in line.text]
    assert {round(line.left, 1) for line in body} == {LEFT}
    assert all(line.right == pytest.approx(RIGHT, abs=NEAR) for line in body)
    pitches = {round(b.baseline - a.baseline, 2) for a, b in itertools.pairwise(body)}
    assert pitches == {round(LINE, 2)}
    first_top = body[0].baseline - 0.8 * LINE
    last_foot = body[-1].baseline + 0.2 * LINE
    assert (first_top, last_foot) == pytest.approx((TOP, BOTTOM), abs=1)
    assert TEXT_MM == (156, 225)


def test_body_is_no_3_and_title_no_2(set_pages: Pages) -> None:
    page = set_pages["letter"][0]
    assert page.line_with("关于移送").size == 22
    assert page.line_with("住房和城乡建设局：").size == 16
    assert page.line_with("达检函").size == 16


def test_levels_are_set_in_black_and_regular_script(set_pages: Pages) -> None:
    page = set_pages["letter"][0]
    assert page.line_with("一、基本情况").fonts == ("NotoSansCJKsc-Regular",)
    assert page.line_with("（一）现场情况").fonts[0] == "XiezhiKaiSC-Regular"
    assert page.line_with("（一）现场情况").fonts[1] == "NotoSerifCJKsc-Regular"
    assert page.line_with("达拉特旗住房").fonts == ("NotoSerifCJKsc-Regular",)


def test_paragraphs_begin_two_characters_in_and_addressee_at_the_edge(set_pages: Pages) -> None:
    page = set_pages["letter"][0]
    assert page.line_with("住房和城乡建设局：").left == pytest.approx(LEFT, abs=NEAR)
    assert page.line_with("达拉特旗人民检察院在").left == pytest.approx(LEFT + 2 * CELL, abs=NEAR)


@pytest.mark.parametrize("kind", ["letter", "general"])
def test_title_is_centred(set_pages: Pages, kind: str) -> None:
    titles = [line for line in set_pages[kind][0].lines if line.size == 22]
    assert titles
    for line in titles:
        assert (line.left + line.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=NEAR)


def test_blank_lines_stand_where_the_standard_wants_them(set_pages: Pages) -> None:
    first = set_pages["letter"][0]
    number, title = first.line_with("达检函"), first.line_with("关于移送")
    title_foot, addressee = first.line_with("损坏公益"), first.line_with("建设局：")
    assert title.baseline - number.baseline == pytest.approx(3 * LINE, abs=NEAR)
    assert addressee.baseline - title_foot.baseline == pytest.approx(2 * LINE, abs=NEAR)


def test_date_ends_four_characters_in_with_the_office_centred_over_it(set_pages: Pages) -> None:
    page = set_pages["letter"][-1]
    day, office = page.line_with("2026年3月9日"), page.line_with(OFFICE)
    assert day.right == pytest.approx(RIGHT - 4 * CELL, abs=NEAR)
    assert (office.left + office.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=NEAR)
    assert day.baseline - office.baseline == pytest.approx(LINE, abs=0.05)


def test_room_for_the_seal_is_two_lines(set_pages: Pages) -> None:
    page = set_pages["letter"][-1]
    last, office = page.line_with("树林召街道三处"), page.line_with(OFFICE)
    assert office.baseline - last.baseline == pytest.approx(3 * LINE, abs=0.05)


def test_without_a_seal_the_office_stands_two_characters_in() -> None:
    page = measure(paper_pdf(replace(LETTER, is_sealed=False)))[-1]
    office, day = page.line_with(OFFICE), page.line_with("2026年3月9日")
    assert office.right == pytest.approx(RIGHT - 2 * CELL, abs=NEAR)
    assert day.left == pytest.approx(office.left + 2 * CELL, abs=NEAR)
    assert office.baseline - page.line_with("三处）").baseline == pytest.approx(2 * LINE, abs=0.05)


def test_further_lines_of_an_attachment_hang_under_its_name(set_pages: Pages) -> None:
    page = set_pages["letter"][-1]
    first, second = page.line_with("附件：1."), page.line_with("2.消防水鹤")
    assert first.left == pytest.approx(LEFT + 2 * CELL, abs=NEAR)
    assert second.left == pytest.approx(LEFT + 5 * CELL, abs=NEAR)
    assert page.line_with("苏木、王爱召镇").left == pytest.approx(LEFT + 6.25 * CELL, abs=NEAR)


class TestLetterLayout:
    """10.1 信函格式."""

    def test_double_lines_are_170_mm_red_and_centred(self, set_pages: Pages) -> None:
        rules = [rule for rule in set_pages["letter"][0].rules if rule.is_red]
        assert len(rules) == 4
        for rule in rules:
            assert (rule.left, rule.right) == pytest.approx((20, 190), abs=0.1)

    def test_upper_line_is_thick_over_thin_and_lower_thin_over_thick(
        self, set_pages: Pages
    ) -> None:
        heights = [round(r.bottom - r.top, 2) for r in sorted(_red(set_pages), key=lambda r: r.top)]
        assert heights[0] > heights[1]
        assert heights[2] < heights[3]

    def test_lower_line_stands_20_mm_above_the_foot(self, set_pages: Pages) -> None:
        assert max(rule.bottom for rule in _red(set_pages)) == pytest.approx(297 - 20, abs=0.1)

    def test_heading_begins_30_mm_from_the_top_and_the_line_4_mm_below_it(self) -> None:
        top, foot, line = _red_ink(paper_pictures(LETTER)[0])
        assert top == pytest.approx(30, abs=0.5)
        assert line - foot == pytest.approx(4, abs=0.5)

    def test_number_ends_at_the_right_edge_seven_eighths_below_the_line(
        self, set_pages: Pages
    ) -> None:
        number = set_pages["letter"][0].line_with("达检函")
        line = sorted(rule.bottom for rule in _red(set_pages))[1]
        assert number.right == pytest.approx(RIGHT, abs=NEAR)
        assert number.baseline - 0.86 * 16 * MM - line == pytest.approx(14 * MM, abs=NEAR)

    def test_first_page_has_no_number_and_the_second_has_it_left(self, set_pages: Pages) -> None:
        first, second = set_pages["letter"]
        assert not [line for line in first.lines if "—" in line.text]
        number = second.line_with("—2—")
        assert number.size == 14
        assert number.left == pytest.approx(LEFT + 16 * MM, abs=NEAR)
        # The dash lies 0.36 of the size over the baseline.
        assert number.baseline - 0.36 * 14 * MM == pytest.approx(BOTTOM + 7, abs=NEAR)

    def test_copies_stand_at_the_foot_of_the_last_page_without_lines(
        self, set_pages: Pages
    ) -> None:
        page = set_pages["letter"][-1]
        copies = page.line_with("抄送：")
        assert copies.size == 14
        assert copies.text.endswith("人民政府。")
        assert copies.left == pytest.approx(LEFT + 14 * MM, abs=NEAR)
        assert copies.baseline + 0.2 * LINE == pytest.approx(BOTTOM, abs=NEAR)
        assert page.rules == ()

    @pytest.mark.parametrize("number", ["", "无"])
    def test_place_of_a_number_not_given_is_left_open(self, set_pages: Pages, number: str) -> None:
        open_page = measure(paper_pdf(replace(LETTER, office_number=number)))[0]
        assert not [line for line in open_page.lines if line.text == "无"]
        given = set_pages["letter"][0].line_with("关于移送").baseline
        assert open_page.line_with("关于移送").baseline == pytest.approx(given, abs=0.05)


class TestGeneralLayout:
    """第7章."""

    def test_heading_begins_35_mm_below_the_text_edge(self) -> None:
        top, _foot, _line = _red_ink(paper_pictures(REPORT)[0])
        assert top == pytest.approx(TOP + 35, abs=0.5)

    def test_red_line_is_as_wide_as_the_text_4_mm_below_the_number(self, set_pages: Pages) -> None:
        page = set_pages["general"][0]
        (rule,) = [rule for rule in page.rules if rule.is_red]
        assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.1)
        foot = page.line_with("达检发").baseline + 0.12 * 16 * MM
        assert rule.top - foot == pytest.approx(4, abs=NEAR)

    def test_number_and_issuer_stand_one_character_in(self, set_pages: Pages) -> None:
        row = set_pages["general"][0].line_with("签发人：检察长01")
        assert "达检发〔2026〕11号" in row.text
        assert (row.left, row.right) == pytest.approx((LEFT + CELL, RIGHT - CELL), abs=NEAR)
        assert "XiezhiKaiSC-Regular" in row.fonts

    def test_number_is_centred_on_papers_that_do_not_go_upwards(self) -> None:
        level = replace(REPORT, is_upward=False, issuers=())
        number = measure(paper_pdf(level))[0].line_with("达检发")
        assert (number.left + number.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=NEAR)

    def test_third_issuer_stands_under_the_first_and_the_number_beside_the_last(self) -> None:
        names = ("检察长01", "副检察长02", "副检察长03")
        page = measure(paper_pdf(replace(REPORT, issuers=names)))[0]
        first, second = page.line_with("签发人："), page.line_with("副检察长03")
        assert "达检发" not in first.text
        assert second.text.startswith("达检发")
        assert second.baseline - first.baseline == pytest.approx(LINE, abs=0.05)

    def test_copy_number_and_urgency_stand_in_the_first_lines(self, set_pages: Pages) -> None:
        page = set_pages["general"][0]
        number, urgency = page.line_with("000001"), page.line_with("特急")
        assert number.fonts == urgency.fonts == ("NotoSansCJKsc-Regular",)
        assert number.left == pytest.approx(LEFT, abs=NEAR)
        assert urgency.baseline - number.baseline == pytest.approx(LINE, abs=0.05)

    def test_page_numbers_stand_at_the_outer_side(self, set_pages: Pages) -> None:
        first, second = set_pages["general"]
        assert first.line_with("—1—").right == pytest.approx(RIGHT - 16 * MM, abs=1)
        assert second.line_with("—2—").left == pytest.approx(LEFT + 16 * MM, abs=NEAR)

    def test_lines_of_the_colophon_are_thick_thin_thick_and_end_with_the_text(
        self, set_pages: Pages
    ) -> None:
        rules = sorted(set_pages["general"][-1].rules, key=lambda rule: rule.top)
        assert [round(rule.bottom - rule.top, 2) for rule in rules] == [0.35, 0.25, 0.35]
        assert rules[-1].bottom == pytest.approx(BOTTOM, abs=0.1)
        assert {round(rule.right - rule.left) for rule in rules} == {156}

    def test_printer_and_day_of_print_stand_one_character_in(self, set_pages: Pages) -> None:
        row = set_pages["general"][-1].line_with("2026年7月2日印发")
        assert row.size == 14
        assert (row.left, row.right) == pytest.approx((LEFT + 14 * MM, RIGHT - 14 * MM), abs=NEAR)


@pytest.mark.parametrize("length", [4, 9, 11, 20, 22])
def test_heading_is_as_large_as_the_text_is_wide(length: int) -> None:
    page = measure(paper_pdf(replace(LETTER, heading="院" * length)))[0]
    heading = page.line_with("院" * length)
    assert heading.size == heading_size("院" * length) <= 46
    assert heading.right - heading.left <= 156


def test_first_page_shows_body_even_of_one_long_paragraph(set_pages: Pages) -> None:
    assert [line for line in set_pages["plain"][0].lines if "检察公益诉讼检" in line.text]


@pytest.mark.parametrize("lines", range(2, 40))
@pytest.mark.parametrize("is_one", [True, False], ids=["one-paragraph", "many-paragraphs"])
def test_closing_never_stands_alone_on_a_page(lines: int, is_one: bool) -> None:
    text = "甲" * 26 + "甲" * 28 * (lines - 1) if is_one else "甲" * 26
    body = [replace(LETTER.body[0], text=text)] * (1 if is_one else lines)
    pages = measure(paper_pdf(replace(LETTER, body=body, attachments=())))
    day = pages[-1].line_with("2026年3月9日")
    assert any(line.baseline < day.baseline and "甲" in line.text for line in pages[-1].lines)
    assert pages[-1].line_with("抄送：").baseline > day.baseline
    assert pages[-1].line_with("抄送：").baseline + 0.2 * LINE == pytest.approx(BOTTOM, abs=NEAR)
    assert day.right == pytest.approx(RIGHT - 4 * CELL, abs=NEAR)


def _red(set_pages: Pages) -> list[Rule]:
    return [rule for rule in set_pages["letter"][0].rules if rule.is_red]


def _red_ink(picture: bytes) -> tuple[float, float, float]:
    """Return top and foot of the heading's ink and the top of the first red line, in mm."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    scale = 297 / image.height
    middle = range(image.width // 3, image.width * 2 // 3)
    rows = []
    for y in range(image.height // 2):
        red = sum(1 for x in middle if _is_red(image.getpixel((x, y))))
        rows.append(red / len(middle))
    inked = [y for y, share in enumerate(rows) if share > 0.002]
    line = next(y for y in inked if rows[y] > 0.95)
    heading = [y for y in inked if y < line - 3]
    return heading[0] * scale, (heading[-1] + 1) * scale, line * scale


def _is_red(pixel: object) -> bool:
    return isinstance(pixel, tuple) and pixel[0] > 200 and pixel[1] < 130
