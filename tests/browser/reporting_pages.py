"""Something on every page of reporting: a form mapped, a return begun, one locked, a column set."""

from datetime import date, timedelta
from typing import Any

from tests.reporting.workbooks import SHEET, at, form
from xiezhi.disclosure.services.releases import release_figures
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.reporting.rules.column_sets import usual_columns
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.rules.mapping import CellMapping
from xiezhi.reporting.rules.periods import PeriodKind
from xiezhi.reporting.services.column_sets import ColumnSetText, save_column_set
from xiezhi.reporting.services.forms import FormText, UploadedForm, add_form
from xiezhi.reporting.services.mapping import map_cell, publish_mapping, set_check
from xiezhi.reporting.services.public import propose_figures
from xiezhi.reporting.services.returns import (
    ReturnPeriod,
    adjust_cell,
    lock_return,
    start_return,
    submit_return,
)


def reporting_ids(clerk: Actor, head: Actor) -> dict[str, Any]:
    """Return what the addresses of reporting name; the return is locked. Needs an open scope."""
    now = clock.now()
    today = clock.legal_day(now)
    made = add_form(
        text=FormText(name="线索月报", issuer="某市院", period_kind=PeriodKind.MONTH),
        uploaded=UploadedForm(file_name="月报.xlsx", data=form()),
        acting=clerk,
        now=now,
    )
    for cell, figure in {"B3": "leads", "B4": "leads_valid", "C7": "reply_rate"}.items():
        mapping = CellMapping(place=at(cell), figure=figure)
        map_cell(form_id=made.id, cell=mapping, acting=clerk, now=now)
    set_check(form_id=made.id, place=at("B6"), parts="B3:B5", acting=clerk, now=now)
    publish_mapping(form_id=made.id, acting=clerk, now=now)
    returns = []
    for days in (60, 30, 0):
        until = today - timedelta(days=days)
        period = ReturnPeriod(since=until - timedelta(days=29), until=until)
        returns.append(start_return(form_id=made.id, period=period, acting=clerk, now=now))
    adjust_cell(
        return_id=returns[1].id,
        place=at("B4"),
        words="2",
        reason="上月漏报",
        acting=clerk,
        now=now,
    )
    for one in returns[:2]:
        submit_return(return_id=one.id, office="某院", acting=clerk, now=now)
        lock_return(return_id=one.id, acting=head, now=now)
    text = ColumnSetText(
        kind=LedgerKind.LEADS, name="办案组用表", columns=usual_columns(LedgerKind.LEADS)
    )
    kept = save_column_set(text=text, acting=clerk, now=now)
    last_year = today.year - 1
    released = propose_figures(
        since=date(last_year, 1, 1),
        until=date(last_year, 12, 31),
        note="",
        acting=clerk,
        now=now,
    )
    release_figures(release_id=released.id, acting=head, now=now)
    return {
        "release_id": released.id,
        "form_id": made.id,
        "return_id": returns[1].id,
        "open_return_id": returns[2].id,
        "set_id": kept.id,
    }


def reporting_pages(ids: dict[str, Any]) -> tuple[str, ...]:
    """Return further addresses: a cell chosen, a return still open, the other ledgers."""
    chosen = f"?sheet={SHEET}&cell=B3"
    return (
        "/desk/reporting/work-report/?since=2026-01-01&until=2026-12-31",
        f"/desk/reporting/forms/{ids['form_id']}/{chosen}",
        f"/desk/reporting/returns/{ids['open_return_id']}/{chosen}",
        f"/desk/reporting/returns/{ids['return_id']}/?sheet={SHEET}&cell=B4",
        *(f"/desk/ledgers/?kind={kind.value}" for kind in LedgerKind),
        f"/desk/ledgers/columns/?kind=leads&columns={ids['set_id']}",
    )
