"""From an account to the actor it may act as inside the present procuratorate."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.accounts.models import Account, Delegation, StaffMember
from xiezhi.infra.sql import ask
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, ActorKind


def find_staff_actor(account: Account, *, today: date, is_stepped_up: bool = False) -> Actor | None:
    """Return the staff actor of an account, or None when it has no active profile here."""
    tenant = current_tenant()
    given = {"tenant": tenant, "account": account.pk, "day": today}
    for member_id, label, department_id, roles in ask("accounts", "staff_actor", given):
        return Actor(
            kind=ActorKind.STAFF,
            procuratorate_id=tenant,
            id=member_id,
            label=label,
            roles=frozenset(roles),
            department_id=department_id,
            is_stepped_up=is_stepped_up,
        )
    return None


def list_principals(member_id: object, *, today: date) -> list[StaffMember]:
    """Return the members whose work this one may do today under 代办授权."""
    given = _delegations_to(member_id, today).select_related("principal")
    return [delegation.principal for delegation in given]


def find_principal(member_id: object, principal_id: UUID, *, today: date) -> StaffMember | None:
    """Return one member whose work this one may do today, or None."""
    given = _delegations_to(member_id, today).filter(principal_id=principal_id)
    found = given.select_related("principal").first()
    return None if found is None else found.principal


def on_behalf(acting: Actor, principal: StaffMember) -> Actor:
    """Return the actor doing a member's work; own roles stay, the member's are not lent."""
    return replace(acting, on_behalf_of=principal.id, on_behalf_label=principal.label)


def _delegations_to(member_id: object, day: date) -> QuerySet[Delegation]:
    given: QuerySet[Delegation] = Delegation.objects.filter(
        deputy_id=member_id, since__lte=day, until__gte=day, revoked_at__isnull=True
    )
    return given
