"""Time limits as the pages show them: how long, then length and article; 本院规定 never as law."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.clocks.selectors.of_matters import ClockShown, Due
from xiezhi.law.deadlines import rule_on
from xiezhi.leads.rules.clocks import ClockRule

Clock = dict[str, str | int | bool]

CLOCK_NAMES: Final[dict[str, str]] = {
    ClockRule.ASSESSMENT: "线索评估",
    ClockRule.URGENT: "紧急处置",
    ClockRule.PRELIMINARY: "初步调查",
    ClockRule.MATERIAL: "补充材料",
    ClockRule.NATIONAL: "登记2.0",
    ClockRule.TRANSFER: "移送其他检察院",
    ClockRule.DEPARTMENT: "移送本院部门",
    ClockRule.SUPERVISION: "移送监委、公安",
    ClockRule.MAJOR: "重大线索报备",
    ClockRule.ORGAN_REPLY: "行政机关回复",
    ClockRule.FIELD_TASK: "网格员协助核实",
    ClockRule.FEEDBACK: "反馈反映人",
}
_SHORT: Final[dict[str, str]] = {
    ClockRule.ASSESSMENT: "评估",
    ClockRule.URGENT: "处置",
    ClockRule.MATERIAL: "补充",
    ClockRule.TRANSFER: "移送",
    ClockRule.DEPARTMENT: "移送",
    ClockRule.SUPERVISION: "移送",
    ClockRule.MAJOR: "报备",
    ClockRule.ORGAN_REPLY: "回复",
    ClockRule.FIELD_TASK: "核实",
    ClockRule.FEEDBACK: "反馈",
    CaseRule.FILING_SERVICE: "送达",
    CaseRule.SUGGESTION_SERVICE: "送达",
    CaseRule.SUGGESTION_BACKUP: "备案",
    CaseRule.GOVERNANCE_BACKUP: "备案",
    CaseRule.COMPLAINT_BACKUP: "备案",
    CaseRule.JUDGMENT_BACKUP: "备案",
    CaseRule.ADMIN_APPEAL: "上诉",
    CaseRule.CIVIL_APPEAL: "上诉",
    CaseRule.INCIDENTAL_APPEAL: "上诉",
    CaseRule.SUGGESTION_REPLY: "回复",
    CaseRule.GOVERNANCE_REPLY: "回复",
    CaseRule.ADMIN_REVIEW: "审查",
    CaseRule.CIVIL_REVIEW: "审查",
    CaseRule.ANNOUNCEMENT: "公告",
    CaseRule.GOVERNANCE_INVESTIGATION: "调查",
    CaseRule.WITHDRAW_OR_CHANGE: "送达",
    CaseRule.WITHDRAW_SUPPORT: "送达",
}
_UNITS: Final = {
    "day": "%(length)s 日",
    "working_day": "%(length)s 个工作日",
    "month": "%(length)s 个月",
    "year": "%(length)s 年",
}


def clock_of(due: Due) -> Clock:
    """Return a running clock in the shape of ``components/clock.html``."""
    text, tone = _left(due.days_left, due.kind)
    return {
        "text": text,
        "tone": tone,
        "limit": f"{_short(due)} {_length(due)}".strip(),
        "article": "" if due.kind == "own" else due.basis,
        "is_own_rule": due.kind == "own",
        "own_words": due.basis if due.kind == "own" else "",
        "is_provisional": due.is_provisional,
        "due_full": due.on.isoformat(),
        "is_due": due.days_left <= 0,
    }


def clock_line(shown: ClockShown, today: date) -> Clock:
    """Return a clock of a lead page, with its name and how much of it has run."""
    clock = clock_of(shown.due)
    clock["name"] = clock_name(shown.due)
    span = max((shown.due.on - shown.trigger_on).days, 1)
    clock["percent"] = min(100, max(0, round(100 * (today - shown.trigger_on).days / span)))
    if shown.is_paused:
        clock["text"], clock["tone"], clock["is_due"] = _("暂停计算"), "faint", False
    if shown.ended_on is not None:
        is_late = shown.ended_on > shown.due.on
        word = _("不再适用") if shown.is_void else _("逾期完成") if is_late else _("按期完成")
        clock["text"] = f"{word} {shown.ended_on:%m-%d}"
        clock["tone"] = "faint" if shown.is_void else "red" if is_late else "green"
    return clock


def _left(days_left: int, kind: str) -> tuple[str, str]:
    if days_left < 0:
        return _("逾期 %(days)s 天") % {"days": -days_left}, "red"
    if days_left == 0:
        return (_("今天 24:00") if kind == "statutory" else _("今天")), "amber"
    return _("还有 %(days)s 天") % {"days": days_left}, ""


def _short(due: Due) -> str:
    return _(_SHORT[due.rule_key]) if due.rule_key in _SHORT else clock_name(due)


def clock_name(due: Due) -> str:
    """Return the office's word for a limit, else the rule book's."""
    return _(CLOCK_NAMES.get(due.rule_key) or rule_on(due.rule_key, due.on).title)


def _length(due: Due) -> str:
    if not due.unit:
        return ""
    return _(_UNITS[due.unit]) % {"length": due.length}
