"""Every column a ledger can have: key, the office's usual heading, width and, where needed, 口径."""

from dataclasses import dataclass
from typing import Final

from xiezhi.documents.table import ColumnKind
from xiezhi.reporting.rules.ledgers import LedgerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerColumn:
    """A column that may be chosen.

    Attributes:
        width: in characters of Latin text; a Han character takes two.
        meaning: 口径, printed under the heading of a column that would be read in two ways.
        is_usual: stands in the ledger until an office saves a column set of its own.
    """

    key: str
    heading: str
    width: int
    kind: ColumnKind = ColumnKind.TEXT
    meaning: str = ""
    is_usual: bool = True


_T: Final = ColumnKind.TEXT
_D: Final = ColumnKind.DATE
_N: Final = ColumnKind.NUMBER
_Row = tuple[str, str, int, ColumnKind, str]
# Key, heading, width, kind, 口径: those that usually stand there, then those that may be added.
INFORMATION_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("code", "编号", 10, _T, ""),
    ("received_on", "收到日期", 12, _D, ""),
    ("channel", "来源方式", 10, _T, ""),
    ("reporter", "反映人类别", 10, _T, ""),
    ("excerpt", "摘要", 44, _T, ""),
    ("town", "苏木镇", 11, _T, ""),
    ("screening", "处理（初筛结果）", 11, _T, ""),
    ("reason", "理由", 22, _T, ""),
    ("screened_by", "初筛人", 12, _T, ""),
    ("screened_on", "初筛日期", 12, _D, ""),
    ("lead_number", "线索编号", 10, _T, ""),
)
MORE_INFORMATION_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("village", "嘎查村", 12, _T, ""),
    ("suspected_area", "疑似领域", 13, _T, ""),
    ("photo_count", "照片数", 8, _N, ""),
    ("external_number", "外部编号", 14, _T, ""),
)
LEAD_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("number", "编号", 11, _T, ""),
    ("registered_on", "登记日期", 13, _D, ""),
    ("channel", "来源方式", 9, _T, ""),
    ("source", "法定来源", 9, _T, ""),
    ("reporter", "反映人类别", 9, _T, ""),
    ("title", "摘要", 22, _T, ""),
    ("area", "领域", 13, _T, ""),
    ("town", "苏木镇", 8, _T, ""),
    ("handler", "承办人", 9, _T, ""),
    ("state", "当前环节", 9, _T, ""),
    ("proposal", "评估意见", 9, _T, ""),
    ("verdict", "线索质效", 9, _T, ""),
    ("national_number", "2.0线索号", 11, _T, ""),
    ("organs", "移送单位", 10, _T, ""),
    ("replied_on", "回复日期", 13, _D, "末次书面回复登记日"),
    ("verification", "核实结果", 9, _T, ""),
    ("fed_back_on", "反馈日期", 13, _D, "末次反馈反映人之日"),
    ("closed_on", "办结日期", 13, _D, ""),
)
MORE_LEAD_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("department", "承办部门", 12, _T, ""),
    ("place", "地点", 18, _T, ""),
    ("summary", "主要内容", 30, _T, ""),
    ("report_count", "信息数", 8, _N, "并在本线索下的反映信息"),
    ("next_due_on", "下一期限", 13, _D, ""),
    ("next_due_kind", "期限性质", 9, _T, ""),
    ("feedback_due_on", "反馈期限", 13, _D, ""),
    ("national_registered_on", "2.0登记日期", 13, _D, ""),
    ("is_urgent", "情况紧急", 8, _T, ""),
    ("is_major", "重大线索", 8, _T, ""),
    ("campaign", "专项活动", 14, _T, ""),
)
LETTER_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("office_number", "文号", 16, _T, ""),
    ("kind", "文种", 9, _T, ""),
    ("title", "标题", 26, _T, ""),
    ("unit", "主送单位", 14, _T, ""),
    ("matter", "关联事项", 14, _T, ""),
    ("issued_by", "签发人", 10, _T, ""),
    ("sealed_on", "用印日期", 12, _D, ""),
    ("sent_on", "发出日期", 12, _D, ""),
    ("service_way", "送达方式", 10, _T, ""),
    ("served_on", "送达日期", 12, _D, "送达回证签收日"),
    ("signed_for_by", "签收人", 12, _T, ""),
    ("reply_due_on", "回复期限", 12, _D, ""),
    ("replied_on", "回复日期", 12, _D, ""),
    ("reply_state", "回复情况", 10, _T, "以今天为准"),
)
MORE_LETTER_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("copies_to", "抄送", 16, _T, ""),
    ("rectification_due_on", "整改期限", 12, _D, ""),
    ("issued_on", "签发日期", 12, _D, ""),
    ("written_by", "拟稿人", 12, _T, ""),
    ("tracking_number", "邮寄单号", 16, _T, ""),
)
REPLY_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("unit", "回复单位", 16, _T, ""),
    ("reply_number", "回复文号", 18, _T, ""),
    ("dated_on", "落款日期", 12, _D, ""),
    ("received_on", "收到日期", 12, _D, ""),
    ("letter_title", "所复函件", 28, _T, ""),
    ("letter_number", "函件文号", 16, _T, ""),
    ("matter", "关联事项", 14, _T, ""),
    ("conclusion", "答复结论", 10, _T, ""),
    ("reply_due_on", "回复期限", 12, _D, ""),
    ("timeliness", "是否按期", 9, _T, "收到日期不晚于回复期限"),
    ("way", "收到途径", 10, _T, ""),
    ("entered_by", "登记人", 12, _T, ""),
)
MORE_REPLY_COLUMN_LABELS: Final[tuple[_Row, ...]] = (("words", "回复内容", 40, _T, ""),)
FEEDBACK_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("number", "线索编号", 11, _T, ""),
    ("title", "摘要", 30, _T, ""),
    ("reporter", "反映人类别", 12, _T, ""),
    ("department", "承办部门", 14, _T, ""),
    ("handler", "承办人", 12, _T, ""),
    ("state", "当前环节", 12, _T, ""),
    ("began_on", "起算日期", 12, _D, ""),
    ("due_on", "反馈期限", 12, _D, ""),
    ("limit_kind", "期限性质", 10, _T, ""),
    ("fed_back_on", "反馈日期", 12, _D, ""),
    ("status", "反馈情况", 12, _T, "以今天为准"),
)
MORE_FEEDBACK_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("channel", "来源方式", 10, _T, ""),
    ("town", "苏木镇", 10, _T, ""),
    ("area", "领域", 13, _T, ""),
)

