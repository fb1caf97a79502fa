"""巡查: what grid members are asked to look over, and what came of it."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.supporters.models import Patrol
from xiezhi.supporters.rules.patrol import PATROL_RESULT_LABELS, PatrolResult
from xiezhi.supporters.selectors.on_duty import list_grid_members_on_duty
from xiezhi.supporters.selectors.patrols import count_patrols, list_patrols
from xiezhi.supporters.services.patrols import give_patrols, take_back_patrol
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.pages import done, form_page, require_any
from xiezhi.web.office.training_forms import PatrolForm

_USUAL: Final = timedelta(days=7)


@require_GET
def patrols(request: HttpRequest) -> HttpResponse:
    """List the patrols to do, or those done."""
    acting = require_any(request, Action.SEND_FIELD_TASK)
    is_done = request.GET.get("tab") == "done"
    today = legal_day(clock.now())
    to_do, overdue, ended = count_patrols(today)
    context = {
        "tabs": [
            {"label": _("待巡查"), "url": "?tab=todo", "count": to_do, "is_current": not is_done},
            {"label": _("已答复"), "url": "?tab=done", "count": ended, "is_current": is_done},
        ],
        "overdue": overdue,
        "rows": [_row(one, acting) for one in list_patrols(acting, done=is_done)],
        "today": today,
    }
    return render(request, "office/patrols.html", context)


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Give a patrol to some grid members."""
    acting = require_any(request, Action.SEND_FIELD_TASK)
    form = _form(request, legal_day(clock.now()))
    if request.method == "POST" and form.is_valid():
        try:
            given = give_patrols(
                supporter_ids=form.cleaned_data["supporter_ids"],
                draft=form.draft(),
                acting=acting,
                now=clock.now(),
            )
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            words = _("已派给 %(count)s 人。") % {"count": len(given)}
            return done(request, words, reverse("office:patrols"))
    return form_page(
        request, form, title=_("派巡查"), submit=_("派出"), back=reverse("office:patrols")
    )


@require_POST
def take_back(request: HttpRequest, patrol_id: UUID) -> HttpResponse:
    """Take a patrol back."""
    acting = require_any(request, Action.SEND_FIELD_TASK)
    take_back_patrol(patrol_id=patrol_id, acting=acting, now=clock.now())
    return done(request, _("已撤回。"), reverse("office:patrols"))


def _form(request: HttpRequest, today: date) -> PatrolForm:
    members = [
        (one.id, f"{one.label}（{one.town}）" if one.town else one.label)
        for one in list_grid_members_on_duty(today)
    ]
    return PatrolForm(
        request.POST or None,
        choices={"supporter_ids": members},
        initial={"due_on": today + _USUAL},
    )


def _row(one: Patrol, acting: Actor) -> dict[str, object]:
    links = [reverse("desk:pool_report", args=[report_id]) for report_id in one.report_ids]
    return {
        "patrol": one,
        "result": _(PATROL_RESULT_LABELS[PatrolResult(one.result)]) if one.result else "",
        "is_found": one.result == PatrolResult.REPORTED,
        "report_urls": links if may(acting, Action.VIEW_POOL) else [],
    }
