"""电话、来信、来访 and every other way of arrival: one form, saved and cleared for the next."""

from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.intake.rules.entry import Treatment
from xiezhi.intake.selectors.drafts import DraftDetail, get_draft_detail
from xiezhi.intake.services.draft_rows import change_draft
from xiezhi.intake.services.drafts import Drafted, add_to_draft, discard_draft, start_single
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError, NotAllowedError, NotFoundError
from xiezhi.law.sources import IntakeChannel, source_register, statutory_source
from xiezhi.leads.services.entering import Entered, Files, enter_row, read_draft_files
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.desk.refusals import sentence_of
from xiezhi.web.problem_texts import text_of
from xiezhi.web.quick import saved
from xiezhi.web.quick.choices import known_of
from xiezhi.web.quick.single_form import KINDS, SingleForm
from xiezhi.web.quick.uploads import Uploads, by_kind, refusal_words, uploads_of
from xiezhi.web.requests import office_of, require_kind

# Where a refusal is shown; every other one stands above the form.
_FIELDS = {
    "intake.received_in_future": "received_on",
    "intake.received_too_long_ago": "received_on",
    "intake.number_taken": "external_number",
    "intake.entry_not_enough": "words",
    "language.too_long": "words",
    "supporters.not_on_duty": "member",
    "intake.seen_in_future": "seen_at",
    "intake.seen_too_long_ago": "seen_at",
}


