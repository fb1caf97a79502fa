"""巡查 on the phone: where, what for, until when; nothing found, or the own reports sent since."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Final
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.intake.models import Report
from xiezhi.intake.selectors.member import (
    describe_own_reports,
    find_own_reports,
    list_own_reports_since,
)
from xiezhi.intake.services.patrols import end_patrol
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.supporters.models import Patrol
from xiezhi.supporters.rules.patrol import MOST_REPORTS, PATROL_RESULT_LABELS, PatrolResult
from xiezhi.supporters.selectors.patrols import access_member_patrol, list_patrols_to_do
from xiezhi.supporters.services.patrols import MAX_RESULT_WORDS
from xiezhi.web.member.answering import (
    NOTE,
    note_refusal,
    refusal,
    taken,
    with_time,
    written_late,
)
from xiezhi.web.member.providers import Duty, TaskLine
from xiezhi.web.member.views import line_of
from xiezhi.web.requests import require_kind, wants_json
from xiezhi.web.snap.sending import signed_out

_OFFERED: Final = 20
_NOT_HERE: Final = gettext_lazy("选的上报有一条还没有寄到。请先到“待发送”把它寄出，再提交。")
_NO_REPORT: Final = gettext_lazy("请选出这次巡查的上报；还没有报的，先点“随手拍”。")


class KeysField(forms.Field):
    """Submission keys of reports, each once; what is no key is not here either."""

    widget = forms.SelectMultiple

    @override
    def to_python(self, value: Sequence[str] | None) -> set[UUID]:
        """Return the keys."""
        try:
            return {UUID(one) for one in value or ()}
        except ValueError:
            raise ValidationError(_NOT_HERE, code="invalid") from None


class PatrolForm(forms.Form):
    """Nothing found, or the reports that answer.

    Reports the page offered come by id; those the telephone sent just before, by their keys.
    """

    submission_key = forms.UUIDField(initial=uuid4, required=False)
    result = forms.TypedChoiceField(
        coerce=PatrolResult,
        choices=[(one.value, gettext_lazy(label)) for one, label in PATROL_RESULT_LABELS.items()],
        error_messages={"required": gettext_lazy("请选一个：未发现问题，或者发现问题。")},
    )
    words = forms.CharField(required=False, max_length=MAX_RESULT_WORDS - NOTE)
    written_at = forms.DateTimeField(required=False)
    reports = forms.TypedMultipleChoiceField(coerce=UUID, required=False)
    report_keys = KeysField(required=False)

    def __init__(self, *args: object, offered: Sequence[UUID] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as given
        field = self.fields["reports"]
        field.choices = [(str(one), str(one)) for one in offered]  # type: ignore[attr-defined]  # a choice field

    def answer_by(self, acting: Actor) -> list[UUID]:
        """Return the reports that answer, none where nothing was found; adds the error if some lack."""
        data = self.cleaned_data
        if data["result"] is PatrolResult.CLEAR:
            return []
        keys = data["report_keys"]
        sent = find_own_reports(acting, keys)
        named = [*data["reports"], *sent]
        if len(sent) < len(keys):
            self.add_error("reports", _NOT_HERE)
        elif not named:
            self.add_error("reports", _NO_REPORT)
        return named


@require_http_methods(["GET", "POST"])
def patrol(request: HttpRequest, patrol_id: UUID) -> HttpResponse:
    """Show a patrol; take what it ended with."""
    stranger = signed_out(request)
    if stranger is not None:
        return stranger
    acting = require_kind(request, ActorKind.SUPPORTER)
    found = access_member_patrol(acting, patrol_id)
    reports = list_own_reports_since(acting, found.asked_at, most=_OFFERED)
    if request.method == "GET":
        return _page(request, acting, found, reports, form=PatrolForm())
    form = PatrolForm(request.POST, offered=[one.id for one in reports])
    refused = _end(found, form, acting)
    if refused is None:
        messages.success(request, _("已收到，谢谢。"))
        return taken(request, reverse("member:patrol", args=[patrol_id]))
    code, status = refused
    if wants_json(request):
        return refusal(form, status, code=code)
    return _page(request, acting, found, reports, form=form, status=status)


def patrol_lines(acting: Actor, now: datetime) -> list[TaskLine]:
    """Return 巡查 for the own page; only grid members have any."""
    if not may(acting, Action.DO_FIELD_TASK):
        return []
    today = legal_day(now)
    return [
        TaskLine(
            id=one.id,
            duty=Duty.PATROL,
            url=reverse("member:patrol", args=[one.id]),
            title=one.place_words,
            place=one.words,
            due_on=one.due_on,
            is_overdue=one.due_on < today,
            photo_url="",
            icon="place",
            kind=_("巡查"),
            since=one.asked_at,
        )
        for one in list_patrols_to_do(acting)
    ]


def _end(found: Patrol, form: PatrolForm, acting: Actor) -> tuple[str, int] | None:
    """End the patrol; return code and status of what was refused, None where nothing was."""
    now = clock.now()
    reports = form.answer_by(acting) if form.is_valid() else []
    if form.errors:
        return "", HTTPStatus.BAD_REQUEST
    data = form.cleaned_data
    late = written_late(form, asked_at=found.asked_at, now=now)
    try:
        end_patrol(
            patrol_id=found.id,
            report_ids=reports[: MOST_REPORTS + 1],
            words=with_time(data["words"], late),
            submission_key=data["submission_key"],
            acting=acting,
            now=now,
        )
    except DomainError as error:
        return note_refusal(form, error)
    return None


def _page(
    request: HttpRequest,
    acting: Actor,
    found: Patrol,
    reports: list[Report],
    *,
    form: PatrolForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    chosen = {str(one) for one in form["reports"].value() or ()}
    lines = [line_of(one) for one in describe_own_reports(reports)]
    context = {
        "task": {
            "url": reverse("member:patrol", args=[found.id]),
            "title": found.place_words,
            "place": found.words,
            "due_on": found.due_on,
            "is_overdue": found.due_on < legal_day(clock.now()),
        },
        "done_at": found.done_at,
        "result": _(PATROL_RESULT_LABELS[PatrolResult(found.result)]) if found.result else "",
        "reports": [line | {"is_chosen": str(line["id"]) in chosen} for line in lines],
        "form": form,
        "member": {"label": acting.label, "url": reverse("member:mine")},
    }
    return render(request, "snap/patrol.html", context, status=status)
