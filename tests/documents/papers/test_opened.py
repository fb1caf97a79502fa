"""A DOCX opened in LibreOffice stands as the PDF does: pages, title, number, date, lines."""

import pytest

from tests.documents.papers.measured import Line, Page
from tests.documents.papers.samples import ALL, OFFICE
from xiezhi.documents.papers.geometry import CELLS, LINES

Pages = dict[str, list[Page]]
NEAR = 1.0  # mm; the standard itself allows 1 mm at the margins


@pytest.mark.parametrize("kind", [*ALL, "plain", "notice", "work_report"])
def test_docx_has_as_many_pages_as_the_pdf(
    set_pages: Pages, opened_pages: Pages, kind: str
) -> None:
    assert len(opened_pages[kind]) == len(set_pages[kind])
    for page in opened_pages[kind]:
        assert (page.width, page.height) == pytest.approx((210, 297), abs=0.1)


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        ("letter", 0, OFFICE),
        ("letter", 0, "达检函"),
        ("letter", 0, "关于移送"),
        ("letter", 0, "住房和城乡建设局："),
        ("letter", 0, "一、基本情况"),
        ("letter", 0, "（一）现场情况"),
        ("letter", 1, "附件："),
        ("letter", 1, "苏木、王爱召镇"),
        ("letter", 1, OFFICE),
        ("letter", 1, "2026年3月9日"),
        ("letter", 1, "联系人："),
        ("letter", 1, "抄送："),
        ("letter", 1, "—2—"),
        ("general", 0, "000001"),
        ("general", 0, "特急"),
        ("general", 0, "检察院文件"),
        ("general", 0, "签发人："),
        ("general", 0, "关于报送"),
        ("general", 0, "鄂尔多斯市"),
        ("general", 0, "—1—"),
        ("general", 1, "2026年7月1日"),
        ("general", 1, "抄送："),
        ("general", 1, "2026年7月2日印发"),
        ("general", 1, "—2—"),
        ("work_report", 0, "签发人："),
        ("work_report", 0, "关于公益诉讼检察"),
        ("work_report", 0, "鄂尔多斯市"),
        ("work_report", 0, "现将2026年1月1日"),
        ("work_report", 1, "—2—"),
        ("service_receipt", 0, "送达回证"),
        ("seal_slip", 0, "用印审批单"),
        ("contact_record", 0, "电话记录"),
    ],
)
def test_line_stands_where_it_stands_in_the_pdf(
    set_pages: Pages, opened_pages: Pages, kind: str, number: int, words: str
) -> None:
    there, here = (pages[kind][number].line_with(words) for pages in (opened_pages, set_pages))
    assert there.baseline == pytest.approx(here.baseline, abs=NEAR)
    assert there.size == pytest.approx(here.size, abs=0.1)
    # LibreOffice leaves air between figures and characters, so a line may be longer at one side.
    assert min(abs(a - b) for a, b in zip(edges(there), edges(here), strict=True)) < NEAR


@pytest.mark.parametrize("kind", ["letter", "general"])
def test_drawn_lines_are_the_same(set_pages: Pages, opened_pages: Pages, kind: str) -> None:
    for there, here in zip(opened_pages[kind], set_pages[kind], strict=True):
        drawn = sorted(
            {(round(r.top, 1), round(r.left), round(r.right), r.is_red) for r in there.rules}
        )
        wanted = sorted(
            (round(r.top, 1), round(r.left), round(r.right), r.is_red) for r in here.rules
        )
        assert len(drawn) == len(wanted)
        for found, line in zip(drawn, wanted, strict=True):
            assert found[0] == pytest.approx(line[0], abs=0.5)
            assert found[1:] == line[1:]


def test_full_page_has_22_lines_of_28_characters_there_too(opened_pages: Pages) -> None:
    body = [line for line in opened_pages["plain"][1].lines if "—" not in line.text]
    assert len(body) == LINES
    assert {len(line.text) for line in body} == {CELLS}
    assert all(line.right == pytest.approx(184, abs=NEAR) for line in body)


def test_pages_end_with_the_same_line(set_pages: Pages, opened_pages: Pages) -> None:
    for there, here in zip(opened_pages["notice"], set_pages["notice"], strict=True):
        assert [line.text for line in there.lines] == [line.text for line in here.lines]


def test_boxes_of_a_form_are_as_wide_as_the_text(set_pages: Pages, opened_pages: Pages) -> None:
    for kind in ("service_receipt", "seal_slip", "contact_record"):
        for pages in (set_pages, opened_pages):
            rules = [rule for page in pages[kind] for rule in page.rules]
            assert min(rule.left for rule in rules) == pytest.approx(28, abs=0.5), kind
            assert max(rule.right for rule in rules) == pytest.approx(184, abs=0.5), kind


@pytest.mark.parametrize(
    "kind", ["service_receipt", "full_receipt", "seal_slip", "full_slip", "contact_record"]
)
def test_form_is_one_page(set_pages: Pages, opened_pages: Pages, kind: str) -> None:
    assert (len(set_pages[kind]), len(opened_pages[kind])) == (1, 1)


def edges(line: Line) -> tuple[float, float, float]:
    return line.left, (line.left + line.right) / 2, line.right
