"""Departments and members of staff."""

from uuid import UUID

from xiezhi.accounts.models import Department, StaffMember
from xiezhi.kernel.errors import InvalidInputError


def get_department(department_id: UUID) -> Department:
    """Return a department.

    Raises:
        InvalidInputError: ``accounts.no_department``.
    """
    found: Department | None = Department.objects.filter(id=department_id).first()
    if found is None:
        raise InvalidInputError("accounts.no_department")
    return found


def get_active_member(member_id: UUID) -> StaffMember:
    """Return a member of staff who works here now.

    Raises:
        InvalidInputError: ``accounts.no_member``.
    """
    found: StaffMember | None = StaffMember.objects.filter(id=member_id, is_active=True).first()
    if found is None:
        raise InvalidInputError("accounts.no_member")
    return found


def list_departments() -> list[Department]:
    """Return the departments in their order."""
    return list(Department.objects.order_by("position", "name"))


def list_active_members(department_id: UUID | None = None) -> list[StaffMember]:
    """Return who works here now, of one department when given, by label."""
    members = StaffMember.objects.filter(is_active=True).select_related("department")
    if department_id is not None:
        members = members.filter(department_id=department_id)
    return list(members.order_by("label"))