CASE_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("number", "编号", 10, _T, ""),
    ("title", "案件名称", 40, _T, ""),
    ("kind", "类型", 14, _T, ""),
    ("area", "领域", 16, _T, ""),
    ("parties", "被监督单位", 26, _T, ""),
    ("handler", "承办人", 12, _T, ""),
    ("filed_on", "立案日期", 12, _D, ""),
    ("state", "当前环节", 14, _T, ""),
    ("suggestion_number", "检察建议文号", 22, _T, ""),
    ("replied_on", "回复日期", 12, _D, ""),
    ("rectification_due_on", "整改期限", 12, _D, ""),
    ("closed_on", "终结日期", 12, _D, ""),
)
MORE_CASE_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("national_number", "2.0案号", 18, _T, ""),
    ("standing", "法定或等外", 10, _T, "以立案之日的法律为准"),
    ("department", "部门", 14, _T, ""),
    ("suggestion_served_on", "检察建议送达日期", 12, _D, ""),
    ("reply_due_on", "回复期限", 12, _D, ""),
    ("measures_on", "采取措施日期", 12, _D, ""),
    ("verified_on", "核实整改到位日期", 12, _D, ""),
    ("finding", "跟进调查结论", 12, _T, ""),
    ("next_due_on", "最近期限", 12, _D, ""),
    ("next_due_kind", "期限性质", 10, _T, ""),
    ("closing_ground", "终结情形", 22, _T, ""),
    ("town", "苏木镇", 10, _T, ""),
    ("campaign", "专项活动", 14, _T, ""),
    ("leads", "来源线索", 14, _T, ""),
)
PROPOSAL_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("kind", "类别", 9, _T, ""),
    ("session", "届次", 12, _T, ""),
    ("number", "编号", 8, _T, ""),
    ("title", "案由", 32, _T, ""),
    ("submitters", "提出人", 14, _T, "以建议提案载明的为准"),
    ("received_on", "收到日期", 12, _D, ""),
    ("handler", "承办人", 10, _T, ""),
    ("screening", "筛查结果", 12, _T, ""),
    ("conversions", "转化情况", 30, _T, "线索、案件、文件等各列一项"),
    ("converted_on", "首次转化日期", 12, _D, ""),
    ("answer_due_on", "答复期限", 12, _D, "自交办之日起算"),
    ("answered_on", "答复日期", 12, _D, ""),
    ("satisfaction", "满意度", 9, _T, ""),
    ("state", "环节", 9, _T, ""),
)
MORE_PROPOSAL_COLUMN_LABELS: Final[tuple[_Row, ...]] = (
    ("level", "层级", 10, _T, ""),
    ("delegation", "代表团、界别", 16, _T, ""),
    ("undertaking", "承办分工", 14, _T, ""),
    ("transferring_body", "转来单位", 18, _T, ""),
    ("assigned_on", "交办日期", 12, _D, ""),
    ("area", "领域", 14, _T, ""),
    ("reason", "不含公益诉讼内容的理由", 20, _T, ""),
    ("timeliness", "是否按期答复", 10, _T, "答复日期不晚于答复期限"),
    ("decision_sent_on", "抄送文书日期", 12, _D, "末次"),
    ("outcome_sent_on", "反馈结果日期", 12, _D, "末次"),
    ("department", "承办部门", 14, _T, ""),
)


