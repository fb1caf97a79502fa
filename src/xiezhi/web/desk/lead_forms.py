"""What the worklist is asked for."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.queues import Order, Scope, Tab
from xiezhi.leads.selectors.queues import WorklistFilter, list_towns, scopes_of
from xiezhi.web.desk.pool_forms import area_choices, channel_choices


def first_scope(acting: Actor) -> Scope:
    """Return what a person sees first: the office's leads, the department's, or their own."""
    if may(acting, Action.VIEW_ALL_LEADS):
        return Scope.OFFICE
    is_leading = may(acting, Action.REVIEW_ASSESSMENT) or not may(acting, Action.HANDLE_LEAD)
    return Scope.DEPARTMENT if is_leading and Scope.DEPARTMENT in scopes_of(acting) else Scope.MINE


class WorklistForm(forms.Form):
    """The toolbar over the worklist. Anything it does not know is left out, never refused."""

    tab = forms.ChoiceField(
        required=False, choices=[(tab, tab) for tab in Tab], widget=forms.HiddenInput
    )
    scope = forms.ChoiceField(
        required=False, choices=[(scope, scope) for scope in Scope], widget=forms.HiddenInput
    )
    words = forms.CharField(required=False, max_length=100)
    area = forms.ChoiceField(required=False)
    town = forms.ChoiceField(required=False)
    channel = forms.ChoiceField(required=False)
    order = forms.ChoiceField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=400, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict, *, acting: Actor) -> None:
        super().__init__(asked)
        offered = scopes_of(acting)
        given = asked.get("scope", "")
        self.chosen = Scope(given) if given in offered else first_scope(acting)
        towns = [(town, town) for town in list_towns(acting, self.chosen)]
        for name, choices in {
            "area": area_choices(_("领域")),
            "town": [("", _("苏木镇")), *towns],
            "channel": channel_choices(_("来源方式")),
            "order": [
                ("", _("先到期在前")),
                (Order.NEWEST.value, _("最近登记在前")),
                (Order.OLDEST.value, _("最早登记在前")),
            ],
        }.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def asked(self) -> WorklistFilter:
        """Return the filter; unknown values count as not given."""
        self.is_valid()
        data = self.cleaned_data
        return WorklistFilter(
            scope=self.chosen,
            tab=Tab(data.get("tab") or Tab.OPEN),
            area=data.get("area") or "",
            town=data.get("town") or "",
            channel=data.get("channel") or "",
            words=data.get("words") or "",
            order=Order(data.get("order") or Order.DUE),
            page=data.get("page") or 1,
        )
