"""巡查 on the phone: where, what for, until when; nothing found, or the own reports sent since."""

from datetime import datetime
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.intake.selectors.member import describe_own_reports, list_own_reports_since
from xiezhi.intake.services.patrols import end_patrol
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.supporters.models import Patrol
from xiezhi.supporters.rules.patrol import MOST_REPORTS, PATROL_RESULT_LABELS, PatrolResult
from xiezhi.supporters.selectors.patrols import access_member_patrol, list_patrols_to_do
from xiezhi.supporters.services.patrols import MAX_RESULT_WORDS
from xiezhi.web.member.providers import TaskLine
from xiezhi.web.member.views import line_of
from xiezhi.web.problem_texts import text_of
from xiezhi.web.requests import require_kind

_OFFERED: Final = 20


class ResultForm(forms.Form):
    """Nothing found, or the reports that answer."""

    result = forms.ChoiceField(choices=[(one, one) for one in PatrolResult])
    words = forms.CharField(required=False, max_length=MAX_RESULT_WORDS)
    reports = forms.TypedMultipleChoiceField(coerce=UUID, required=False)

    def __init__(self, *args: object, offered: list[UUID], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as given
        field = self.fields["reports"]
        field.choices = [(str(one), str(one)) for one in offered]  # type: ignore[attr-defined]  # a choice field


@require_http_methods(["GET", "POST"])
def patrol(request: HttpRequest, patrol_id: UUID) -> HttpResponse:
    """Show a patrol; take what it ended with."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    found = access_member_patrol(acting, patrol_id)
    reports = list_own_reports_since(acting, found.asked_at, most=_OFFERED)
    is_post = request.method == "POST"
    form = ResultForm(request.POST if is_post else None, offered=[one.id for one in reports])
    problem, status = "", HTTPStatus.OK
    if is_post:
        problem, status = _end(found, form, acting)
        if not problem:
            messages.success(request, _("已收到，谢谢。"))
            return HttpResponseRedirect(reverse("member:patrol", args=[patrol_id]))
    context = {
        "patrol": found,
        "is_overdue": found.due_on < legal_day(clock.now()),
        "result": _(PATROL_RESULT_LABELS[PatrolResult(found.result)]) if found.result else "",
        "reports": _offered(form, [line_of(one) for one in describe_own_reports(reports)]),
        "words": form.data.get("words", ""),
        "problem": problem,
        "member": {"label": acting.label, "url": reverse("member:mine")},
    }
    return render(request, "snap/patrol.html", context, status=status)


def patrol_lines(acting: Actor, now: datetime) -> list[TaskLine]:
    """Return 巡查 for the own page; only grid members have any."""
    if not may(acting, Action.DO_FIELD_TASK):
        return []
    today = legal_day(now)
    return [
        TaskLine(
            url=reverse("member:patrol", args=[one.id]),
            title=one.place_words,
            place=one.words,
            due_on=one.due_on,
            is_overdue=one.due_on < today,
            photo_url="",
            icon="place",
            kind=_("巡查"),
        )
        for one in list_patrols_to_do(acting)
    ]


def _end(found: Patrol, form: ResultForm, acting: Actor) -> tuple[str, HTTPStatus]:
    """End the patrol; return what was refused, "" where nothing was."""
    if not form.is_valid():
        return _("请选“未发现问题”，或者选出您的上报。"), HTTPStatus.BAD_REQUEST
    is_reported = form.cleaned_data["result"] == PatrolResult.REPORTED
    reports = form.cleaned_data["reports"] if is_reported else []
    if is_reported and not reports:
        return _("请选出这次巡查的上报；还没有报的，先点“随手拍”。"), HTTPStatus.BAD_REQUEST
    try:
        end_patrol(
            patrol_id=found.id,
            report_ids=reports[: MOST_REPORTS + 1],
            words=form.cleaned_data["words"],
            acting=acting,
            now=clock.now(),
        )
    except DomainError as error:
        problem = text_of(error)
        return f"{problem.text}{problem.next_step}", HTTPStatus(error.status)
    return "", HTTPStatus.OK


def _offered(form: ResultForm, lines: list[dict[str, object]]) -> list[dict[str, object]]:
    chosen = set(form.data.getlist("reports")) if hasattr(form.data, "getlist") else set()
    return [line | {"is_chosen": str(line["id"]) in chosen} for line in lines]
