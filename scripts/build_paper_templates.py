"""Build the DOCX templates of papers from the measures of GB/T 9704-2012 and the forms' boxes.

    python -m scripts.build_paper_templates

The files stand in src/xiezhi/documents/papers/templates and are committed; a test builds them anew
and compares. An office may change its own copies in Word: the words in ``{{ }}`` are field names.
"""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from docx.document import Document
from docx.section import Section
from docx.shared import Twips

from scripts.paper_body import blank, body
from scripts.paper_forms import form
from scripts.paper_judicial import judicial
from scripts.paper_parts import (
    CELL,
    FANGSONG,
    HEI,
    KAI,
    RED,
    SONG,
    TEXT_WIDTH,
    TITLE,
    borders,
    dress,
    element,
    exact,
    line,
    mm,
    named_style,
    new_document,
    page_field,
    run,
    say,
)
from xiezhi.documents.papers import geometry
from xiezhi.documents.papers.docx import settled
from xiezhi.documents.papers.forms import FORMS

TARGET: Final = Path(__file__).parents[1] / "src" / "xiezhi" / "documents" / "papers" / "templates"
EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
THICK_PT: Final = geometry.THICK_RULE_MM * geometry.POINTS_PER_MM
THIN_PT: Final = geometry.THIN_RULE_MM * geometry.POINTS_PER_MM
SIZE_4_CELL: Final = round(geometry.SIZE_4 * 20)
# Foot of the first page's footer: the double line stands 20 mm above the foot of the paper.
FOOTER_MM: Final = geometry.LOWER_LINE_MM - 0.35
NUMBER_LINE: Final = 320


def official_styles(document: Document) -> None:
    """Add the styles of 公文 under the names offices know."""
    named_style(document, "公文标题", TITLE, geometry.SIZE_2)
    named_style(document, "公文版记", FANGSONG, geometry.SIZE_4)
    named_style(document, "公文页码", SONG, geometry.SIZE_4)


def page_numbers(document: Document, section: Section) -> None:
    """Add the page number at the outer side, 7 mm below the 版心 (7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    section.footer_distance = Twips(mm(FOOTER_MM))
    baseline_mm = (
        geometry.PAGE_MM[1]
        - geometry.BOTTOM_MM
        + geometry.PAGE_NUMBER_MM
        + 0.36 * geometry.SIZE_4 / geometry.POINTS_PER_MM
    )
    foot = geometry.PAGE_MM[1] - FOOTER_MM - baseline_mm
    below = mm(foot) - round(NUMBER_LINE * (1 - geometry.BASELINE))
    inset = round(geometry.SIZE_3 * 20)
    for footer, side, indent in (
        (section.footer, "right", {"right": inset}),
        (section.even_page_footer, "left", {"left": inset}),
    ):
        number = line(
            footer, style="公文页码", spacing=exact(NUMBER_LINE), jc={"val": side}, ind=indent
        )
        page_field(number)
        line(footer, spacing=exact(below))
        footer.paragraphs[0]._p.getparent().remove(footer.paragraphs[0]._p)  # noqa: SLF001  # made empty by python-docx


def letter_heading(section: Section) -> None:
    """Put 发文机关标志 and the red double lines into the first page's header and footer (10.1)."""
    section.different_first_page_header_footer = True
    section.header_distance = Twips(mm(geometry.LETTER_HEADING_MM))
    over = (geometry.DOUBLE_LINE_MM - geometry.TEXT_MM[0]) / 2
    centre = (geometry.LEFT_MM - geometry.RIGHT_MM) / 2
    wide = {"left": -mm(over + centre), "right": -mm(over - centre)}
    header = section.first_page_header
    heading = line(
        header,
        spacing=exact("{{ heading_line }}"),
        ind=wide,
        jc={"val": "center"},
    )
    run(heading, "{{ heading }}", font=TITLE, size="{{ heading_half_points }}", color=RED)
    line(header, ind=wide, spacing=exact("{{ heading_gap }}"), pBdr=borders(color=RED, bottom=1.5))
    line(header, ind=wide, spacing=exact(20), pBdr=borders(color=RED, bottom=0.5))
    above = (
        geometry.LETTER_GAP_PT
        + geometry.HAN_TOP * geometry.SIZE_3
        - geometry.BASELINE * geometry.LINE_PT
    )
    line(header, spacing=exact(round(above * 20)))
    header.paragraphs[0]._p.getparent().remove(header.paragraphs[0]._p)  # noqa: SLF001  # as above
    footer = section.first_page_footer
    line(footer, ind=wide, spacing=exact(20), pBdr=borders(color=RED, top=0.5))
    line(footer, ind=wide, spacing=exact(20), pBdr=borders(color=RED, top=1.5))
    footer.paragraphs[0]._p.getparent().remove(footer.paragraphs[0]._p)  # noqa: SLF001  # as above


