"""协助核实: look again from the same spot. Runs in every zone with phones, without leads."""

from datetime import datetime
from http import HTTPStatus
from typing import Final
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import ConflictError, DomainError
from xiezhi.supporters.rules.field import FIELD_RESULT_LABELS, FieldResult
from xiezhi.supporters.selectors.field_tasks import (
    MemberTask,
    access_task_guide,
    get_member_task,
    list_tasks_to_do,
)
from xiezhi.supporters.services.field_additions import add_to_field_task
from xiezhi.supporters.services.field_tasks import MAX_RESULT_WORDS, do_field_task
from xiezhi.web.effects import after_addition, after_task
from xiezhi.web.held_picture import held_picture
from xiezhi.web.member.answering import NOTE, refusal, taken, with_time, written_late
from xiezhi.web.member.providers import Duty, TaskLine
from xiezhi.web.problem_texts import text_of
from xiezhi.web.requests import require_kind, wants_json
from xiezhi.web.snap.sending import brought_files, signed_out

_TITLE: Final = 30
_OUTER: Final = "outer"
_TOO_LATE = gettext_lazy(
    "这项核实先前已经提交过，这次写的没有收进去。文字还在，可以拷贝到“随手拍”另报一条。"
)


class TaskForm(forms.Form):
    """What was found. A result alone is enough."""

    submission_key = forms.UUIDField(initial=uuid4)
    result = forms.ChoiceField(
        choices=[
            (result.value, gettext_lazy(label)) for result, label in FIELD_RESULT_LABELS.items()
        ],
        error_messages={"required": gettext_lazy("请选一个：已修好、部分修好、没修、找不到。")},
    )
    words = forms.CharField(required=False, max_length=MAX_RESULT_WORDS - NOTE)
    written_at = forms.DateTimeField(required=False)
    photos = forms.Field(required=False)
    voice = forms.Field(required=False)
    videos = forms.Field(required=False)


class AdditionForm(forms.Form):
    """补充说明 to what was answered before."""

    words = forms.CharField(required=False, max_length=MAX_RESULT_WORDS - NOTE)
    written_at = forms.DateTimeField(required=False)


@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Show a task; take what was found."""
    stranger = signed_out(request)
    if stranger is not None:
        return stranger
    acting = require_kind(request, ActorKind.SUPPORTER)
    found = get_member_task(acting, task_id, clock.legal_day(clock.now()))
    if request.method == "GET":
        return _page(request, acting, found, form=TaskForm())
    form = TaskForm(request.POST)
    if not form.is_valid():
        return _refused(request, acting, found, form=form, status=HTTPStatus.BAD_REQUEST)
    try:
        _do(request, acting, found, form)
    except DomainError as error:
        _note_refusal(form, error)
        return _refused(request, acting, found, form=form, status=error.status, code=error.code)
    return taken(request, reverse("member:task", args=[task_id]))


@require_POST
def add(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Take 补充说明 where another telephone had answered before."""
    stranger = signed_out(request)
    if stranger is not None:
        return stranger
    acting = require_kind(request, ActorKind.SUPPORTER)
    found = get_member_task(acting, task_id, clock.legal_day(clock.now()))
    if settings.XIEZHI_ZONE == _OUTER:
        # What was answered has gone inside already: there is nothing here to add to.
        raise ConflictError("supporters.task_done")
    form = AdditionForm(request.POST)
    if not form.is_valid():
        return _refused(request, acting, found, form=form, status=HTTPStatus.BAD_REQUEST)
    _add(request, acting, found, form)
    return taken(request, reverse("member:task", args=[task_id]))


