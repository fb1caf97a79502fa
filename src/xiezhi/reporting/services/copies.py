"""A ledger handed out: an act of its own, so that every copy can be traced to who made it."""

from datetime import datetime

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.leads.selectors.ledgers import LedgerFilter
from xiezhi.ledger.services.acts import act
from xiezhi.reporting.rules.ledgers import LedgerForm, LedgerKind


def record_export(  # one value a fact of the copy
    *,
    copy_code: str,
    kind: LedgerKind,
    form: LedgerForm,
    asked: LedgerFilter,
    row_count: int,
    acting: Actor,
    now: datetime,
) -> None:
    """Record that a copy was made; called once its rows are written.

    Args:
        copy_code: 导出编号, printed on every page of the copy.
        kind: which ledger.
        form: spreadsheet, PDF or print page.
        asked: period and filters.
        row_count: how many lines it has.
        acting: who exports.
        now: when.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.EXPORT_LEDGER)
    with act(acting=acting, now=now) as record:
        record(
            "reporting.export_ledger",
            "ledger_copy",
            copy_code,
            after={
                "kind": kind,
                "form": form,
                "since": asked.since and asked.since.isoformat(),
                "until": asked.until and asked.until.isoformat(),
                "department": asked.department_id and str(asked.department_id),
                "area": asked.area,
                "state": asked.state,
                "town": asked.town,
                "channel": asked.channel,
                "source": asked.source,
                "measure": asked.measure,
                "rows": row_count,
            },
        )
