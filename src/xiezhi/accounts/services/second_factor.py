"""The second factor of an account, in allauth's tables; secrets are encrypted by its adapter."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from xiezhi.accounts.models import Account


def enrol_totp(account_id: UUID, secret: str) -> None:
    """Give an account the authenticator of a known secret (base32), in place of any it had.

    For loaders; a person enrols on the page, where the code is checked first.
    """
    Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(Account.objects.get(pk=account_id), secret)


def remove_second_factors(account_id: UUID) -> None:
    """Remove every authenticator and recovery code: the person enrols anew."""
    Authenticator.objects.filter(user_id=account_id).delete()