@require_http_methods(["GET", "POST"])
def single(request: HttpRequest, channel: str) -> HttpResponse:
    """Show the form of one way of arrival; save what it holds."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.REGISTER_LEAD)
    kind = _channel(channel)
    today = clock.legal_day(clock.now())
    known = known_of(acting, today)
    if request.method != "POST":
        return _show(request, acting, SingleForm(channel=kind, known=known, today=today))
    form = SingleForm(request.POST, channel=kind, known=known, today=today)
    uploads = uploads_of(request)
    if request.POST.get("do") == "keep":
        return _keep(request, acting, form, uploads)
    can_enter = form.is_valid() and not uploads.refused
    entered = _enter(request, acting, form, uploads) if can_enter else None
    if entered is None:
        return _refused(request, acting, form, uploads)
    saved.remember(request, [entered])
    return lead_on(request, _next(request, acting, kind, entered))


def _enter(
    request: HttpRequest, acting: Actor, form: SingleForm, uploads: Uploads
) -> Entered | None:
    """Return the report in the pool, or None with the refusal written into the form."""
    wants_lead = request.POST.get("do") == "assess"
    draft_id = form.draft_id()
    try:
        found = by_kind(uploads.files, uploads.scans)
        earlier = Files() if draft_id is None else read_draft_files(acting, draft_id)
        entered = enter_row(
            row=form.row(Treatment.LEAD if wants_lead else Treatment.POOL),
            files=_joined(earlier, found),
            submission_key=form.key(),
            office=office_of(request),
            acting=acting,
            now=clock.now(),
        )
        if draft_id is not None:
            discard_draft(draft_id=draft_id, acting=acting, now=clock.now())
    except NotAllowedError:
        raise
    except DomainError as error:
        _write_refusal(form, error)
        return None
    return entered


def _write_refusal(form: SingleForm, error: DomainError) -> None:
    name = _FIELDS.get(error.code)
    if error.code == "intake.no_draft":
        # Saved or discarded in another window; the words go on without it.
        form.add_error(
            "attachments",
            _("先前放进来的文件已不在：那一次可能已经保存或放弃。请核对信息池，再重新选择文件。"),
        )
        return
    if error.code == "intake.file_not_taken":
        form.add_error("attachments", refusal_words(str(error.params["name"]), error))
        return
    form.add_error(name if name in form.fields else None, sentence_of(text_of(error)))


def _refused(
    request: HttpRequest, acting: Actor, form: SingleForm, uploads: Uploads
) -> HttpResponse:
    """Show the form as it was typed. Files came in already: they wait on the server."""
    for words in uploads.refused:
        form.add_error("attachments", words)
    waiting = _kept(acting, form)
    kept = None if waiting is None else waiting.draft.id
    if uploads:
        drafted = _stage(acting, form, uploads, waiting)
        for one in drafted.refused:
            form.add_error("attachments", refusal_words(one.name, one.error))
        kept = None if drafted.draft is None else drafted.draft.id
    data = request.POST.copy()
    data["draft"] = str(kept or "")
    form.data = data
    return _show(request, acting, form, HTTPStatus.BAD_REQUEST)


def _stage(
    acting: Actor, form: SingleForm, uploads: Uploads, waiting: DraftDetail | None
) -> Drafted:
    """Keep the files in an unfinished entry: the one of an earlier try, else a new one."""
    now = clock.now()
    if waiting is None:
        return start_single(
            row=form.row(), files=uploads.files, scans=uploads.scans, acting=acting, now=now
        )
    return add_to_draft(
        draft_id=waiting.draft.id,
        files=[*uploads.files, *uploads.scans],
        row_id=waiting.rows[0].id if waiting.rows else None,
        acting=acting,
        now=now,
    )


def _keep(request: HttpRequest, acting: Actor, form: SingleForm, uploads: Uploads) -> HttpResponse:
    """暂存: an unfinished entry of one row, to be finished later.

    It may lack anything; what cannot be read is refused, not dropped.
    """
    form.ask_for_nothing()
    if not form.is_valid():
        return _refused(request, acting, form, uploads)
    waiting = _kept(acting, form)
    if waiting is not None:
        rows = {one.id: form.row() for one in waiting.rows[:1]}
        change_draft(
            draft_id=waiting.draft.id, rows=rows, places={}, acting=acting, now=clock.now()
        )
    if uploads or waiting is None:
        for one in _stage(acting, form, uploads, waiting).refused:
            messages.error(request, refusal_words(one.name, one.error))
    for words in uploads.refused:
        messages.error(request, words)
    messages.success(request, _("已暂存，可从“未完成的快速登记”继续。"))
    return lead_on(request, reverse("quick:home"))


def _show(
    request: HttpRequest,
    acting: Actor,
    form: SingleForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    channel = form.entry_channel
    entry = source_register().channels[channel]
    context = {
        "form": form,
        "known": form.known,
        "channel": entry,
        "source": source_register().sources[statutory_source(channel)],
        "source_if_assigned": source_register().sources[entry.source_if_assigned],
        "kinds": kinds_offered(channel),
        "kept": _kept(acting, form),
        "saved": saved.recall(request),
        "may_assess": may(acting, Action.HANDLE_LEAD),
        "registrar": acting.label,
    }
    return render(request, "quick/single.html", context, status=status)


def kinds_offered(current: IntakeChannel | None = None) -> list[dict[str, object]]:
    """Return the ways of arrival with address and letter."""
    channels = source_register().channels
    return [
        {
            "label": _(channels[channel].label),
            "url": reverse("quick:single", args=[channel.value]),
            "key": kind.key,
            "is_current": channel is current,
        }
        for channel, kind in KINDS.items()
    ]


def _kept(acting: Actor, form: SingleForm) -> DraftDetail | None:
    """Return the files of an earlier try."""
    draft_id = form.data.get("draft") if form.is_bound else ""
    try:
        return get_draft_detail(acting, UUID(str(draft_id))) if draft_id else None
    except (ValueError, NotFoundError):
        return None


def _next(request: HttpRequest, acting: Actor, channel: IntakeChannel, entered: Entered) -> str:
    """Return where saving leads: the assessment, or the same form for the next report."""
    if entered.lead is not None and may(acting, Action.HANDLE_LEAD):
        return reverse("desk:assess", args=[entered.lead.id])
    return reverse("quick:single", args=[channel.value])


def _channel(text: str) -> IntakeChannel:
    found = next((one for one in KINDS if one.value == text), None)
    if found is None:
        raise Http404
    return found


def _joined(first: Files, second: Files) -> Files:
    return replace(
        first,
        photos=(*first.photos, *second.photos),
        voices=(*first.voices, *second.voices),
        scans=(*first.scans, *second.scans),
    )
