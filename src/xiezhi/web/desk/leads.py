"""线索办理: the worklist with its tabs, and what may be done with many leads at once."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.leads.rules.queues import (
    MAX_ENDED_COUNT,
    PAGE_SIZE,
    SCOPE_LABELS,
    TAB_LABELS,
    Scope,
    Tab,
)
from xiezhi.leads.selectors.alike import count_alike_leads
from xiezhi.leads.selectors.queues import WorklistFilter, count_tabs, list_worklist, scopes_of
from xiezhi.web.desk.lead_forms import WorklistForm
from xiezhi.web.desk.lead_rows import lead_rows
from xiezhi.web.desk.paging import pager
from xiezhi.web.requests import require_kind


@require_GET
def lead_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the worklist."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.VIEW_OWN_LEADS)
    form = WorklistForm(request.GET, acting=acting)
    asked = form.asked()
    today = clock.legal_day(clock.now())
    found = list_worklist(acting, asked, today)
    alike = count_alike_leads(acting, found.rows)
    context = {
        "form": form,
        "asked": asked,
        "rows": lead_rows(acting, found.rows, today, alike),
        "tabs": [*_pool_tab(acting), *_tabs(count_tabs(acting, asked.scope), asked)],
        "scopes": scope_chips(acting, asked.scope, request.GET),
        "pager": pager(
            request.GET, found.page, len(found.rows), PAGE_SIZE, has_next=found.has_next
        ),
        "may_assign": may(acting, Action.ASSIGN_LEAD),
        "may_merge": may(acting, Action.MERGE_LEADS),
        "may_open": may(acting, Action.OPEN_CASE),
        "may_export": may(acting, Action.EXPORT_LEDGER),
    }
    return render(request, "desk/leads.html", context)


def scope_chips(acting: Actor, chosen: Scope, query: QueryDict) -> list[dict[str, object]]:
    """Return whose leads may be shown, the chosen scope marked."""
    return [
        {
            "label": _(SCOPE_LABELS[scope]),
            "url": _with(query, scope=scope.value),
            "is_current": scope is chosen,
        }
        for scope in scopes_of(acting)
    ]


def _with(query: QueryDict, **values: str) -> str:
    other = query.copy()
    other.pop("page", None)
    for name, value in values.items():
        other[name] = value
    return f"?{other.urlencode()}"


def _pool_tab(acting: Actor) -> list[dict[str, object]]:
    """Return the way to what was told and is no lead yet; there 不作线索 is said of many at once."""
    if not may(acting, Action.VIEW_POOL):
        return []
    return [{"label": _("信息池"), "url": reverse("desk:pool"), "is_current": False}]


def _tabs(counts: dict[Tab, int], asked: WorklistFilter) -> list[dict[str, object]]:
    address = reverse("desk:leads")
    shown = (tab for tab in Tab if tab is not Tab.NO_NATIONAL_NUMBER or counts[tab])
    return [
        {
            "label": _(TAB_LABELS[tab]),
            "url": f"{address}?tab={tab}&scope={asked.scope}",
            "count": "999+" if counts[tab] >= MAX_ENDED_COUNT else counts[tab],
            "is_current": tab is asked.tab,
        }
        for tab in shown
    ]
