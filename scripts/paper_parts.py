"""The parts DOCX templates of papers are built from: styles, lines, frames, fields.

Each paragraph is exact in height, so that Word, WPS and LibreOffice break pages alike.
"""

import copy
from collections.abc import Mapping
from typing import Final

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Mm, Twips
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from xiezhi.documents.papers import geometry

HasParagraphs = Document | _Header | _Footer | _Cell
FANGSONG: Final = "仿宋_GB2312"
KAI: Final = "楷体_GB2312"
HEI: Final = "黑体"
SONG: Final = "宋体"
TITLE: Final = "方正小标宋简体"
RED: Final = "FF0000"
GREY: Final = "808080"
TWIPS: Final = 20
TWIPS_PER_MM: Final = geometry.POINTS_PER_MM * TWIPS
CELL: Final = round(geometry.CELL_PT * TWIPS)
LINE: Final = round(geometry.LINE_PT * TWIPS)
# Rounded away from the cell, so that 28 characters fit; justified lines are spread to the edge.
TRACKING: Final = int(geometry.TRACKING_PT * TWIPS) - 1


def mm(length: float) -> int:
    """Return millimetres in twips."""
    return round(length * TWIPS_PER_MM)


TEXT_WIDTH: Final = mm(geometry.TEXT_MM[0])


def element(name: str, attributes: Mapping[str, object] | None = None) -> BaseOxmlElement:
    """Return a new element of WordprocessingML; attribute values may be Jinja expressions."""
    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def face(run_properties: BaseOxmlElement, font: str, size: object, *, tracking: int = 0) -> None:
    """Set font (for Han and Latin alike), size in half points and tracking in twips."""
    names = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font)
    put(run_properties, element("w:rFonts", names))
    put(run_properties, element("w:spacing", {"val": tracking}))
    put(run_properties, element("w:kern", {"val": 0}))
    put(run_properties, element("w:sz", {"val": size}))
    put(run_properties, element("w:szCs", {"val": size}))


def put(parent: BaseOxmlElement, child: BaseOxmlElement) -> None:
    """Add a child, in place of one of the same name."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    parent.append(child)


def sort_properties(properties: BaseOxmlElement, order: tuple[str, ...]) -> None:
    """Bring the children into the order the schema wants."""
    places = {qn(f"w:{name}"): place for place, name in enumerate(order)}
    properties[:] = sorted(properties, key=lambda child: places[child.tag])


PARAGRAPH_ORDER: Final = (
    "pStyle",
    "keepNext",
    "keepLines",
    "framePr",
    "widowControl",
    "pBdr",
    "tabs",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "snapToGrid",
    "spacing",
    "ind",
    "jc",
)
RUN_ORDER: Final = ("rFonts", "b", "color", "spacing", "kern", "sz", "szCs", "lang")


def base_style(document: Document) -> None:
    """Make every paragraph a line of the 版心: 3号仿宋, exact pitch, 28 characters."""
    style = document.styles["Normal"]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(style)
    properties = style.element.get_or_add_pPr()
    for name in ("widowControl", "wordWrap", "overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        put(properties, element(f"w:{name}", {"val": 0}))
    put(properties, element("w:snapToGrid", {"val": 0}))
    put(properties, element("w:spacing", exact(LINE)))
    put(properties, element("w:jc", {"val": "both"}))
    sort_properties(properties, PARAGRAPH_ORDER)
    run = style.element.get_or_add_rPr()
    face(run, FANGSONG, int(geometry.SIZE_3 * 2), tracking=TRACKING)
    put(run, element("w:lang", {"val": "zh-CN", "eastAsia": "zh-CN"}))
    sort_properties(run, RUN_ORDER)


def new_document() -> tuple[Document, Section]:
    """Return an empty document on A4 with the 版心 of the standard."""
    document = docx.Document()
    base_style(document)
    settings = document.settings.element
    settings.find(qn("w:zoom")).attrib.clear()
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for old in settings.iter(qn("w:compatSetting")):
        if old.get(qn("w:name")) == "compatibilityMode":
            old.set(qn("w:val"), "15")
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in geometry.PAGE_MM)
    section.top_margin = Twips(mm(geometry.TOP_MM))
    section.bottom_margin = Twips(mm(geometry.BOTTOM_MM))
    section.left_margin = Twips(mm(geometry.LEFT_MM))
    section.right_margin = Twips(mm(geometry.RIGHT_MM))
    for grid in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001  # lines are exact
        section._sectPr.remove(grid)  # noqa: SLF001  # as above
    for paragraph in document.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001  # as above
    return document, section


def exact(line: object) -> dict[str, object]:
    """Return the spacing of a paragraph with lines of exactly this height in twips."""
    return {"before": 0, "after": 0, "line": line, "lineRule": "exact"}


def named_style(document: Document, name: str, font: str, size: float, *, tracking: int = 0) -> str:
    """Add a paragraph style that offices find in their style list; return its name."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    run = style.element.get_or_add_rPr()
    face(run, font, int(size * 2), tracking=tracking)
    sort_properties(run, RUN_ORDER)
    return name


