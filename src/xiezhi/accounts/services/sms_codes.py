"""Sign-in codes by SMS. The code is made by the job that sends it: nobody else ever sees it."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from xiezhi.accounts.models import Account, SmsCode
from xiezhi.accounts.rules.sms_codes import MAX_ATTEMPTS, VALID_FOR, may_send
from xiezhi.infra.jobs import enqueue
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.ids import public_id
from xiezhi.ledger.services.acts import act


def request_code(*, acting: Actor, account_id: UUID, job: str, now: datetime) -> bool:
    """Have a code sent, unless one went out within the minute or five within the hour.

    Whoever asked is told the same either way. The account's row is locked, so that two requests
    at once send one code. ``job`` names the job that knows the person's number and calls
    `issue_code`.
    """
    Account.objects.select_for_update().filter(pk=account_id).first()
    sent = SmsCode.objects.filter(
        account_id=account_id, sent_at__gt=now - timedelta(hours=1)
    ).values_list("sent_at", flat=True)
    if not may_send(list(sent), now):
        return False
    with act(acting=acting, now=now) as record:
        code = SmsCode.objects.create(
            id=public_id(),
            account_id=account_id,
            code_hash=b"",
            sent_at=now,
            expires_at=now + VALID_FOR,
        )
        record("accounts.request_code", "account", account_id)
        enqueue(job, code_id=str(code.id))
    return True


def issue_code(*, code_id: UUID, now: datetime) -> tuple[UUID, str] | None:
    """Make the six digits of a request; return account and code, or None when it is too late.

    Called by the sending job, which may run twice: the later code holds.
    """
    row = SmsCode.objects.select_for_update().filter(id=code_id, used_at__isnull=True).first()
    if row is None or row.expires_at <= now:
        return None
    code = f"{secrets.randbelow(1_000_000):06d}"
    row.code_hash = _hash(row.id, code)
    row.save(update_fields=["code_hash"])
    return row.account_id, code


def verify_code(*, acting: Actor, account_id: UUID, code: str, now: datetime) -> bool:
    """Return whether the code is the last one sent, in time, unused and tried at most five times.

    A wrong try is counted and kept, so this never raises.
    """
    row = (
        SmsCode.objects.select_for_update()
        .filter(account_id=account_id)
        .order_by("-sent_at")
        .first()
    )
    if row is None or row.used_at or row.expires_at <= now or row.attempts >= MAX_ATTEMPTS:
        return False
    with act(acting=acting, now=now) as record:
        row.attempts += 1
        is_right = constant_time_compare(bytes(row.code_hash), _hash(row.id, code.strip()))
        if is_right:
            row.used_at = now
        row.save(update_fields=["attempts", "used_at"])
        record("accounts.use_code" if is_right else "accounts.try_code", "account", account_id)
    return is_right


def _hash(code_id: UUID, code: str) -> bytes:
    return salted_hmac("xiezhi.sms_code", f"{code_id}:{code}", algorithm="sha256").digest()
