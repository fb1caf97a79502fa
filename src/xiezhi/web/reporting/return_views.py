"""填报: begun for a period, adjusted, handed in, sent back, locked, compared, taken again."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.reporting.rules.workbook.places import CellPlace
from xiezhi.reporting.selectors.forms import access_form
from xiezhi.reporting.selectors.returns import access_locked, access_return, bytes_of_locked
from xiezhi.reporting.services.returns import (
    ReturnPeriod,
    abandon_return,
    adjust_cell,
    lock_return,
    record_download,
    send_return_back,
    set_return_texts,
    start_return,
    submit_return,
    undo_adjustment,
)
from xiezhi.web.desk.refusals import add_refusal, refused, sentence_of
from xiezhi.web.ledgers.downloads import XLSX_TYPE, ready_file, written_file
from xiezhi.web.reporting.comparing import comparison, write_comparison
from xiezhi.web.reporting.form_views import preparer
from xiezhi.web.reporting.forms import (
    AdjustForm,
    PeriodForm,
    ReasonForm,
    ReturnTextForm,
    period_offered,
)
from xiezhi.web.reporting.grids import cell_address
from xiezhi.web.reporting.return_page import return_context
from xiezhi.web.requests import office_of


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Begin to fill a form for a period."""
    acting = preparer(request)
    found = access_form(acting, form_id)
    offered = period_offered(found, clock.legal_day(clock.now())) | request.GET.dict()
    form = PeriodForm(request.POST or None, initial=offered)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = start_return(
                form_id=form_id,
                period=ReturnPeriod(since=data["since"], until=data["until"]),
                correction_reason=data["reason"],
                acting=acting,
                now=clock.now(),
            )
        except DomainError as error:
            field = "reason" if error.code == "reporting.no_reason" else "until"
            add_refusal(request, form, error, field)
        else:
            return redirect("reporting:return", return_id=made.id)
    context = {"form": form, "found": found}
    return render(request, "reporting/start.html", context, status=400 if form.errors else 200)


@require_safe
def one(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show a filled form, the chosen cell beside it, and what may be done now."""
    acting = preparer(request)
    found = access_return(acting, return_id)
    return render(request, "reporting/return.html", return_context(acting, found, request))


@require_POST
def cell(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Put a value in place of what was counted, or take it back."""
    acting, now = preparer(request), clock.now()
    place = CellPlace(sheet=request.POST.get("sheet", ""), cell=request.POST.get("cell", ""))
    form = AdjustForm(request.POST)
    try:
        if request.POST.get("act") == "undo":
            undo_adjustment(return_id=return_id, place=place, acting=acting, now=now)
        elif form.is_valid():
            data = form.cleaned_data
            adjust_cell(
                return_id=return_id,
                place=place,
                words=data["words"],
                reason=data["reason"],
                acting=acting,
                now=now,
            )
        else:
            return _again(request, acting, return_id, place=place, adjust=form)
    except DomainError as error:
        return _again(request, acting, return_id, place=place, adjust=form, error=error)
    return redirect(cell_address(reverse("reporting:return", args=[return_id]), place))


@require_POST
def texts(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Write who is responsible and where to call."""
    acting = preparer(request)
    form = ReturnTextForm(request.POST)
    if not form.is_valid():
        return _again(request, acting, return_id, texts=form)
    set_return_texts(return_id=return_id, **form.cleaned_data, acting=acting, now=clock.now())
    messages.success(request, _("已保存。"))
    return redirect("reporting:return", return_id=return_id)


@require_POST
def submit(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Hand a return to a second person."""
    acting = preparer(request)
    try:
        submit_return(
            return_id=return_id, office=office_of(request).name, acting=acting, now=clock.now()
        )
    except DomainError as error:
        return _again(request, acting, return_id, error=error)
    messages.success(request, _("已提请审核；请另一位同事审核、锁定。"))
    return redirect("reporting:return", return_id=return_id)


@require_POST
def back(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Send a return back."""
    acting = preparer(request)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _again(request, acting, return_id, back_form=form)
    reason = form.cleaned_data["reason"]
    send_return_back(return_id=return_id, reason=reason, acting=acting, now=clock.now())
    messages.success(request, _("已退回修改。"))
    return redirect("reporting:return", return_id=return_id)


@require_POST
def lock(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Lock what was handed in."""
    acting = preparer(request)
    try:
        lock_return(return_id=return_id, acting=acting, now=clock.now())
    except DomainError as error:
        return _again(request, acting, return_id, error=error)
    messages.success(request, _("已锁定上报版。"))
    return redirect("reporting:return", return_id=return_id)


@require_POST
def abandon(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Give a return up."""
    acting = preparer(request)
    abandon_return(return_id=return_id, acting=acting, now=clock.now())
    messages.success(request, _("已作废，这个统计期可以重新填报。"))
    return redirect("reporting:list")


@require_POST
def file(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Hand out the file that went upward: the same bytes each time."""
    acting = preparer(request)
    locked = access_locked(acting, return_id)
    record_download(return_id=return_id, acting=acting, now=clock.now())
    return ready_file(bytes_of_locked(locked), name=locked.file_name, content_type=XLSX_TYPE)


@require_http_methods(["GET", "HEAD", "POST"])
def difference(request: HttpRequest, return_id: UUID) -> HttpResponse | FileResponse:
    """Show what changed since an earlier locked version; POST makes a spreadsheet of it."""
    acting = preparer(request)
    found = access_return(acting, return_id)
    compared = comparison(acting, found, request)
    if request.method == "POST":
        record_download(return_id=return_id, acting=acting, now=clock.now())
        return written_file(
            lambda target: write_comparison(target, acting, request, compared),
            name=f"{found.form.name}_{_('比对')}_{found.until:%Y%m%d}.xlsx",
            content_type=XLSX_TYPE,
        )
    return render(request, "reporting/difference.html", compared)


def _again(
    request: HttpRequest,
    acting: Actor,
    return_id: UUID,
    *,
    place: CellPlace | None = None,
    adjust: forms.Form | None = None,
    error: DomainError | None = None,
    **typed: forms.Form,
) -> HttpResponse:
    """Show the page with what was typed still in it, and what is wrong."""
    found = access_return(acting, return_id)
    context: dict[str, Any] = return_context(acting, found, request, place=place)
    if error is not None:
        context["refusal"] = sentence_of(refused(request, error))
    if adjust is not None and context["chosen"]:
        context["chosen"] |= {"adjust": adjust}
    return render(request, "reporting/return.html", context | typed, status=400)
