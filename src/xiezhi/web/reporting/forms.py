"""What a superior's form, its cells and its returns are told."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from xiezhi.accounts.selectors.office_settings import statistics_day
from xiezhi.accounts.selectors.people import list_departments
from xiezhi.disclosure.rules.release import MAX_NOTE
from xiezhi.law.sources import source_register
from xiezhi.reporting.models import ReturnForm
from xiezhi.reporting.rules.figures import FIGURES, FigureFilter
from xiezhi.reporting.rules.ledgers import LEDGER_TITLES, LedgerKind
from xiezhi.reporting.rules.mapping import (
    FORM_TEXT_LABELS,
    CellMapping,
    FormText,
    filters_of,
)
from xiezhi.reporting.rules.periods import (
    MONTH_END,
    PERIOD_KIND_LABELS,
    SPAN_LABELS,
    PeriodKind,
    Span,
    period_before,
)
from xiezhi.reporting.rules.workbook.places import CellPlace
from xiezhi.web.desk.pool_forms import area_choices, channel_choices, town_choices

# No figure of an office is older, and no return is for a period that far ahead.
_YEARS: Final = range(2000, 2100)
_TEXT: Final = "text:"
_RATES: Final = gettext_lazy("比率")
_WORDS: Final = gettext_lazy("文字")


class FormFileForm(forms.Form):
    """A form's file."""

    file = forms.FileField(
        label=gettext_lazy("表样文件（.xlsx）"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class NewFormForm(FormFileForm):
    """A form taken in for the first time."""

    name = forms.CharField(label=gettext_lazy("表名"), max_length=60)
    issuer = forms.CharField(label=gettext_lazy("制发单位"), max_length=60)
    period_kind = forms.ChoiceField(label=gettext_lazy("填报频次"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "issuer", "period_kind", "file"])
        field = self.fields["period_kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(kind.value, _(text)) for kind, text in PERIOD_KIND_LABELS.items()]


class CellForm(forms.Form):
    """What a cell is filled with."""

    content = forms.ChoiceField(label=gettext_lazy("填什么"))
    span = forms.ChoiceField(label=gettext_lazy("统计时段"))
    area = forms.ChoiceField(label=gettext_lazy("领域"), required=False)
    town = forms.ChoiceField(label=gettext_lazy("苏木镇"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("来源方式"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("法定来源"), required=False)
    department = forms.ChoiceField(label=gettext_lazy("部门"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in _cell_choices().items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered

    def mapping(self, place: CellPlace) -> CellMapping:
        """Return what a valid form fills the cell with.

        Raises:
            InvalidInputError: a code of `filters_of`.
        """
        data = self.cleaned_data
        content: str = data["content"]
        if content.startswith(_TEXT):
            return CellMapping(place=place, text=FormText(content.removeprefix(_TEXT)))
        given = [(name.value, data[name.value]) for name in FigureFilter]
        return CellMapping(
            place=place, figure=content, span=Span(data["span"]), filters=filters_of(given)
        )


class CheckForm(forms.Form):
    """Which cells a cell is the sum of."""

    parts = forms.CharField(
        label=gettext_lazy("应等于这些单元格之和"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("例如 B5:B9 或 B5,B7；清空则不校验。"),
    )


class DaysForm(forms.Form):
    """First and last day of a statistical period."""

    since = forms.DateField(
        label=gettext_lazy("统计期自"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("至"), widget=forms.DateInput(attrs={"type": "date"})
    )

    @override
    def clean(self) -> dict[str, Any]:
        """Refuse a year that was mistyped: 0026 for 2026 passes for a date in every browser."""
        cleaned = super().clean() or {}
        for name in ("since", "until"):
            day = cleaned.get(name)
            if isinstance(day, date) and day.year not in _YEARS:
                words = _("年份是 %(year)s，像是填错了，请核对。")
                self.add_error(name, words % {"year": f"{day.year:04}"})
        return cleaned


class PeriodForm(DaysForm):
    """The period a return is for; a first visit offers the one that has just ended."""

    reason = forms.CharField(
        label=gettext_lazy("更正理由"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("只有更正已锁定的上报版才填。"),
    )


class ReleaseForm(DaysForm):
    """The period figures are put before everybody for."""

    note = forms.CharField(
        label=gettext_lazy("说明"),
        required=False,
        max_length=MAX_NOTE,
        help_text=gettext_lazy("会一并公开，例如口径有变化。不要写个人信息和具体案情。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AdjustForm(forms.Form):
    """A value in place of what was counted."""

    words = forms.CharField(label=gettext_lazy("调整为"), max_length=120)
    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReturnTextForm(forms.Form):
    """Who is responsible and where to call."""

    responsible = forms.CharField(label=gettext_lazy("负责人"), required=False, max_length=60)
    telephone = forms.CharField(label=gettext_lazy("联系电话"), required=False, max_length=30)


class ReasonForm(forms.Form):
    """Why a return goes back."""

    reason = forms.CharField(label=gettext_lazy("理由"), max_length=300)


def period_offered(form: ReturnForm, today: date) -> dict[str, date]:
    """Return the period that has just ended, for the form to begin with."""
    kind = PeriodKind(form.period_kind)
    found = period_before(today, kind, statistics_day() or MONTH_END)
    return {"since": found.since, "until": found.until}


def cell_initial(cell: CellMapping | None) -> dict[str, str]:
    """Return what a cell is filled with, for its form."""
    if cell is None:
        return {"span": Span.PERIOD.value}
    if cell.text is not None:
        return {"content": f"{_TEXT}{cell.text.value}", "span": Span.PERIOD.value}
    chosen = {name.value: value for name, value in cell.filters}
    return {"content": cell.figure, "span": cell.span.value, **chosen}


def _cell_choices() -> dict[str, list[Any]]:
    sources = source_register().sources.values()
    counts = [
        (
            _(LEDGER_TITLES[kind]),
            [
                (figure.key, _(figure.name))
                for figure in FIGURES.values()
                if figure.ledger is kind and not figure.is_rate
            ],
        )
        for kind in LedgerKind
    ]
    rates = [(figure.key, _(figure.name)) for figure in FIGURES.values() if figure.is_rate]
    texts = [(f"{_TEXT}{text.value}", _(label)) for text, label in FORM_TEXT_LABELS.items()]
    return {
        "content": [("", _("请选择")), *counts, (_RATES, rates), (_WORDS, texts)],
        "span": [(span.value, _(label)) for span, label in SPAN_LABELS.items()],
        "area": area_choices(_("不限")),
        "town": town_choices(_("不限")),
        "channel": channel_choices(_("不限")),
        "source": [("", _("不限")), *((one.source.value, _(one.label)) for one in sources)],
        "department": [("", _("不限")), *((str(one.id), one.name) for one in list_departments())],
    }
