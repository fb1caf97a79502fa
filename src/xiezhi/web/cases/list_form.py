"""What the list of cases is asked for."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from xiezhi.accounts.selectors.people import list_active_members
from xiezhi.cases.rules.kinds import KIND_LABELS
from xiezhi.cases.rules.queues import CaseTab
from xiezhi.cases.selectors.queues import CaseFilter, list_case_campaigns
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.queues import Order, Scope
from xiezhi.leads.selectors.queues import scopes_of
from xiezhi.web.desk.lead_forms import first_scope
from xiezhi.web.desk.pool_forms import area_choices


class CaseListForm(forms.Form):
    """The toolbar over the list. Anything it does not know is left out, never refused."""

    tab = forms.ChoiceField(
        required=False, choices=[(tab, tab) for tab in CaseTab], widget=forms.HiddenInput
    )
    scope = forms.CharField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(required=False)
    area = forms.ChoiceField(required=False)
    campaign = forms.ChoiceField(required=False)
    handler = forms.ChoiceField(required=False)
    month = forms.RegexField(
        r"^20\d{2}-(0[1-9]|1[0-2])$",
        required=False,
        widget=forms.TextInput(attrs={"type": "month", "class": "input", "placeholder": "2026-11"}),
    )
    order = forms.ChoiceField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=400, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict, *, acting: Actor) -> None:
        super().__init__(asked)
        offered = scopes_of(acting)
        given = asked.get("scope", "")
        self.chosen = Scope(given) if given in offered else first_scope(acting)
        campaigns = [(one, one) for one in list_case_campaigns(acting)]
        for name, choices in {
            "kind": [
                ("", _("类型")),
                *((kind.value, _(text)) for kind, text in KIND_LABELS.items()),
            ],
            "area": area_choices(_("领域")),
            "campaign": [("", _("专项活动")), *campaigns],
            "handler": [("", _("承办人")), *_colleagues(acting)],
            "order": [
                ("", _("先到期在前")),
                (Order.NEWEST.value, _("最近立案在前")),
                (Order.OLDEST.value, _("最早立案在前")),
            ],
        }.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if self.chosen is Scope.MINE:
            del self.fields["handler"]
        if not campaigns:
            del self.fields["campaign"]

    def asked(self) -> CaseFilter:
        """Return the filter; unknown values count as not given."""
        self.is_valid()
        data = self.cleaned_data
        month = data.get("month")
        return CaseFilter(
            scope=self.chosen,
            tab=CaseTab(data.get("tab") or CaseTab.OPEN),
            kind=data.get("kind") or "",
            area=data.get("area") or "",
            campaign=data.get("campaign") or "",
            month=date.fromisoformat(f"{month}-01") if month else None,
            handler_id=data.get("handler") or None,
            words=data.get("words") or "",
            order=Order(data.get("order") or Order.DUE),
            page=data.get("page") or 1,
        )


def _colleagues(acting: Actor) -> list[tuple[str, str]]:
    """Return whose cases the person may look through: the department's, or everybody's."""
    is_for_all = Scope.OFFICE in scopes_of(acting)
    members = list_active_members(None if is_for_all else acting.department_id)
    return [(str(one.id), one.label) for one in members]
