"""A superior's monthly form, invented and marked 演示推演, as offices get them: merged heads, formulas."""

from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xiezhi.reporting.rules.mapping import CellMapping, FormText
from xiezhi.reporting.rules.periods import Span
from xiezhi.reporting.rules.workbook.places import CellPlace

FORM_NAME: Final = "公益诉讼线索工作月报表（演示推演）"
SHEET: Final = "月报表"
_FIRST_ROW: Final = 5
_LINES: Final = (
    ("一、登记线索数", "leads"),
    ("二、评估办结数", "leads_assessed"),
    ("　　其中：有效线索", "leads_valid"),
    ("　　　　　一般信息", "leads_general"),
    ("　　　　　不属范围", "leads_out_of_scope"),
    ("　　　　　不实", "leads_untrue"),
    ("三、立案建议数", "leads_filing"),
    ("四、移送主管行政机关数", "leads_referral"),
    ("五、线索成案率（评估办结）", "filing_rate_assessed"),
    ("六、函件发出数", "letters_sent"),
    ("七、到期应回复数", "letters_due"),
    ("　　到期已回复数", "letters_replied"),
    ("　　回复率", ""),
    ("八、到期应反馈数", "feedback_due"),
    ("　　到期已反馈数", "feedback_done"),
)
_COLUMNS: Final = {"B": Span.PERIOD, "C": Span.YEAR, "D": Span.LAST_YEAR}
_PERCENT: Final = frozenset({13, 17})
_FOOT: Final = _FIRST_ROW + len(_LINES)
_TEXTS: Final = (
    ("B2", FormText.OFFICE),
    ("D2", FormText.PERIOD),
    (f"B{_FOOT}", FormText.PREPARED_BY),
    (f"D{_FOOT}", FormText.CHECKED_BY),
    (f"B{_FOOT + 1}", FormText.RESPONSIBLE),
    (f"D{_FOOT + 1}", FormText.TELEPHONE),
    (f"B{_FOOT + 2}", FormText.FILLED_ON),
)
CHECKED: Final = tuple((f"{column}6", f"{column}7:{column}10") for column in _COLUMNS)
"""评估办结数 is the sum of the four verdicts, in each column."""


def monthly_form() -> bytes:
    """Return the form as a workbook; a hidden sheet holds the superior's own notes."""
    book = Workbook()
    sheet: Worksheet = book.create_sheet(SHEET, 0)
    del book["Sheet"]
    _write_head(sheet)
    _write_lines(sheet)
    _write_foot(sheet)
    for letter, width in {"A": 30, "B": 18, "C": 18, "D": 24, "E": 16}.items():
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[1].height = 30
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    notes = book.create_sheet("填表说明")
    notes["A1"] = "演示推演：本表为虚构，每月 5 日前报送。"
    notes.sheet_state = "hidden"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def monthly_mapping() -> list[CellMapping]:
    """Return what the form's cells are filled with."""
    figures = [
        CellMapping(
            place=CellPlace(sheet=SHEET, cell=f"{column}{_FIRST_ROW + number}"),
            figure=figure,
            span=span,
        )
        for number, (_, figure) in enumerate(_LINES)
        if figure
        for column, span in _COLUMNS.items()
    ]
    texts = [
        CellMapping(place=CellPlace(sheet=SHEET, cell=cell), text=text) for cell, text in _TEXTS
    ]
    return [*figures, *texts]


def _write_head(sheet: Worksheet) -> None:
    sheet["A1"] = FORM_NAME
    sheet["A1"].font = Font(name="宋体", size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A2"], sheet["C2"] = "填报单位：", "统计期："
    for area in ("A1:E1", "D2:E2", "A3:A4", "B3:D3", "E3:E4"):
        sheet.merge_cells(area)
    for cell, words in {
        "A3": "项目",
        "B3": "数量（件、份）",
        "E3": "备注",
        "B4": "本月",
        "C4": "本年累计",
        "D4": "上年同期",
    }.items():
        sheet[cell] = words
        sheet[cell].font = Font(name="宋体", bold=True)
        sheet[cell].alignment = Alignment(horizontal="center", vertical="center")


def _write_lines(sheet: Worksheet) -> None:
    side = Side(style="thin")
    frame = Border(left=side, right=side, top=side, bottom=side)
    for number, (words, _) in enumerate(_LINES):
        row = _FIRST_ROW + number
        sheet[f"A{row}"] = words
        for column in _COLUMNS:
            sheet[f"{column}{row}"].alignment = Alignment(horizontal="right")
            if row in _PERCENT:
                sheet[f"{column}{row}"].number_format = "0.00%"
    for column in _COLUMNS:
        sheet[f"{column}17"] = f'=IF({column}15=0,"—",{column}16/{column}15)'
    for row in range(3, _FOOT):
        for column in "ABCDE":
            sheet[f"{column}{row}"].border = frame


def _write_foot(sheet: Worksheet) -> None:
    labels = (("填报人：", "审核人："), ("负责人：", "联系电话："), ("填报日期：", ""))
    for number, (left, right) in enumerate(labels):
        sheet[f"A{_FOOT + number}"] = left
        sheet[f"C{_FOOT + number}"] = right or None
