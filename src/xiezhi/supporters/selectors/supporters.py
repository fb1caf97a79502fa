"""Supporters and the actors they are."""

from datetime import date

from xiezhi.accounts.models import Account
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.supporters.models import Supporter


def find_supporter_actor(account: Account, *, today: date) -> Actor | None:
    """Return the actor of a supporter whose term runs today."""
    supporter = Supporter.objects.filter(
        account_id=account.pk,
        term_from__lte=today,
        term_until__gte=today,
        dismissed_on__isnull=True,
    ).first()
    if supporter is None:
        return None
    return Actor(
        kind=ActorKind.SUPPORTER,
        procuratorate_id=current_tenant(),
        id=supporter.id,
        label=supporter.label,
        roles=frozenset({supporter.kind}),
    )
