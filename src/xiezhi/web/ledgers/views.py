"""台账: the page with two counts, and three ways to take a copy."""

from collections.abc import Sequence
from itertools import islice
from tempfile import TemporaryFile
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.documents.print_pdf import MAX_PRINTED_ROWS, table_pdf
from xiezhi.documents.table import Cell, Column, ColumnKind, Table, date_words, words
from xiezhi.documents.xlsx import write_xlsx
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import RuleRefusedError
from xiezhi.kernel.ids import public_code
from xiezhi.leads.selectors.ledgers import LedgerFilter
from xiezhi.leads.services.ledgers import LedgerForm as CopyForm
from xiezhi.leads.services.ledgers import LedgerKind, record_export
from xiezhi.web.ledgers import periods
from xiezhi.web.ledgers.forms import LedgerForm
from xiezhi.web.ledgers.tables import (
    ledger_columns,
    ledger_count,
    ledger_rows,
    ledger_table,
    ledger_title,
    period_words,
)
from xiezhi.web.requests import office_of, require_kind

SHOWN_ROWS: Final = 20
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show one ledger's first lines, and both counts apart."""
    acting = _exporter(request)
    today = clock.legal_day(clock.now())
    form = LedgerForm(request.GET, today=today)
    if not form.is_valid():
        return _unclear(request, form)
    return render(request, "ledgers/page.html", _page_context(acting, form))


@require_POST
def copy(request: HttpRequest, form: str) -> HttpResponse:
    """Make a copy of a ledger; the copy is recorded and carries its number."""
    acting = _exporter(request)
    now = clock.now()
    asked_form = LedgerForm(request.POST, today=clock.legal_day(now))
    if not asked_form.is_valid():
        return _unclear(request, asked_form)
    asked, kind = asked_form.asked(), asked_form.ledger
    way = CopyForm(form)
    count = ledger_count(acting, kind, asked)
    if way is not CopyForm.XLSX and count > MAX_PRINTED_ROWS:
        raise RuleRefusedError("documents.too_many_rows", limit=MAX_PRINTED_ROWS)
    code = public_code()
    table = ledger_table(
        office=office_of(request), acting=acting, kind=kind, asked=asked, copy_code=code, now=now
    )
    answer = _written(request, way, kind, table)
    record_export(
        copy_code=code, kind=kind, form=way, asked=asked, row_count=count, acting=acting, now=now
    )
    return answer


def _exporter(request: HttpRequest) -> Actor:
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.EXPORT_LEDGER)
    return acting


def _unclear(request: HttpRequest, form: LedgerForm) -> HttpResponse:
    context = {"form": form, "tabs": _tabs(form), "presets": _presets(form)}
    return render(request, "ledgers/page.html", context, status=400)


def _written(request: HttpRequest, way: CopyForm, kind: LedgerKind, table: Table) -> HttpResponse:
    name = f"{ledger_title(kind)}_{table.prepared_at.astimezone(clock.CHINA):%Y%m%d%H%M}"
    match way:
        case CopyForm.XLSX:
            with TemporaryFile() as target:
                write_xlsx(table, target)
                target.seek(0)
                return _download(target.read(), f"{name}.xlsx", XLSX_TYPE)
        case CopyForm.PDF:
            return _download(table_pdf(table), f"{name}.pdf", "application/pdf")
        case CopyForm.PRINT:
            return render(request, "ledgers/print.html", _sheet_context(kind, table))


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file to save; not streamed, because the transaction ends with the response."""
    disposition = content_disposition_header(True, name)  # noqa: FBT003
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": disposition or "attachment"},
    )


def _sheet_context(kind: LedgerKind, table: Table) -> dict[str, Any]:
    return {
        "sheet_title": ledger_title(kind),
        "sheet_period": table.period,
        "prepared_by": table.prepared_by,
        "prepared_at": date_words(table.prepared_at),
        "columns": table.columns,
        "rows": [_cells(row, table.columns) for row in table.checked_rows()],
    }


def _page_context(acting: Actor, form: LedgerForm) -> dict[str, Any]:
    asked = form.asked()
    rows = islice(ledger_rows(acting, form.ledger, asked), SHOWN_ROWS)
    columns = ledger_columns(form.ledger)
    count = ledger_count(acting, form.ledger, asked)
    return {
        "form": form,
        "tabs": _tabs(form),
        "presets": _presets(form),
        "tiles": _tiles(acting, asked),
        "kind": form.ledger,
        "columns": columns,
        "rows": [_cells(row, columns) for row in rows],
        "count": count,
        "shown": SHOWN_ROWS,
        "may_print": count <= MAX_PRINTED_ROWS,
        "print_limit": MAX_PRINTED_ROWS,
        "period": period_words(asked.since, asked.until),
    }


def _cells(row: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[str, bool]]:
    """Return texts, and which of them must not be broken."""
    return [
        (words(cell), column.kind is ColumnKind.DATE or place == 0)
        for place, (cell, column) in enumerate(zip(row, columns, strict=True))
    ]


def _tiles(acting: Actor, asked: LedgerFilter) -> list[dict[str, object]]:
    """Return the two counts of the period, each by itself and with its 口径."""
    period = LedgerFilter(since=asked.since, until=asked.until)
    return [
        {
            "label": _("线索"),
            "value": ledger_count(acting, LedgerKind.LEADS, period),
            "note": _("口径：统计期内登记的线索，按登记日期，含已并入的；仅计您有权查看的。"),
        },
        {
            "label": _("反映信息"),
            "value": ledger_count(acting, LedgerKind.INFORMATION, period),
            "note": _("口径：统计期内收到的反映信息，按收到日期，不论是否登记为线索。"),
        },
    ]


def _tabs(form: LedgerForm) -> list[dict[str, object]]:
    kept = {name: form.data.get(name, "") for name in ("since", "until", "cutoff")}
    return [
        {
            "label": ledger_title(kind),
            "url": f"{reverse('ledgers:page')}?{urlencode(kept | {'kind': kind.value})}",
            "is_current": kind is form.ledger,
        }
        for kind in LedgerKind
    ]


def _presets(form: LedgerForm) -> list[dict[str, str]]:
    today = clock.legal_day(clock.now())
    cutoff = int(form.data["cutoff"])
    found = (
        (_("本月"), periods.month_of(today, cutoff)),
        (_("上月"), periods.month_before(today, cutoff)),
        (_("本季"), periods.quarter_of(today, cutoff)),
        (_("本年"), periods.year_so_far(today, cutoff)),
    )
    return [
        {
            "label": label,
            "url": reverse("ledgers:page")
            + "?"
            + urlencode(
                {
                    "kind": form.ledger.value,
                    "cutoff": cutoff,
                    "since": period.since.isoformat(),
                    "until": period.until.isoformat(),
                }
            ),
        }
        for label, period in found
    ]