def line(
    parent: HasParagraphs,
    text: str = "",
    *,
    style: str = "Normal",
    font: str = "",
    **properties: Mapping[str, object] | BaseOxmlElement,
) -> Paragraph:
    """Add a paragraph of one run; ``properties`` are children of its ``w:pPr`` by name."""
    paragraph = parent.add_paragraph(style=style)
    if text:
        run(paragraph, text, font=font)
    dress(paragraph, **properties)
    return paragraph


def dress(paragraph: Paragraph, **properties: Mapping[str, object] | BaseOxmlElement) -> None:
    """Set properties of a paragraph in the schema's order."""
    inner = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # python-docx has no door to these
    for name, value in properties.items():
        made = element(f"w:{name}", value) if isinstance(value, Mapping) else copy.deepcopy(value)
        put(inner, made)
    sort_properties(inner, PARAGRAPH_ORDER)


def run(
    paragraph: Paragraph, text: str, *, font: str = "", size: object = None, color: str = ""
) -> None:
    """Add a run, with its own face where one is named."""
    made = paragraph.add_run(text)
    inner = made._r.get_or_add_rPr()  # noqa: SLF001  # as above
    if font:
        names = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font)
        put(inner, element("w:rFonts", names))
    if color:
        put(inner, element("w:color", {"val": color}))
    if size is not None:
        put(inner, element("w:sz", {"val": size}))
        put(inner, element("w:szCs", {"val": size}))
    sort_properties(inner, RUN_ORDER)


def say(parent: HasParagraphs, command: str) -> None:
    """Add a paragraph that holds only a Jinja command, for example ``p if copies``."""
    paragraph = parent.add_paragraph()
    paragraph.add_run(f"{{%{command} %}}")


def borders(*, top: float = 0, bottom: float = 0, color: str = "auto") -> BaseOxmlElement:
    """Return the borders of a paragraph, widths in points; 0 for none."""
    made = element("w:pBdr")
    for side, width in (("top", top), ("bottom", bottom)):
        if width:
            drawn = {"val": "single", "sz": round(width * 8), "space": 0, "color": color}
            made.append(element(f"w:{side}", drawn))
    return made


def page_field(paragraph: Paragraph) -> None:
    """Write ``— 1 —`` with the page's own number (7.5)."""
    run(paragraph, "— ")
    field(paragraph, "PAGE")
    run(paragraph, " —")


def field(paragraph: Paragraph, name: str) -> None:
    """Write a field word processors count themselves, PAGE or NUMPAGES."""
    for kind, code in (("begin", ""), ("", f" {name} "), ("separate", ""), ("", "1"), ("end", "")):
        made = paragraph.add_run()._r  # noqa: SLF001  # as above
        if kind:
            made.append(element("w:fldChar", {"fldCharType": kind}))
        elif code == "1":
            made.text = code
        else:
            instruction = element("w:instrText")
            instruction.text = code
            made.append(instruction)


def draft_note(document: Document, section: Section) -> None:
    """Write the grey line above the text of every page."""
    named_style(document, "草稿标注", FANGSONG, geometry.DRAFT_NOTE_PT)
    section.header_distance = Twips(mm(geometry.DRAFT_NOTE_MM))
    header = section.header
    note = line(
        header,
        style="草稿标注",
        spacing=exact(round(geometry.DRAFT_NOTE_LINE_PT * TWIPS)),
        jc={"val": "center"},
    )
    run(note, "{{ draft_note }}", color=GREY)
    header.paragraphs[0]._p.getparent().remove(header.paragraphs[0]._p)  # noqa: SLF001  # made empty by python-docx
