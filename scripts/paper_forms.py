"""The DOCX templates of forms with boxes: a heading, a table, notes."""

from typing import Final

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm
from docx.table import Table, _Cell

from scripts.paper_parts import (
    FANGSONG,
    HEI,
    TITLE,
    draft_note,
    dress,
    element,
    exact,
    line,
    mm,
    named_style,
    new_document,
    run,
    say,
)
from xiezhi.documents.papers import geometry, sheets

SMALL: Final = 360  # lines of a form: 18 pt


def form(sheet: sheets.Sheet) -> Document:
    """Return a form with boxes."""
    document, section = new_document()
    section.top_margin = Mm(geometry.TOP_MM - sheets.HIGHER_MM)
    section.bottom_margin = Mm(geometry.BOTTOM_MM - sheets.LOWER_MM)
    if sheet.is_draft:
        draft_note(document, section)
    named_style(document, "表单单位", TITLE, sheets.OFFICE_PT)
    named_style(document, "表单名称", TITLE, geometry.SIZE_2, tracking=80)
    named_style(document, "表单文字", FANGSONG, sheets.WORDS_PT)
    named_style(document, "表单注", FANGSONG, sheets.NOTE_PT)
    line(document, "{{ office }}", style="表单单位", jc={"val": "center"})
    line(document, "{{ sheet_title }}", style="表单名称", jc={"val": "center"})
    line(document, spacing=exact(mm(4)))
    boxes(document, sheet)
    # A table is followed by a paragraph; without notes as low as can be, or it may get a page alone.
    line(document, spacing=exact(mm(1.5) if sheet.notes else 20))
    if sheet.notes:
        say(document, "p for note in notes")
        line(
            document,
            "{{ note }}",
            style="表单注",
            spacing=exact(300),
            ind={"left": 420, "hanging": 420},
        )
        say(document, "p endfor")
    return document


def boxes(document: Document, sheet: sheets.Sheet) -> None:
    """Add the table of a form; a row printed for each item stands between Jinja's commands."""
    table = document.add_table(rows=0, cols=len(sheet.columns_mm))
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER  # alike in Word's old and new reading of margins
    table.autofit = False
    for column, width in zip(table.columns, sheet.columns_mm, strict=True):
        column.width = Mm(width)
    for row in sheet.rows:
        if row.each:
            _say(table, f"tr for item in {row.each}")
        _add_row(table, sheet, row)
        if row.each:
            _say(table, "tr endfor")


def _say(table: Table, command: str) -> None:
    """Add a row that holds only a Jinja command."""
    made = table.add_row()  # type: ignore[no-untyped-call]  # as below
    made.cells[0].text = f"{{%{command} %}}"


def _add_row(table: Table, sheet: sheets.Sheet, row: sheets.Row) -> None:
    made = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it bare
    properties = made._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no "at least"
    properties.append(element("w:trHeight", {"val": mm(row.height_mm), "hRule": "atLeast"}))
    place = 0
    for box in row.boxes:
        cell = made.cells[place].merge(made.cells[place + box.span - 1])
        cell.width = Mm(sum(sheet.columns_mm[place : place + box.span]))
        item = "item." if row.each else ""
        fill(cell, box, item=item, is_tall=row.height_mm > sheets.TALL_MM)
        place += box.span


def fill(cell: _Cell, box: sheets.Box, *, item: str, is_tall: bool) -> None:
    """Write one box: a label, a field, or a field with who and when at its lower right."""
    inner = cell._tc.get_or_add_tcPr()  # noqa: SLF001  # as above
    upright = "top" if is_tall and not box.label else "center"
    inner.append(element("w:vAlign", {"val": upright}))
    first = cell.paragraphs[0]
    first.style = "表单文字"
    if box.label:
        for number, words in enumerate(box.label.split("\n")):
            part = first if number == 0 else cell.add_paragraph(style="表单文字")
            run(part, words, font=HEI)
            dress(part, spacing=exact(SMALL), jc={"val": "center"})
        return
    run(first, f"{{{{ {item}{box.field} }}}}")
    dress(first, spacing=exact(SMALL), jc={"val": "left"})
    if box.foot:
        foot = line(cell, f"{{{{ {box.foot} }}}}", style="表单文字", jc={"val": "right"})
        dress(foot, spacing=exact(SMALL) | {"before": mm(geometry.POINTS_PER_MM)})
