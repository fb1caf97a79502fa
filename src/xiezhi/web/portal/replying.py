"""The answer box: 暂存, 打印送领导审, 提交."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.letters.selectors.portal import get_unit_letter
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.portal.answer import Answer, answer_of
from xiezhi.web.portal.clocks import clock_of
from xiezhi.web.portal.page import frame, letter_page, reply_shown
from xiezhi.web.requests import require_kind


@require_POST
def reply(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Keep what was filled in; then, as asked, stay, show the sheet for the leaders, or send it."""
    answer = answer_of(request, letter_id, require_kind(request, ActorKind.UNIT))
    try:
        answer.keep()
        if request.POST.get("do") == "submit":
            return _submit(answer)
    except ConflictError:
        messages.info(request, _("这件来函已经回复过了，以下是已收到的回复。"))
        return _to_letter(answer)
    if answer.has_errors:
        return _refused(answer)
    if request.POST.get("do") == "review":
        return lead_on(request, reverse("portal:review", args=[letter_id]))
    messages.success(request, _("已暂存，还没有提交。"))
    return _to_letter(answer)


@require_GET
def review(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Show the draft as the sheet that goes round the leaders 打印送领导审."""
    acting = require_kind(request, ActorKind.UNIT)
    today = clock.legal_day(clock.now())
    page = get_unit_letter(acting, letter_id, today)
    context, _officer = frame(acting, today, "portal:home")
    context |= {"letter": page.letter, "clock": clock_of(page.letter), "item": None}
    if page.draft is not None:
        context["item"] = reply_shown(page.letter, page.draft)
    return render(request, "portal/review.html", context)


def _submit(answer: Answer) -> HttpResponse:
    answer.note_missing_letter()
    if answer.has_errors:
        return _refused(answer)
    try:
        answer.submit()
    except InvalidInputError as error:
        answer.note(error)
        return _refused(answer)
    messages.success(answer.request, _("回复已提交，本院已经收到。"))
    return _to_letter(answer)


def _to_letter(answer: Answer) -> HttpResponse:
    return lead_on(answer.request, reverse("portal:letter", args=[answer.letter_id]))


def _refused(answer: Answer) -> HttpResponse:
    answer.note_rows()
    answer.form.mark_needed()
    context = letter_page(
        answer.acting,
        answer.letter_id,
        clock.legal_day(clock.now()),
        form=answer.form,
        rows=answer.rows,
    )
    return render(answer.request, "portal/letter.html", context, status=HTTPStatus.BAD_REQUEST)
