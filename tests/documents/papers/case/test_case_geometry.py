"""The measures of the judicial layouts (待核, see decision 8), taken from the PDF itself."""

import io
from itertools import pairwise

import pytest
from PIL import Image

from tests.documents.papers.case.samples import sample
from tests.documents.papers.measured import MM, Line, Page, measure
from xiezhi.documents.papers.case.making import pdf, pictures
from xiezhi.documents.papers.geometry import CELL_PT, CELLS, LINE_PT, LINES, SIGN_LINE_PT

Pages = dict[str, list[Page]]
CELL = CELL_PT * MM
LINE = LINE_PT * MM
LEFT, RIGHT = 28.0, 184.0
CENTRE = (LEFT + RIGHT) / 2


def centre(line: Line) -> float:
    return (line.left + line.right) / 2


class TestDecision:
    """院名, 文书名, 文号, addressee, text, sign-off."""

    def test_page_is_a4(self, case_pages: Pages) -> None:
        for page in case_pages["filing_decision"]:
            assert (page.width, page.height) == pytest.approx((210, 297), abs=0.1)

    def test_office_is_22_and_name_26_points_centred(self, case_pages: Pages) -> None:
        page = case_pages["filing_decision"][0]
        office, name = page.line_with("达拉特旗人民检察院"), page.line_with("立案决定书")
        assert (office.size, name.size) == pytest.approx((22, 26), abs=0.1)
        assert centre(office) == pytest.approx(CENTRE, abs=0.5)
        assert centre(name) == pytest.approx(CENTRE, abs=0.5)
        assert name.baseline - office.baseline == pytest.approx(42.4 * MM, abs=0.3)

    def test_number_ends_at_the_right_edge(self, case_pages: Pages) -> None:
        number = case_pages["filing_decision"][0].line_with("〔2026〕Z7号")
        assert number.right == pytest.approx(RIGHT, abs=0.5)
        assert number.size == pytest.approx(16, abs=0.1)

    def test_addressee_begins_at_the_left_edge_and_text_two_characters_in(
        self, case_pages: Pages
    ) -> None:
        page = case_pages["filing_decision"][0]
        assert page.line_with("住房和城乡建设局：").left == pytest.approx(LEFT, abs=0.5)
        assert page.line_with("本院在履行").left == pytest.approx(LEFT + 2 * CELL, abs=0.7)

    def test_lines_stand_on_the_pitch(self, case_pages: Pages) -> None:
        page = case_pages["filing_decision"][0]
        addressee, first = page.line_with("建设局："), page.line_with("本院在履行")
        assert first.baseline - addressee.baseline == pytest.approx(LINE, abs=0.1)

    def test_date_in_chinese_numerals_ends_four_characters_in(self, case_pages: Pages) -> None:
        page = case_pages["filing_decision"][0]
        date = page.line_with("二〇二六年六月十二日")
        assert date.right == pytest.approx(RIGHT - 4 * CELL, abs=0.7)
        name = page.lines[page.lines.index(date) - 1]
        assert name.text == "达拉特旗人民检察院"
        assert centre(name) == pytest.approx(centre(date), abs=0.5)

    def test_full_page_has_22_lines_of_28_characters(self) -> None:
        values = sample("filing_decision", harm="检察公益诉讼" * 300)
        page = measure(pdf(values))[1]
        body = [
            line for line in page.lines if "草稿" not in line.text and "共" not in line.text[:6]
        ]
        assert len(body) == LINES
        assert {len(line.text) for line in body} == {CELLS}

    def test_page_number_is_centred_seven_millimetres_below(self, case_pages: Pages) -> None:
        for number, page in enumerate(case_pages["pil_suggestion"], start=1):
            foot = page.line_with(f"第{number}页")
            assert foot.text == f"第{number}页共{len(case_pages['pil_suggestion'])}页"
            assert centre(foot) == pytest.approx(CENTRE, abs=0.5)
            assert foot.baseline == pytest.approx(297 - 35 + 7 + 0.36 * 14 * MM, abs=0.3)

    def test_enclosures_hang_two_characters_after_their_word(self, case_pages: Pages) -> None:
        page = case_pages["complaint"][-1]
        first, second = page.line_with("附："), page.line_with("2.消防")
        assert first.left == pytest.approx(LEFT + 2 * CELL, abs=0.7)
        assert second.left == pytest.approx(LEFT + 4.25 * CELL, abs=0.7)

    def test_court_stands_at_the_left_edge_below_its_word(self, case_pages: Pages) -> None:
        page = case_pages["complaint"][-1]
        word = page.line_with("此致")
        court = page.lines[page.lines.index(word) + 1]
        assert court.text == "达拉特旗人民法院"
        assert court.left == pytest.approx(LEFT, abs=0.5)
        assert word.left == pytest.approx(LEFT + 2 * CELL, abs=0.7)

    def test_long_office_stays_on_one_line(self) -> None:
        values = sample("filing_decision")
        office = "内蒙古自治区鄂尔多斯市达拉特旗人民检察院"
        long = type(values)(key=values.key, office=office, fields=values.fields)
        line = measure(pdf(long))[0].line_with(office)
        assert line.left >= LEFT - 0.5
        assert line.right <= RIGHT + 0.5