def letter_marks(document: Document) -> None:
    """份号 and urgency left, 发文字号 right, below the first double line (10.1)."""
    tabs = element("w:tabs")
    tabs.append(element("w:tab", {"val": "right", "pos": TEXT_WIDTH}))
    first = line(document, tabs=tabs)
    run(first, "{{ first_mark }}", font=HEI)
    run(first, "\t{{ office_number }}")
    say(document, "p if second_mark")
    line(document, "{{ second_mark }}", font=HEI)
    say(document, "p endif")


def general_heading(document: Document) -> None:
    """份号, urgency, 发文机关标志, 发文字号, 签发人 and the red line (7.2)."""
    line(document, "{{ copy_number }}", font=HEI)
    line(document, "{{ urgency }}", font=HEI)
    line(document)
    heading = line(document, spacing=exact("{{ heading_line }}"), jc={"val": "center"})
    run(heading, "{{ heading }}", font=TITLE, size="{{ heading_half_points }}", color=RED)
    line(document, spacing=exact("{{ heading_gap }}"))
    blank(document, 1)
    say(document, "p if not issuers")
    line(document, "{{ office_number }}", jc={"val": "center"})
    say(document, "p endif")
    tabs = element("w:tabs")
    tabs.append(element("w:tab", {"val": "right", "pos": TEXT_WIDTH - CELL}))
    say(document, "p for row in issuer_rows")
    row = line(document, tabs=tabs, ind={"left": CELL})
    run(row, "{{ row.number }}\t{{ row.lead }}")
    run(row, "{{ row.names }}", font=KAI)
    say(document, "p endfor")
    gap = (
        geometry.RED_LINE_GAP_MM * geometry.POINTS_PER_MM
        - (1 - geometry.BASELINE) * geometry.LINE_PT
        + 0.12 * geometry.SIZE_3
    )
    line(document, spacing=exact(round(gap * 20)), pBdr=borders(color=RED, bottom=1.5))


def official_body(document: Document) -> None:
    """Title, 主送, body, 附件说明 (7.3.1 to 7.3.4)."""
    blank(document, 2)
    say(document, "p for words in title")
    line(document, "{{ words }}", style="公文标题", jc={"val": "center"})
    say(document, "p endfor")
    blank(document, 1)
    say(document, "p if addressees")
    line(document, "{{ addressees }}")
    say(document, "p endif")
    body(document)


def official_closing(document: Document) -> None:
    """署名, 成文日期 and 附注 (7.3.5, 7.3.6)."""
    say(document, "p for blank in closing_blanks")
    line(document, keepNext={"val": 1})
    say(document, "p endfor")
    line(
        document,
        "{{ signed_by }}",
        keepNext={"val": 1},
        jc={"val": "right"},
        ind={"right": "{{ signed_right }}"},
    )


