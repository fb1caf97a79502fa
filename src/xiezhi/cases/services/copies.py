"""A list of cases handed out: an act of its own, so that every copy can be traced to who made it."""

from datetime import datetime

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.selectors.queues import CaseFilter
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act


def record_case_export(
    *, copy_code: str, form: str, asked: CaseFilter, row_count: int, acting: Actor, now: datetime
) -> None:
    """Record that a copy of 案件台账 was made, with its filters and 导出编号; once it is written."""
    require(acting, Action.EXPORT_LEDGER)
    with act(acting=acting, now=now) as record:
        record(
            "cases.export_ledger",
            "ledger_copy",
            copy_code,
            after={
                "form": form,
                "scope": asked.scope,
                "tab": asked.tab,
                "kind": asked.kind,
                "area": asked.area,
                "rows": row_count,
            },
        )
