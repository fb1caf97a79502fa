"""初筛 from the desk: one report or many, and the undo."""

from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.intake.rules.pool import NOT_LEAD_LABELS, POOL_LABELS, NotLeadReason, PoolState
from xiezhi.intake.selectors.access import access_report
from xiezhi.intake.selectors.pool import count_pool, find_next_in_pool
from xiezhi.intake.services.screening import keep_in_pool, screen_as_not_lead, undo_screening
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.web.desk.fragments import is_fragment
from xiezhi.web.desk.pool_forms import PoolFilterForm, ScreenForm
from xiezhi.web.desk.pool_page import SESSION_UNDO, pool_page, pool_tabs
from xiezhi.web.desk.pool_report import report_context
from xiezhi.web.desk.refusals import refused, sentence_of
from xiezhi.web.requests import require_kind


@require_POST
def screen(request: HttpRequest) -> HttpResponse:
    """Screen one report or many."""
    acting = require_kind(request, ActorKind.STAFF)
    form = ScreenForm(request.POST)
    if not form.is_valid():
        words = " ".join(str(errors[0]) for errors in form.errors.values())
        return _refused(request, acting, words, HTTPStatus.BAD_REQUEST)
    try:
        words = _screen(form, acting)
    except DomainError as error:
        words = sentence_of(refused(request, error))
        return _refused(request, acting, words, HTTPStatus(error.status))
    is_undo = form.cleaned_data["act"] == "undo"
    ids = [] if is_undo else [str(one) for one in form.cleaned_data["selected"]]
    undo: dict[str, object] = {"ids": ids, "words": words}
    if is_fragment(request):
        return _acted(request, acting, form, undo)
    request.session[SESSION_UNDO] = undo
    return HttpResponseRedirect(_after(acting, form))


def _screen(form: ScreenForm, acting: Actor) -> str:
    data, now = form.cleaned_data, clock.now()
    ids: list[UUID] = data["selected"]
    if data["act"] == "undo":
        changed = undo_screening(report_ids=ids, acting=acting, now=now)
        word = _(POOL_LABELS[PoolState.PENDING])
    elif data["act"] == "keep":
        changed = keep_in_pool(report_ids=ids, note=data["note"], acting=acting, now=now)
        word = _(POOL_LABELS[PoolState.KEPT])
    else:
        reason = NotLeadReason(data["reason"])
        changed = screen_as_not_lead(
            report_ids=ids, reason=reason, note=data["note"], acting=acting, now=now
        )
        word = f"{_(POOL_LABELS[PoolState.NOT_LEAD])}（{_(NOT_LEAD_LABELS[reason])}）"
    return _("%(count)s 条已转为：%(word)s") % {"count": len(changed), "word": word}


def _acted(
    request: HttpRequest, acting: Actor, form: ScreenForm, undo: dict[str, object]
) -> HttpResponse:
    """Answer a script: the next report, the rows that left, the counts, and the way back."""
    data = form.cleaned_data
    asked = PoolFilterForm(QueryDict(data["back"])).asked()
    context: dict[str, object] = {
        "gone": data["selected"],
        "tabs": pool_tabs(count_pool(acting), asked),
        "undo": undo,
        "back": data["back"],
    }
    if data["next"]:
        context |= report_context(acting, data["next"])
    return render(request, "desk/_pool_acted.html", context)


def _refused(request: HttpRequest, acting: Actor, words: str, status: HTTPStatus) -> HttpResponse:
    if not is_fragment(request):
        back = QueryDict(request.POST.get("back", "")[:600])
        return pool_page(request, acting, back, problem=words, status=status)
    response = render(request, "desk/_pool_problem.html", {"problem": words}, status=status)
    response["HX-Retarget"] = "#pool-notice"
    response["HX-Reswap"] = "innerHTML"
    return response


def _after(acting: Actor, form: ScreenForm) -> str:
    """Return where a plain form goes on: the next report of the list, or the list."""
    ids: list[UUID] = form.cleaned_data["selected"]
    back = QueryDict(form.cleaned_data["back"])
    address = reverse("desk:pool")
    if "single" in form.data and len(ids) == 1:
        asked = replace(PoolFilterForm(back).asked(), page=1)
        following = find_next_in_pool(acting, asked, access_report(acting, ids[0]))
        if following is not None:
            address = reverse("desk:pool_report", args=[following])
    return f"{address}?{back.urlencode()}" if back else address
