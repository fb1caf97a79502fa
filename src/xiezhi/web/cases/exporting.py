"""案件台账 of the list as it is filtered: spreadsheet or A4 print, each copy recorded and numbered."""

from datetime import datetime
from typing import Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.selectors.ledger import count_case_ledger, iterate_case_ledger
from xiezhi.cases.selectors.queues import CaseFilter
from xiezhi.cases.services.copies import record_case_export
from xiezhi.documents.print_pdf import table_pdf
from xiezhi.documents.table import Table
from xiezhi.documents.xlsx import write_xlsx
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.ids import public_code
from xiezhi.reporting.rules.column_sets import ChosenColumn, every_column, usual_columns
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.selectors.column_sets import find_column_set
from xiezhi.web.cases.list_form import CaseListForm
from xiezhi.web.ledgers.case_values import case_values
from xiezhi.web.ledgers.columns import cells_of, chosen_columns, table_columns
from xiezhi.web.ledgers.downloads import XLSX_TYPE, ready_file, written_file
from xiezhi.web.requests import office_of, require_kind

_PDF: Final = "pdf"


@require_POST
def export(request: HttpRequest, form: str) -> HttpResponse | FileResponse:
    """Hand out the list; the copy carries its own number."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.EXPORT_LEDGER)
    now, code = clock.now(), public_code()
    asked = CaseListForm(request.GET, acting=acting).asked()
    table = _table(request, acting, asked, code=code, now=now, is_print=form == _PDF)
    response = _written(table, form)
    count = count_case_ledger(acting, asked)
    record_case_export(
        copy_code=code, form=form, asked=asked, row_count=count, acting=acting, now=now
    )
    return response


def _written(table: Table, form: str) -> HttpResponse | FileResponse:
    name = f"{_('案件台账')}.{form}"
    if form == _PDF:
        return ready_file(table_pdf(table), name=name, content_type="application/pdf")
    return written_file(lambda target: write_xlsx(table, target), name=name, content_type=XLSX_TYPE)


def _table(
    request: HttpRequest,
    acting: Actor,
    asked: CaseFilter,
    *,
    code: str,
    now: datetime,
    is_print: bool,
) -> Table:
    office = office_of(request).name
    chosen = _columns(acting, is_print=is_print)
    return Table(
        title=f"{office}{_('案件台账')}",
        office=office,
        prepared_by=acting.label,
        prepared_at=now,
        copy_code=code,
        columns=table_columns(LedgerKind.CASES, chosen),
        rows=cells_of(iterate_case_ledger(acting, asked), case_values(), chosen),
    )


def _columns(acting: Actor, *, is_print: bool) -> tuple[ChosenColumn, ...]:
    """Return the person's usual columns; without a set every one, on paper those that fit."""
    found = find_column_set(acting, LedgerKind.CASES)
    if found is not None:
        return chosen_columns(LedgerKind.CASES, found)
    return usual_columns(LedgerKind.CASES) if is_print else every_column(LedgerKind.CASES)
