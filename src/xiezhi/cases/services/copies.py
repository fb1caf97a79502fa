"""A list of cases handed out: an act of its own, so that every copy can be traced to who made it."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.queues import CaseFilter
from xiezhi.cases.services._custody import note_volume
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.rules.canonical import Json
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


def record_look_back_export(
    *, copy_code: str, row_count: int, acting: Actor, now: datetime
) -> None:
    """Record that a copy of 回头看台账 was handed out."""
    with act(acting=acting, now=now) as record:
        require(acting, Action.EXPORT_LEDGER)
        record("cases.export_look_backs", "copy", copy_code, after={"rows": row_count})


def record_evidence_export(
    *, case_id: UUID, copy_code: str, row_count: int, acting: Actor, now: datetime
) -> None:
    """Record that a copy of a case's evidence list was handed out."""
    with act(acting=acting, now=now) as record:
        require(acting, Action.EXPORT_LEDGER)
        case = access_case(acting, case_id)
        after: dict[str, Json] = {"copy": copy_code, "rows": row_count}
        record("cases.export_evidence", "case", case.id, after=after)


def record_volume(
    *, case_id: UUID, copy_code: str, is_package: bool, acting: Actor, now: datetime
) -> None:
    """Record that the volume of a case, or its archive package, was handed out."""
    with act(acting=acting, now=now) as record:
        require(acting, Action.EXPORT_LEDGER)
        case = access_case(acting, case_id)
        after: dict[str, Json] = {"copy": copy_code, "package": is_package}
        record("cases.bind_volume", "case", case.id, after=after)
        note_volume(case, copy_code=copy_code, acting=acting, now=now)


def record_picture_sheets(
    *, case_id: UUID, copy_code: str, count: int, acting: Actor, now: datetime
) -> None:
    """Record that 照片说明页 of a case was handed out."""
    with act(acting=acting, now=now) as record:
        require(acting, Action.EXPORT_LEDGER)
        case = access_case(acting, case_id)
        after: dict[str, Json] = {"copy": copy_code, "pictures": count}
        record("cases.export_pictures", "case", case.id, after=after)
