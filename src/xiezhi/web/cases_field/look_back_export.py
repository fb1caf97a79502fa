"""回头看台账 and 证据清单 as spreadsheet or A4 print; each copy recorded and numbered."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import EvidenceItem
from xiezhi.cases.rules.evidence import EVIDENCE_LABELS, WAY_LABELS, CollectionWay, EvidenceKind
from xiezhi.cases.rules.follow_up import (
    LOOK_BACK_LABELS,
    SAMPLING_LABELS,
    LookBackResult,
    SamplingWay,
)
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.evidence import evidence_of
from xiezhi.cases.selectors.look_backs import LookBackLine, count_ledger, iterate_ledger
from xiezhi.cases.services.copies import record_evidence_export, record_look_back_export
from xiezhi.documents.print_pdf import table_pdf
from xiezhi.documents.table import Cell, Column, ColumnKind, Table
from xiezhi.documents.xlsx import write_xlsx
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.ids import public_code
from xiezhi.web.ledgers.downloads import XLSX_TYPE, ready_file, written_file
from xiezhi.web.requests import office_of, require_kind

_T, _D = ColumnKind.TEXT, ColumnKind.DATE
_PDF: Final = "pdf"


def _result(row: LookBackLine) -> str:
    if row.called_off_on:
        return _("不再查看")
    return _(LOOK_BACK_LABELS[LookBackResult(row.result)]) if row.result else ""


_LEDGER: Final[tuple[tuple[str, int, ColumnKind, Callable[[LookBackLine], Cell]], ...]] = (
    (gettext_noop("编号"), 10, _T, lambda row: row.case_number),
    (gettext_noop("案件名称"), 40, _T, lambda row: row.title),
    (gettext_noop("被监督单位"), 26, _T, lambda row: row.parties),
    (gettext_noop("终结日期"), 12, _D, lambda row: row.closed_on),
    (gettext_noop("批次"), 22, _T, lambda row: row.batch),
    (gettext_noop("抽取方式"), 12, _T, lambda row: _(SAMPLING_LABELS[SamplingWay(row.way)]) if row.way else ""),
    (gettext_noop("应看日期"), 12, _D, lambda row: row.due_on),
    (gettext_noop("查看日期"), 12, _D, lambda row: row.done_on),
    (gettext_noop("检察人员"), 22, _T, lambda row: row.staff),
    (gettext_noop("参与人"), 18, _T, lambda row: row.helpers),
    (gettext_noop("地点"), 22, _T, lambda row: row.place),
    (gettext_noop("结果"), 10, _T, _result),
    (gettext_noop("查看情况"), 40, _T, lambda row: row.words),
    (gettext_noop("新线索"), 12, _T, lambda row: row.new_lead),
)  # fmt: skip
_EVIDENCE: Final[tuple[tuple[str, int, ColumnKind, Callable[[EvidenceItem], Cell]], ...]] = (
    (gettext_noop("序号"), 6, _T, lambda row: str(row.position)),
    (gettext_noop("证据名称"), 30, _T, lambda row: row.title),
    (gettext_noop("证据种类"), 12, _T, lambda row: _(EVIDENCE_LABELS[EvidenceKind(row.kind)])),
    (gettext_noop("调查方式"), 18, _T, lambda row: _(WAY_LABELS[CollectionWay(row.way)])),
    (gettext_noop("证明内容"), 40, _T, lambda row: row.proves),
    (gettext_noop("检察人员"), 20, _T, lambda row: "、".join(row.collectors)),
    (gettext_noop("收集日期"), 12, _D, lambda row: row.collected_on),
    (gettext_noop("收集地点"), 20, _T, lambda row: row.place),
    (gettext_noop("来源"), 20, _T, lambda row: row.source),
    (gettext_noop("复制件说明"), 30, _T, lambda row: row.copy_note),
)  # fmt: skip


@require_POST
def export(request: HttpRequest) -> HttpResponse | FileResponse:
    """Hand out 回头看台账."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.EXPORT_LEDGER)
    now, code = clock.now(), public_code()
    columns = [Column(heading=_(name), width=wide, kind=kind) for name, wide, kind, _v in _LEDGER]
    cells = ([value(row) for _n, _w, _k, value in _LEDGER] for row in iterate_ledger(acting))
    table = _table(request, _("回头看台账"), (columns, cells), code=code, now=now)
    response = _written(table, "xlsx", _("回头看台账"))
    record_look_back_export(copy_code=code, row_count=count_ledger(acting), acting=acting, now=now)
    return response


@require_POST
def evidence(request: HttpRequest, case_id: UUID, form: str) -> HttpResponse | FileResponse:
    """Hand out the evidence list of one case."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.EXPORT_LEDGER)
    case = access_case(acting, case_id)
    now, code = clock.now(), public_code()
    rows = evidence_of(case).standing
    columns = [Column(heading=_(name), width=wide, kind=kind) for name, wide, kind, _v in _EVIDENCE]
    cells = ([value(row) for _n, _w, _k, value in _EVIDENCE] for row in rows)
    title = f"{case.title}　{_('证据清单')}"
    response = _written(
        _table(request, title, (columns, cells), code=code, now=now), form, _("证据清单")
    )
    record_evidence_export(
        case_id=case.id, copy_code=code, row_count=len(rows), acting=acting, now=now
    )
    return response


def _table(  # one copy, each value named
    request: HttpRequest,
    title: str,
    content: tuple[list[Column], Iterable[list[Cell]]],
    *,
    code: str,
    now: datetime,
) -> Table:
    office = office_of(request).name
    return Table(
        title=title,
        office=office,
        prepared_by=require_kind(request, ActorKind.STAFF).label,
        prepared_at=now,
        copy_code=code,
        columns=content[0],
        rows=content[1],
    )


def _written(table: Table, form: str, title: str) -> HttpResponse | FileResponse:
    if form == _PDF:
        return ready_file(table_pdf(table), name=f"{title}.pdf", content_type="application/pdf")
    return written_file(
        lambda target: write_xlsx(table, target), name=f"{title}.xlsx", content_type=XLSX_TYPE
    )
