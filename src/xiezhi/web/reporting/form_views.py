"""上级表样: the list, taking a form in, its grid, and what its cells are filled with."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.reporting.rules.mapping import FormMap
from xiezhi.reporting.rules.periods import PERIOD_KIND_LABELS, PeriodKind
from xiezhi.reporting.rules.workbook.grid import CellKind, GridCell
from xiezhi.reporting.rules.workbook.limits import MAX_BYTES
from xiezhi.reporting.rules.workbook.places import CellPlace
from xiezhi.reporting.selectors.forms import (
    FormPage,
    access_form,
    bytes_of,
    form_page,
    get_newest_version,
    list_forms,
    list_mappings,
    list_versions,
)
from xiezhi.reporting.selectors.returns import list_returns
from xiezhi.reporting.services.forms import (
    FormText,
    UploadedForm,
    add_form,
    put_form_aside,
    renew_form,
)
from xiezhi.reporting.services.mapping import (
    clear_cell,
    map_cell,
    publish_mapping,
    set_check,
)
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.desk.refusals import add_refusal, refused, sentence_of
from xiezhi.web.ledgers.downloads import XLSX_TYPE, ready_file
from xiezhi.web.reporting.forms import (
    CellForm,
    CheckForm,
    FormFileForm,
    NewFormForm,
    PeriodForm,
    cell_initial,
    period_offered,
)
from xiezhi.web.reporting.grids import (
    Shown,
    asked_place,
    cell_address,
    chosen_sheet,
    drawn,
    note_lines,
    sheet_tabs,
)
from xiezhi.web.reporting.return_rows import return_rows
from xiezhi.web.reporting.words import cell_details, content_words
from xiezhi.web.requests import require_kind


@require_safe
def form_list(request: HttpRequest) -> HttpResponse:
    """Show the forms and what was filled last."""
    acting = preparer(request)
    context = {
        "forms": [
            {
                "form": form,
                "period_kind": _(PERIOD_KIND_LABELS[PeriodKind(form.period_kind)]),
            }
            for form in list_forms(acting)
        ],
        "returns": return_rows(list_returns(acting)),
    }
    return render(request, "reporting/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_form(request: HttpRequest) -> HttpResponse:
    """Take a form in."""
    acting = preparer(request)
    form = NewFormForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        text = FormText(
            name=data["name"], issuer=data["issuer"], period_kind=PeriodKind(data["period_kind"])
        )
        try:
            made = add_form(text=text, uploaded=_uploaded(form), acting=acting, now=clock.now())
        except DomainError as error:
            add_refusal(request, form, error, _field_of(error))
        else:
            return lead_on(request, reverse("reporting:form", args=[made.id]))
    status = 400 if form.errors else 200
    return render(request, "reporting/new_form.html", {"form": form}, status=status)


@require_safe
def form(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Show a form as a grid and the chosen cell beside it."""
    acting = preparer(request)
    found = form_page(acting, form_id)
    return render(request, "reporting/form.html", _form_context(request, acting, found))


