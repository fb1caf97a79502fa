"""Accounts and towns as values that may cross between the zones."""

from xiezhi.accounts.models import Account, Town
from xiezhi.accounts.rules.crossing import CrossedAccount, CrossedTown
from xiezhi.accounts.rules.names import short_name


def crossed_account(account: Account, *, with_password: bool = False) -> CrossedAccount:
    """Return an account as values; the password's hash only when asked for and usable."""
    has_password = with_password and account.has_usable_password()
    return CrossedAccount(
        id=account.pk,
        login=short_name(account.username),
        password=account.password if has_password else "",
        is_active=account.is_active,
    )


def crossed_towns() -> tuple[CrossedTown, ...]:
    """Return the towns in the office's own order."""
    return tuple(
        CrossedTown(name=town.name, latitude=town.latitude, longitude=town.longitude)
        for town in Town.objects.order_by("position", "name")
    )
