"""Sign-in codes for supporters: supporters know the number, accounts know the code."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.selectors.sign_in_accounts import get_account
from xiezhi.accounts.services.sms_codes import issue_code, request_code
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.notifications.channels.sms import SmsChannel
from xiezhi.supporters.models import Supporter
from xiezhi.supporters.selectors.rosters import find_supporter_of_account

JOB: Final = "supporters.send_sign_in_code"


def request_supporter_code(*, acting: Actor, supporter: Supporter, now: datetime) -> bool:
    """Have a code sent to a supporter's phone; False when none may go out now."""
    if supporter.account_id is None:
        return False
    return request_code(acting=acting, account_id=supporter.account_id, job=JOB, now=now)


def send_supporter_code(*, code_id: UUID, channel: SmsChannel, text: str, now: datetime) -> None:
    """Make the code and send it in ``text``, which has a place for ``%(code)s``."""
    issued = issue_code(code_id=code_id, now=now)
    if issued is None:
        return
    account = get_account(issued[0])
    supporter = find_supporter_of_account(account, today=legal_day(now))
    if supporter is not None and supporter.mobile:
        channel.send(number=supporter.mobile, text=text % {"code": issued[1]}, now=now)
