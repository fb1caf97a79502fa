"""From an account to the actor it may act as inside the present procuratorate."""

from datetime import date

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


def roles_on(member: StaffMember, day: date) -> list[str]:
    """Return the role codes a member holds on a day."""
    return list(_held_on(day).filter(staff_id=member.id).values_list("role", flat=True))


def _held_on(day: date) -> QuerySet[RoleHolding]:
    held: QuerySet[RoleHolding] = RoleHolding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), since__lte=day
    )
    return held


def list_principals(member_id: object, *, today: date) -> list[StaffMember]:
    """Return the members whose work this one may do today under 代办授权."""
    given = Delegation.objects.filter(
        deputy_id=member_id, since__lte=today, until__gte=today, revoked_at__isnull=True
    ).select_related("principal")
    return [delegation.principal for delegation in given]
