"""线索台账 of chosen leads, as a spreadsheet and as a print on A4 landscape."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.documents.print_pdf import table_pdf
from xiezhi.documents.table import Cell, Column, ColumnKind, Table
from xiezhi.documents.xlsx import write_xlsx
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.leads.selectors.ledgers import LeadLedgerRow, iterate_chosen_leads
from xiezhi.web.desk.acts_many import chosen_ids
from xiezhi.web.requests import office_of, require_kind
from xiezhi.web.templatetags.desk import area, channel, source, words

SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Send the chosen leads as a spreadsheet."""
    acting = require_kind(request, ActorKind.STAFF)
    sheet = io.BytesIO()
    write_xlsx(_table(request, acting, clock.now()), sheet)
    return _named(HttpResponse(sheet.getvalue(), content_type=SHEET), _("线索台账"), "xlsx")


@require_GET
def print_out(request: HttpRequest) -> HttpResponse:
    """Send the chosen leads as a print."""
    acting = require_kind(request, ActorKind.STAFF)
    content = table_pdf(_table(request, acting, clock.now()))
    return _named(HttpResponse(content, content_type="application/pdf"), _("线索台账"), "pdf")


def _named(response: HttpResponse, name: str, ending: str) -> HttpResponse:
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{ending}')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _table(request: HttpRequest, acting: Actor, now: datetime) -> Table:
    return Table(
        title=_("线索台账"),
        office=office_of(request).name,
        prepared_by=acting.label,
        prepared_at=now,
        columns=_columns(),
        rows=_rows(iterate_chosen_leads(acting, chosen_ids(request))),
    )


def _columns() -> list[Column]:
    return [
        Column(heading=_("编号"), width=10),
        Column(heading=_("登记日期"), width=11, kind=ColumnKind.DATE),
        Column(heading=_("摘要"), width=36),
        Column(heading=_("领域"), width=14),
        Column(heading=_("苏木镇"), width=12),
        Column(heading=_("来源方式"), width=10),
        Column(heading=_("法定来源"), width=12),
        Column(heading=_("反映人类别"), width=10),
        Column(heading=_("承办人"), width=12),
        Column(heading=_("当前环节"), width=16),
        Column(heading=_("质效"), width=10),
        Column(heading=_("主管机关"), width=18),
        Column(heading=_("期限"), width=11, kind=ColumnKind.DATE),
        Column(heading=_("2.0线索号"), width=16),
    ]


def _rows(rows: Iterator[LeadLedgerRow]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            f"{row.year}-{row.number}",
            clock.legal_day(row.registered_at),
            row.title,
            area(row.area),
            row.town,
            channel(row.channel),
            source(row.source),
            words(row.reporter_kind, "reporter"),
            row.handler or "",
            words(row.state, "state"),
            words(row.verdict, "verdict"),
            row.organ_names,
            row.next_due_on,
            row.national_number,
        ]
