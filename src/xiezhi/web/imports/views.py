"""Import of a list: upload, look at it and say which column is what, import."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.rules.importing import ImportField, Sheet
from xiezhi.intake.selectors.imports import (
    PREVIEW_ROWS,
    ImportPreview,
    get_batch,
    list_batches,
    preview_import,
)
from xiezhi.intake.services.imports import Imported, import_reports
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.law.sources import IntakeChannel
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.imports import waiting
from xiezhi.web.imports.forms import MappingForm, UploadForm
from xiezhi.web.imports.texts import FIELD_LABELS, error_words, note_words
from xiezhi.web.requests import office_of, require_kind

_SHOWN_CHARACTERS = 80


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file in for a look, and list what was imported before."""
    acting = _importer(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        channel = IntakeChannel(form.cleaned_data["channel"])
        try:
            preview_import(acting, data, channel=channel, now=clock.now())
        except DomainError as error:
            add_refusal(request, form, error, "file")
        else:
            name = form.cleaned_data["file"].name
            token = waiting.keep(request, data, name=name, channel=channel)
            return lead_on(request, reverse("imports:preview", args=[token]))
    context = {"form": form, "batches": list_batches(acting)}
    return render(request, "imports/upload.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, token: UUID) -> HttpResponse:
    """Show what importing would do; import when asked and nothing is wrong."""
    acting = _importer(request)
    data, name, channel = waiting.find(request, token)
    found = preview_import(acting, data, channel=channel, now=clock.now())
    form = MappingForm(found.sheet, found.mapping, request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = preview_import(
            acting, data, channel=channel, now=clock.now(), mapping=form.mapping()
        )
        if request.POST.get("act") == "import" and found.is_good:
            try:
                outcome = _import(request, acting, token, form.mapping())
            except DomainError as error:
                add_refusal(request, form, error)
            else:
                return redirect("imports:batch", batch_id=outcome.batch.id)
    context = _preview_context(found, form, name, token)
    return render(request, "imports/preview.html", context, status=400 if form.errors else 200)


@require_POST
def cancel(request: HttpRequest, token: UUID) -> HttpResponse:
    """Forget an upload."""
    _importer(request)
    waiting.drop(request, token)
    return redirect("imports:upload")


@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Show an imported list and the way to its reports in the pool."""
    acting = _importer(request)
    return render(request, "imports/batch.html", {"batch": get_batch(acting, batch_id)})


def _import(
    request: HttpRequest, acting: Actor, token: UUID, mapping: dict[ImportField, int]
) -> Imported:
    data, name, channel = waiting.find(request, token)
    outcome = import_reports(
        data=data,
        name=name,
        mapping=mapping,
        channel=channel,
        office=office_of(request),
        acting=acting,
        now=clock.now(),
    )
    waiting.drop(request, token)
    return outcome


def _importer(request: HttpRequest) -> Actor:
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.IMPORT_REPORTS)
    return acting


def _preview_context(
    found: ImportPreview, form: MappingForm, name: str, token: UUID
) -> dict[str, Any]:
    reading = found.reading
    return {
        "preview": found,
        "form": form,
        "token": token,
        "file_name": name,
        "notes": [note_words(note) for note in found.sheet.notes],
        "rows": _shown_rows(found.sheet),
        "row_count": len(found.sheet.rows),
        "mapped": {
            str(FIELD_LABELS[field]): found.sheet.headings[column]
            for field, column in found.mapping.items()
        },
        "errors": []
        if reading is None
        else [
            {
                "row": error.row,
                "column": error.column,
                "heading": error.heading,
                "words": error_words(error.code, error.params),
            }
            for error in reading.errors
        ],
        "error_count": 0 if reading is None else reading.error_count,
        "skipped": len(found.known_rows),
    }


def _shown_rows(sheet: Sheet) -> list[tuple[int, list[str]]]:
    return [
        (number, [_cut(value) for value in values]) for number, values in sheet.rows[:PREVIEW_ROWS]
    ]


def _cut(value: object) -> str:
    words = "" if value is None else " ".join(str(value).split())
    if len(words) <= _SHOWN_CHARACTERS:
        return words
    return f"{words[:_SHOWN_CHARACTERS]}…"
