"""What the vault process finds out itself, with the rights of the vault role."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import RIGHTS, Action
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.for_the_vault import find_active_label, roles_on
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.ledger.selectors.log import last_time_of
from xiezhi.vault.models import IdentityOpening, OpeningRequest
from xiezhi.vault.rules.opening import Course, OpeningFacts
from xiezhi.vault.selectors.doors import team_of

_CONFIRMED: Final = "accounts.confirm"


def actor_of(member_id: UUID, *, day: date) -> Actor:
    """Return a member of staff as they stand in the tables today.

    Raises:
        NotAllowedError: ``accounts.no_right``: nobody of that id serves here.
    """
    label = find_active_label(member_id)
    if label is None:
        raise NotAllowedError("accounts.no_right")
    return Actor(
        kind=ActorKind.STAFF,
        procuratorate_id=current_tenant(),
        id=member_id,
        label=label,
        roles=roles_on(member_id, day),
    )


def facts_of(request: OpeningRequest, asking_id: UUID, now: datetime) -> OpeningFacts:
    """Return everything `check_opening` asks about, read now."""
    today = legal_day(now)
    approved_on = None if request.approved_at is None else legal_day(request.approved_at)
    seconded_on = None if request.seconded_at is None else legal_day(request.seconded_at)
    return OpeningFacts(
        course=course_of(request),
        team=team_of(request.report_id, day=today),
        was_chief=_holds(request.approved_by_id, approved_on, Action.APPROVE_OPENING),
        second_may=_holds(request.seconded_by_id, seconded_on, Action.SECOND_OPENING),
        asking=asking_id,
        asking_is_active=find_active_label(asking_id) is not None,
        # The ledger's word, which nobody takes back.
        confirmed_at=last_time_of(_CONFIRMED, actor_id=asking_id),
    )


def course_of(request: OpeningRequest) -> Course:
    """Return persons and dates of a request, with the opening if there was one."""
    opened = IdentityOpening.objects.filter(request=request)
    return Course(
        requested_by=request.requested_by_id,
        approved_by=request.approved_by_id,
        approved_at=request.approved_at,
        seconded_by=request.seconded_by_id,
        seconded_at=request.seconded_at,
        refused_at=request.refused_at,
        opened_at=opened.values_list("opened_at", flat=True).first(),
    )


def _holds(member_id: UUID | None, day: date | None, action: Action) -> bool:
    if member_id is None or day is None:
        return False
    return any(action in RIGHTS[Role(role)] for role in roles_on(member_id, day))
