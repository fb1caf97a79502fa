"""The DOCX templates of 检察法律文书 and of records (their format is 待核, see decision 8)."""

from docx.document import Document
from docx.section import Section
from docx.shared import Twips

from scripts.paper_body import blank, body
from scripts.paper_parts import (
    CELL,
    FANGSONG,
    HEI,
    LINE,
    SONG,
    TEXT_WIDTH,
    TITLE,
    draft_note,
    element,
    exact,
    field,
    line,
    mm,
    named_style,
    new_document,
    run,
    say,
)
from xiezhi.documents.papers import geometry

NUMBER_LINE = 320
FOOTER_MM = 15.0


def judicial(*, is_record: bool) -> Document:
    """Return the layout of decisions and letters, or that of records."""
    document, section = new_document()
    named_style(document, "文书院名", TITLE, geometry.OFFICE_PT)
    name_pt = geometry.RECORD_NAME_PT if is_record else geometry.NAME_PT
    named_style(document, "文书名称", TITLE, name_pt)
    named_style(document, "文书抄送", FANGSONG, geometry.SIZE_3)
    named_style(document, "公文页码", SONG, geometry.SIZE_4)
    draft_note(document, section)
    page_count(section)
    headings(document, is_record=is_record)
    heads(document)
    say(document, "p if addressee")
    line(document, "{{ addressee }}")
    say(document, "p endif")
    body(document)
    court(document)
    closing(document)
    signs(document)
    enclosures(document)
    say(document, "p if copies")
    line(document)
    hung = {"left": 3 * CELL, "hanging": 3 * CELL}
    line(document, "抄送：{{ copies }}", style="文书抄送", ind=hung)
    say(document, "p endif")
    return document


def headings(document: Document, *, is_record: bool) -> None:
    """院名, 文书名 and 文号."""
    office, name = (
        (geometry.RECORD_OFFICE_LINE_PT, geometry.RECORD_NAME_LINE_PT)
        if is_record
        else (geometry.OFFICE_LINE_PT, geometry.NAME_LINE_PT)
    )
    say(document, "p if office")
    first = line(
        document, style="文书院名", spacing=exact(round(office * 20)), jc={"val": "center"}
    )
    run(first, "{{ office }}", size="{{ office_half_points }}")
    say(document, "p endif")
    line(
        document,
        "{{ title }}",
        style="文书名称",
        spacing=exact(round(name * 20)),
        jc={"val": "center"},
    )
    say(document, "p if number")
    blank(document, 1)
    line(document, "{{ number }}", jc={"val": "right"})
    say(document, "p endif")
    blank(document, 1)


def heads(document: Document) -> None:
    """The lines above the text of a record."""
    left = round(geometry.HEAD_LABEL_CELLS * CELL)
    say(document, "p for row in heads")
    tabs = element("w:tabs")
    tabs.append(element("w:tab", {"val": "left", "pos": left}))
    row = line(document, ind={"left": left, "hanging": left}, tabs=tabs)
    run(row, "{{ row.label }}", font=HEI)
    run(row, "\t{{ row.words }}")
    say(document, "p endfor")
    say(document, "p if heads")
    blank(document, 1)
    say(document, "p endif")


def court(document: Document) -> None:
    """此致 and the court."""
    say(document, "p if court")
    line(document, "此致", ind={"firstLine": 2 * CELL}, keepNext={"val": 1})
    line(document, "{{ court }}", keepNext={"val": 1})
    say(document, "p endif")


def closing(document: Document) -> None:
    """Who signs and the date."""
    say(document, "p if closing")
    for _ in range(geometry.SEAL_LINES):
        line(document, keepNext={"val": 1})
    say(document, "p for row in closing")
    line(
        document,
        "{{ row.words }}",
        keepNext={"val": "{{ row.keep }}"},
        jc={"val": "right"},
        ind={"right": "{{ row.right }}"},
    )
    say(document, "p endfor")
    say(document, "p endif")


def signs(document: Document) -> None:
    """Lines to sign by hand, each with a place for the day."""
    say(document, "p if signs")
    line(document, keepNext={"val": 1})
    say(document, "p endif")
    say(document, "p for row in signs")
    tabs = element("w:tabs")
    tabs.append(element("w:tab", {"val": "right", "pos": TEXT_WIDTH}))
    line(
        document,
        "{{ row.words }}\t{{ row.day }}",
        tabs=tabs,
        spacing=exact(round(geometry.SIGN_LINE_PT * 20)) | {"after": "{{ row.below }}"},
        keepNext={"val": "{{ row.keep }}"},
    )
    say(document, "p endfor")


def enclosures(document: Document) -> None:
    """附, after the sign-off."""
    hanging = round(geometry.ENCLOSURE_CELLS * CELL)
    left = 2 * CELL + hanging
    tabs = element("w:tabs")
    tabs.append(element("w:tab", {"val": "left", "pos": left}))
    say(document, "p if enclosures")
    line(document)
    say(document, "p endif")
    say(document, "p for row in enclosures")
    hung = {"left": left, "hanging": hanging}
    line(document, "{{ row.lead }}\t{{ row.words }}", ind=hung, tabs=tabs)
    say(document, "p endfor")


def page_count(section: Section) -> None:
    """第1页 共2页, centred, 7 mm below the 版心."""
    section.footer_distance = Twips(mm(FOOTER_MM))
    baseline_mm = (
        geometry.PAGE_MM[1]
        - geometry.BOTTOM_MM
        + geometry.PAGE_NUMBER_MM
        + 0.36 * geometry.SIZE_4 / geometry.POINTS_PER_MM
    )
    foot = geometry.PAGE_MM[1] - FOOTER_MM - baseline_mm
    below = mm(foot) - round(NUMBER_LINE * (1 - geometry.BASELINE))
    footer = section.footer
    number = line(footer, style="公文页码", spacing=exact(NUMBER_LINE), jc={"val": "center"})
    run(number, "第")
    field(number, "PAGE")
    run(number, "页　共")
    field(number, "NUMPAGES")
    run(number, "页")
    line(footer, spacing=exact(min(below, LINE)))
    footer.paragraphs[0]._p.getparent().remove(footer.paragraphs[0]._p)  # noqa: SLF001  # made empty by python-docx
