"""Rows of 整改措施 in a form: the unit's in the portal and the clerk's at a reply on paper are the same."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xiezhi.letters.rules.replies import MAX_CELL, MAX_MEASURE_WORDS, MAX_MEASURES, Measure
from xiezhi.web.whole_words import whole

BLANK_ROWS: Final = 1
_PREFIX: Final = "measures"
_COUNT: Final = f"{_PREFIX}-TOTAL_FORMS"


class MeasureForm(forms.Form):
    """One row of 整改措施."""

    words = whole(
        forms.CharField(
            label=_("措施"),
            max_length=MAX_MEASURE_WORDS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
    )
    responsible = whole(forms.CharField(label=_("责任人"), max_length=MAX_CELL, required=False))
    due = whole(forms.CharField(label=_("完成时限"), max_length=MAX_CELL, required=False))
    progress = whole(
        forms.CharField(
            label=_("完成情况"),
            max_length=MAX_MEASURE_WORDS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 1}),
        )
    )


MeasureForms = forms.formset_factory(
    MeasureForm, extra=0, max_num=MAX_MEASURES, absolute_max=MAX_MEASURES * 5
)
if TYPE_CHECKING:
    MeasureRows = forms.BaseFormSet[MeasureForm]
else:  # Django knows no parts of it at run time
    MeasureRows = forms.BaseFormSet


def rows_to_fill(measures: Iterable[Measure] = ()) -> MeasureRows:
    """Return the rows kept so far and a blank one."""
    kept = [
        {
            "words": row.words,
            "responsible": row.responsible,
            "due": row.due,
            "progress": row.progress,
        }
        for row in measures
    ]
    return MeasureForms(initial=[*kept, *({} for _blank in range(BLANK_ROWS))], prefix=_PREFIX)


def rows_sent(data: Mapping[str, Any], *, with_blank: bool = False) -> MeasureRows:
    """Return the rows as they were sent; ``with_blank`` adds one to them, for a page without scripts."""
    count = data.get(_COUNT, "")
    if with_blank and isinstance(data, QueryDict) and len(count) < 3 and count.isdecimal():  # noqa: PLR2004
        data = data.copy()
        data[_COUNT] = str(min(int(count) + 1, MAX_MEASURES))
    return MeasureForms(
        data,
        prefix=_PREFIX,
        error_messages={code: str(words) for code, words in _COUNT_REFUSED.items()},
    )


def measures_of_rows(rows: MeasureRows) -> tuple[Measure, ...]:
    """Return what can be read of the rows."""
    return tuple(_measure(row) for row in rows if row.is_valid())


def note_row_errors(form: forms.Form, rows: MeasureRows) -> None:
    """Tell above the form what has to be mended in which row; each field says it too."""
    if rows.is_valid():
        return
    for words in rows.non_form_errors():
        form.add_error(None, str(words))
    for number, row in enumerate(rows, start=1):
        for name, errors in row.errors.items():
            place = {
                "row": number,
                "field": row.fields[name].label,
                "words": "".join(str(one) for one in errors),
            }
            form.add_error(None, _now("整改措施第 %(row)s 行，%(field)s：%(words)s") % place)


_COUNT_REFUSED: Final = {
    "missing_management_form": _("整改措施没有传完整，请刷新页面后再填。"),
    "too_many_forms": _("整改措施最多 %(num)s 行，请合并后再提交。"),
}


def _measure(row: MeasureForm) -> Measure:
    cleaned = row.cleaned_data
    return Measure(
        words=cleaned.get("words", ""),
        responsible=cleaned.get("responsible", ""),
        due=cleaned.get("due", ""),
        progress=cleaned.get("progress", ""),
    )
