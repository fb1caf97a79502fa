"""The seam to notifications: who is told of what. Outside the application only neutral words leave.

Each function is called inside the act it belongs to.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.outcomes import OpinionStage
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import Draft, send_message

_STAFF_TITLES: Final = {
    "leads.assigned": "线索 %s 已分派给您",
    "leads.handed_over": "有线索移交给您承办，其中有 %s",
    "leads.returned": "线索 %s 的评估意见被退回",
    "leads.decided": "线索 %s 已作出决定",
    "leads.received": "线索 %s 的函件已签收",
    "leads.transfer_answered": "线索 %s 的移送有了回执",
    "leads.filing_answered": "线索 %s 的重大线索备案有了回执",
    "leads.replied": "线索 %s 收到书面回复",
    "leads.task_done": "线索 %s 的协助核实已反馈",
    "leads.task_added": "线索 %s 的协助核实有补充",
    "leads.awaits": "线索 %s 的评估意见等您审批",
}
_NEW_WORK: Final = frozenset({"leads.assigned", "leads.handed_over"})


def tell_staff(  # one message, each value named
    *, lead: Lead, staff_id: UUID, kind: str, acting: Actor, now: datetime, key: str = ""
) -> None:
    """Tell a member of staff of something about a lead (``leads.assigned``, ``leads.replied`` …).

    With a ``key`` the same thing is told once.
    """
    send_message(
        to=Recipient(kind=RecipientKind.STAFF, id=staff_id),
        draft=Draft(
            kind=kind,
            title=_STAFF_TITLES[kind] % f"{lead.year}-{lead.number}",
            notice=Notice.NEW_WORK if kind in _NEW_WORK else Notice.AWAITS_YOU,
            path=f"/desk/leads/{lead.id}/",
            about=("lead", lead.id),
            dedup_key=key,
        ),
        acting=acting,
        now=now,
    )


def tell_deciders(*, lead: Lead, acting: Actor, now: datetime) -> None:
    """Tell whoever the assessment waits for: the heads of the lead's department, or the chief."""
    day = legal_day(now)
    if lead.awaits == OpinionStage.CHIEF:
        waited_for = list_holders(Role.CHIEF_PROCURATOR, day)
    else:
        departments = [lead.department_id]
        waited_for = list_holders(Role.DEPARTMENT_HEAD, day, department_ids=departments)
    for staff_id in waited_for:
        if staff_id != acting.id:
            tell_staff(lead=lead, staff_id=staff_id, kind="leads.awaits", acting=acting, now=now)
