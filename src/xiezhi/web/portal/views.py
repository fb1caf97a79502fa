"""Documents sent to a unit: the list, one document, 签收."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.queues import BOX_LABELS, Box
from xiezhi.letters.selectors.portal import UnitLetter, count_boxes, list_unit_letters
from xiezhi.letters.services.keepers import after_receipt
from xiezhi.letters.services.sending import confirm_receipt
from xiezhi.partners.selectors.addressees import consents_to_electronic_service
from xiezhi.web.portal.clocks import clock_of
from xiezhi.web.portal.forms import ReceiptForm
from xiezhi.web.portal.page import frame, letter_page, meetings_waiting
from xiezhi.web.requests import require_kind

_CARDS = {
    Box.TO_CONFIRM: gettext_lazy("先签收，再办理"),
    Box.TO_REPLY: gettext_lazy("已签收，未回复"),
    Box.DUE_SOON: gettext_lazy("未回复，含已逾期"),
    Box.REPLIED: gettext_lazy("已提交或者已寄送"),
}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the four cards and the documents of the chosen one."""
    acting = require_kind(request, ActorKind.UNIT)
    now = clock.now()
    today = clock.legal_day(now)
    asked = request.GET.get("box", "")
    box = Box(asked) if asked in set(Box) else Box.ALL
    counts = count_boxes(acting, today)
    context, _officer = frame(acting, today, "portal:home")
    context |= {
        "tiles": [_tile(card, counts[card]) for card in _CARDS],
        "box": box,
        "box_label": _(BOX_LABELS[box]),
        "rows": [_row(letter) for letter in list_unit_letters(acting, box, today)],
        "count": counts[box],
        "meetings_waiting": meetings_waiting(acting, now),
    }
    return render(request, "portal/home.html", context)


@require_GET
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Show a document with its clock and its answer box."""
    acting = require_kind(request, ActorKind.UNIT)
    today = clock.legal_day(clock.now())
    return render(request, "portal/letter.html", letter_page(acting, letter_id, today))


@require_POST
def receive(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """签收."""
    acting = require_kind(request, ActorKind.UNIT)
    now = clock.now()
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        context = letter_page(acting, letter_id, clock.legal_day(now)) | {"contact_form": form}
        return render(request, "portal/letter.html", context, status=400)
    received = confirm_receipt(
        letter_id=letter_id,
        section=form.cleaned_data["unit_section"],
        contact=form.cleaned_data["unit_contact"],
        telephone=form.cleaned_data["unit_telephone"],
        acting=acting,
        now=now,
    )
    after_receipt(received, acting=acting, now=now)
    messages.success(request, _receipt_words(received, clock.legal_day(now)))
    return HttpResponseRedirect(reverse("portal:letter", args=[letter_id]))


def _receipt_words(letter: Letter, today: date) -> str:
    if letter.served_on is not None:
        return _("已签收，已送达。")
    if consents_to_electronic_service(letter.unit, today):
        return _("已签收，即为送达。回复期限由检察院计算后在这里显示。")
    return _("已签收。送达以送达回证为准。")


def _tile(box: Box, count: int) -> dict[str, object]:
    tone = "amber" if box is Box.DUE_SOON and count else ""
    return {
        "label": _(BOX_LABELS[box]),
        "value": count,
        "note": _CARDS[box],
        "url": f"{reverse('portal:home')}?box={box.value}",
        "tone": tone,
    }


def _row(letter: UnitLetter) -> dict[str, object]:
    if letter.received_at is None and letter.replied_at is None:
        act, is_due = _("签收"), True
    elif letter.replied_at is None and (letter.asks_reply or not letter.paper_name):
        act, is_due = _("回复"), letter.asks_reply
    else:
        act, is_due = _("查看"), False
    return {
        "letter": letter,
        "paper_name": _(letter.paper_name) if letter.paper_name != letter.title else "",
        "clock": clock_of(letter),
        "url": reverse("portal:letter", args=[letter.id]),
        "act": act,
        "is_due": is_due,
    }