@require_GET
def task_photo(request: HttpRequest, task_id: UUID) -> HttpResponseBase:
    """Send the earlier picture that guides the eye."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    guide = access_task_guide(acting, task_id)
    wants_small = request.GET.get("copy") == "thumbnail"
    held = held_picture(guide) if wants_small else None
    if held is not None:
        return held
    stream, media_type = open_copy(guide, FileCopy.THUMBNAIL if wants_small else FileCopy.SHARED)
    return FileResponse(stream, content_type=media_type)


def task_lines(acting: Actor, now: datetime) -> list[TaskLine]:
    """Return 待我核实 for the own page; only grid members have any."""
    if not may(acting, Action.DO_FIELD_TASK):
        return []
    return [
        TaskLine(
            id=found.id,
            duty=Duty.TASK,
            url=reverse("member:task", args=[found.id]),
            title=words_of(found)["title"],
            place=found.place_words,
            due_on=found.due_on,
            is_overdue=found.days_left < 0,
            photo_url=f"{_photo_url(found)}?copy=thumbnail" if found.guide_id else "",
            icon="eye",
            kind=_("协助核实"),
            along={
                "ask": words_of(found)["ask"],
                "guide_id": found.guide_id,
                "guide_url": _photo_url(found) if found.guide_id else "",
            },
        )
        for found in list_tasks_to_do(acting, clock.legal_day(now))
    ]


def _do(request: HttpRequest, acting: Actor, found: MemberTask, form: TaskForm) -> None:
    now = clock.now()
    with brought_files(request, now=now) as brought:
        done = do_field_task(
            task_id=found.id,
            submission_key=form.cleaned_data["submission_key"],
            result=FieldResult(form.cleaned_data["result"]),
            words=with_time(
                form.cleaned_data["words"], written_late(form, asked_at=found.asked_at, now=now)
            ),
            photos=brought.photos,
            voices=brought.voices,
            videos=brought.videos,
            acting=acting,
            now=now,
        )
    after_task(done, acting=acting, now=now)


def _add(request: HttpRequest, acting: Actor, found: MemberTask, form: AdditionForm) -> None:
    now = clock.now()
    with brought_files(request, now=now) as brought:
        # Always with its time: so two additions of the same words are two.
        said = with_time(form.cleaned_data["words"], form.cleaned_data["written_at"])
        is_something = form.cleaned_data["words"].strip() or brought.all
        added = add_to_field_task(
            task_id=found.id,
            words=_("补充：%(words)s") % {"words": said} if is_something else "",
            photos=brought.photos,
            voices=brought.voices,
            videos=brought.videos,
            acting=acting,
            now=now,
        )
    after_addition(added, acting=acting, now=now)


def _note_refusal(form: TaskForm, error: DomainError) -> None:
    if error.code == "supporters.task_done":
        # Done before, on another phone perhaps: what was written this time must not vanish.
        form.add_error("words", _TOO_LATE)
        return
    problem = text_of(error)
    field = "voice" if "voice" in error.code else "photos"
    is_of_file = error.code.startswith(("evidence.", "supporters.too_many"))
    if "video" in error.code or error.code == "evidence.too_large_together":
        field, is_of_file = "videos", True
    form.add_error(field if is_of_file else "words", problem.words)


def _page(
    request: HttpRequest,
    acting: Actor,
    found: MemberTask,
    *,
    form: forms.Form,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    done = None
    if found.done_at is not None:
        label = _(FIELD_RESULT_LABELS[FieldResult(found.result)])
        done = {"result_label": label, "at": found.done_at}
    context = {
        "task": {
            "id": found.id,
            "url": reverse("member:task", args=[found.id]),
            **words_of(found),
            "place": found.place_words,
            "due_on": found.due_on,
            "is_overdue": found.days_left < 0,
            "before": {"url": _photo_url(found), "taken_at": None} if found.guide_id else None,
        },
        "form": form,
        "done": done,
        "member": {"label": acting.label, "url": reverse("member:mine")},
    }
    return render(request, "snap/task.html", context, status=status)


def _refused(
    request: HttpRequest,
    acting: Actor,
    found: MemberTask,
    *,
    form: forms.Form,
    status: int,
    code: str = "",
) -> HttpResponse:
    if not wants_json(request):
        return _page(request, acting, found, form=form, status=status)
    may_add = code == "supporters.task_done" and settings.XIEZHI_ZONE != _OUTER
    return refusal(form, status, code=code, may_add=may_add)


def words_of(found: MemberTask) -> dict[str, str]:
    """Return the ``title``, and what is asked in full under ``ask`` where the title is cut."""
    words = found.words
    if len(words) <= _TITLE:
        return {"title": words, "ask": ""}
    return {"title": f"{words[:_TITLE]}…", "ask": words}


def _photo_url(found: MemberTask) -> str:
    return reverse("member:task_photo", args=[found.id])
