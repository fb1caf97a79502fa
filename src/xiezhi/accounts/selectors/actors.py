"""From an account to the actor it may act as inside the present procuratorate."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from xiezhi.accounts.models import Account, Delegation, RoleHolding, StaffMember
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, ActorKind


def find_staff_actor(account: Account, *, today: date, is_stepped_up: bool = False) -> Actor | None:
    """Return the staff actor of an account, or None when it has no active profile here."""
    held = _held_on(today).filter(staff_id=OuterRef("id")).values("role")
    member = (
        StaffMember.objects.filter(account_id=account.pk, is_active=True)
        .annotate(held_roles=ArraySubquery(held))
        .only("id", "label", "department_id", "procuratorate_id")
        .first()
    )
    if member is None:
        return None
    return Actor(
        kind=ActorKind.STAFF,
        procuratorate_id=current_tenant(),
        id=member.id,
        label=member.label,
        roles=frozenset(member.held_roles),
        department_id=member.department_id,
        is_stepped_up=is_stepped_up,
    )


def _held_on(day: date) -> QuerySet[RoleHolding]:
    held: QuerySet[RoleHolding] = RoleHolding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), since__lte=day
    )
    return held


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
