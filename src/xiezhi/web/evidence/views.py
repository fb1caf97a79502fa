"""Pages of custody: a file's record, the purpose asked before an original, the printed sheet."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.documents.papers.docx import paper_docx
from xiezhi.documents.papers.pdf import paper_pdf
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.custody import CustodyEvent, CustodyPurpose
from xiezhi.evidence.selectors.files import FileCopy, has_copy, is_original_unscanned
from xiezhi.evidence.selectors.particulars import find_particulars, may_have_particulars
from xiezhi.evidence.services.custody import Handling, record_custody
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.web.cases_field.drafting import own_fonts
from xiezhi.web.desk.letter_papers import TYPES
from xiezhi.web.desk.refusals import refused, sentence_of
from xiezhi.web.evidence.access import (
    PARTICULARS,
    SHOWN_IN_PLACE,
    access_file,
    access_particulars,
    read_copy,
    remember,
    was_told,
)
from xiezhi.web.evidence.particulars import particulars_words
from xiezhi.web.evidence.shown import purposes_of, record_paper, record_shown
from xiezhi.web.ledgers.downloads import ready_file
from xiezhi.web.requests import office_of, require_kind
from xiezhi.web.templatetags.desk import full

PDF: Final = "pdf"


@require_GET
def record(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Show what was received, what it counts as, and what happened to it since."""
    acting = require_kind(request, ActorKind.STAFF)
    file = access_file(acting, file_id)
    copies = [copy for copy in (FileCopy.ORIGINAL, FileCopy.SHARED) if has_copy(file, copy)]
    context = record_shown(file) | {
        "copies": [copy.value for copy in copies],
        "has_particulars": may_have_particulars(file) and FileCopy.ORIGINAL in copies,
        "is_original_unscanned": is_original_unscanned(file),
    }
    return render(request, "evidence/record.html", context)


@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest, file_id: UUID, copy: str) -> HttpResponse:
    """Ask what a copy is opened for, write it into the chain, and open it."""
    acting = require_kind(request, ActorKind.STAFF)
    file, wanted = access_file(acting, file_id), read_copy(copy)
    if not has_copy(file, wanted):
        raise NotFoundError("evidence.no_copy")
    there = HttpResponseRedirect(reverse("desk:file", args=[file.id, wanted.value]))
    if was_told(request, file, wanted):
        return there
    event = _event(file, wanted)
    context = record_shown(file) | {"copy": wanted.value, "purposes": purposes_of(event)}
    if request.method == "GET":
        return render(request, "evidence/purpose.html", context)
    handling = Handling(event=event, purpose=_purpose(request))
    try:
        record_custody(file_ids=[file.id], handling=handling, acting=acting, now=clock.now())
    except DomainError as error:
        context["problem"] = sentence_of(refused(request, error))
        return render(request, "evidence/purpose.html", context, status=error.status)
    remember(request, file, wanted)
    return there


@require_GET
def paper(request: HttpRequest, file_id: UUID, form: str) -> HttpResponse:
    """Send 证据保管记录表 as PDF or DOCX; with 拍摄信息 where asked for, and told what for."""
    acting = require_kind(request, ActorKind.STAFF)
    file = access_file(acting, file_id)
    shown = record_shown(file)
    if form not in TYPES:
        raise NotFoundError("evidence.no_copy")
    if request.GET.get("with") == PARTICULARS:
        file = access_particulars(acting, file_id)
        if not was_told(request, file, PARTICULARS):
            return HttpResponseRedirect(reverse("evidence:particulars", args=[file.id]))
        shown["particulars"] = particulars_words(find_particulars(file.id))
    sheet = record_paper(shown, office=office_of(request).name, acting=acting, at=full(clock.now()))
    make = paper_pdf if form == PDF else paper_docx
    name = f"{_('证据保管记录表')} {shown['name'][:40]}.{form}"
    return ready_file(make(sheet, own_fonts=own_fonts()), name=name, content_type=TYPES[form])


def _event(file: StoredFile, copy: FileCopy) -> CustodyEvent:
    """What a browser shows is looked at; what it saves is copied."""
    is_shown = copy is not FileCopy.ORIGINAL or file.media_type.startswith(SHOWN_IN_PLACE)
    return CustodyEvent.VIEWED if is_shown else CustodyEvent.COPIED


def _purpose(request: HttpRequest) -> CustodyPurpose | None:
    try:
        return CustodyPurpose(request.POST.get("purpose", ""))
    except ValueError:
        return None
