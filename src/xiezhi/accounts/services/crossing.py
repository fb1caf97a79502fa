"""Accounts, towns and own limits that came in a package."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.models import Account, BoundDevice, OwnLimit, Procuratorate, Town
from xiezhi.accounts.rules.crossing import (
    LIMITS_OUTSIDE,
    CrossedAccount,
    CrossedLimit,
    CrossedTown,
    check_account,
)
from xiezhi.accounts.services.office import set_own_limit
from xiezhi.accounts.services.second_factor import remove_second_factors
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, ActorKind, system_actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.services.acts import act


def keep_crossed_account(*, account: CrossedAccount, kind: ActorKind) -> Account:
    """Make an account as the other zone has it, or bring it up to that; part of the caller's act.

    A password is taken with a new account only: afterwards it is the person's own, chosen where
    they sign in. A name another account of the kind still has here is freed for its successor.

    Raises:
        InvalidInputError: ``accounts.foreign_account``: not an account of this office and kind.
    """
    check_account(account)
    if kind not in {ActorKind.UNIT, ActorKind.SUPPORTER}:
        raise InvalidInputError("accounts.foreign_account")
    office = Procuratorate.objects.get(pk=current_tenant())
    username = f"{office.slug}/{account.login}"
    found = Account.objects.select_for_update().filter(pk=account.id).first()
    if found is not None and (found.home_id != office.pk or found.kind != kind):
        raise InvalidInputError("accounts.foreign_account")
    _free_name(username, account.id, kind)
    if found is None:
        found = Account(pk=account.id, kind=kind, home=office)
        found.password = account.password
        if not account.password:
            found.set_unusable_password()
    if found.is_active and not account.is_active:
        remove_second_factors(found.pk)
    found.username, found.is_active = username, account.is_active
    found.save()
    return found


def unbind_phones_bound_before(*, account_id: UUID, instant: datetime, now: datetime) -> int:
    """Unbind the phones an account had bound by an instant; part of the caller's act."""
    phones = BoundDevice.objects.filter(
        account_id=account_id, revoked_at__isnull=True, bound_at__lte=instant
    )
    return phones.update(revoked_at=now)


def take_towns(*, towns: Sequence[CrossedTown], acting: Actor, now: datetime) -> None:
    """Replace the list of towns by the one the inner zone has."""
    with act(acting=acting, now=now) as record:
        Town.objects.all().delete()
        Town.objects.bulk_create(
            Town(
                name=town.name, latitude=town.latitude, longitude=town.longitude, position=position
            )
            for position, town in enumerate(towns)
        )
        record(
            "accounts.take_towns",
            "office",
            acting.procuratorate_id,
            after={"towns": [town.name for town in towns]},
        )


def take_limits(*, limits: Sequence[CrossedLimit], acting: Actor, now: datetime) -> None:
    """Count outside by what the office set inside.

    Raises:
        InvalidInputError: ``accounts.limit_length``: no length an office can set, or a rule the
            outer zone does not count by.
    """
    for limit in limits:
        if limit.rule_key not in LIMITS_OUTSIDE:
            raise InvalidInputError("accounts.limit_length")
        if not _is_set(limit):
            set_own_limit(
                acting=system_actor(acting.procuratorate_id),
                rule_key=limit.rule_key,
                length=limit.length,
                unit=limit.unit,
                effective_from=limit.effective_from,
                now=now,
            )


def _is_set(limit: CrossedLimit) -> bool:
    standing = OwnLimit.objects.filter(
        rule_key=limit.rule_key, effective_from=limit.effective_from, replaced_at__isnull=True
    )
    return standing.filter(length=limit.length, unit=limit.unit).exists()


def _free_name(username: str, successor_id: UUID, kind: ActorKind) -> None:
    """Rename whoever has the name here; the package may bring the successor before the other."""
    holder = Account.objects.filter(username=username).exclude(pk=successor_id).first()
    if holder is None:
        return
    if holder.kind != kind:
        raise InvalidInputError("accounts.foreign_account")
    holder.username = f"{username}~{holder.pk.hex[:12]}"[:80]
    holder.is_active = False
    holder.save(update_fields=["username", "is_active"])
