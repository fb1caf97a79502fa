"""案件台账: its columns in the office's order, and the values of a row for each."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xiezhi.cases.rules.grounds import FINDING_LABELS, GROUND_LABELS
from xiezhi.cases.rules.kinds import KIND_LABELS
from xiezhi.cases.rules.states import STATE_LABELS
from xiezhi.cases.selectors.ledger import CaseLedgerRow
from xiezhi.documents.table import Cell, Column, ColumnKind
from xiezhi.web.cases.rows import standing_words
from xiezhi.web.ledgers.values import LIMIT_LABELS
from xiezhi.web.templatetags.desk import area

_T, _D = ColumnKind.TEXT, ColumnKind.DATE
_Value = Callable[[CaseLedgerRow], Cell]
_Column = tuple[str, int, ColumnKind, _Value, bool]


def _word(table: dict[str, str], name: str) -> _Value:
    def value(row: CaseLedgerRow) -> Cell:
        found = table.get(getattr(row, name), "")
        return _(found) if found else ""

    return value


# The last says whether the column fits on A4 across; the spreadsheet has every one.
_COLUMNS: Final[tuple[_Column, ...]] = (
    (gettext_noop("编号"), 10, _T, lambda row: row.number, True),
    (gettext_noop("2.0案号"), 18, _T, lambda row: row.national_number, False),
    (gettext_noop("案件名称"), 40, _T, lambda row: row.title, True),
    (gettext_noop("类型"), 14, _T, _word({str(k): v for k, v in KIND_LABELS.items()}, "kind"), True),
    (gettext_noop("领域"), 16, _T, lambda row: area(row.area), True),
    (gettext_noop("法定或等外"), 10, _T, lambda row: standing_words(row.area, row.law_day), False),
    (gettext_noop("被监督单位"), 26, _T, lambda row: row.parties, True),
    (gettext_noop("承办人"), 12, _T, lambda row: row.handler, True),
    (gettext_noop("部门"), 14, _T, lambda row: row.department, False),
    (gettext_noop("立案日期"), 12, _D, lambda row: row.filed_on, True),
    (gettext_noop("当前环节"), 14, _T, _word({str(k): v for k, v in STATE_LABELS.items()}, "state"), True),
    (gettext_noop("检察建议文号"), 22, _T, lambda row: row.suggestion_number, True),
    (gettext_noop("检察建议送达日期"), 12, _D, lambda row: row.suggestion_served_on, False),
    (gettext_noop("回复期限"), 12, _D, lambda row: row.reply_due_on, False),
    (gettext_noop("回复日期"), 12, _D, lambda row: row.replied_on, True),
    (gettext_noop("整改期限"), 12, _D, lambda row: row.rectification_due_on, True),
    (gettext_noop("采取措施日期"), 12, _D, lambda row: row.measures_on, False),
    (gettext_noop("核实整改到位日期"), 12, _D, lambda row: row.verified_on, False),
    (gettext_noop("跟进调查结论"), 12, _T, _word({str(k): v for k, v in FINDING_LABELS.items()}, "finding"), False),
    (gettext_noop("最近期限"), 12, _D, lambda row: row.next_due_on, False),
    (gettext_noop("期限性质"), 10, _T, _word(dict(LIMIT_LABELS), "next_due_kind"), False),
    (gettext_noop("终结日期"), 12, _D, lambda row: row.closed_on, True),
    (gettext_noop("终结情形"), 22, _T, _word({str(k): v for k, v in GROUND_LABELS.items()}, "closing_ground"), False),
    (gettext_noop("苏木镇"), 10, _T, lambda row: row.town, False),
    (gettext_noop("专项活动"), 14, _T, lambda row: row.campaign, False),
    (gettext_noop("来源线索"), 14, _T, lambda row: row.leads, False),
)  # fmt: skip


def case_columns(*, is_print: bool) -> list[Column]:
    """Return the columns of the ledger."""
    return [
        Column(heading=_(heading), width=width, kind=kind)
        for heading, width, kind, _value, _is_printed in _chosen(is_print=is_print)
    ]


def case_cells(row: CaseLedgerRow, *, is_print: bool) -> list[Cell]:
    """Return the values of a line."""
    return [
        value(row) for _heading, _width, _kind, value, _is_printed in _chosen(is_print=is_print)
    ]


def _chosen(*, is_print: bool) -> list[_Column]:
    return [one for one in _COLUMNS if not is_print or one[-1]]
