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
    StepCode.NAMED_DAY: gettext_lazy("不是法定期限，由本院指定到%(day)s。"),
    StepCode.LAST_DAY: gettext_lazy("最后一日是%(day)s，24 时止。"),
    StepCode.EVENT: gettext_lazy("起算事由：%(event)s，发生在%(day)s。"),
    StepCode.LOOKS_TO: gettext_lazy("倒算的日子：%(event)s，%(day)s。"),
    StepCode.CONDITION: gettext_lazy("适用情形：%(condition)s。"),
    StepCode.BASIS_STATUTORY: gettext_lazy("法定，依据%(basis)s。"),
    StepCode.BASIS_OWN: gettext_lazy("不是法定期限，按本院设定的长度计算；%(basis)s。"),
    StepCode.BASIS_SUGGESTED: gettext_lazy("不是法定期限，本院未设定，按建议长度计算；%(basis)s。"),
    StepCode.BASIS_OPEN: gettext_lazy("不是法定期限；%(basis)s。"),
    StepCode.UNVERIFIED: gettext_lazy("依据待核：使用前须由本院确认。"),
    StepCode.EXTENDED_BY: gettext_lazy("经%(approver)s批准延长%(period)s，计至%(day)s。"),
    StepCode.EXTENDED_UNTIL: gettext_lazy("经%(approver)s批准，延长至%(day)s。"),
    StepCode.PAUSED: gettext_lazy("从%(first)s起暂停，恢复以后才能确定最后一日。"),
    StepCode.NOT_BEFORE: gettext_lazy("至少要到%(day)s，此前不得结束。"),
    StepCode.IN_WORDS: gettext_lazy("没有天数，规定的要求是：%(wording)s。"),
    StepCode.CHOOSE_VARIANT: gettext_lazy("长度因情形而不同，请先选择适用情形。"),
    StepCode.NO_NUMBER: gettext_lazy("本院还没有设定长度，不推算最后一日。"),
    StepCode.EXCLUDES: gettext_lazy("%(event)s不计入（%(basis)s）。"),
    StepCode.RESTARTS: gettext_lazy("%(event)s的，重新计算（%(basis)s）。"),
    StepCode.RECURS: gettext_lazy("到期以后，从最后一日起再算一次。"),
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
_WORDS_OF_THE_LAW: Final = frozenset({"holiday", "event", "condition", "wording", "approver"})
_TEXTS: dict[str, tuple[object, object]] = {
    "law.no_rule": (
        gettext_lazy("这一天没有这项期限。"),
        gettext_lazy("请换一项期限，或核对日期：规则只在其施行期间适用。"),
    ),
    "law.own_length_missing": (
        gettext_lazy("法律没有规定这项期限，本院也还没有设定。"),
        gettext_lazy("请系统管理员在本院设置里设定。"),
    ),
    "law.no_variant": (
        gettext_lazy("这项期限没有这种情形。"),
        gettext_lazy("请从这项期限的适用情形里选择。"),
    ),
    "law.variant_needed": (
        gettext_lazy("这项期限的长度因情形而不同。"),
        gettext_lazy("请先选择适用的情形。"),
    ),
    "law.in_words": (
        gettext_lazy("法律没有给出天数，只有文字要求，不能推算最后一日。"),
        gettext_lazy("请按文字要求办理。"),
    ),
    "law.no_regime": (
        gettext_lazy("这一天没有公益诉讼办案制度。"),
        gettext_lazy("请核对日期。"),
    ),
    "law.extension_unclear": (
        gettext_lazy("延长要么写明长度，要么写明延长到哪一天。"),
        gettext_lazy("请只填其中一项。"),
    ),
    "law.suspension_reversed": (
        gettext_lazy("不计入的期间止日早于起日。"),
        gettext_lazy("请核对这两个日期。"),
    ),
    "law.counted_back_fixed": (
        gettext_lazy("倒算的期限不能扣除，也不能延长。"),
        gettext_lazy("请清空扣除和延长。"),
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
    for word in _WORDS_OF_THE_LAW & named.keys():
        named[word] = _(named[word])
    if "length" in params:
        period = Period(length=int(str(params["length"])), unit=Unit(str(params["unit"])))
        named["period"] = period_words(period)
    if "last" in named:
        is_one = params["first"] == params["last"]
        named["span"] = (
            named["first"]
            if is_one
            else _("%(first)s至%(last)s") % {"first": named["first"], "last": named["last"]}
        )
    return named
