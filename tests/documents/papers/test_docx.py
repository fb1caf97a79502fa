"""Papers as DOCX: what the file says, before any word processor lays it out."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from scripts.build_paper_templates import build
from tests.documents.papers.samples import ALL, LETTER, OFFICE, RECEIPT, REPORT, SLIP
from tests.documents.papers.test_pdf import HOSTILE
from xiezhi.documents.papers.docx import paper_docx
from xiezhi.documents.papers.forms import FORMS, form_of
from xiezhi.documents.papers.values import Paper, ServedPaper
from xiezhi.documents.papers.wording import clean, paragraphs_of
from xiezhi.kernel.errors import RuleRefusedError

MILLIMETRE = Mm(1)
MEASURED = tuple(map(qn, ("w:spacing", "w:ind", "w:tab", "w:framePr", "w:top", "w:bottom")))
# ECMA-376, 17.3.1.26 and 17.3.2.28: the sequence of what the templates use.
ORDERS = {
    qn("w:pPr"): (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
        "pBdr", "shd", "tabs", "kinsoku", "wordWrap", "overflowPunct", "autoSpaceDE",
        "autoSpaceDN", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl",
    ),
    qn("w:rPr"): (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "color", "spacing",
        "kern", "sz", "szCs", "u", "vertAlign", "lang",
    ),
}  # fmt: skip


def opened(paper: Paper) -> Document:
    return docx.Document(io.BytesIO(paper_docx(paper)))


def words(document: Document) -> str:
    return "\n".join(text for text in texts(document) if text)


def texts(document: Document) -> Iterator[str]:
    """Every paragraph, those of tables, headers and footers too."""
    section = document.sections[0]
    parts = [
        document.element.body,
        *(part._element for part in (section.first_page_header, section.footer)),
    ]
    for part in parts:
        for paragraph in part.iter(qn("w:p")):
            yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


@pytest.fixture
def letter_section() -> Section:
    return opened(LETTER).sections[0]


def test_templates_are_as_the_script_builds_them() -> None:
    for kind, content in build().items():
        assert FORMS[kind].docx_template.read_bytes() == content, (
            f"{kind}: python -m scripts.build_paper_templates"
        )


def test_every_kind_has_its_templates() -> None:
    assert set(ALL) == set(FORMS)
    for kind, form in FORMS.items():
        assert form_of(ALL[kind]).kind == kind
        assert form.docx_template.exists()
        assert form.typst_template.exists()
        assert form.basis


@pytest.mark.parametrize("kind", ["letter", "general"])
def test_page_and_text_have_the_measures_of_the_standard(kind: str) -> None:
    section = opened(ALL[kind]).sections[0]
    measures = {
        "width": (section.page_width, 210),
        "height": (section.page_height, 297),
        "top": (section.top_margin, 37),
        "left": (section.left_margin, 28),
        "right": (section.right_margin, 26),
        "bottom": (section.bottom_margin, 35),
    }
    for name, (found, wanted) in measures.items():
        assert found is not None
        assert found / MILLIMETRE == pytest.approx(wanted, abs=0.1), name


def test_normal_style_is_no_3_fangsong_on_an_exact_pitch() -> None:
    style = opened(LETTER).styles["Normal"].element
    fonts = style.find(f".//{qn('w:rFonts')}")
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert style.find(f".//{qn('w:sz')}").get(qn("w:val")) == "32"
    spacing = style.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("公文标题", "方正小标宋简体", "44"),
        ("公文版记", "仿宋_GB2312", "28"),
        ("公文页码", "宋体", "28"),
    ],
)
def test_styles_name_the_fonts_offices_have(style: str, font: str, half_points: str) -> None:
    element = opened(LETTER).styles[style].element
    assert element.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == font
    assert element.find(f".//{qn('w:sz')}").get(qn("w:val")) == half_points


def test_letter_has_its_heading_on_the_first_page_only(letter_section: Section) -> None:
    assert letter_section.different_first_page_header_footer
    assert OFFICE in "".join(p.text for p in letter_section.first_page_header.paragraphs)
    assert letter_section.header.is_linked_to_previous


def test_words_of_a_letter_are_all_there() -> None:
    found = words(opened(LETTER))
    for expected in (
        OFFICE,
        "达检函〔2026〕5号",
        "达拉特旗住房和城乡建设局：",
        "一、基本情况",
        "2026年3月9日",
        "（联系人：承办检察官02，电话：0477-0000000）",
        "抄送：达拉特旗消防救援大队，展旦召苏木人民政府。",
    ):
        assert expected in found, expected


@pytest.mark.parametrize("kind", ALL)
def test_nothing_of_the_template_is_left(kind: str) -> None:
    with zipfile.ZipFile(io.BytesIO(paper_docx(ALL[kind]))) as packed:
        for name in packed.namelist():
            if name.endswith(".xml"):
                text = packed.read(name).decode()
                assert "{{" not in text, name
                assert "{%" not in text, name


@pytest.mark.parametrize("kind", ALL)
def test_same_paper_gives_the_same_bytes(kind: str) -> None:
    assert paper_docx(ALL[kind]) == paper_docx(ALL[kind])


def test_file_tells_no_hour_and_no_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(paper_docx(LETTER))) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        properties = packed.read("docProps/core.xml").decode()
    assert "2000-01-01T00:00:00Z" in properties
    assert "python" not in properties
    assert LETTER.title in properties


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    found = words(opened(replace(LETTER, body=paragraphs_of(text), title="甲&乙<丙>的函")))
    typed = " ".join(clean(text).split())
    assert typed in found.replace("{_{", "{{")
    assert "甲&乙<丙>的函" in found


def test_expression_of_a_person_is_never_run() -> None:
    body = paragraphs_of("{{ 7*7 }}{% for x in range(3) %}甲{% endfor %}{{ ''.__class__ }}")
    found = words(opened(replace(LETTER, body=body)))
    assert "{{ 7*7 }}{% for x in range(3) %}甲{% endfor %}{{ ''.__class__ }}" in found


def test_character_without_a_shape_refuses_the_docx_too() -> None:
    with pytest.raises(RuleRefusedError) as refused:
        paper_docx(replace(LETTER, title="关于😀的函"))
    assert refused.value.code == "documents.no_glyph"


@pytest.mark.parametrize("kind", ALL)
def test_properties_stand_in_the_schemas_order(kind: str) -> None:
    """Word refuses a file whose properties stand in another order; LibreOffice reads it all the same."""
    for element in elements(paper_docx(ALL[kind])):
        order = ORDERS.get(element.tag)
        if order is not None:
            names = [child.tag.rpartition("}")[2] for child in element]
            assert set(names) <= set(order), names
            assert names == sorted(names, key=order.index)


@pytest.mark.parametrize("kind", ALL)
def test_every_measure_is_a_whole_number(kind: str) -> None:
    measures = {
        "line",
        "before",
        "after",
        "left",
        "right",
        "hanging",
        "firstLine",
        "sz",
        "pos",
        "y",
    }
    for element in elements(paper_docx(ALL[kind])):
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] in measures and element.tag != qn("w:lang"):
                assert re.fullmatch(r"-?\d+", str(value)), (element.tag, name, value)


def elements(content: bytes) -> Iterator[Any]:
    """Every element of every part of WordprocessingML."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                yield from parse_xml(packed.read(name)).iter(qn("w:pPr"), qn("w:rPr"), *MEASURED)