@require_POST
def cell(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Fill a cell with something, leave it alone, or say what it must add up to."""
    acting, now = preparer(request), clock.now()
    place = CellPlace(sheet=request.POST.get("sheet", ""), cell=request.POST.get("cell", ""))
    filling, check = CellForm(request.POST), CheckForm(request.POST)
    try:
        match request.POST.get("act"):
            case "clear":
                clear_cell(form_id=form_id, place=place, acting=acting, now=now)
            case "check" if check.is_valid():
                parts = check.cleaned_data["parts"]
                set_check(form_id=form_id, place=place, parts=parts, acting=acting, now=now)
            case "map" if filling.is_valid():
                mapping = filling.mapping(place)
                map_cell(form_id=form_id, cell=mapping, acting=acting, now=now)
            case _:
                return _again(request, acting, form_id, place)
    except DomainError as error:
        return _again(request, acting, form_id, place, error=error)
    return redirect(cell_address(reverse("reporting:form", args=[form_id]), place))


@require_POST
def publish(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Put the mapping to use."""
    acting = preparer(request)
    published = publish_mapping(form_id=form_id, acting=acting, now=clock.now())
    messages.success(request, _("取数对应第 %(number)s 版已启用。") % {"number": published.number})
    return redirect("reporting:form", form_id=form_id)


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Take a changed form in."""
    acting = preparer(request)
    found = access_form(acting, form_id)
    form = FormFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            renewed = renew_form(
                form_id=form_id, uploaded=_uploaded(form), acting=acting, now=clock.now()
            )
        except DomainError as error:
            add_refusal(request, form, error, "file")
        else:
            _say_lost(request, len(renewed.lost))
            return lead_on(request, reverse("reporting:form", args=[form_id]))
    context = {"form": form, "found": found, "versions": list_versions(found)}
    return render(request, "reporting/renew.html", context, status=400 if form.errors else 200)


@require_POST
def aside(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Put a form aside, or take it up again."""
    acting = preparer(request)
    is_in_use = request.POST.get("act") == "resume"
    put_form_aside(form_id=form_id, is_in_use=is_in_use, acting=acting, now=clock.now())
    messages.success(request, _("已恢复使用。") if is_in_use else _("已停用。"))
    return redirect("reporting:form", form_id=form_id)


@require_safe
def file(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Hand out the superior's own file as it came."""
    acting = preparer(request)
    version = get_newest_version(access_form(acting, form_id))
    return ready_file(bytes_of(version), name=version.file_name, content_type=XLSX_TYPE)


def preparer(request: HttpRequest) -> Actor:
    """Return the member of staff who may prepare returns.

    Raises:
        NotAllowedError: ``accounts.sign_in_first``, ``accounts.no_right``.
    """
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.PREPARE_RETURN)
    return acting


def _uploaded(form: FormFileForm) -> UploadedForm:
    upload = form.cleaned_data["file"]
    return UploadedForm(file_name=upload.name, data=upload.read(MAX_BYTES + 1))


def _field_of(error: DomainError) -> str:
    fields = {"reporting.no_issuer": "issuer"} | dict.fromkeys(
        ("reporting.no_name", "reporting.name_taken"), "name"
    )
    return fields.get(error.code, "file")


def _say_lost(request: HttpRequest, lost: int) -> None:
    if lost:
        words = ngettext(
            "表样已更新；有 %(count)s 格原来的对应放不进新表样，请重新对应。",
            "表样已更新；有 %(count)s 格原来的对应放不进新表样，请重新对应。",
            lost,
        )
        messages.warning(request, words % {"count": lost})
    else:
        messages.success(request, _("表样已更新，原来的对应都还在，请核对后启用。"))


def _again(
    request: HttpRequest,
    acting: Actor,
    form_id: UUID,
    place: CellPlace,
    *,
    error: DomainError | None = None,
) -> HttpResponse:
    """Show the page with what was typed still in it, and what is wrong."""
    found = form_page(acting, form_id)
    context = _form_context(request, acting, found, place=place)
    refusal = sentence_of(refused(request, error)) if error else _("请选择这一格填什么。")
    context |= {"refusal": refusal}
    if context["chosen"]:
        context["chosen"] |= {
            "form": CellForm(request.POST)
            if request.POST.get("act") == "map"
            else context["chosen"]["form"],
            "check": CheckForm(request.POST)
            if request.POST.get("act") == "check"
            else context["chosen"]["check"],
        }
    return render(request, "reporting/form.html", context, status=400)


def _form_context(
    request: HttpRequest, acting: Actor, found: FormPage, *, place: CellPlace | None = None
) -> dict[str, Any]:
    address = reverse("reporting:form", args=[found.form.id])
    asked = request.GET.get("sheet", "") if place is None else place.sheet
    sheet = chosen_sheet(found.grid, asked)
    cell = request.GET.get("cell", "") if place is None else place.cell
    chosen = asked_place(sheet, cell)
    mapped = found.mapped
    return {
        "page": found,
        "period_kind": _(PERIOD_KIND_LABELS[PeriodKind(found.form.period_kind)]),
        "notes": note_lines(found.grid.notes),
        "tabs": sheet_tabs(found.grid, sheet, address) if len(found.grid.sheets) > 1 else [],
        "grid": drawn(
            sheet,
            address,
            current=chosen.cell if chosen else "",
            shown=lambda place, cell: _shown(mapped, place, cell),
        ),
        "mapped_count": len(mapped.cells),
        "check_count": len(mapped.checks),
        "chosen": _chosen(found, mapped, chosen) if chosen else None,
        "mappings": list_mappings(found.form),
        "returns": return_rows(list_returns(acting, found.form.id)),
        "period_form": PeriodForm(initial=period_offered(found.form, clock.legal_day(clock.now()))),
        "may_put_aside": may(acting, Action.LOCK_RETURN),
    }


def _shown(mapped: FormMap, place: CellPlace, cell: GridCell) -> Shown:
    filled = mapped.at(place)
    has_check = mapped.check_at(place) is not None
    if filled is not None:
        words, details = content_words(filled), cell_details(filled)
        return Shown(
            text=words,
            sub=details,
            tone="words" if filled.text is not None else "figure",
            label=f"{place.cell} {words} {details}".strip(),
        )
    if cell.kind is CellKind.FORMULA:
        return Shown(text=cell.text, tone="formula is-checked" if has_check else "formula")
    if cell.kind is CellKind.BLANK:
        return Shown(text="", label=_("%(cell)s 空白") % {"cell": place.cell})
    return Shown(text=cell.text)


def _chosen(found: FormPage, mapped: FormMap, place: CellPlace) -> dict[str, Any]:
    cell, check = mapped.at(place), mapped.check_at(place)
    grid_cell = found.grid.find(place)
    return {
        "place": place,
        "label": found.grid.label_of(place),
        "is_mapped": cell is not None,
        "is_formula": grid_cell is not None and grid_cell.kind is CellKind.FORMULA,
        "formula": grid_cell.formula if grid_cell is not None else "",
        "words": grid_cell.text if grid_cell is not None else "",
        "form": CellForm(initial=cell_initial(cell)),
        "check": CheckForm(initial={"parts": ",".join(check.parts) if check else ""}),
    }
