"""One box for what a person may find: leads, cases, and reports of the pool."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.selectors.queues import find_cases
from xiezhi.intake.rules.pool import PoolState
from xiezhi.intake.selectors.pool import find_in_pool
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.leads.selectors.found import find_leads
from xiezhi.web.cases.rows import case_rows
from xiezhi.web.desk.lead_rows import lead_rows
from xiezhi.web.requests import require_kind

MAX_WORDS = 100


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for a few words."""
    acting = require_kind(request, ActorKind.STAFF)
    words = request.GET.get("q", "").strip()[:MAX_WORDS]
    today = clock.legal_day(clock.now())
    leads = find_leads(acting, words, today) if words else ()
    cases = find_cases(acting, words, today) if words else ()
    may_see_pool = may(acting, Action.VIEW_POOL)
    reports = find_in_pool(acting, words) if words and may_see_pool else ()
    context = {
        "words": words,
        "rows": lead_rows(acting, leads, today),
        "cases": case_rows(cases),
        "reports": reports,
        "states": PoolState,
    }
    return render(request, "desk/search.html", context)