class TestRecord:
    """Heads, questions, lines to sign."""

    def test_headings_are_smaller(self, case_pages: Pages) -> None:
        page = case_pages["inquiry_record"][0]
        assert page.line_with("达拉特旗人民检察院").size == pytest.approx(18, abs=0.1)
        assert page.line_with("询问笔录").size == pytest.approx(22, abs=0.1)

    def test_words_of_the_upper_lines_hang_five_characters_in(self, case_pages: Pages) -> None:
        page = case_pages["inquiry_record"][0]
        first = page.line_with("案件名称：")
        below = page.lines[page.lines.index(first) + 1]
        assert first.left == pytest.approx(LEFT, abs=0.5)
        assert below.left == pytest.approx(LEFT + 5.5 * CELL, abs=0.7)

    def test_lines_to_sign_leave_room_for_a_hand_and_a_day(self, case_pages: Pages) -> None:
        signs = [line for line in case_pages["inquiry_record"][-1].lines if "（签名）" in line.text]
        assert [line.text.partition("（")[0] for line in signs] == [
            "被询问人",
            "询问人",
            "询问人",
            "记录人",
        ]
        for above, below in pairwise(signs):
            assert below.baseline - above.baseline == pytest.approx(SIGN_LINE_PT * MM, abs=0.1)
        assert all(line.right == pytest.approx(RIGHT, abs=0.5) for line in signs)
        assert all(line.text.endswith("年月日") for line in signs)

    def test_record_of_the_office_carries_no_draft_line(self, case_pages: Pages) -> None:
        said = "".join(line.text for page in case_pages["follow_up_record"] for line in page.lines)
        assert "草稿" not in said


class TestSheet:
    """Boxes as wide as the text; a row for each item."""

    @pytest.mark.parametrize("key", ["filing_approval", "evidence_list", "policy_review"])
    def test_boxes_are_as_wide_as_the_text(self, case_pages: Pages, key: str) -> None:
        rules = [rule for page in case_pages[key] for rule in page.rules]
        assert min(rule.left for rule in rules) == pytest.approx(LEFT, abs=0.5)
        assert max(rule.right for rule in rules) == pytest.approx(RIGHT, abs=0.5)

    @pytest.mark.parametrize("key", ["filing_approval", "evidence_list", "policy_review"])
    def test_form_is_one_page(self, case_pages: Pages, opened_case_pages: Pages, key: str) -> None:
        assert (len(case_pages[key]), len(opened_case_pages[key])) == (1, 1)

    def test_list_of_a_hundred_items_goes_on_over_pages(self) -> None:
        items = [
            {
                "name": f"证据{place}",
                "quantity": "1份",
                "pages": "1页",
                "origin": "局",
                "remarks": "",
            }
            for place in range(1, 101)
        ]
        pages = measure(pdf(sample("evidence_list", evidence_items=items)))
        assert len(pages) > 3
        said = "".join(line.text for page in pages for line in page.lines)
        assert all(f"证据{place}" in said for place in (1, 50, 100))


def test_draft_line_is_grey_and_above_the_text() -> None:
    image = Image.open(io.BytesIO(pictures(sample("filing_decision"))[0])).convert("L")
    scale = image.height / 297
    strip = image.crop((0, round(19 * scale), image.width, round(26 * scale)))
    darkest, _lightest = strip.getextrema()
    assert isinstance(darkest, int | float)
    assert 100 < darkest < 190
