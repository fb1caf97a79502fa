"""培训: the register, planning, who was there, the sign-in sheet."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.kernel import clock
from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.kernel.errors import DomainError
from xiezhi.supporters.models import Training, TrainingAttendance
from xiezhi.supporters.rules.kinds import SUPPORTER_KIND_LABELS, SupporterKind
from xiezhi.supporters.rules.training import (
    ATTENDANCE_LABELS,
    TRAINING_KIND_LABELS,
    TRAINING_REPLY_LABELS,
    TRAINING_STATE_LABELS,
    Attendance,
    TrainingKind,
    TrainingReply,
    TrainingState,
)
from xiezhi.supporters.selectors.trainings import (
    TrainingLine,
    access_training,
    count_trainings,
    list_attendances,
    list_trainings,
)
from xiezhi.supporters.services.trainings import (
    cancel_training,
    move_training,
    plan_training,
    record_attendance,
)
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.desk.tabs import tabs_of
from xiezhi.web.office.pages import done, form_page, require_any
from xiezhi.web.office.training_forms import MARK, AttendanceForm, MoveForm, TrainingForm

_MOVE_FIELDS: Final = {
    "supporters.moved_to_the_past": "day",
    "supporters.training_without_place": "place",
}
_STATE_TONES: Mapping[TrainingState, str] = {
    TrainingState.PLANNED: "brand",
    TrainingState.HELD: "green",
    TrainingState.CANCELLED: "",
}


@require_GET
def trainings(request: HttpRequest) -> HttpResponse:
    """List the trainings of a state."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    asked = request.GET.get("state", "")
    state = TrainingState(asked) if asked in set(TrainingState) else TrainingState.PLANNED
    counts = count_trainings()
    shown = {one: counts.get(one, 0) for one in TrainingState}
    context = {
        "tabs": tabs_of(request.GET, TRAINING_STATE_LABELS, shown, state, name="state"),
        "rows": [_line(one) for one in list_trainings(acting, state)],
        "state": state,
    }
    return render(request, "office/trainings.html", context)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a training and call people to it."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    initial = {"day": legal_day(clock.now()), "at": "09:00", "hours": 4, "is_required": True}
    form = TrainingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_training(draft=form.draft(), acting=acting, now=clock.now())
        except DomainError as error:
            is_of_list = error.code in {"supporters.not_known", "supporters.nobody_to_call"}
            add_refusal(request, form, error, "called" if is_of_list else None)
        else:
            return done(request, _("已安排，并通知了名单上的人。"), _url(made.id))
    return form_page(
        request, form, title=_("安排培训"), submit=_("安排"), back=reverse("office:trainings")
    )


