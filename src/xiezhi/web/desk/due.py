"""到期事项: what is due today, this week or overdue, over every matter, and what waits for one's word."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.clocks.rules.dues import (
    DUE_SCOPE_LABELS,
    DUE_TAB_LABELS,
    MAX_PAGE,
    PAGE_SIZE,
    DueScope,
    DueTab,
)
from xiezhi.clocks.selectors.decisions import AwaitedDecision, count_decisions, list_decisions
from xiezhi.clocks.selectors.dues import (
    DueFilter,
    DueList,
    DueRow,
    count_dues,
    due_scopes,
    list_dues,
)
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.web.desk.clocks import clock_name, clock_of
from xiezhi.web.desk.paging import pager
from xiezhi.web.desk.tabs import tabs_of
from xiezhi.web.requests import require_kind


class DueForm(forms.Form):
    """Tab, scope and page. Anything it does not know is left out, never refused."""

    tab = forms.ChoiceField(required=False, choices=[(tab, tab) for tab in DueTab])
    scope = forms.ChoiceField(required=False, choices=[(scope, scope) for scope in DueScope])
    page = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGE)

    def asked(self, acting: Actor) -> DueFilter:
        """Return the filter; unknown values count as not given."""
        self.is_valid()
        data = self.cleaned_data
        scope = DueScope(data.get("scope") or DueScope.MINE)
        return DueFilter(
            tab=DueTab(data.get("tab") or DueTab.TODAY),
            scope=scope if scope in due_scopes(acting) else DueScope.MINE,
            page=data.get("page") or 1,
        )


@require_GET
def due_list(request: HttpRequest) -> HttpResponse:
    """Show one tab of what is due."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.VIEW_OWN_LEADS)
    asked = DueForm(request.GET).asked(acting)
    today = clock.legal_day(clock.now())
    counts = count_dues(acting, asked.scope, today)
    counts[DueTab.DECIDE] = count_decisions(acting, today)
    context = {
        "asked": asked,
        "is_deciding": asked.tab is DueTab.DECIDE,
        "tabs": tabs_of(request.GET, DUE_TAB_LABELS, counts, asked.tab),
        "scopes": _scopes(acting, asked, request.GET),
        **_shown(acting, asked, today, request.GET),
    }
    return render(request, "desk/due.html", context)


def _shown(acting: Actor, asked: DueFilter, today: date, query: QueryDict) -> dict[str, object]:
    if asked.tab is DueTab.DECIDE:
        return {"rows": _decision_rows(list_decisions(acting, today)), "pager": None}
    found: DueList = list_dues(acting, asked, today)
    pages = pager(query, found.page, len(found.rows), PAGE_SIZE, has_next=found.has_next)
    return {"rows": [_due_row(row) for row in found.rows], "pager": pages}


def _due_row(row: DueRow) -> dict[str, object]:
    return {
        "clock": clock_of(row.due),
        "clock_id": row.clock_id,
        "name": clock_name(row.due),
        "matter": row,
        "url": row.path,
        "act": {"label": _("办理"), "url": row.path, "is_due": row.due.days_left <= 0},
    }


def _decision_rows(waiting: Iterable[AwaitedDecision]) -> list[dict[str, object]]:
    return [
        {
            "clock": None if one.due is None else clock_of(one.due),
            "clock_id": None,
            "name": _(one.asks),
            "matter": one,
            "url": one.path,
            "act": {"label": _("去决定"), "url": one.path, "is_due": True},
        }
        for one in waiting
    ]


def _scopes(acting: Actor, asked: DueFilter, query: QueryDict) -> list[dict[str, object]]:
    chips = []
    for scope in due_scopes(acting):
        other = query.copy()
        other.pop("page", None)
        other["scope"] = scope.value
        chips.append(
            {
                "label": _(DUE_SCOPE_LABELS[scope]),
                "url": f"?{other.urlencode()}",
                "is_current": scope is asked.scope,
            }
        )
    return chips
