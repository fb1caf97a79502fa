"""Accounts, towns and own limits as values that may cross between the zones."""

from datetime import date

from xiezhi.accounts.models import Account, Town
from xiezhi.accounts.rules.crossing import (
    LIMITS_OUTSIDE,
    CrossedAccount,
    CrossedLimit,
    CrossedTown,
)
from xiezhi.accounts.rules.names import short_name
from xiezhi.accounts.selectors.office_settings import find_own_limit


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


def crossed_limits(today: date) -> tuple[CrossedLimit, ...]:
    """Return what the office set for the rules the outer zone counts by, as in force on a day."""
    limits = [find_own_limit(key, today) for key in LIMITS_OUTSIDE]
    return tuple(
        CrossedLimit(
            rule_key=limit.rule_key,
            length=limit.length,
            unit=limit.unit,
            effective_from=limit.effective_from,
        )
        for limit in limits
        if limit is not None
    )