@require_http_methods(["GET", "POST"])
def training(request: HttpRequest, training_id: UUID) -> HttpResponse:
    """Show a training and who was called; a POST records who was there."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    found = access_training(acting, training_id)
    form = AttendanceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            record_attendance(
                training_id=training_id, marks=form.marks(), acting=acting, now=clock.now()
            )
        except DomainError as error:
            is_of_day = error.code == "supporters.made_up_day"
            add_refusal(request, form, error, "made_up_on" if is_of_day else "present")
        else:
            return done(request, _("已登记到场情况。"), _url(training_id))
    return _page(request, found, form)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, training_id: UUID) -> HttpResponse:
    """Give a training another time or place before it begins."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    found = access_training(acting, training_id)
    starts_at = found.starts_at.astimezone(CHINA)
    initial = {"day": starts_at.date(), "at": starts_at.time(), "place": found.place}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            move_training(
                training_id=training_id,
                starts_at=form.starts_at(),
                place=form.cleaned_data["place"],
                acting=acting,
                now=clock.now(),
            )
        except DomainError as error:
            add_refusal(request, form, error, _MOVE_FIELDS.get(error.code))
        else:
            return done(request, _("已改期，并通知了名单上的人。"), _url(training_id))
    title = _("培训改期：%(title)s") % {"title": found.title}
    return form_page(request, form, title=title, submit=_("改期"), back=_url(training_id))


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, training_id: UUID) -> HttpResponse:
    """Cancel a training that was not held."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    access_training(acting, training_id)
    if request.method == "GET":
        return done(request, _("请在培训页面上取消。"), _url(training_id))
    reason = request.POST.get("reason", "")
    cancel_training(training_id=training_id, reason=reason, acting=acting, now=clock.now())
    return done(request, _("已取消，并通知了名单上的人。"), _url(training_id))


@require_GET
def sheet(request: HttpRequest, training_id: UUID) -> HttpResponse:
    """Show 签到表, A4 upright: numbers, and room to sign."""
    acting = require_any(request, Action.MANAGE_SUPPORTERS)
    found = access_training(acting, training_id)
    context = {
        "sheet_title": _("培训签到表"),
        "training": _about(found),
        "rows": list_attendances(training_id),
        "spare": range(5),
        "prepared_by": acting.label,
        "prepared_at": legal_day(clock.now()).isoformat(),
    }
    return render(request, "office/training_sheet.html", context)


def _page(request: HttpRequest, found: Training, form: AttendanceForm) -> HttpResponse:
    parts = list_attendances(found.id)
    has_begun = found.starts_at <= clock.now()
    context = {
        "training": _about(found),
        "form": form,
        "rows": [_part(one, form) for one in parts],
        "choices": [(one.value, _(label)) for one, label in ATTENDANCE_LABELS.items()],
        "has_begun": has_begun,
        "may_mark": has_begun and found.state != TrainingState.CANCELLED,
        "may_cancel": found.state == TrainingState.PLANNED,
        "may_move": found.state == TrainingState.PLANNED and not has_begun,
        "counts": _counts(parts),
    }
    status = 400 if form.errors else 200
    return render(request, "office/training.html", context, status=status)


def _about(found: Training) -> dict[str, object]:
    state = TrainingState(found.state)
    return {
        "id": found.id,
        "title": found.title,
        "kind": _(TRAINING_KIND_LABELS[TrainingKind(found.kind)]),
        "audience": _(SUPPORTER_KIND_LABELS[SupporterKind(found.audience)]),
        "state": _(TRAINING_STATE_LABELS[state]),
        "tone": _STATE_TONES[state],
        "starts_at": found.starts_at,
        "moved_at": found.moved_at,
        "place": found.place,
        "material": found.material,
        "hours": found.hours,
        "is_required": found.is_required,
        "cancel_reason": found.cancel_reason,
    }


def _line(one: TrainingLine) -> dict[str, object]:
    return _about(one.training) | {
        "url": _url(one.training.id),
        "called": one.called,
        "coming": one.coming,
        "on_leave": one.on_leave,
        "taught": one.taught,
    }


def _part(part: TrainingAttendance, form: AttendanceForm) -> dict[str, object]:
    name = f"{MARK}{part.supporter_id}"
    reply = _(TRAINING_REPLY_LABELS[TrainingReply(part.reply)]) if part.reply else ""
    mark = _(ATTENDANCE_LABELS[Attendance(part.attendance)]) if part.attendance else ""
    return {
        "supporter": part.supporter,
        "name": name,
        "chosen": form.data.get(name) or part.attendance,
        "mark": mark,
        "reply": reply,
        "reply_words": part.reply_words,
        "is_leave": part.reply == TrainingReply.LEAVE,
        "valid_until": part.valid_until,
        "valid_basis": part.valid_basis,
    }


def _counts(parts: list[TrainingAttendance]) -> dict[str, int]:
    marks = [part.attendance for part in parts]
    replies = [part.reply for part in parts]
    return {
        "called": len(parts),
        "coming": replies.count(TrainingReply.COMING),
        "on_leave": replies.count(TrainingReply.LEAVE),
        "present": marks.count(Attendance.PRESENT) + marks.count(Attendance.MADE_UP),
    }


def _url(training_id: UUID) -> str:
    return reverse("office:training", args=[training_id])
