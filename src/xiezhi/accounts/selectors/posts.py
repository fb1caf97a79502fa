"""Who holds a post today, and how the office reaches them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.models import Department, RoleHolding, StaffMember
from xiezhi.accounts.rules.roles import Role


def list_holders(
    role: Role, day: date, *, department_ids: Collection[UUID] | None = None
) -> list[UUID]:
    """Return the ids of active members who hold a role on a day, of some departments when given."""
    holdings = RoleHolding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), role=role, since__lte=day, staff__is_active=True
    )
    if department_ids is not None:
        holdings = holdings.filter(staff__department_id__in=list(department_ids))
    ids: list[UUID] = list(holdings.order_by("staff_id").values_list("staff_id", flat=True))
    return list(dict.fromkeys(ids))


def list_public_interest_departments() -> list[UUID]:
    """Return the ids of the departments that do public-interest work 公益诉讼检察."""
    ids: list[UUID] = list(
        Department.objects.filter(is_public_interest=True)
        .order_by("position", "name")
        .values_list("id", flat=True)
    )
    return ids


def find_member_addresses(member_id: UUID) -> tuple[str, str] | None:
    """Return e-mail and mobile number of an active member, empty where there is none."""
    found: tuple[str, str] | None = (
        StaffMember.objects.filter(id=member_id, is_active=True)
        .values_list("email", "mobile")
        .first()
    )
    return found