def dated(document: Document) -> None:
    """成文日期 and 附注, last, so that the frame of the 版记 hangs on their page."""
    line(
        document,
        "{{ dated }}",
        keepNext={"val": "{{ keep_date }}"},
        jc={"val": "right"},
        ind={"right": "{{ dated_right }}"},
    )
    say(document, "p if contact")
    line(document, "{{ contact }}", ind={"left": 2 * CELL})
    say(document, "p endif")


def frame() -> dict[str, object]:
    """Return the frame that holds the 版记 at the foot of the last page's 版心 (7.4)."""
    return {
        "w": TEXT_WIDTH,
        "hSpace": 0,
        "wrap": "around",
        "vAnchor": "margin",
        "hAnchor": "margin",
        "xAlign": "left",
        "yAlign": "bottom",
    }


COPIES_INDENT: Final = {
    "left": 4 * SIZE_4_CELL,
    "hanging": 3 * SIZE_4_CELL,
    "right": SIZE_4_CELL,
}


def letter_colophon(document: Document) -> None:
    """抄送 alone, without lines (10.1)."""
    say(document, "p if copies")
    line(document, "抄送：{{ copies }}", style="公文版记", framePr=frame(), ind=COPIES_INDENT)
    say(document, "p endif")


def general_colophon(document: Document) -> None:
    """抄送, 印发机关 and 印发日期 between their lines (7.4).

    Each stands in a frame of its own: LibreOffice drops a frame whose paragraphs differ in borders,
    and floats no table of the 版心's width.
    """
    tabs = element("w:tabs")
    tabs.append(element("w:tab", {"val": "right", "pos": TEXT_WIDTH - SIZE_4_CELL}))
    upper = {key: value for key, value in frame().items() if key != "yAlign"}
    upper |= {"vAnchor": "page", "y": "{{ colophon_top }}"}
    copies, printed = "抄送：{{ copies }}", "{{ printed_by }}\t{{ printed_on }}"
    for condition, words, place, (top, bottom) in (
        ("copies and printed_by", copies, upper, (THICK_PT, 0.0)),
        ("copies and not printed_by", copies, frame(), (THICK_PT, THICK_PT)),
        ("copies and printed_by", printed, frame(), (THIN_PT, THICK_PT)),
        ("printed_by and not copies", printed, frame(), (THICK_PT, THICK_PT)),
    ):
        say(document, f"p if {condition}")
        made = line(
            document, words, style="公文版记", framePr=place, pBdr=borders(top=top, bottom=bottom)
        )
        if words == copies:
            dress(made, ind=COPIES_INDENT)
        else:
            dress(made, ind={"left": SIZE_4_CELL}, tabs=tabs)
        say(document, "p endif")


def letter() -> Document:
    """Return the 信函格式 (10.1)."""
    document, section = new_document()
    official_styles(document)
    letter_heading(section)
    page_numbers(document, section)
    letter_marks(document)
    official_body(document)
    official_closing(document)
    letter_colophon(document)
    dated(document)
    return document


def general() -> Document:
    """Return the layout of chapter 7."""
    document, section = new_document()
    official_styles(document)
    page_numbers(document, section)
    general_heading(document)
    official_body(document)
    official_closing(document)
    general_colophon(document)
    dated(document)
    return document


def build() -> dict[str, bytes]:
    """Return every template by its kind."""
    made = {"letter": letter(), "general": general()}
    made |= {"judicial": judicial(is_record=False), "record": judicial(is_record=True)}
    made |= {kind: form(paper.sheet) for kind, paper in FORMS.items() if paper.sheet}
    return {kind: packed(document) for kind, document in made.items()}


def packed(document: Document) -> bytes:
    """Return the file with neither clock nor author in it."""
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = EPOCH
    file = io.BytesIO()
    document.save(file)
    return settled(file.getvalue())


def main() -> None:
    """Write every template."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for kind, content in build().items():
        (TARGET / f"{kind}.docx").write_bytes(content)
        print(f"{kind}.docx: {len(content) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
