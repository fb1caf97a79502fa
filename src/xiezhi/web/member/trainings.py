"""我的培训: what to come to or to read, what was taken and until when it counts, 我参加 or 请假."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.supporters.models import Training, TrainingAttendance
from xiezhi.supporters.rules.training import (
    ATTENDANCE_LABELS,
    TAUGHT,
    TRAINING_KIND_LABELS,
    TRAINING_REPLY_LABELS,
    Attendance,
    TrainingKind,
    TrainingReply,
    TrainingState,
)
from xiezhi.supporters.selectors.trainings import (
    access_own_attendance,
    own_trainings,
    own_trainings_to_come,
    standings_of,
)
from xiezhi.supporters.services.trainings import MAX_REASON, Sent, answer_training
from xiezhi.web.member.answering import note_refusal, refusal, taken
from xiezhi.web.member.providers import Duty, TaskLine
from xiezhi.web.requests import require_kind, wants_json
from xiezhi.web.snap.sending import signed_out
from xiezhi.web.training_words import words_of


class ReplyForm(forms.Form):
    """我参加, or 请假 with a word why."""

    submission_key = forms.UUIDField(initial=uuid4, required=False)
    reply = forms.TypedChoiceField(
        coerce=TrainingReply,
        choices=[
            (reply.value, gettext_lazy(label)) for reply, label in TRAINING_REPLY_LABELS.items()
        ],
        error_messages={"required": gettext_lazy("请选“我参加”或者“请假”。")},
    )
    words = forms.CharField(required=False, max_length=MAX_REASON)
    written_at = forms.DateTimeField(required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One's part in a training, as the phone shows it."""

    url: str
    title: str
    kind: str
    sort: str
    starts_at: datetime
    place: str
    material: str
    is_required: bool
    is_moved: bool
    reply: str
    mark: str
    is_taught: bool
    valid_until: object
    valid_basis: str
    days_left: int


@require_GET
def trainings(request: HttpRequest) -> HttpResponse:
    """Show trainings to come, those taken, and how one stands."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    if acting.id is None:
        raise NotFoundError("supporters.no_supporter")
    now = clock.now()
    parts = own_trainings(acting)
    coming = [one for one in parts if _is_to_come(one, now)]
    past = [one for one in reversed(parts) if not _is_to_come(one, now)]
    standings = standings_of([acting.id], legal_day(now))[acting.id]
    context = {
        "standings": [
            {"words": words_of(one), "valid_until": one.valid_until} for one in standings.values()
        ],
        "coming": [_shown(one, now) for one in coming],
        "past": [_shown(one, now) for one in past],
        "member": {"label": acting.label, "url": reverse("member:mine")},
    }
    return render(request, "snap/trainings.html", context)


@require_http_methods(["GET", "POST"])
def training(request: HttpRequest, training_id: UUID) -> HttpResponse:
    """Show a training; take 我参加 or 请假."""
    stranger = signed_out(request)
    if stranger is not None:
        return stranger
    acting = require_kind(request, ActorKind.SUPPORTER)
    now = clock.now()
    mine = access_own_attendance(acting, training_id)
    if request.method == "GET":
        return _page(request, acting, mine, now, form=ReplyForm())
    form = ReplyForm(request.POST)
    refused = _answer(training_id, form, acting, now)
    if refused is None:
        messages.success(request, _("已告诉检察院。"))
        return taken(request, reverse("member:training", args=[training_id]))
    code, status = refused
    if wants_json(request):
        return refusal(form, status, code=code)
    return _page(request, acting, mine, now, form=form, status=status)


def training_lines(acting: Actor, now: datetime) -> list[TaskLine]:
    """Return 待参加 for the own page; one on leave is left out."""
    if not may(acting, Action.ATTEND_TRAINING):
        return []
    return [
        TaskLine(
            id=one.training_id,
            duty=Duty.TRAINING,
            url=reverse("member:training", args=[one.training_id]),
            title=one.training.title,
            place=one.training.place or _("自学"),
            due_on=legal_day(one.training.starts_at),
            is_overdue=False,
            photo_url="",
            icon="calendar",
            kind=_("培训"),
            at=one.training.starts_at,
            note=_(TRAINING_REPLY_LABELS[TrainingReply(one.reply)]) if one.reply else _("请答复"),
            along={
                "sort": _sort(one.training),
                "material": one.training.material,
                "said": _said(one),
            },
        )
        for one in own_trainings_to_come(acting, now)
        if one.reply != TrainingReply.LEAVE
    ]


def _answer(
    training_id: UUID, form: ReplyForm, acting: Actor, now: datetime
) -> tuple[str, int] | None:
    """Take the reply; return code and status of what was refused, None where nothing was."""
    if not form.is_valid():
        return "", HTTPStatus.BAD_REQUEST
    data = form.cleaned_data
    try:
        answer_training(
            training_id=training_id,
            reply=data["reply"],
            words=data["words"],
            sent=Sent(key=data["submission_key"], written_at=data["written_at"]),
            acting=acting,
            now=now,
        )
    except DomainError as error:
        return note_refusal(form, error)
    return None


def _page(
    request: HttpRequest,
    acting: Actor,
    mine: TrainingAttendance,
    now: datetime,
    *,
    form: ReplyForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "training": _shown(mine, now),
        "said": _said(mine),
        "may_answer": _is_to_come(mine, now) and mine.training.state == TrainingState.PLANNED,
        "is_cancelled": mine.training.state == TrainingState.CANCELLED,
        "form": form,
        "member": {"label": acting.label, "url": reverse("member:trainings")},
    }
    return render(request, "snap/training.html", context, status=status)


def _said(one: TrainingAttendance) -> str:
    """Return what was answered so far, with the reason of a leave."""
    label = _(TRAINING_REPLY_LABELS[TrainingReply(one.reply)]) if one.reply else ""
    return "：".join(filter(None, [label, one.reply_words]))


def _sort(training: Training) -> str:
    """Return what sort of training it is."""
    kind = _(TRAINING_KIND_LABELS[TrainingKind(training.kind)])
    return f"{kind} · {_('必须参加')}" if training.is_required else kind


def _is_to_come(one: TrainingAttendance, now: datetime) -> bool:
    return one.training.starts_at > now and not one.attendance


def _shown(one: TrainingAttendance, now: datetime) -> Shown:
    found = one.training
    return Shown(
        url=reverse("member:training", args=[found.id]),
        title=found.title,
        kind=_(TRAINING_KIND_LABELS[TrainingKind(found.kind)]),
        sort=_sort(found),
        starts_at=found.starts_at,
        place=found.place,
        material=found.material,
        is_required=found.is_required,
        is_moved=found.moved_at is not None,
        reply=_(TRAINING_REPLY_LABELS[TrainingReply(one.reply)]) if one.reply else "",
        mark=_(ATTENDANCE_LABELS[Attendance(one.attendance)]) if one.attendance else "",
        is_taught=one.attendance in TAUGHT,
        valid_until=one.valid_until,
        valid_basis=one.valid_basis,
        days_left=(legal_day(found.starts_at) - legal_day(now)).days,
    )
