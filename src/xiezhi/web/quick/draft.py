"""An unfinished entry: its rows edited, split, merged, and saved, each by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.evidence.clamd import ScannerAwayError
from xiezhi.evidence.selectors.files import FileCopy
from xiezhi.evidence.services.scanning import refuse_unscanned
from xiezhi.intake.rules.entry import KEPT_DAYS, MAX_ROWS
from xiezhi.intake.selectors.drafts import DraftDetail, get_draft_detail, read_draft_copy
from xiezhi.intake.services.draft_rows import change_draft
from xiezhi.intake.services.drafts import add_to_draft, discard_draft
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError, InvalidInputError, NotFoundError
from xiezhi.leads.services.entering import Entered
from xiezhi.web.desk.fragments import is_fragment, lead_on
from xiezhi.web.desk.refusals import sentence_of
from xiezhi.web.held_picture import picture_of
from xiezhi.web.problem_texts import text_of
from xiezhi.web.quick import saved
from xiezhi.web.quick.acts import Done, perform
from xiezhi.web.quick.choices import known_of
from xiezhi.web.quick.home import answer_paste, refused_paste
from xiezhi.web.quick.row_forms import edited_rows, lines_of, moved_files
from xiezhi.web.quick.uploads import uploads_of
from xiezhi.web.quick.words import LEFT_OUT, OF_THE_WHOLE, WARNINGS, words_of
from xiezhi.web.requests import office_of, require_kind


@dataclass(slots=True)
class Shown:
    """What the page of a draft says beside the draft itself."""

    problem: str = ""
    of_rows: Mapping[UUID, str] = field(default_factory=dict)
    entered: tuple[Entered, ...] = ()
    focus: UUID | None = None
    status: HTTPStatus = HTTPStatus.OK


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show the rows; keep what was edited, then do what was pressed."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.REGISTER_LEAD)
    if request.method != "POST":
        return _show(request, acting, draft_id, Shown())
    now = clock.now()
    detail = get_draft_detail(acting, draft_id)
    known = known_of(acting, clock.legal_day(now))
    change_draft(
        draft_id=draft_id,
        rows=edited_rows(detail, request.POST, known, clock.legal_day(now)),
        places=moved_files(detail, request.POST),
        acting=acting,
        now=now,
    )
    do = request.POST.get("do", "")
    if do == "keep" and is_fragment(request):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _answer(request, acting, draft_id, _done(request, acting, draft_id, do))


@require_POST
def add(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Take a further paste into the draft."""
    acting = require_kind(request, ActorKind.STAFF)
    uploads = uploads_of(request)
    row = request.POST.get("row", "")
    try:
        drafted = add_to_draft(
            draft_id=draft_id,
            text=request.POST.get("text", ""),
            files=[*uploads.files, *uploads.scans],
            row_id=_uuid(row),
            acting=acting,
            now=clock.now(),
        )
    except InvalidInputError as error:
        return refused_paste(request, acting, [sentence_of(text_of(error)), *uploads.refused])
    return answer_paste(request, acting, drafted, uploads)


@require_POST
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    acting = require_kind(request, ActorKind.STAFF)
    discard_draft(draft_id=draft_id, acting=acting, now=clock.now())
    messages.success(request, _("已放弃这次登记，粘贴的内容和文件都已删除。"))
    return HttpResponseRedirect(reverse("quick:home"))


@require_GET
def file(request: HttpRequest, draft_id: UUID, file_id: UUID, copy: str) -> HttpResponse:
    """Send one copy of a waiting file; nothing of it is kept by the browser."""
    acting = require_kind(request, ActorKind.STAFF)
    if copy not in set(FileCopy):
        raise NotFoundError("evidence.no_copy")
    data, media_type = read_draft_copy(acting, draft_id, file_id, FileCopy(copy))
    if copy != FileCopy.THUMBNAIL:
        refuse_unscanned(data)
    elif (held := _held(data)) is not None:
        return held
    response = HttpResponse(data, content_type=media_type)
    is_shown = media_type.startswith(("image/jpeg", "audio/"))
    response["Content-Disposition"] = "inline" if is_shown else "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _done(request: HttpRequest, acting: Actor, draft_id: UUID, do: str) -> Done:
    chosen = frozenset(one for one in map(_uuid, request.POST.getlist("chosen")) if one)
    try:
        return perform(
            do,
            draft_id=draft_id,
            chosen=chosen,
            at=_caret(request),
            office=office_of(request),
            acting=acting,
            now=clock.now(),
        )
    except InvalidInputError as error:
        return Done(problem=sentence_of(text_of(error)))


def _answer(request: HttpRequest, acting: Actor, draft_id: UUID, done: Done) -> HttpResponse:
    """Show the rows that are left; when none is, lead on."""
    if done.goes_to:
        saved.remember(request, done.entered)
        return lead_on(request, done.goes_to)
    if done.is_finished:
        saved.remember(request, done.entered)
        return lead_on(request, reverse("quick:home"))
    shown = Shown(
        problem=done.problem,
        of_rows={row_id: _words(error) for row_id, error in done.refused.items()},
        entered=done.entered,
        focus=done.focus,
        status=HTTPStatus.BAD_REQUEST if done.problem or done.refused else HTTPStatus.OK,
    )
    return _show(request, acting, draft_id, shown)


def _words(error: DomainError) -> str:
    return sentence_of(text_of(error))


def _show(request: HttpRequest, acting: Actor, draft_id: UUID, shown: Shown) -> HttpResponse:
    today = clock.legal_day(clock.now())
    detail = get_draft_detail(acting, draft_id)
    known = known_of(acting, today)
    posted = request.POST if request.method == "POST" and shown.status != HTTPStatus.OK else None
    context = {
        "detail": detail,
        "draft": detail.draft,
        "lines": lines_of(
            acting, detail, known, today=today, posted=posted, problems=shown.of_rows
        ),
        "known": known,
        "left_out": _left_out(detail),
        "warnings": _of_the_whole(detail),
        "rest_lines": detail.body.rest.count("\n") + 1 if detail.body.rest else 0,
        "problem": shown.problem,
        "saved": saved.saved_of(shown.entered) if shown.entered else saved.recall(request),
        "focus": shown.focus,
        "kept_days": KEPT_DAYS,
        "may_assess": may(acting, Action.HANDLE_LEAD),
        "max_rows": MAX_ROWS,
    }
    template = "quick/_work.html" if is_fragment(request) else "quick/draft.html"
    return render(request, template, context, status=shown.status)


def _of_the_whole(detail: DraftDetail) -> list[str]:
    """Return the warnings of the paste itself; the others stand beside their rows."""
    return words_of([code for code in detail.body.warnings if code in OF_THE_WHOLE], WARNINGS)


def _left_out(detail: DraftDetail) -> list[dict[str, object]]:
    return [
        {"place": place, "reason": LEFT_OUT.get(line.reason, ""), "text": line.text}
        for place, line in enumerate(detail.body.left_out)
    ]


def _caret(request: HttpRequest) -> int | None:
    text = request.POST.get("caret", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None  # noqa: PLR2004


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _held(data: bytes) -> HttpResponse | None:
    """Return what stands in the place of a small picture the scanner does not call clean."""
    try:
        refuse_unscanned(data)
    except ScannerAwayError:
        return picture_of("unscanned")
    except NotFoundError:
        return picture_of("infected")
    return None
