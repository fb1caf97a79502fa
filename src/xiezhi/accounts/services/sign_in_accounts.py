"""Making, closing and renewing the accounts people sign in with; called inside an act."""

from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from xiezhi.accounts.models import Account, Procuratorate
from xiezhi.accounts.rules.names import sign_in_name
from xiezhi.accounts.services.second_factor import remove_second_factors
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import ConflictError, InvalidInputError


def make_account(
    *, kind: ActorKind, login: str, password: str | None, must_change_password: bool = False
) -> Account:
    """Make an account of the present office; without a password it signs in by SMS or card only.

    Raises:
        InvalidInputError: ``accounts.login_format``, ``accounts.weak_password``.
        ConflictError: ``accounts.login_taken``.
    """
    office = Procuratorate.objects.get(pk=current_tenant())
    username = sign_in_name(office.slug, login)
    if Account.objects.filter(username=username).exists():
        raise ConflictError("accounts.login_taken")
    account = Account(
        username=username, kind=kind, home=office, must_change_password=must_change_password
    )
    put_password(account, password)
    account.save()
    return account


def put_password(account: Account, password: str | None) -> None:
    """Set a password that passes the rules, or none at all; the caller saves.

    Raises:
        InvalidInputError: ``accounts.weak_password``.
    """
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidInputError("accounts.weak_password") from error
    account.set_password(password)


def close_account(account_id: UUID) -> None:
    """Let an account sign in no more; its sessions end with the next request."""
    Account.objects.filter(pk=account_id).update(is_active=False)
    remove_second_factors(account_id)


def retire_name(account: Account, suffix: str) -> str:
    """Close an account and free its sign-in name for a successor; return the short name."""
    name = account.username.partition("/")[2]
    account.username = f"{account.username}~{suffix}"[:80]
    account.is_active = False
    account.save(update_fields=["username", "is_active"])
    remove_second_factors(account.pk)
    return name
