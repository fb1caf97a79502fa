"""快速登记's first page: paste or drop, pick a form, go on with what is unfinished."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.rules.entry import KEPT_DAYS
from xiezhi.intake.selectors.drafts import list_drafts
from xiezhi.intake.services.drafts import Drafted, start_draft
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.sources import IntakeChannel
from xiezhi.web.desk.refusals import sentence_of
from xiezhi.web.problem_texts import text_of
from xiezhi.web.quick import saved
from xiezhi.web.quick.choices import channel_choices
from xiezhi.web.quick.single import kinds_offered
from xiezhi.web.quick.uploads import Uploads, refusal_words, uploads_of
from xiezhi.web.requests import require_kind, wants_json


@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Show the page; make draft rows of a paste."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.REGISTER_LEAD)
    if request.method != "POST":
        return show_home(request, acting)
    uploads = uploads_of(request)
    try:
        drafted = start_draft(
            text=request.POST.get("text", ""),
            files=[*uploads.files, *uploads.scans],
            channel=channel_of(request),
            acting=acting,
            now=clock.now(),
        )
    except InvalidInputError as error:
        return refused_paste(request, acting, [sentence_of(text_of(error)), *uploads.refused])
    return answer_paste(request, acting, drafted, uploads)


def show_home(
    request: HttpRequest,
    acting: Actor,
    *,
    problems: list[str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Return the first page; after a refusal with what was pasted."""
    context = {
        "drafts": list_drafts(acting),
        "kinds": kinds_offered(),
        "channels": channel_choices(),
        "channel": channel_of(request).value,
        "text": request.POST.get("text", ""),
        "problems": problems or [],
        "saved": saved.recall(request),
        "kept_days": KEPT_DAYS,
    }
    return render(request, "quick/home.html", context, status=status)


def answer_paste(
    request: HttpRequest, acting: Actor, drafted: Drafted, uploads: Uploads
) -> HttpResponse:
    """Lead on to the rows, or show why nothing could be taken; refused files are named."""
    problems = [refusal_words(one.name, one.error) for one in drafted.refused] + uploads.refused
    if drafted.draft is None:
        return refused_paste(request, acting, problems)
    for words in problems:
        messages.error(request, words)
    url = reverse("quick:draft", args=[drafted.draft.id])
    if wants_json(request):
        return JsonResponse({"url": url, "add": reverse("quick:add", args=[drafted.draft.id])})
    return HttpResponseRedirect(url)


def refused_paste(request: HttpRequest, acting: Actor, problems: list[str]) -> HttpResponse:
    """Show why nothing was taken, with what was pasted."""
    if wants_json(request):
        return JsonResponse({"problems": problems}, status=HTTPStatus.BAD_REQUEST)
    return show_home(request, acting, problems=problems, status=HTTPStatus.BAD_REQUEST)


def channel_of(request: HttpRequest) -> IntakeChannel:
    """Return the way of arrival chosen for a paste."""
    text = request.POST.get("channel", "")
    known = {channel.value: channel for channel in IntakeChannel}
    return known.get(text, IntakeChannel.WECHAT_GROUP)