def _columns(usual: tuple[_Row, ...], more: tuple[_Row, ...]) -> tuple[LedgerColumn, ...]:
    return tuple(
        LedgerColumn(
            key=key, heading=heading, width=width, kind=kind, meaning=meaning, is_usual=is_usual
        )
        for rows, is_usual in ((usual, True), (more, False))
        for key, heading, width, kind, meaning in rows
    )


LEDGER_COLUMNS: Final[dict[LedgerKind, tuple[LedgerColumn, ...]]] = {
    LedgerKind.INFORMATION: _columns(INFORMATION_COLUMN_LABELS, MORE_INFORMATION_COLUMN_LABELS),
    LedgerKind.LEADS: _columns(LEAD_COLUMN_LABELS, MORE_LEAD_COLUMN_LABELS),
    LedgerKind.CASES: _columns(CASE_COLUMN_LABELS, MORE_CASE_COLUMN_LABELS),
    LedgerKind.LETTERS: _columns(LETTER_COLUMN_LABELS, MORE_LETTER_COLUMN_LABELS),
    LedgerKind.REPLIES: _columns(REPLY_COLUMN_LABELS, MORE_REPLY_COLUMN_LABELS),
    LedgerKind.FEEDBACK: _columns(FEEDBACK_COLUMN_LABELS, MORE_FEEDBACK_COLUMN_LABELS),
    LedgerKind.PROPOSALS: _columns(PROPOSAL_COLUMN_LABELS, MORE_PROPOSAL_COLUMN_LABELS),
}


def columns_by_key(kind: LedgerKind) -> dict[str, LedgerColumn]:
    """Return the columns of a ledger by key, in their usual order."""
    return {column.key: column for column in LEDGER_COLUMNS[kind]}
