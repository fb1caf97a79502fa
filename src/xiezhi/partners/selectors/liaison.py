"""Liaison officers of units."""

from datetime import date

from django.db.models import Q

from xiezhi.accounts.models import Account
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.partners.models import LiaisonOfficer


def find_unit_actor(account: Account, *, today: date) -> Actor | None:
    """Return the actor of a unit's liaison officer, or None when the account has none today."""
    officer = (
        LiaisonOfficer.objects.select_related("unit")
        .filter(
            Q(until__isnull=True) | Q(until__gte=today), account_id=account.pk, unit__is_active=True
        )
        .first()
    )
    if officer is None:
        return None
    return Actor(
        kind=ActorKind.UNIT,
        procuratorate_id=current_tenant(),
        id=officer.id,
        label=officer.label,
        roles=frozenset({Role.UNIT_LIAISON}),
        unit_id=officer.unit_id,
    )
