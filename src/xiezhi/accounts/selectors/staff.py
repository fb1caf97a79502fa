"""Reads of staff, departments, roles and delegations."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from xiezhi.accounts.models import Account, Delegation, Department, RoleHolding, StaffMember
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotFoundError


def access_staff_member(acting: Actor, staff_id: UUID, *, lock: bool = False) -> StaffMember:
    """Return a colleague; members of staff and the system may know of them.

    Raises:
        NotFoundError: ``accounts.no_member``.
    """
    members = StaffMember.objects.select_for_update(of=("self",)) if lock else StaffMember.objects
    member: StaffMember | None = members.filter(id=staff_id).first()
    if member is None or acting.kind not in {ActorKind.STAFF, ActorKind.SYSTEM}:
        raise NotFoundError("accounts.no_member")
    return member


def list_departments() -> QuerySet[Department]:
    """Return the departments in the office's order."""
    return Department.objects.order_by("position", "name")


def list_staff(*, today: date, with_inactive: bool = False) -> QuerySet[StaffMember]:
    """Return staff by department and label, each with today's roles in ``present_holdings``."""
    members = StaffMember.objects.select_related("department", "backup").prefetch_related(
        Prefetch("holdings", queryset=_holdings_on(today), to_attr="present_holdings")
    )
    if not with_inactive:
        members = members.filter(is_active=True)
    return members.order_by("-is_active", "department__position", "label")


def list_colleagues() -> QuerySet[StaffMember]:
    """Return active staff by label, for choosing one."""
    return StaffMember.objects.filter(is_active=True).order_by("label")


def list_holdings(staff_id: UUID) -> QuerySet[RoleHolding]:
    """Return every role a member holds or held, newest first."""
    return RoleHolding.objects.filter(staff_id=staff_id).order_by("-since", "role")


def _holdings_on(day: date) -> QuerySet[RoleHolding]:
    return RoleHolding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), since__lte=day
    ).order_by("since")


def list_delegations(*, today: date) -> QuerySet[Delegation]:
    """Return the delegations that run or will run."""
    return (
        Delegation.objects.filter(until__gte=today, revoked_at__isnull=True)
        .select_related("principal", "deputy")
        .order_by("until")
    )


def find_account(account_id: UUID) -> Account | None:
    """Return an account by id."""
    return Account.objects.filter(pk=account_id).first()


def find_account_named(username: str, kind: ActorKind) -> Account | None:
    """Return an active account by its full sign-in name."""
    return Account.objects.filter(username=username, kind=kind, is_active=True).first()
