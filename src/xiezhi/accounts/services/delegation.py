"""代办授权 and A/B岗: who does whose work while they are away."""

from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.models import Delegation, StaffMember
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.actors import find_principal
from xiezhi.accounts.selectors.staff import access_staff_member
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.kernel.ids import new_id
from xiezhi.ledger.services.acts import act


def give_delegation(
    *,
    acting: Actor,
    principal_id: UUID,
    deputy_id: UUID,
    since: date,
    until: date,
    reason: str,
    now: datetime,
) -> Delegation:
    """Let a colleague do a member's work for a time; decisions stay with the member.

    One's own work may be given by oneself; another's by whoever may hand work over.

    Raises:
        InvalidInputError: ``accounts.deputy_is_principal``, ``accounts.period_order``,
            ``accounts.reason_missing``, ``accounts.deputy_inactive``.
    """
    _require_for(acting, principal_id)
    if deputy_id == principal_id:
        raise InvalidInputError("accounts.deputy_is_principal")
    if until < since or until < legal_day(now):
        raise InvalidInputError("accounts.period_order")
    if not reason.strip():
        raise InvalidInputError("accounts.reason_missing")
    with act(acting=acting, now=now) as record:
        access_staff_member(acting, principal_id)
        if not access_staff_member(acting, deputy_id).is_active:
            raise InvalidInputError("accounts.deputy_inactive")
        delegation: Delegation = Delegation.objects.create(
            id=new_id(now),
            principal_id=principal_id,
            deputy_id=deputy_id,
            since=since,
            until=until,
            reason=reason.strip(),
        )
        record(
            "accounts.give_delegation",
            "staff",
            principal_id,
            after={"deputy": str(deputy_id), "since": str(since), "until": str(until)},
        )
    return delegation


def revoke_delegation(*, acting: Actor, delegation_id: UUID, now: datetime) -> Delegation:
    """End a delegation at once; revoking twice changes nothing.

    Raises:
        NotFoundError: ``accounts.no_delegation``.
    """
    with act(acting=acting, now=now) as record:
        delegation: Delegation | None = (
            Delegation.objects.select_for_update().filter(id=delegation_id).first()
        )
        if delegation is None:
            raise NotFoundError("accounts.no_delegation")
        _require_for(acting, delegation.principal_id)
        delegation.revoked_at = delegation.revoked_at or now
        delegation.save(update_fields=["revoked_at"])
        record("accounts.revoke_delegation", "staff", delegation.principal_id)
    return delegation


def begin_deputising(*, acting: Actor, principal_id: UUID, now: datetime) -> StaffMember:
    """Note that a member begins a colleague's work; every act from then on names the colleague.

    Raises:
        NotFoundError: ``accounts.no_delegation``: nothing was given for today.
    """
    with act(acting=acting, now=now) as record:
        principal = find_principal(acting.id, principal_id, today=legal_day(now))
        if principal is None:
            raise NotFoundError("accounts.no_delegation")
        record("accounts.begin_deputising", "staff", principal.id)
    return principal


def set_backup(
    *, acting: Actor, staff_id: UUID, backup_id: UUID | None, now: datetime
) -> StaffMember:
    """Name the B岗 of a member, or none.

    Raises:
        InvalidInputError: ``accounts.deputy_is_principal``, ``accounts.deputy_inactive``.
    """
    _require_for(acting, staff_id)
    if backup_id == staff_id:
        raise InvalidInputError("accounts.deputy_is_principal")
    with act(acting=acting, now=now) as record:
        member = access_staff_member(acting, staff_id, lock=True)
        if backup_id is not None and not access_staff_member(acting, backup_id).is_active:
            raise InvalidInputError("accounts.deputy_inactive")
        before = {"backup": str(member.backup_id) if member.backup_id else None}
        member.backup_id = backup_id
        member.save(update_fields=["backup_id"])
        record(
            "accounts.set_backup",
            "staff",
            member.id,
            before=before,
            after={"backup": str(backup_id) if backup_id else None},
        )
    return member


def _require_for(acting: Actor, principal_id: UUID) -> None:
    require(acting, Action.DELEGATE if acting.id == principal_id else Action.HAND_OVER)
