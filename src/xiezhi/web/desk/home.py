"""待办: what is to be done today, nearest limit first."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.rules.queues import TAB_LABELS
from xiezhi.cases.selectors.queues import count_open_cases, list_pressing_cases
from xiezhi.clocks.rules.dues import DueTab
from xiezhi.clocks.selectors.decisions import count_decisions
from xiezhi.intake.selectors.pool import count_pending
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.leads.rules.feedback_duties import FeedbackState
from xiezhi.leads.rules.queues import Scope
from xiezhi.leads.selectors.counts import count_open, count_without_national_number
from xiezhi.leads.selectors.feedback_duties import count_feedback_duties
from xiezhi.leads.selectors.queues import (
    Tiles,
    WorklistFilter,
    count_tiles,
    list_worklist,
    scopes_of,
)
from xiezhi.vault.selectors.openings import count_waiting
from xiezhi.web.cases.rows import case_rows
from xiezhi.web.desk.clocks import clock_name
from xiezhi.web.desk.lead_forms import first_scope
from xiezhi.web.desk.lead_rows import lead_rows
from xiezhi.web.desk.leads import scope_chips
from xiezhi.web.requests import require_kind

_WEEKDAYS = (
    pgettext_lazy("星期", "一"),
    pgettext_lazy("星期", "二"),
    pgettext_lazy("星期", "三"),
    pgettext_lazy("星期", "四"),
    pgettext_lazy("星期", "五"),
    pgettext_lazy("星期", "六"),
    pgettext_lazy("星期", "日"),
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due today and what waits for the person's word."""
    acting = require_kind(request, ActorKind.STAFF)
    today = clock.legal_day(clock.now())
    if not may(acting, Action.VIEW_OWN_LEADS):
        return _plain(request, acting, today)
    given = request.GET.get("scope", "")
    scope = Scope(given) if given in scopes_of(acting) else first_scope(acting)
    asked = WorklistFilter(scope=scope)
    found = list_worklist(acting, asked, today)
    context = {
        "day_words": _day_words(today),
        "tiles": _tiles(count_tiles(acting, today, scope), scope, count_decisions(acting, today)),
        "rows": lead_rows(acting, found.rows, today),
        "scopes": _chips(request, acting, scope),
        "has_next": found.has_next,
        "scope": scope,
        "unnumbered": count_without_national_number(acting, scope),
        "late_feedback": count_feedback_duties(acting, today)[FeedbackState.OVERDUE],
        "may_register": may(acting, Action.REGISTER_LEAD),
        "case_tabs": _case_tabs(acting, scope),
        "pressing": _pressing(acting, scope, today),
        **_counts(acting),
    }
    return render(request, "desk/home.html", context)


def _plain(request: HttpRequest, acting: Actor, today: date) -> HttpResponse:
    context = {"day_words": _day_words(today), **_counts(acting)}
    return render(request, "desk/home_plain.html", context)


def _counts(acting: Actor) -> dict[str, int]:
    """Return what waits beside the leads: the pool, and identities asked for."""
    return {
        "pending": count_pending(acting) if may(acting, Action.VIEW_POOL) else 0,
        "openings_waiting": count_waiting(acting, now=clock.now()),
    }


def _case_tabs(acting: Actor, scope: Scope) -> list[dict[str, object]]:
    """Return the open cases of the scope by where they stand; none where there are none."""
    counts = count_open_cases(acting, scope)
    address = reverse("cases:list")
    return [
        {"label": _(TAB_LABELS[tab]), "count": count, "url": f"{address}?scope={scope}&tab={tab}"}
        for tab, count in counts.items()
        if count
    ]


def _pressing(acting: Actor, scope: Scope, today: date) -> list[dict[str, object]]:
    """Return the cases whose limits are overdue or near, each with what is due."""
    found = list_pressing_cases(acting, scope, today)
    rows = case_rows(found)
    return [
        row | {"name": clock_name(one.due) if one.due is not None else ""}
        for row, one in zip(rows, found, strict=True)
    ]


def _chips(request: HttpRequest, acting: Actor, scope: Scope) -> list[dict[str, object]]:
    chips = scope_chips(acting, scope, request.GET.copy())
    for chip, one in zip(chips, scopes_of(acting), strict=True):
        chip["url"] = f"?scope={one}"
        chip["is_current"] = one is scope
        if one is Scope.UNASSIGNED:
            chip["count"] = count_open(acting, one)
    return chips


def _day_words(today: date) -> str:
    return _("%(month)s 月 %(day)s 日 星期%(weekday)s") % {
        "month": today.month,
        "day": today.day,
        "weekday": _WEEKDAYS[today.weekday()],
    }


def _tiles(figures: Tiles, scope: Scope, awaited: int) -> list[dict[str, object]]:
    worklist = f"{reverse('desk:leads')}?scope={scope}"
    own = figures.within_seven_days - figures.statutory_within_seven_days
    note = _("其中法定 %(statutory)s，本院规定 %(own)s") % {
        "statutory": figures.statutory_within_seven_days,
        "own": own,
    }
    return [
        {"label": _("线索已逾期"), "value": figures.overdue, "note": _("先办这些"), "url": worklist, "tone": "red" if figures.overdue else ""},
        {"label": _("线索今天到期"), "value": figures.today, "note": _("24:00 前办完"), "url": worklist, "tone": "amber" if figures.today else ""},
        {"label": _("线索七天内到期"), "value": figures.within_seven_days, "note": note, "url": worklist},
        {"label": _("待我决定"), "value": awaited, "note": _("线索、案件、建议提案"), "url": f"{reverse('desk:due')}?tab={DueTab.DECIDE}"},
    ]  # fmt: skip
