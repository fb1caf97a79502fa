"""Accounts by their id, for capabilities whose profiles hang on one."""

from uuid import UUID

from xiezhi.accounts.models import Account
from xiezhi.kernel.errors import NotFoundError


def get_account(account_id: UUID) -> Account:
    """Return the account.

    Raises:
        NotFoundError: ``accounts.no_such_account``.
    """
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise NotFoundError("accounts.no_such_account")
    return account
