"""案件: the list with its tabs and filters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.cases.rules.queues import TAB_LABELS
from xiezhi.cases.selectors.queues import count_case_tabs, list_cases
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.leads.rules.queues import PAGE_SIZE
from xiezhi.web.cases.list_form import CaseListForm
from xiezhi.web.cases.rows import case_rows
from xiezhi.web.desk.leads import scope_chips
from xiezhi.web.desk.paging import pager
from xiezhi.web.desk.tabs import tabs_of
from xiezhi.web.requests import require_kind


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the list."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.VIEW_OWN_LEADS)
    form = CaseListForm(request.GET, acting=acting)
    asked = form.asked()
    found = list_cases(acting, asked, clock.legal_day(clock.now()))
    counts = count_case_tabs(acting, asked.scope)
    context = {
        "form": form,
        "asked": asked,
        "rows": case_rows(found.rows),
        "tabs": tabs_of(request.GET, TAB_LABELS, counts, asked.tab),
        "scopes": scope_chips(acting, asked.scope, request.GET),
        "pager": pager(
            request.GET, found.page, len(found.rows), PAGE_SIZE, has_next=found.has_next
        ),
        "query": request.GET.urlencode(),
        "may_open": may(acting, Action.OPEN_CASE),
        "may_export": may(acting, Action.EXPORT_LEDGER),
    }
    return render(request, "cases/list.html", context)
