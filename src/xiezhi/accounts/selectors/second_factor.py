"""Reads of second factors."""

from collections.abc import Collection
from uuid import UUID

from allauth.mfa.models import Authenticator

from xiezhi.accounts.mfa_adapter import MFAAdapter


def totp_secrets_of(account_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the authenticator secrets of accounts in the clear: for the demo's page only."""
    rows = Authenticator.objects.filter(
        user_id__in=list(account_ids), type=Authenticator.Type.TOTP
    ).values_list("user_id", "data")
    return {user_id: MFAAdapter().decrypt(data["secret"]) for user_id, data in rows}
