"""移送来的线索、收到的备案: the register, one of its entries, the answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.exchange.models import ReceivedMatter
from xiezhi.exchange.rules.matters import CARRIED_LABELS, ITEM_OF, CarriedMatter
from xiezhi.exchange.rules.reading import shown_fields
from xiezhi.exchange.selectors.matters import (
    PAGE_SIZE,
    access_received,
    list_received,
    may_see_register,
)
from xiezhi.exchange.services.matters import answer_matter
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError, NotAllowedError
from xiezhi.web.desk.paging import pager
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.exchange.matter_forms import AnswerForm
from xiezhi.web.exchange.matter_rows import case_files, received_row
from xiezhi.web.exchange.shown import field_row
from xiezhi.web.requests import require_kind


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """List what other procuratorates handed over, newest first."""
    _reader(request)
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isdecimal() and len(number) < 4 else 1  # noqa: PLR2004
    carried = _carried(request)
    matters, has_next = list_received(carried=carried, page=page)
    context = {
        "rows": [received_row(matter) for matter in matters],
        "tabs": _tabs(carried),
        "pager": pager(request.GET, page, len(matters), PAGE_SIZE, has_next=has_next),
    }
    return render(request, "exchange/received.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Show one entry whole, and answer it."""
    acting = _reader(request)
    matter = access_received(acting, matter_id)
    carried = CarriedMatter(matter.carried)
    form = AnswerForm(request.POST or None, carried=carried, initial=_initial(matter))
    if request.method == "POST" and form.is_valid():
        try:
            answer_matter(matter_id=matter_id, acting=acting, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            messages.success(request, _("回执已写好，随下一个摆渡包发回。"))
            return redirect("exchange:received_one", matter_id=matter_id)
    shown = [field_row(one) for one in shown_fields(ITEM_OF[carried], matter.body)]
    context = {
        **received_row(matter),
        "fields": [one for one in shown if not one["is_of_machine"]],
        "form": form,
        **_case_part(acting, matter),
    }
    status = 400 if form.errors else 200
    return render(request, "exchange/received_one.html", context, status=status)


def _case_part(acting: Actor, matter: ReceivedMatter) -> dict[str, Any]:
    """Return what is shown of a case beside its fields: what came along, and whether to open it."""
    is_case = matter.carried == CarriedMatter.CASE
    return {
        "files": case_files(matter) if is_case else (),
        "may_take": is_case and matter.case_id is None and may(acting, Action.OPEN_CASE),
    }


def _reader(request: HttpRequest) -> Actor:
    acting = require_kind(request, ActorKind.STAFF)
    if not may_see_register(acting):
        raise NotAllowedError("accounts.no_right")
    return acting


def _initial(matter: ReceivedMatter) -> dict[str, Any]:
    return {
        "answer": matter.answer,
        "number": matter.answer_number,
        "answered_on": matter.answered_on or clock.legal_day(clock.now()),
        "words": matter.answer_note,
    }


def _carried(request: HttpRequest) -> CarriedMatter | None:
    asked = request.GET.get("sort", "")
    return CarriedMatter(asked) if asked in {one.value for one in CarriedMatter} else None


def _tabs(carried: CarriedMatter | None) -> list[dict[str, Any]]:
    url = reverse("exchange:received")
    return [
        {"label": _("全部"), "url": url, "is_current": carried is None},
        *(
            {
                "label": _(CARRIED_LABELS[one]),
                "url": f"{url}?sort={one.value}",
                "is_current": carried is one,
            }
            for one in CarriedMatter
        ),
    ]
