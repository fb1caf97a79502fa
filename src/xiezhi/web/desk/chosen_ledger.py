"""线索台账 of the leads ticked on the worklist: spreadsheet or print, each copy recorded."""

import io
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from xiezhi.documents.print_pdf import table_pdf
from xiezhi.documents.table import Table
from xiezhi.documents.xlsx import write_xlsx
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.ids import public_code
from xiezhi.leads.selectors.ledgers import LeadLedgerRow, LedgerFilter, iterate_chosen_leads
from xiezhi.reporting.rules.ledgers import LedgerForm, LedgerKind
from xiezhi.reporting.services.copies import record_export
from xiezhi.web.desk.acts_many import chosen_ids
from xiezhi.web.ledgers.columns import cells_of, table_columns, usual_for
from xiezhi.web.ledgers.tables import ledger_title
from xiezhi.web.ledgers.values import Words
from xiezhi.web.requests import office_of, require_kind

_TYPES: Final = {
    LedgerForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    LedgerForm.PDF: "application/pdf",
}


@require_POST
def chosen_ledger(request: HttpRequest, form: str) -> HttpResponse:
    """Hand out the ticked leads in the person's own columns; the copy carries its number."""
    acting = require_kind(request, ActorKind.STAFF)
    now, code, way = clock.now(), public_code(), LedgerForm(form)
    leads = list(iterate_chosen_leads(acting, chosen_ids(request)))
    response = HttpResponse(
        _written(_table(request, acting, leads, code=code, now=now), way), content_type=_TYPES[way]
    )
    name = f"{ledger_title(LedgerKind.LEADS)}.{way}"
    response["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003
    record_export(
        copy_code=code,
        kind=LedgerKind.LEADS,
        form=way,
        asked=LedgerFilter(),
        row_count=len(leads),
        acting=acting,
        now=now,
    )
    return response


def _table(
    request: HttpRequest, acting: Actor, leads: list[LeadLedgerRow], *, code: str, now: datetime
) -> Table:
    office, title = office_of(request).name, ledger_title(LedgerKind.LEADS)
    chosen = usual_for(acting, LedgerKind.LEADS)
    return Table(
        title=f"{office}{title}",
        office=office,
        prepared_by=acting.label,
        prepared_at=now,
        copy_code=code,
        columns=table_columns(LedgerKind.LEADS, chosen),
        rows=cells_of(leads, Words(clock.legal_day(now)).of(LedgerKind.LEADS), chosen),
    )


def _written(table: Table, way: LedgerForm) -> bytes:
    if way is LedgerForm.PDF:
        return table_pdf(table)
    sheet = io.BytesIO()
    write_xlsx(table, sheet)
    return sheet.getvalue()
