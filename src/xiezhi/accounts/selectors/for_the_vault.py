"""What the vault process looks up of people: the columns its database role may read, and no more."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.models import Delegation, Procuratorate, RoleHolding, StaffMember


def find_active_label(member_id: UUID) -> str | None:
    """Return how history names a member who serves, None for anybody else."""
    found = StaffMember.objects.filter(id=member_id, is_active=True)
    label: str | None = found.values_list("label", flat=True).first()
    return label


def roles_on(member_id: UUID, day: date) -> frozenset[str]:
    """Return the roles a member held on a day."""
    held = RoleHolding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), staff_id=member_id, since__lte=day
    )
    return frozenset(held.values_list("role", flat=True))


def deputies_of(member_ids: Collection[UUID], day: date) -> frozenset[UUID]:
    """Return who does the work of any of the members on a day."""
    found = Delegation.objects.filter(
        Q(revoked_at__isnull=True),
        principal_id__in=list(member_ids),
        since__lte=day,
        until__gte=day,
    )
    return frozenset(found.values_list("deputy_id", flat=True))


def slug_of(office_id: UUID) -> str:
    """Return the short name under which an office's keys are kept."""
    slug: str = Procuratorate.objects.values_list("slug", flat=True).get(id=office_id)
    return slug
