"""台账: each ledger on a page of its own, and three ways to take a copy."""

from datetime import datetime
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.documents.print_pdf import MAX_PRINTED_ROWS, table_pdf
from xiezhi.documents.table import Table, date_words
from xiezhi.documents.xlsx import write_xlsx
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import RuleRefusedError
from xiezhi.kernel.ids import public_code
from xiezhi.reporting.rules.ledgers import LedgerForm as CopyForm
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.selectors.column_sets import find_column_set
from xiezhi.reporting.services.copies import record_export
from xiezhi.web.ledgers.columns import chosen_columns
from xiezhi.web.ledgers.downloads import XLSX_TYPE, ready_file, written_file
from xiezhi.web.ledgers.forms import CopyTextForm, LedgerForm
from xiezhi.web.ledgers.page import cells, page_context, presets, tabs
from xiezhi.web.ledgers.tables import LedgerCopy, ledger_count, ledger_table, ledger_title
from xiezhi.web.requests import office_of, require_kind


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show one ledger's first lines, and every ledger's count apart."""
    acting = exporter(request)
    form = LedgerForm(request.GET, today=clock.legal_day(clock.now()))
    if not form.is_valid():
        return _unclear(request, form)
    return render(request, "ledgers/page.html", page_context(acting, form))


@require_POST
def copy(request: HttpRequest, form: str) -> HttpResponse | FileResponse:
    """Make a copy of a ledger; the copy is recorded and carries its number."""
    acting, now = exporter(request), clock.now()
    asked_form = LedgerForm(request.POST, today=clock.legal_day(now))
    texts = CopyTextForm(request.POST)
    if not asked_form.is_valid() or not texts.is_valid():
        return _unclear(request, asked_form)
    made = _copy_of(request, acting, asked_form, texts)
    way = CopyForm(form)
    count = ledger_count(acting, made.kind, made.asked)
    if way is not CopyForm.XLSX and count > MAX_PRINTED_ROWS:
        raise RuleRefusedError("documents.too_many_rows", limit=MAX_PRINTED_ROWS)
    answer = _written(request, way, made.kind, ledger_table(made, acting=acting, now=now))
    _record(made, way, count, acting=acting, now=now)
    return answer


def _record(made: LedgerCopy, way: CopyForm, count: int, *, acting: Actor, now: datetime) -> None:
    record_export(
        copy_code=made.copy_code,
        kind=made.kind,
        form=way,
        asked=made.asked,
        row_count=count,
        acting=acting,
        now=now,
    )


def exporter(request: HttpRequest) -> Actor:
    """Return the member of staff who may take copies.

    Raises:
        NotAllowedError: ``accounts.sign_in_first``, ``accounts.no_right``.
    """
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.EXPORT_LEDGER)
    return acting


def _copy_of(
    request: HttpRequest, acting: Actor, form: LedgerForm, texts: CopyTextForm
) -> LedgerCopy:
    found = find_column_set(acting, form.ledger, form.cleaned_data["columns"])
    return LedgerCopy(
        office=office_of(request),
        kind=form.ledger,
        asked=form.asked(),
        columns=chosen_columns(form.ledger, found),
        copy_code=public_code(),
        checked_by=texts.cleaned_data["checked_by"],
    )


def _unclear(request: HttpRequest, form: LedgerForm) -> HttpResponse:
    context = {"form": form, "tabs": tabs(form), "presets": presets(form)}
    return render(request, "ledgers/page.html", context, status=400)


def _written(
    request: HttpRequest, way: CopyForm, kind: LedgerKind, table: Table
) -> HttpResponse | FileResponse:
    name = f"{ledger_title(kind)}_{table.prepared_at.astimezone(clock.CHINA):%Y%m%d%H%M}"
    match way:
        case CopyForm.XLSX:
            return written_file(
                lambda target: write_xlsx(table, target),
                name=f"{name}.xlsx",
                content_type=XLSX_TYPE,
            )
        case CopyForm.PDF:
            return ready_file(table_pdf(table), name=f"{name}.pdf", content_type="application/pdf")
        case CopyForm.PRINT:
            return render(request, "ledgers/print.html", _sheet_context(kind, table))


def _sheet_context(kind: LedgerKind, table: Table) -> dict[str, Any]:
    return {
        "sheet_title": ledger_title(kind),
        "sheet_period": table.period,
        "prepared_by": table.prepared_by,
        "prepared_at": date_words(table.prepared_at),
        "checked_by": table.checked_by,
        "copy_code": table.copy_code,
        "columns": table.columns,
        "widths": _shares(table),
        "rows": [cells(row, table.columns) for row in table.checked_rows()],
        "empty_words": _("这一段时间没有记录"),
    }


def _shares(table: Table) -> list[str]:
    """Return the columns' shares of the sheet in percent; a whole percent would cut off dates."""
    whole = sum(column.full_width for column in table.columns)
    return [f"{column.full_width * 100 / whole:.2f}" for column in table.columns]
