"""Forms of the office's settings; holidays are typed as lines, one day each."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xiezhi.accounts.rules.statistics import LAST_CLOSING_DAY
from xiezhi.law.holidays import Holiday, HolidayTable

_MOST_LINES: Final = 80


class StatisticsDayForm(forms.Form):
    """统计截止日: a day every month has, or the month's end."""

    day_of_month = forms.TypedChoiceField(
        label=_("统计截止日"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("选 25 日的，11 月统计期是 10 月 26 日至 11 月 25 日。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [
            (day, _now("每月 %(day)s 日") % {"day": day}) for day in range(1, LAST_CLOSING_DAY + 1)
        ]
        self.fields["day_of_month"].choices = [("", _now("每月最后一日")), *days]  # type: ignore[attr-defined]  # a choice field


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
