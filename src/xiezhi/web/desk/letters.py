"""移送函件: documents to organs over all leads, with what each waits for."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.leads.rules.queues import LETTER_TAB_LABELS, MAX_PAGE, PAGE_SIZE, LetterTab
from xiezhi.leads.selectors.letters import LetterFilter, count_letters, list_letters
from xiezhi.partners.selectors.addressees import list_addressees
from xiezhi.web.desk.letter_rows import letter_rows
from xiezhi.web.desk.paging import pager
from xiezhi.web.desk.tabs import tabs_of
from xiezhi.web.requests import require_kind


class LettersForm(forms.Form):
    """The toolbar over the documents. Anything it does not know is left out, never refused."""

    tab = forms.ChoiceField(required=False, choices=[(tab, tab) for tab in LetterTab])
    words = forms.CharField(required=False, max_length=100)
    unit = forms.ChoiceField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGE)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        units = [(str(unit.id), unit.short_name) for unit in list_addressees()]
        field = self.fields["unit"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("主送单位")), *units]

    def asked(self) -> LetterFilter:
        """Return the filter; unknown values count as not given."""
        self.is_valid()
        data = self.cleaned_data
        return LetterFilter(
            tab=LetterTab(data.get("tab") or LetterTab.TO_REPLY),
            unit_id=UUID(data["unit"]) if data.get("unit") else None,
            words=data.get("words") or "",
            page=data.get("page") or 1,
        )


@require_GET
def letter_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the documents."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.VIEW_OWN_LEADS)
    form = LettersForm(request.GET)
    asked = form.asked()
    today = clock.legal_day(clock.now())
    found = list_letters(acting, asked, today)
    counts = count_letters(acting, asked, today)
    shown = {tab: counts[tab] for tab in LetterTab if tab is not LetterTab.WITHDRAWN or counts[tab]}
    context = {
        "form": form,
        "asked": asked,
        "rows": letter_rows(acting, found.rows, asked.tab, today),
        "tabs": tabs_of(request.GET, LETTER_TAB_LABELS, shown, asked.tab),
        "pager": pager(
            request.GET, found.page, len(found.rows), PAGE_SIZE, has_next=found.has_next
        ),
    }
    return render(request, "desk/letters.html", context)
