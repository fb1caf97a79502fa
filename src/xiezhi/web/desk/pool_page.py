"""The pool's list page: rows, tabs with counts, filters, the way back after an act."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.intake.rules.pool import POOL_LABELS, PoolState
from xiezhi.intake.selectors.pool import PAGE_SIZE, PoolCounts, PoolFilter, count_pool, list_pool
from xiezhi.kernel.actor import Actor
from xiezhi.web.desk.paging import pager
from xiezhi.web.desk.pool_forms import PoolFilterForm
from xiezhi.web.desk.pool_report import reason_buttons

SESSION_UNDO = "pool_undo"


def pool_page(
    request: HttpRequest,
    acting: Actor,
    query: QueryDict,
    *,
    problem: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Return one page of the pool; after a refusal with its words and the ticks as they were."""
    form = PoolFilterForm(query)
    asked = form.asked()
    page = list_pool(acting, asked)
    context = {
        "form": form,
        "asked": asked,
        "rows": page.rows,
        "tabs": pool_tabs(count_pool(acting), asked),
        "pager": pager(query, page.page, len(page.rows), PAGE_SIZE, has_next=page.has_next),
        "query": query.urlencode(),
        "entered": request.POST,
        "chosen": set(request.POST.getlist("selected")),
        "problem": problem,
        "reasons": reason_buttons(),
        "undo": request.session.pop(SESSION_UNDO) if SESSION_UNDO in request.session else None,
    }
    return render(request, "desk/pool.html", context, status=status)


def pool_tabs(counts: PoolCounts, asked: PoolFilter) -> list[dict[str, object]]:
    """Return the tabs over the pool with their counts."""
    address = reverse("desk:pool")
    tabs: list[dict[str, object]] = [
        {
            "label": _(POOL_LABELS[state]),
            "url": f"{address}?state={state}",
            "count": counts.by_state[state],
            "is_current": asked.state is state and not asked.only_unread,
        }
        for state in PoolState
    ]
    unread = {
        "label": _("有新回复"),
        "url": f"{address}?unread=on",
        "count": counts.unread,
        "is_current": asked.only_unread,
    }
    return [*tabs, unread]
