"""Granting and ending roles. Three administrators are three roles; 兼任 is named and shown."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.models import RoleHolding, StaffMember
from xiezhi.accounts.rules.concurrent import check_concurrent, staff_role
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.staff import access_staff_member
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from xiezhi.kernel.ids import new_id
from xiezhi.ledger.services.acts import act


def grant_role(
    *,
    acting: Actor,
    staff_id: UUID,
    role: str,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    concurrent_note: str = "",
) -> RoleHolding:
    """Give another member a role, from today unless said otherwise.

    ``concurrent_note`` says why one person holds two administrators' posts 兼任 (文件、批准人).

    Raises:
        NotAllowedError: ``accounts.not_to_yourself``.
        InvalidInputError: ``accounts.unknown_role``, ``accounts.period_order``.
        ConflictError: ``accounts.role_held``.
        RuleRefusedError: ``accounts.concurrent_needs_note``.
    """
    require(acting, Action.GRANT_ROLES)
    if acting.id == staff_id:
        raise NotAllowedError("accounts.not_to_yourself")
    with act(acting=acting, now=now) as record:
        member = access_staff_member(acting, staff_id, lock=True)
        holding = hold_role(
            member, role, since=since or legal_day(now), until=until, note=concurrent_note, now=now
        )
        record("accounts.grant_role", "staff", member.id, after=_snapshot(holding))
    return holding


def end_role(*, acting: Actor, holding_id: UUID, until: date, now: datetime) -> RoleHolding:
    """End a role after a day.

    Raises:
        NotFoundError: ``accounts.no_holding``.
        InvalidInputError: ``accounts.period_order``.
    """
    require(acting, Action.GRANT_ROLES)
    with act(acting=acting, now=now) as record:
        holding: RoleHolding | None = (
            RoleHolding.objects.select_for_update().filter(id=holding_id).first()
        )
        if holding is None:
            raise NotFoundError("accounts.no_holding")
        if until < holding.since:
            raise InvalidInputError("accounts.period_order")
        before = _snapshot(holding)
        holding.until = until
        holding.save(update_fields=["until"])
        record(
            "accounts.end_role",
            "staff",
            holding.staff_id,
            before=before,
            after=_snapshot(holding),
        )
    return holding


def hold_role(
    member: StaffMember,
    role: str,
    *,
    since: date,
    now: datetime,
    until: date | None = None,
    note: str = "",
) -> RoleHolding:
    """Write a holding after the rules; the caller holds the act and the member's row.

    Raises:
        As `grant_role`, the right apart.
    """
    wanted = staff_role(role)
    if until is not None and until < since:
        raise InvalidInputError("accounts.period_order")
    held = set(
        RoleHolding.objects.filter(
            Q(until__isnull=True) | Q(until__gte=since), staff_id=member.id
        ).values_list("role", flat=True)
    )
    if wanted in held:
        raise ConflictError("accounts.role_held")
    check_concurrent(wanted, held, note)
    holding: RoleHolding = RoleHolding.objects.create(
        id=new_id(now),
        staff=member,
        role=wanted,
        since=since,
        until=until,
        concurrent_note=note.strip(),
    )
    return holding


def _snapshot(holding: RoleHolding) -> dict[str, str | None]:
    return {
        "role": holding.role,
        "since": holding.since.isoformat(),
        "until": holding.until.isoformat() if holding.until else None,
        "concurrent_note": holding.concurrent_note,
    }
