"""Sign-in codes for liaison officers: partners know the number, accounts know the code."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import Account
from xiezhi.accounts.selectors.sign_in_accounts import get_account
from xiezhi.accounts.services.sms_codes import issue_code, request_code
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.notifications.channels.sms import SmsChannel
from xiezhi.partners.selectors.units import find_officer_of_account

JOB: Final = "partners.send_sign_in_code"


def request_unit_code(*, acting: Actor, account: Account, now: datetime) -> bool:
    """Have a code sent to the officer behind a unit account; False when none may go out."""
    officer = find_officer_of_account(account, today=legal_day(now))
    if officer is None or not officer.mobile:
        return False
    return request_code(acting=acting, account_id=account.pk, job=JOB, now=now)


def send_unit_code(*, code_id: UUID, channel: SmsChannel, text: str, now: datetime) -> None:
    """Make the code and send it in ``text``, which has a place for ``%(code)s``."""
    issued = issue_code(code_id=code_id, now=now)
    if issued is None:
        return
    account = get_account(issued[0])
    officer = find_officer_of_account(account, today=legal_day(now))
    if officer is not None and officer.mobile:
        channel.send(number=officer.mobile, text=text % {"code": issued[1]}, now=now)
