"""情况紧急: the office is told at once, not at the next look into the pool."""

from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.posts import list_holders, list_public_interest_departments
from xiezhi.intake.models import Report
from xiezhi.intake.rules.pool import PoolState
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import LOUDLY, Draft, send_message

_OUTER: Final = "outer"
_TO_CHECK: Final = "反映人勾选了“情况紧急”。请立即查看并电话核实，有现场危险的先联系 119、110。"
_TO_CARRY: Final = "反映人勾选了“情况紧急”。请立即制作摆渡包带入内网，有现场危险的先联系 119、110。"


def tell_office_of_urgent(*, report_id: UUID, acting: Actor, now: datetime) -> int:
    """Tell 联络员 and the heads of the public-interest departments; returns how many were told.

    In the outer zone those who carry packages are told instead, to carry one at once. The message
    names the code, inside the town too, never who reported. Once a report and person.
    """
    report: Report | None = Report.objects.filter(
        id=report_id, pool_state=PoolState.PENDING
    ).first()
    if report is None:
        return 0
    is_outside = bool(settings.XIEZHI_ZONE == _OUTER)
    draft = _draft(report)
    if is_outside:
        # Without the town: the notice stays when what the report says is forgotten.
        title = f"紧急反映信息：{report.code}"
        draft = replace(draft, title=title, body=_TO_CARRY, path="/desk/exchange/")
    told = [
        send_message(
            to=Recipient(kind=RecipientKind.STAFF, id=staff_id),
            draft=draft,
            acting=acting,
            now=now,
            channels=LOUDLY,
        )
        for staff_id in (_carriers(now) if is_outside else _who(now))
    ]
    return sum(message is not None for message in told)


def _draft(report: Report) -> Draft:
    place = report.town or "地点见原文"
    return Draft(
        kind="intake.urgent",
        title=f"紧急反映信息：{report.code}（{place}）",
        body=_TO_CHECK,
        notice=Notice.URGENT,
        path=f"/desk/pool/{report.id}/",
        about=("report", report.id),
        dedup_key=f"urgent:{report.id}",
    )


def _carriers(now: datetime) -> list[UUID]:
    day = legal_day(now)
    return list(
        dict.fromkeys([*list_holders(Role.LIAISON, day), *list_holders(Role.CASE_MANAGEMENT, day)])
    )


def _who(now: datetime) -> list[UUID]:
    day = legal_day(now)
    heads = list_holders(
        Role.DEPARTMENT_HEAD, day, department_ids=list_public_interest_departments()
    )
    return list(dict.fromkeys([*list_holders(Role.LIAISON, day), *heads]))
