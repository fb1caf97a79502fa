"""The measures of GB/T 9704-2012 in one place: type-setter, DOCX templates and tests read them.

Source: GB/T 9704-2012 党政机关公文格式, in force since 2012-07-01; the article stands beside each.
"""

from typing import Final

PAGE_MM: Final = (210.0, 297.0)  # 5.1: A4
TOP_MM: Final = 37.0  # 5.2.1: 天头, ±1
LEFT_MM: Final = 28.0  # 5.2.1: 订口, ±1
TEXT_MM: Final = (156.0, 225.0)  # 5.2.1: 版心
RIGHT_MM: Final = PAGE_MM[0] - LEFT_MM - TEXT_MM[0]
BOTTOM_MM: Final = PAGE_MM[1] - TOP_MM - TEXT_MM[1]
LINES: Final = 22  # 5.2.3: lines on a page
CELLS: Final = 28  # 5.2.3: characters on a line

POINTS_PER_MM: Final = 72 / 25.4
SIZE_2: Final = 22.0  # 2号: the title (7.3.1)
SIZE_3: Final = 16.0  # 3号: everything not named (5.2.2)
SIZE_4: Final = 14.0  # 4号: 版记 and page number (7.4, 7.5)
# 22 lines of 28.95 pt fill 224.7 of the 225 mm and survive the rounding of every word processor.
LINE_PT: Final = 28.95
CELL_PT: Final = TEXT_MM[0] * POINTS_PER_MM / CELLS
# 3号 is a little wider than a cell; a hair is left, or rounding would break a full last line.
TRACKING_PT: Final = CELL_PT - SIZE_3 - 0.02

LETTER_HEADING_MM: Final = 30.0  # 10.1: 发文机关标志 below the top of the paper
GENERAL_HEADING_MM: Final = TOP_MM + 35.0  # 7.2.4: below the top of the 版心
RED_LINE_GAP_MM: Final = 4.0  # 7.2.7, 10.1: red line below 文号 or 标志
DOUBLE_LINE_MM: Final = 170.0  # 10.1: length of the red double lines
LOWER_LINE_MM: Final = 20.0  # 10.1: second double line above the foot of the paper
LETTER_GAP_PT: Final = SIZE_3 * 7 / 8  # 10.1: 3号汉字高度的7/8
PAGE_NUMBER_MM: Final = 7.0  # 7.5: dash below the 版心
THICK_RULE_MM: Final = 0.35  # 7.4.1: first and last line of the 版记
THIN_RULE_MM: Final = 0.25  # 7.4.1: the lines between
SEAL_LINES: Final = 2  # 7.3.5.1: lets the top of a 42 mm seal stand within a line of the text
DATE_RIGHT_CELLS: Final = 4  # 7.3.5.1: 成文日期右空四字
SIGNED_RIGHT_CELLS: Final = 2  # 7.3.5.2: without a seal, 署名右空二字

SHORT_PARAGRAPH: Final = 100  # characters of a last paragraph that may move to the next page whole

MAX_HEADING_PT: Final = 46.0  # 7.2.4 leaves the size to the office: 醒目、美观、庄重
MIN_HEADING_PT: Final = 20.0
HAN_TOP: Final = 0.86  # ink of a Han character above its baseline, of the size
BASELINE: Final = 0.8  # word processors put a baseline at 80% of an exact line

# 检察法律文书: 办案规则第105条 leaves their format to the 最高检; these values are 待核.
OFFICE_PT: Final = SIZE_2
OFFICE_LINE_PT: Final = 36.0
NAME_PT: Final = 26.0  # 1号
NAME_LINE_PT: Final = 44.0
RECORD_OFFICE_PT: Final = 18.0  # 小2号
RECORD_OFFICE_LINE_PT: Final = LINE_PT
RECORD_NAME_PT: Final = SIZE_2
RECORD_NAME_LINE_PT: Final = 36.0
DRAFT_NOTE_MM: Final = 20.0  # top of its line below the top of the paper
DRAFT_NOTE_PT: Final = 10.5  # 5号
DRAFT_NOTE_LINE_PT: Final = 15.0
SIGN_LINE_PT: Final = 36.0  # room for a hand
HEAD_LABEL_CELLS: Final = 5.5  # label and colon of a record's upper lines, and a little air
ENCLOSURE_CELLS: Final = 2.25  # 附： and a little air


def fits_name(words: str) -> bool:
    """Tell whether 文书名 stands on one line."""
    return len(words) * NAME_PT <= TEXT_MM[0] * POINTS_PER_MM


def heading_size(heading: str) -> float:
    """Return the size of a 发文机关标志 in points: as large as fits the 版心, half points."""
    fitting = TEXT_MM[0] * POINTS_PER_MM / max(len(heading), 1)
    return min(MAX_HEADING_PT, int(fitting * 2) / 2)


def fits_heading(heading: str) -> bool:
    """Tell whether a 发文机关标志 can stand on one line and still be seen."""
    return heading_size(heading) >= MIN_HEADING_PT