def test_receipt_leaves_room_for_hands_and_prints_what_is_known() -> None:
    open_form = words(opened(RECEIPT))
    assert (
        "《关于移送展旦召苏木消防水鹤损坏公益损害问题线索的函》（达检函〔2026〕5号）1件"
        in open_form
    )
    assert open_form.count("年　　月　　日") == 5
    signed = replace(
        RECEIPT, signed_by="联络员", signed_post="办公室主任", signed_on=date(2026, 3, 10)
    )
    found = words(opened(signed))
    assert "联络员 办公室主任" in found.replace("　", " ")
    assert "2026年3月10日" in found
    assert found.count("年　　月　　日") == 4


@pytest.mark.parametrize("number", ["", "无"])
def test_receipt_of_a_paper_without_number_names_it_alone(number: str) -> None:
    paper = replace(RECEIPT, papers=(ServedPaper(name="移送函", number=number, copies=2),))
    assert "《移送函》2件" in words(opened(paper))


def test_retained_receipt_has_no_day_of_signature() -> None:
    retained = replace(
        RECEIPT, way="留置送达", is_retained=True, refusal="拒绝签收", witness="嘎查干部"
    )
    found = words(opened(retained))
    assert "拒绝签收" in found
    assert "嘎查干部" in found
    assert found.count("年　　月　　日") == 3


@pytest.mark.parametrize(
    ("rule", "printed"),
    [("", "依据：本院设定。"), ("《印章管理办法》第六条", "依据：《印章管理办法》第六条。")],
)
def test_slip_names_the_rule_it_follows(rule: str, printed: str) -> None:
    assert printed in words(opened(replace(SLIP, rule=rule)))


def test_upward_report_shows_who_issued_it() -> None:
    assert "签发人：检察长01" in words(opened(REPORT))


def test_office_may_open_and_save_the_file_again(tmp_path: Path) -> None:
    document = opened(LETTER)
    document.add_paragraph("补充一段。")
    document.save(str(tmp_path / "saved.docx"))
    assert "补充一段。" in words(docx.Document(str(tmp_path / "saved.docx")))
