"""The second factor of an account, in allauth's tables; secrets are encrypted by its adapter."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.utils.crypto import constant_time_compare

from xiezhi.accounts.mfa_adapter import MFAAdapter
from xiezhi.accounts.models import Account


def enrol_totp(account_id: UUID, secret: str) -> None:
    """Give an account the authenticator of a known secret (base32), in place of any it had.

    For loaders; a person enrols on the page, where the code is checked first.
    """
    Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(Account.objects.get(pk=account_id), secret)


def accept_code(account_id: UUID, code: str) -> Authenticator | None:
    """Return the factor a typed code is of, and spend the code; None when it is of none.

    A one-time code is good for its half minute and the ones beside it, and only if later than the
    last one used: no replay, in whichever process. Source: RFC 6238 sections 5.2 and 6.
    """
    typed = code.replace(" ", "")
    factors = Authenticator.objects.select_for_update().filter(user_id=account_id)
    for factor in factors.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type"):
        if factor.type == Authenticator.Type.TOTP:
            is_right = _spend_totp(factor, typed)
        else:
            is_right = bool(factor.wrap().validate_code(typed))
        if is_right:
            return factor
    return None


def _spend_totp(factor: Authenticator, code: str) -> bool:
    secret = MFAAdapter().decrypt(factor.data["secret"])
    matching = [
        counter
        for counter in yield_hotp_counters_from_time()
        if constant_time_compare(format_hotp_value(hotp_value(secret, counter)), code)
    ]
    if not matching or max(matching) <= factor.data.get("last_counter", -1):
        return False
    factor.data["last_counter"] = max(matching)
    factor.save(update_fields=["data"])
    return True


def remove_second_factors(account_id: UUID) -> None:
    """Remove every authenticator and recovery code: the person enrols anew."""
    Authenticator.objects.filter(user_id=account_id).delete()
