"""Signing in and out, as acts of the ledger; and the password one chooses oneself."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.models import Account
from xiezhi.accounts.services.sign_in_accounts import put_password
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act


def record_sign_in(*, acting: Actor, account_id: UUID, means: str, now: datetime) -> None:
    """Note that somebody signed in, and how."""
    with act(acting=acting, now=now) as record:
        record("accounts.sign_in", "account", account_id, after={"means": means})


def record_sign_out(*, acting: Actor, account_id: UUID, now: datetime) -> None:
    """Note that somebody signed out."""
    with act(acting=acting, now=now) as record:
        record("accounts.sign_out", "account", account_id)


def record_lock(*, acting: Actor, now: datetime) -> None:
    """Note that a name was locked after failures; which one is in the lock's own table."""
    with act(acting=acting, now=now) as record:
        record("accounts.lock", "office", acting.procuratorate_id)


def record_confirmation(*, acting: Actor, account_id: UUID, now: datetime) -> None:
    """Note that somebody proved again who they are."""
    with act(acting=acting, now=now) as record:
        record("accounts.confirm", "account", account_id)


def change_own_password(*, acting: Actor, account: Account, password: str, now: datetime) -> None:
    """Set the password a person chose.

    Raises:
        InvalidInputError: ``accounts.weak_password``.
    """
    with act(acting=acting, now=now) as record:
        put_password(account, password)
        account.must_change_password = False
        account.save(update_fields=["password", "must_change_password"])
        record("accounts.change_password", "account", account.pk)
