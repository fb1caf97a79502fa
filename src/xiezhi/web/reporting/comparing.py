"""与上期比对: two versions of a form side by side, on screen and as a spreadsheet."""

from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xiezhi.documents.table import Column, Table
from xiezhi.documents.xlsx import write_xlsx
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.ids import public_code
from xiezhi.reporting.models import LockedReturn, UpwardReturn
from xiezhi.reporting.rules.differences import Difference, differences
from xiezhi.reporting.rules.values import CellValue, values_of
from xiezhi.reporting.selectors.returns import find_locked_before, list_locked
from xiezhi.web.ledgers.tables import period_words
from xiezhi.web.reporting.return_page import view_of
from xiezhi.web.reporting.return_rows import edition_words
from xiezhi.web.requests import office_of


def comparison(acting: Actor, found: UpwardReturn, request: HttpRequest) -> dict[str, Any]:
    """Return what ``reporting/difference.html`` shows; against the last locked version unless another is asked for."""
    view = view_of(acting, found, request, clock.legal_day(clock.now()))
    others = [one for one in list_locked(acting, found.form_id) if one.upward_return_id != found.id]
    before = _asked(request, others) or find_locked_before(acting, found)
    rows: tuple[Difference, ...] = ()
    if before is not None:
        is_same_form = before.upward_return.mapping.version_id == found.mapping.version_id
        rows = differences(
            _counted(values_of(before.cells)),
            _counted(view.cells.values()),
            is_same_form=is_same_form,
        )
    return {
        "found": found,
        "period": period_words(found.since, found.until),
        "edition": edition_words(found),
        "before": before,
        "before_words": _words(before) if before is not None else "",
        "others": [
            {
                "id": one.upward_return_id,
                "words": _words(one),
                "is_current": before is not None and one.id == before.id,
            }
            for one in others
        ],
        "rows": rows,
        "changed": sum(row.is_changed for row in rows),
    }


def write_comparison(
    target: BinaryIO, acting: Actor, request: HttpRequest, compared: dict[str, Any]
) -> None:
    """Write the comparison as a workbook."""
    found: UpwardReturn = compared["found"]
    now = clock.now()
    rows: tuple[Difference, ...] = compared["rows"]
    office = office_of(request).name
    table = Table(
        title=_("%(form)s比对表") % {"form": found.form.name},
        office=office,
        prepared_by=acting.label,
        prepared_at=now,
        copy_code=public_code(),
        period=compared["period"],
        columns=[
            Column(heading=_("项目"), width=40),
            Column(heading=_("单元格"), width=14),
            Column(heading=compared["before_words"] or _("上次"), width=22),
            Column(heading=_("本次"), width=22),
            Column(heading=_("增减"), width=12),
            Column(heading=_("说明"), width=14),
        ],
        rows=(
            [
                row.label,
                row.cell,
                row.old,
                row.new,
                _change(row.change),
                _("手工调整") if row.is_adjusted else "",
            ]
            for row in rows
        ),
    )
    write_xlsx(table, target)


def _counted(cells: Iterable[CellValue]) -> list[CellValue]:
    """Return the figures and sums; who filled the form and when is no difference."""
    return [one for one in cells if one.identity]


def _asked(request: HttpRequest, others: list[LockedReturn]) -> LockedReturn | None:
    asked = request.GET.get("with") or request.POST.get("with") or ""
    try:
        wanted = UUID(asked)
    except ValueError:
        return None
    return next((one for one in others if one.upward_return_id == wanted), None)


def _words(locked: LockedReturn) -> str:
    """Return a locked version as people name it: its period and, where it is one, the correction."""
    found = locked.upward_return
    since: date = found.since
    edition = edition_words(found)
    return f"{period_words(since, found.until)}{f'（{edition}）' if edition else ''}"


def _change(change: str) -> str:
    """Return a change in words: a sheet takes what begins with a sign for a formula."""
    if change.startswith("+"):
        return _("增 %(number)s") % {"number": change[1:]}
    if change.startswith("-"):
        return _("减 %(number)s") % {"number": change[1:]}
    return change
