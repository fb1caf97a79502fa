"""Departments and members of staff."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.models import Account, Delegation, Department, RoleHolding, StaffMember
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.staff import access_staff_member
from xiezhi.accounts.services.roles import hold_role
from xiezhi.accounts.services.second_factor import remove_second_factors
from xiezhi.accounts.services.sign_in_accounts import close_account, make_account, put_password
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from xiezhi.kernel.ids import new_id
from xiezhi.ledger.services.acts import act


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffContact:
    """How the office reaches a member: alarms leave the application by these."""

    office_phone: str = ""
    email: str = ""
    mobile: str = ""


def add_department(
    *,
    acting: Actor,
    name: str,
    now: datetime,
    duties: str = "",
    is_public_interest: bool = False,
    position: int = 0,
) -> Department:
    """Add a department 内设机构.

    Raises:
        InvalidInputError: ``accounts.name_missing``.
        ConflictError: ``accounts.department_exists``.
    """
    require(acting, Action.MANAGE_STAFF)
    with act(acting=acting, now=now) as record:
        if not name.strip():
            raise InvalidInputError("accounts.name_missing")
        if Department.objects.filter(name=name.strip()).exists():
            raise ConflictError("accounts.department_exists")
        department: Department = Department.objects.create(
            id=new_id(now),
            name=name.strip(),
            duties=duties,
            is_public_interest=is_public_interest,
            position=position,
        )
        record("accounts.add_department", "department", department.id, after={"name": name})
    return department


def add_staff_member(
    *,
    acting: Actor,
    label: str,
    department_id: UUID,
    login: str,
    password: str,
    now: datetime,
    roles: Collection[str] = (),
    contact: StaffContact | None = None,
) -> StaffMember:
    """Add a member of staff with an account, and with roles where the actor may grant them.

    A password another person chose is for the first sign-in only; one set by the system (demo,
    installation) stays.

    Raises:
        InvalidInputError: ``accounts.name_missing``, ``accounts.login_format``,
            ``accounts.weak_password``, ``accounts.unknown_role``.
        ConflictError: ``accounts.login_taken``, ``accounts.label_taken``.
        NotFoundError: ``accounts.no_department``.
    """
    require(acting, Action.MANAGE_STAFF)
    if roles:
        require(acting, Action.GRANT_ROLES)
    with act(acting=acting, now=now) as record:
        _check_new(label, department_id)
        account = make_account(
            kind=ActorKind.STAFF,
            login=login,
            password=password,
            must_change_password=acting.kind is not ActorKind.SYSTEM,
        )
        reach = contact or StaffContact()
        member: StaffMember = StaffMember.objects.create(
            id=new_id(now),
            account=account,
            department_id=department_id,
            label=label.strip(),
            office_phone=reach.office_phone,
            email=reach.email,
            mobile=reach.mobile,
        )
        record("accounts.add_staff_member", "staff", member.id, after={"label": member.label})
        for role in roles:
            holding = hold_role(member, role, since=legal_day(now), now=now)
            record("accounts.grant_role", "staff", member.id, after={"role": holding.role})
    return member


def _check_new(label: str, department_id: UUID) -> None:
    if not label.strip():
        raise InvalidInputError("accounts.name_missing")
    if not Department.objects.filter(id=department_id).exists():
        raise NotFoundError("accounts.no_department")
    if StaffMember.objects.filter(label=label.strip()).exists():
        raise ConflictError("accounts.label_taken")


def deactivate_staff_member(*, acting: Actor, staff_id: UUID, now: datetime) -> StaffMember:
    """Close a member's account and end roles and 代办; what they handle is handed over apart.

    Raises:
        NotAllowedError: ``accounts.not_yourself``.
    """
    require(acting, Action.MANAGE_STAFF)
    if acting.id == staff_id:
        raise NotAllowedError("accounts.not_yourself")
    with act(acting=acting, now=now) as record:
        member = access_staff_member(acting, staff_id, lock=True)
        member.is_active = False
        member.save(update_fields=["is_active"])
        close_account(member.account_id)
        today = legal_day(now)
        RoleHolding.objects.filter(
            Q(until__isnull=True) | Q(until__gt=today), staff_id=member.id, since__lte=today
        ).update(until=today)
        Delegation.objects.filter(
            Q(principal_id=member.id) | Q(deputy_id=member.id), revoked_at__isnull=True
        ).update(revoked_at=now)
        record("accounts.deactivate_staff_member", "staff", member.id)
    return member


def reset_password(*, acting: Actor, staff_id: UUID, password: str, now: datetime) -> StaffMember:
    """Give a member a password for the next sign-in, where it must be changed.

    Raises:
        InvalidInputError: ``accounts.weak_password``.
    """
    require(acting, Action.MANAGE_STAFF)
    with act(acting=acting, now=now) as record:
        member = access_staff_member(acting, staff_id, lock=True)
        account = Account.objects.get(pk=member.account_id)
        put_password(account, password)
        account.must_change_password = True
        account.save(update_fields=["password", "must_change_password"])
        record("accounts.reset_password", "staff", member.id)
    return member


def reset_second_factor(*, acting: Actor, staff_id: UUID, now: datetime) -> StaffMember:
    """Remove a member's second factors after a lost phone or key; enrolled anew at sign-in.

    Raises:
        NotAllowedError: ``accounts.not_yourself``.
    """
    require(acting, Action.MANAGE_STAFF)
    if acting.id == staff_id:
        raise NotAllowedError("accounts.not_yourself")
    with act(acting=acting, now=now) as record:
        member = access_staff_member(acting, staff_id, lock=True)
        remove_second_factors(member.account_id)
        record("accounts.reset_second_factor", "staff", member.id)
    return member
