"""批量移交: leads and the four functions; first what it concerns, then, after a fresh proof, the act."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.accounts.selectors.staff import list_colleagues, list_staff
from xiezhi.house.rules.functions import (
    CIRCLE_LABELS,
    FUNCTION_LABELS,
    Circle,
    ContactFunction,
)
from xiezhi.house.selectors.functions import list_posts_of
from xiezhi.house.services.functions import hand_over_functions
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.selectors.counts import count_owed
from xiezhi.leads.services.assignment import hand_over_leads
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.office.forms import Choices, HandoverForm
from xiezhi.web.office.pages import done, require_any


def may_hand_over_leads(acting: Actor) -> bool:
    """Return whether the page opens: the right, and leads of others to see."""
    sees = may(acting, Action.VIEW_DEPARTMENT_LEADS) or may(acting, Action.VIEW_ALL_LEADS)
    return sees and may(acting, Action.HAND_OVER)


@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest) -> HttpResponse:
    """Show what a handover would move; a POST moves it."""
    acting = require_any(request, Action.HAND_OVER)
    require(acting, Action.HAND_OVER)
    is_post = request.method == "POST"
    asked = request.POST if is_post else (request.GET or None)
    form = HandoverForm(asked, choices={"from_staff_id": _holders(), "to_staff_id": _takers()})
    if is_post and form.is_valid():
        try:
            moved = hand_over_leads(acting=acting, now=clock.now(), **form.cleaned_data)
            posts = hand_over_functions(acting=acting, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            return done(request, _moved(len(moved), len(posts)), reverse("office:delegation"))
    held = count_owed(acting, form.cleaned_data["from_staff_id"]) if form.is_valid() else None
    context = {
        "form": form,
        "held": held,
        "functions": _functions(form.cleaned_data["from_staff_id"]) if held else [],
        "names": _names(form) if held else {},
    }
    return render(request, "office/handover.html", context, status=400 if form.errors else 200)


def _moved(leads: int, functions: int) -> str:
    words = _("已移交 %(count)s 件线索。") % {"count": leads}
    if not functions:
        return words
    return words + _("同时移交 %(count)s 项职能分工。") % {"count": functions}


def _functions(staff_id: UUID) -> list[str]:
    """Return what a member does of 沟通、协调、联络、反馈, as A or B person."""
    return [
        _("%(function)s（面向%(circle)s，%(place)s）")
        % {
            "function": _(FUNCTION_LABELS[ContactFunction(post.function)]),
            "circle": _(CIRCLE_LABELS[Circle(post.circle)]),
            "place": _("A 岗") if post.first_id == staff_id else _("B 岗"),
        }
        for post in list_posts_of(staff_id)
    ]


def _names(form: HandoverForm) -> dict[str, str]:
    """Return the labels of who gives and who takes."""
    labels = {field: dict(form.fields[field].choices) for field in form.cleaned_data}  # type: ignore[attr-defined]  # choice fields only
    return {field: labels[field][str(chosen)] for field, chosen in form.cleaned_data.items()}


def _holders() -> Choices:
    """Return everybody, whoever left too: their leads are what is handed over most."""
    today = legal_day(clock.now())
    return [(one.id, one.label) for one in list_staff(today=today, with_inactive=True)]


def _takers() -> Choices:
    return [(one.id, one.label) for one in list_colleagues()]
