"""Filters of the desk: codes turned into the field's words, instants into short dates."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django import template
from django.utils.translation import gettext as _

from xiezhi.cases.rules.kinds import KIND_LABELS as CASE_KIND_LABELS
from xiezhi.cases.rules.states import CaseState
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.geo.heading import HEADING_LABELS, wind_of
from xiezhi.intake.rules.pool import NOT_LEAD_LABELS, POOL_LABELS, PlaceSource, ReporterGrade
from xiezhi.intake.rules.steps import STEP_WORDS
from xiezhi.intake.rules.submission import TOPICS
from xiezhi.kernel import clock
from xiezhi.law.areas import area_register
from xiezhi.law.sources import source_register
from xiezhi.leads.rules.outcomes import (
    PROPOSAL_LABELS,
    VERDICT_LABELS,
)
from xiezhi.leads.rules.procedure import EVENT_LABELS, STATE_LABELS
from xiezhi.leads.rules.reporters import REPORTER_KIND_LABELS
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.kinds import KIND_LABELS as LETTER_KIND_LABELS
from xiezhi.letters.rules.notes import NOTE_LABELS
from xiezhi.letters.rules.procedure import STATE_LABELS as LETTER_STATE_LABELS
from xiezhi.letters.rules.replies import REPLY_LABELS
from xiezhi.letters.rules.service import SERVICE_LABELS
from xiezhi.letters.rules.setting_aside import SET_ASIDE_LABELS
from xiezhi.supporters.rules.field import FIELD_RESULT_LABELS
from xiezhi.web.cases.naming import Named, state_label

register = template.Library()

_PLACE_SOURCES: Final = {
    PlaceSource.DEVICE: "设备定位",
    PlaceSource.EXIF: "照片位置",
    PlaceSource.MANUAL: "手工标注",
    PlaceSource.NONE: "",
}
_TIME_SOURCES: Final = {
    TimeSource.DEVICE: "设备时间",
    TimeSource.EXIF: "照片时间",
    TimeSource.FILE_NAME: "文件名时间",
    TimeSource.MESSAGE: "消息时间",
    TimeSource.MANUAL: "人工填写",
}
_GRADES: Final = {ReporterGrade.DUTY: "网格员履职", ReporterGrade.SECRET: "仅代码（保密）"}
_MESSAGE_KINDS: Final = {
    "question": "本院询问",
    "answer": "反映人答复",
    "supplement": "反映人补充",
    "step": "进度告知",
    "feedback": "反馈",
    "again": "再次反映",
    "notice": "身份通知",
    "erasure": "请求删除身份",
}
_STAGES: Final = {"handler": "承办人意见", "head": "部门负责人意见", "chief": "检察长决定"}
_WAYS: Final = {"online": "本人线上", "entered": "代录"}


def _plain(table: Mapping[Any, str]) -> dict[str, str]:
    return {str(code): label for code, label in table.items()}


TABLES: Final = {
    "pool": _plain(POOL_LABELS),
    "not_lead": _plain(NOT_LEAD_LABELS),
    "step": _plain(STEP_WORDS),
    "topic": _plain(TOPICS),
    "state": _plain(STATE_LABELS),
    "event": _plain(EVENT_LABELS),
    "verdict": _plain(VERDICT_LABELS),
    "proposal": _plain(PROPOSAL_LABELS),
    "conclusion": _plain(REPLY_LABELS),
    "result": _plain(FIELD_RESULT_LABELS),
    "reporter": _plain(REPORTER_KIND_LABELS),
    "grade": _plain(_GRADES),
    "place_source": _plain(_PLACE_SOURCES),
    "time_source": _plain(_TIME_SOURCES),
    "note_kind": _plain(NOTE_LABELS),
    "letter_kind": _plain(LETTER_KIND_LABELS),
    "letter_state": _plain(LETTER_STATE_LABELS),
    "service_way": _plain(SERVICE_LABELS),
    "set_aside": _plain(SET_ASIDE_LABELS),
    "case_kind": _plain(CASE_KIND_LABELS),
    "message_kind": _plain(_MESSAGE_KINDS),
    "stage": _plain(_STAGES),
    "way": _plain(_WAYS),
}


@register.filter
def words(code: str, table: str) -> str:
    """Return the field's word for a stored code; an unknown code stands for itself."""
    found = TABLES[table].get(code, "")
    return _(found) if found else str(code or "")


@register.filter
def case_state(case: Named, state: str) -> str:
    """Return the word for where a case stands, as its kind and its regime have it."""
    return state_label(case, CaseState(state))


@register.filter
def heading(degrees: float) -> str:
    """Return a direction as a wind and its degrees: 东北 45°."""
    return f"{_(HEADING_LABELS[wind_of(degrees)])} {degrees:.0f}°"


@register.filter
def kind_word(letter: Letter) -> str:
    """Return what a letter is called: a judicial paper by its own name, else its 文种."""
    return _(letter.paper_name) if letter.paper_name else words(letter.kind, "letter_kind")


@register.filter
def not_said(letter: Letter) -> str:
    """Return that a paper does not say something; a suggestion is no letter, so it is named."""
    if letter.paper_name:
        return _("《%(name)s》中没有写明") % {"name": _(letter.paper_name)}
    return _("函中没有写明")


@register.filter
def area(key: str) -> str:
    """Return the name of a subject area (领域)."""
    names = {one.key: one.name for one in area_register().areas}
    return _(names[key]) if key in names else ""


_SHORT_AREAS: Final = {
    "生态环境和资源保护": "生态环境",
    "食品药品安全": "食药安全",
    "国有财产保护": "国有财产",
    "国有土地使用权出让": "国有土地",
    "英雄烈士权益": "英烈权益",
    "未成年人保护": "未成年人",
    "军人地位和权益保障": "军人权益",
    "个人信息保护": "个人信息",
    "无障碍环境建设": "无障碍",
    "妇女权益保障": "妇女权益",
    "文物和文化遗产保护": "文物遗产",
}


@register.filter
def area_short(key: str) -> str:
    """Return the short name of a subject area, for narrow columns."""
    names = {one.key: one.name for one in area_register().areas}
    name = names.get(key, "")
    return _(_SHORT_AREAS.get(name, name)) if name else ""


@register.filter
def channel(key: str) -> str:
    """Return the label of a way of arrival (来源方式)."""
    labels = {entry.channel.value: entry.label for entry in source_register().channels.values()}
    return _(labels[key]) if key in labels else str(key)


@register.filter
def source(key: str) -> str:
    """Return the label of a statutory source (法定来源)."""
    labels = {entry.source.value: entry.label for entry in source_register().sources.values()}
    return _(labels[key]) if key in labels else str(key)


@register.filter
def day(value: date | datetime | None) -> str:
    """Return 11-23, or 2025-11-23 in another year."""
    if value is None:
        return ""
    found = clock.legal_day(value) if isinstance(value, datetime) else value
    is_this_year = found.year == clock.legal_day(clock.now()).year
    return f"{found:%m-%d}" if is_this_year else f"{found:%Y-%m-%d}"


@register.filter
def moment(value: datetime | None) -> str:
    """Return 11-23 16:40, with the year when it is another."""
    if value is None:
        return ""
    return f"{day(value)} {value.astimezone(clock.CHINA):%H:%M}"


@register.filter
def full(value: date | datetime | None) -> str:
    """Return the full date, with the time of an instant."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.CHINA):%Y-%m-%d %H:%M}"
    return f"{value:%Y-%m-%d}"
