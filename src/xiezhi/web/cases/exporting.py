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
from xiezhi.web.cases.ledger_values import case_cells, case_columns
from xiezhi.web.cases.list_form import CaseListForm
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
    rows = iterate_case_ledger(acting, asked)
    return Table(
        title=f"{office}{_('案件台账')}",
        office=office,
        prepared_by=acting.label,
        prepared_at=now,
        copy_code=code,
        columns=case_columns(is_print=is_print),
        rows=(case_cells(row, is_print=is_print) for row in rows),
    )
