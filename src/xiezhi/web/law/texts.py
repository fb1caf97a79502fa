"""Words of lengths and of the steps of a count."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from xiezhi.law.periods import Period, Unit
from xiezhi.law.steps import Step, StepCode, StepParam
from xiezhi.web.problem_texts import register

_LENGTHS: Final = {
    Unit.DAY: ngettext_lazy("%(length)s 日", "%(length)s 日", "length"),
    Unit.WORKING_DAY: ngettext_lazy("%(length)s 个工作日", "%(length)s 个工作日", "length"),
    Unit.MONTH: ngettext_lazy("%(length)s 个月", "%(length)s 个月", "length"),
    Unit.YEAR: ngettext_lazy("%(length)s 年", "%(length)s 年", "length"),
}
_STEPS: Final = {
    StepCode.TRIGGER: gettext_lazy("%(day)s发生起算的事由。"),
    StepCode.FIRST_DAY_EXCLUDED: gettext_lazy("当天不计入，从%(day)s起算。"),
    StepCode.COUNTED: gettext_lazy("期限%(period)s，计至%(day)s。"),
    StepCode.SUSPENDED: gettext_lazy("%(first)s至%(last)s不计入期限，共 %(days)s 日，顺延。"),
    StepCode.EXTENDED: gettext_lazy("经批准延长%(period)s，计至%(day)s。"),
    StepCode.ROLLED_WEEKEND: gettext_lazy("%(span)s是休息日，顺延。"),
    StepCode.ROLLED_HOLIDAY: gettext_lazy("%(span)s是法定休假日（%(holiday)s），顺延。"),
    StepCode.ADJUSTED_WORKDAY: gettext_lazy("%(day)s是调休上班的日子，算工作日。"),
    StepCode.NEVER_ROLLS: gettext_lazy("%(day)s遇休息日也不顺延。"),
    StepCode.COUNTED_BACK: gettext_lazy("从当天往前倒算%(period)s，最迟%(day)s。"),
    StepCode.YEAR_UNKNOWN: gettext_lazy("%(year)s年的放假安排尚未录入，只按周末推算，日期为暂定。"),
    StepCode.LAST_DAY: gettext_lazy("最后一日是%(day)s，24 时止。"),
}
_WEEKDAYS: Final = (
    gettext_lazy("星期一"),
    gettext_lazy("星期二"),
    gettext_lazy("星期三"),
    gettext_lazy("星期四"),
    gettext_lazy("星期五"),
    gettext_lazy("星期六"),
    gettext_lazy("星期日"),
)
_TEXTS: dict[str, tuple[object, object]] = {
    "law.no_rule": (
        gettext_lazy("这一天没有这项期限。"),
        gettext_lazy("请换一项期限，或核对日期：规则只在其施行期间适用。"),
    ),
    "law.own_length_missing": (
        gettext_lazy("法律没有规定这项期限，本院也还没有设定。"),
        gettext_lazy("请系统管理员在本院设置里设定。"),
    ),
    "law.day_out_of_range": (
        gettext_lazy("日期太早或太晚，不能推算。"),
        gettext_lazy("请核对年份。"),
    ),
}


def register_texts() -> None:
    """Add the texts of the law's codes."""
    register(_TEXTS)


def period_words(period: Period) -> str:
    """Return 5 日, 2 个工作日, 1 个月."""
    return str(_LENGTHS[period.unit] % {"length": period.length})


def day_words(day: date) -> str:
    """Return 2026年3月5日（星期四）."""
    return _("%(year)s年%(month)s月%(day)s日（%(weekday)s）") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "weekday": _WEEKDAYS[day.weekday()],
    }


def step_words(step: Step) -> str:
    """Return one line of an explanation."""
    return str(_STEPS[step.code]) % _named(step.params)


def _named(params: Mapping[str, StepParam]) -> dict[str, str]:
    named = {
        name: day_words(value) if isinstance(value, date) else str(value)
        for name, value in params.items()
    }
    if "holiday" in named:
        named["holiday"] = _(named["holiday"])
    if "length" in params:
        period = Period(length=int(str(params["length"])), unit=Unit(str(params["unit"])))
        named["period"] = period_words(period)
    if "first" in named:
        is_one = params["first"] == params["last"]
        named["span"] = (
            named["first"]
            if is_one
            else _("%(first)s至%(last)s") % {"first": named["first"], "last": named["last"]}
        )
    return named
