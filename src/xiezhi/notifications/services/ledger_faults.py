"""Whoever watches over 操作留痕 is told when a night's verification finds a fault."""

from datetime import datetime

from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import LOUDLY, Draft, send_message


def tell_ledger_fault(*, sequence: int, acting: Actor, now: datetime) -> int:
    """Tell the audit administrators and the chief procurator, once a day; return how many."""
    day = legal_day(now)
    told = Draft(
        kind="notifications.ledger_fault",
        title=f"操作留痕校验没有通过，第一条有问题的记录：{sequence}",
        body="请保留现场，在服务器上运行 xiezhi verify ledger，并报告检察长。",
        notice=Notice.URGENT,
        dedup_key=f"ledger_fault:{sequence}:{day}",
    )
    watching = {
        staff_id
        for role in (Role.AUDIT_ADMIN, Role.CHIEF_PROCURATOR)
        for staff_id in list_holders(role, day)
    }
    for staff_id in sorted(watching):
        to = Recipient(kind=RecipientKind.STAFF, id=staff_id)
        send_message(to=to, draft=told, acting=acting, now=now, channels=LOUDLY)
    return len(watching)
