"""Whoever watches over the installation is told when the scanner finds a virus in a file."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import LOUDLY, Draft, send_message


def tell_quarantine(*, file_id: UUID, acting: Actor, now: datetime) -> int:
    """Tell the administrators of system and security, once a file; return how many.

    They learn that it happened, not what the file hangs on: that is not theirs to see.
    """
    told = Draft(
        kind="notifications.quarantine",
        title="查毒发现病毒，已隔离一个文件",
        body="该文件任何人都不能打开，原件保持封存；它所在的页面已标明“未通过查毒”。"
        "请检查上传该文件的终端，并确认查毒程序的病毒库是最新的。",
        notice=Notice.URGENT,
        dedup_key=f"quarantine:{file_id}",
    )
    day = legal_day(now)
    watching = {
        staff_id
        for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
        for staff_id in list_holders(role, day)
    }
    for staff_id in sorted(watching):
        to = Recipient(kind=RecipientKind.STAFF, id=staff_id)
        send_message(to=to, draft=told, acting=acting, now=now, channels=LOUDLY)
    return len(watching)
