"""What a ledger is asked for."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from xiezhi.accounts.selectors.people import list_departments
from xiezhi.intake.rules.pool import POOL_LABELS
from xiezhi.leads.rules.procedure import STATE_LABELS
from xiezhi.leads.selectors.ledgers import LedgerFilter
from xiezhi.leads.services.ledgers import LedgerKind
from xiezhi.web.desk.pool_forms import area_choices
from xiezhi.web.ledgers.periods import CUTOFF_DAYS, MONTH_END, year_so_far


def _day(label: Any) -> forms.DateField:  # noqa: ANN401  # a lazy text
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class LedgerForm(forms.Form):
    """Period, 统计截止日 and filters; a first visit shows the statistical year so far."""

    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in LedgerKind], widget=forms.HiddenInput
    )
    since = _day(gettext_lazy("统计期自"))
    until = _day(gettext_lazy("至"))
    cutoff = forms.TypedChoiceField(label=gettext_lazy("统计截止日"), coerce=int)
    department = forms.TypedChoiceField(label=gettext_lazy("部门"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("领域"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("环节"), required=False)

    def __init__(self, asked: QueryDict, *, today: date) -> None:
        super().__init__(_completed(asked, today))
        self.ledger = LedgerKind(self.data["kind"])
        is_leads = self.ledger is LedgerKind.LEADS
        labels = STATE_LABELS if is_leads else POOL_LABELS
        choices: dict[str, list[tuple[str, str]]] = {
            "cutoff": [(str(day), _cutoff_words(day)) for day in CUTOFF_DAYS],
            "department": [
                ("", _("全部部门")),
                *((str(one.id), one.name) for one in list_departments()),
            ],
            "area": area_choices(_("全部领域")),
            "state": [("", _("全部")), *((code.value, _(text)) for code, text in labels.items())],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered
        if not is_leads:
            self.fields["area"].label = _("疑似领域")
            self.fields["state"].label = _("处理")
            del self.fields["department"]

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("统计期的结束日早于开始日。"))
        return cleaned

    def asked(self) -> LedgerFilter:
        """Return the filter of a valid form."""
        data = self.cleaned_data
        return LedgerFilter(
            since=data["since"],
            until=data["until"],
            department_id=data.get("department") or None,
            area=data["area"],
            state=data["state"],
        )


def _completed(asked: QueryDict, today: date) -> dict[str, Any]:
    """Return what was asked, with the statistical year so far where no period was given."""
    data: dict[str, Any] = asked.dict()
    if data.get("kind") not in set(LedgerKind):
        data["kind"] = LedgerKind.LEADS.value
    cutoff = data.get("cutoff", "")
    data["cutoff"] = cutoff if cutoff in map(str, CUTOFF_DAYS) else str(MONTH_END)
    if not data.get("since") and not data.get("until"):
        period = year_so_far(today, int(data["cutoff"]))
        data |= {"since": period.since.isoformat(), "until": period.until.isoformat()}
    return data


def _cutoff_words(day: int) -> str:
    return _("月末") if day == MONTH_END else _("每月 %(day)s 日") % {"day": day}
