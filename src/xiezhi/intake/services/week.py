"""每周查阅清单: whoever looks through the openings of identities is told that last week's list is there."""

from datetime import datetime, timedelta
from typing import Final

from xiezhi.accounts.rules.rights import RIGHTS, Action
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import Draft, send_message

_SENT: Final = "intake.send_week"


def send_week_of_openings(*, acting: Actor, now: datetime) -> int:
    """Tell those who may look through the openings that the past week's list is ready; how many.

    Also of a week in which nothing was opened: silence would look like a week nobody watched. The
    list itself stays behind the sign-in; no number of it is in the message. Safe to run again.
    """
    today = legal_day(now)
    monday = today - timedelta(days=today.weekday() + 7)
    told = Draft(
        kind="vault.week",
        title=f"反映人身份查阅周报（{monday:%Y-%m-%d} 至 {monday + timedelta(days=6):%Y-%m-%d}）可以查看",
        body="没有查阅的一周也有周报。请逐项核对查阅的事由、审批和复核，打印存档。",
        notice=Notice.NEW_MESSAGE,
        path=f"/desk/identities/week/?day={monday:%Y-%m-%d}",
        dedup_key=f"vault_week:{monday:%Y-%m-%d}",
    )
    roles = [Role(role) for role, rights in RIGHTS.items() if Action.VIEW_OPENINGS in rights]
    watching = {staff_id for role in roles for staff_id in list_holders(role, today)}
    with act(acting=acting, now=now) as record:
        for staff_id in sorted(watching):
            to = Recipient(kind=RecipientKind.STAFF, id=staff_id)
            send_message(to=to, draft=told, acting=acting, now=now)
        record(_SENT, "office", acting.procuratorate_id, after={"week": monday})
    return len(watching)
