"""函件与送达: letters over all matters, with what each waits for."""

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.leads.selectors.behind_letters import states_of_leads
from xiezhi.letters.rules.kinds import KIND_LABELS, LetterKind
from xiezhi.letters.rules.queues import (
    LETTER_TAB_LABELS,
    MAX_PAGE,
    PAGE_SIZE,
    LetterTab,
)
from xiezhi.letters.selectors.queues import LetterFilter, count_letters, list_letters
from xiezhi.partners.selectors.addressees import list_addressees
from xiezhi.web.desk.letter_forms import uuid_or_none
from xiezhi.web.desk.letter_rows import letter_rows
from xiezhi.web.desk.paging import pager
from xiezhi.web.desk.tabs import tabs_of
from xiezhi.web.requests import require_kind

_SHOWN_WHEN_FILLED = frozenset({LetterTab.DONE, LetterTab.WITHDRAWN})


class LettersForm(forms.Form):
    """The toolbar over the letters. Anything it does not know is left out, never refused."""

    tab = forms.ChoiceField(required=False, choices=[(tab, tab) for tab in LetterTab])
    words = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(required=False)
    unit = forms.ChoiceField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGE)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        units = [(str(unit.id), unit.short_name) for unit in list_addressees()]
        kinds = [(kind.value, _(label)) for kind, label in KIND_LABELS.items()]
        for name, first, choices in (("unit", _("主送单位"), units), ("kind", _("文种"), kinds)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", first), *choices]

    def asked(self) -> LetterFilter:
        """Return the filter; unknown values count as not given."""
        self.is_valid()
        data = self.cleaned_data
        kind = data.get("kind")
        return LetterFilter(
            tab=LetterTab(data.get("tab") or LetterTab.TO_REPLY),
            kind=LetterKind(kind) if kind else None,
            unit_id=uuid_or_none(data.get("unit")),
            words=data.get("words") or "",
            page=data.get("page") or 1,
        )


@require_GET
def letter_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the letters."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.VIEW_OWN_LEADS)
    form = LettersForm(request.GET)
    asked = form.asked()
    today = clock.legal_day(clock.now())
    found = list_letters(acting, asked, today)
    counts = count_letters(acting, asked, today)
    shown = {tab: counts[tab] for tab in LETTER_TAB_LABELS if _is_shown(tab, counts[tab], asked)}
    states = states_of_leads({row.letter.matter_id for row in found.rows})
    context = {
        "form": form,
        "asked": asked,
        "rows": letter_rows(acting, found.rows, asked.tab, today=today, states=states),
        "tabs": tabs_of(request.GET, LETTER_TAB_LABELS, shown, asked.tab),
        "pager": pager(
            request.GET, found.page, len(found.rows), PAGE_SIZE, has_next=found.has_next
        ),
    }
    return render(request, "desk/letters.html", context)


def _is_shown(tab: LetterTab, count: int, asked: LetterFilter) -> bool:
    return tab not in _SHOWN_WHEN_FILLED or bool(count) or asked.tab is tab
