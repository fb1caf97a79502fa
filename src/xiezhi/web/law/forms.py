"""What a reader of the law pages may ask for."""

import datetime as dt
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.law.deadline_rules import deadline_rules
from xiezhi.law.periods import Period, Suspension, Unit
from xiezhi.web.law.sheets import OWN, STATUTORY, SUPPLEMENT, UNVERIFIED

MARK_LABELS: Final = {
    "": gettext_lazy("全部"),
    STATUTORY: gettext_lazy("法定"),
    OWN: gettext_lazy("本院规定"),
    UNVERIFIED: gettext_lazy("待核"),
    SUPPLEMENT: gettext_lazy("本院补充数据"),
}
UNIT_LABELS: Final = {
    Unit.DAY: gettext_lazy("日"),
    Unit.WORKING_DAY: gettext_lazy("个工作日"),
    Unit.MONTH: gettext_lazy("个月"),
    Unit.YEAR: gettext_lazy("年"),
}


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


class ReadForm(forms.Form):
    """The day whose law is asked for, and what of it."""

    day = forms.DateField(
        label=gettext_lazy("查看哪一天的规定"), widget=_day_input(), required=False
    )
    q = forms.CharField(label=gettext_lazy("关键词"), max_length=40, required=False)
    mark = forms.ChoiceField(
        label=gettext_lazy("性质"), choices=list(MARK_LABELS.items()), required=False
    )


class CountForm(forms.Form):
    """A rule, the day of its trigger and what lengthens the count."""

    rule = forms.ChoiceField(label=gettext_lazy("期限"))
    variant = forms.ChoiceField(label=gettext_lazy("适用情形"), required=False)
    date = forms.DateField(label=gettext_lazy("起算事由发生日"), widget=_day_input())
    pause_from = forms.DateField(
        label=gettext_lazy("不计入，自"), widget=_day_input(), required=False
    )
    pause_to = forms.DateField(
        label=gettext_lazy("至（未结束的留空）"), widget=_day_input(), required=False
    )
    extension = forms.IntegerField(
        label=gettext_lazy("批准延长"), min_value=1, max_value=400, required=False
    )
    extension_unit = forms.ChoiceField(
        label=gettext_lazy("单位"),
        choices=[(unit.value, label) for unit, label in UNIT_LABELS.items()],
        required=False,
        initial=Unit.MONTH.value,
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked or None)
        titles = {rule.key: f"{_(rule.flow)} · {_(rule.title)}" for rule in deadline_rules()}
        self._offer("rule", titles)
        self._offer("variant", {"": _("一般情形")} | _variants(asked.get("rule", "")))

    @property
    def period(self) -> Period | None:
        """The approved lengthening asked about."""
        length = self.cleaned_data["extension"]
        unit = self.cleaned_data["extension_unit"] or Unit.MONTH
        return None if not length else Period(length=length, unit=Unit(unit))

    @property
    def suspensions(self) -> list[Suspension]:
        """The days left out that have ended."""
        first, last = self.cleaned_data["pause_from"], self.cleaned_data["pause_to"]
        return [Suspension(first=first, last=last)] if first and last else []

    @property
    def paused_since(self) -> dt.date | None:
        """First day of a pause that has not ended."""
        first: dt.date | None = self.cleaned_data["pause_from"]
        return None if self.cleaned_data["pause_to"] else first

    def _offer(self, name: str, choices: dict[str, str]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices.items())


def _variants(key: str) -> dict[str, str]:
    return {
        one.key: _(one.condition)
        for rule in deadline_rules()
        if rule.key == key
        for one in rule.variants
    }
