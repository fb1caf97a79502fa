"""Forms of the office's settings; holidays are typed as lines, one day each."""

from datetime import date
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xiezhi.law.holidays import Holiday, HolidayTable
from xiezhi.web.office.forms import WithChoices, date_input

_MOST_LINES: Final = 80


class OwnLimitForm(WithChoices):
    """A time limit of the office's own."""

    rule_key = forms.ChoiceField(label=_("期限"))
    length = forms.IntegerField(label=_("长度"), min_value=1, max_value=400)
    unit = forms.ChoiceField(
        label=_("单位"),
        choices=[("working_day", _("个工作日")), ("day", _("日")), ("month", _("个月"))],
    )
    effective_from = forms.DateField(label=_("生效日期"), widget=date_input())
    citation = forms.CharField(
        label=_("本院文件"),
        max_length=120,
        required=False,
        help_text=_("写明文件名称、文号和条款；不写的显示为“本院设定”。"),
    )


class HolidayForm(forms.Form):
    """A year's days off and make-up working days."""

    holidays = forms.CharField(
        label=_("放假日期"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("每行一天：日期 空格 节日，例如 2027-02-06 春节。周末不必列出。"),
    )
    workdays = forms.CharField(
        label=_("调休上班日期"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("每行一天，只能是周六或周日，例如 2027-02-20。"),
    )

    def clean_holidays(self) -> list[Holiday]:
        """Return the days off; a line that cannot be read is named."""
        lines = _lines(self.cleaned_data["holidays"])
        return [Holiday(day=_day(line), name=line.partition(" ")[2].strip()) for line in lines]

    def clean_workdays(self) -> list[date]:
        """Return the make-up days; a line that cannot be read is named."""
        return [_day(line) for line in _lines(self.cleaned_data["workdays"])]


def lines_of(table: HolidayTable | None) -> dict[str, str]:
    """Return a table as the form shows it."""
    if table is None:
        return {}
    return {
        "holidays": "\n".join(f"{one.day.isoformat()} {one.name}" for one in table.holidays),
        "workdays": "\n".join(day.isoformat() for day in sorted(table.adjusted_workdays)),
    }


def _lines(text: str) -> list[str]:
    lines = [line.strip().replace("\u3000", " ") for line in text.splitlines() if line.strip()]
    if len(lines) > _MOST_LINES:
        raise ValidationError(_now("行数太多，一年最多 %(most)s 行。") % {"most": _MOST_LINES})
    return lines


def _day(line: str) -> date:
    try:
        return date.fromisoformat(line.partition(" ")[0])
    except ValueError as error:
        raise ValidationError(
            _now("这一行看不懂：%(line)s。请写成 2027-02-06 春节。") % {"line": line[:30]}
        ) from error
