"""The DOCX of every paper opened in LibreOffice says and stands as its PDF does."""

import io
import re
import zipfile
from collections import Counter

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.documents.papers.case.samples import EVERY, KEYS, OFFICE, SAMPLES
from tests.documents.papers.measured import Page
from xiezhi.documents.papers.case.composing import paper_of, words_of
from xiezhi.documents.papers.case.definitions import DRAFT_NOTE, CaseLayout
from xiezhi.documents.papers.case.making import docx
from xiezhi.documents.papers.case.registry import definition
from xiezhi.documents.papers.values import JudicialPaper

pytestmark = pytest.mark.xdist_group("office_suite")
Pages = dict[str, list[Page]]
NEAR = 1.0  # mm
# LibreOffice draws no mark that hangs over the edge of a full justified line; the file has it.
HANGING = set("，。、；：")
MOST_HUNG = 2
LEAST_ABOVE = 4  # lines of a first page that are no sign-off
FOOT = re.compile("—[0-9]+—|第[0-9]+页共[0-9]+页")
UNBOXED = [
    name for name, one in EVERY.items() if definition(one.key).layout is not CaseLayout.SHEET
]


def characters(pages: list[Page]) -> Counter[str]:
    return Counter("".join(line.text for page in pages for line in page.lines))


def written(content: bytes) -> Counter[str]:
    """Every character the file itself holds, page numbers left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = [
            name
            for name in packed.namelist()
            if name.startswith(("word/document", "word/header", "word/footer"))
            and name.endswith(".xml")
        ]
        paragraphs = [
            "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
            for name in names
            for paragraph in parse_xml(packed.read(name)).iter(qn("w:p"))
        ]
    said = (text for text in paragraphs if not FOOT.fullmatch("".join(text.split())))
    return Counter("".join("".join(said).split()))


def upper(name: str) -> list[str]:
    """Words of the lines above the text, whose places do not depend on how lines are broken."""
    values = EVERY[name]
    paper = paper_of(values)
    title = words_of(values)["title"]
    if isinstance(paper, JudicialPaper):
        return [one for one in (paper.office, title, paper.number or "") if one]
    return [values.office, values.number]


@pytest.mark.parametrize("name", EVERY)
def test_docx_has_the_pages_and_the_words_of_the_pdf(
    case_pages: Pages, opened_case_pages: Pages, name: str
) -> None:
    there, here = opened_case_pages[name], case_pages[name]
    assert len(there) == len(here)
    assert characters(there) - characters(here) == Counter()
    dropped = characters(here) - characters(there)
    assert set(dropped) <= HANGING
    assert dropped.total() <= MOST_HUNG


@pytest.mark.parametrize("name", EVERY)
def test_docx_holds_every_word_of_the_pdf(case_pages: Pages, name: str) -> None:
    pages = case_pages[name]
    words = Counter(
        "".join(line.text for page in pages for line in page.lines if not FOOT.fullmatch(line.text))
    )
    note = (
        Counter(DRAFT_NOTE * (len(pages) - 1))
        if definition(EVERY[name].key).is_draft
        else Counter()
    )
    assert written(docx(EVERY[name])) == words - note


@pytest.mark.parametrize("name", UNBOXED)
def test_lines_above_the_text_stand_where_they_stand_in_the_pdf(
    case_pages: Pages, opened_case_pages: Pages, name: str
) -> None:
    for words in upper(name):
        there, here = (pages[name][0].line_with(words) for pages in (opened_case_pages, case_pages))
        assert there.baseline == pytest.approx(here.baseline, abs=NEAR), words
        assert there.size == pytest.approx(here.size, abs=0.1), words
        assert there.right == pytest.approx(here.right, abs=NEAR), words


@pytest.mark.parametrize("name", UNBOXED)
def test_sign_off_stands_on_the_same_page_as_far_from_the_edge(
    case_pages: Pages, opened_case_pages: Pages, name: str
) -> None:
    ends = {OFFICE, "二〇二六年六月十二日", "2026年6月12日"}
    found = [
        (number, line.text)
        for number, page in enumerate(case_pages[name])
        for place, line in enumerate(page.lines)
        if (line.text in ends and (number, place > LEAST_ABOVE) != (0, False))
        or "（签名）" in line.text
    ]
    assert found
    for number, words in found:
        there, here = (
            [line for line in pages[name][number].lines if line.text == words][-1]
            for pages in (opened_case_pages, case_pages)
        )
        # Figures are a little wider in LibreOffice; an unsealed 公文 counts from their width.
        assert there.right == pytest.approx(here.right, abs=2 * NEAR), words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("follow_up_record", "行政机关："),
        ("talks_minutes", "磋商单位："),
        ("complaint", "附："),
        ("complaint", "此致"),
    ],
)
def test_words_hang_where_they_hang_in_the_pdf(
    case_pages: Pages, opened_case_pages: Pages, name: str, words: str
) -> None:
    number = next(
        place
        for place, page in enumerate(case_pages[name])
        if any(words in line.text for line in page.lines)
    )
    there, here = (
        pages[name][number].line_with(words) for pages in (opened_case_pages, case_pages)
    )
    assert (there.left, there.right) == pytest.approx((here.left, here.right), abs=3 * NEAR)


@pytest.mark.parametrize("key", KEYS)
def test_title_stands_on_the_first_page(
    case_pages: Pages, opened_case_pages: Pages, key: str
) -> None:
    title = words_of(SAMPLES[key])["title"]
    for pages in (case_pages, opened_case_pages):
        assert title in "".join(line.text for line in pages[key][0].lines)


@pytest.mark.parametrize("key", [key for key in KEYS if definition(key).is_draft])
def test_draft_line_stands_on_every_page_in_both_files(
    case_pages: Pages, opened_case_pages: Pages, key: str
) -> None:
    for pages in (case_pages, opened_case_pages):
        for page in pages[key]:
            note = page.line_with(DRAFT_NOTE)
            assert note.baseline == pytest.approx(24.2, abs=0.5)
            assert note.size == pytest.approx(10.5, abs=0.1)
