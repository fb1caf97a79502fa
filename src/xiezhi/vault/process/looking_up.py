"""What the vault process finds out itself, with the rights of the vault role."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.models import Procuratorate, RoleHolding, StaffMember
from xiezhi.accounts.rules.rights import RIGHTS, Action
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.ledger.models import LedgerEntry
from xiezhi.vault.models import IdentityOpening, OpeningRequest
from xiezhi.vault.rules.opening import Course, OpeningFacts
from xiezhi.vault.selectors.doors import team_of

_CONFIRMED: Final = "accounts.confirm"


def actor_of(member_id: UUID, *, day: date) -> Actor:
    """Return a member of staff as they stand in the tables today.

    Raises:
        NotAllowedError: ``accounts.no_right``: nobody of that id serves here.
    """
    found = StaffMember.objects.filter(id=member_id, is_active=True)
    label = found.values_list("label", flat=True).first()
    if label is None:
        raise NotAllowedError("accounts.no_right")
    return Actor(
        kind=ActorKind.STAFF,
        procuratorate_id=current_tenant(),
        id=member_id,
        label=label,
        roles=roles_on(member_id, day),
    )


def roles_on(member_id: UUID, day: date) -> frozenset[str]:
    """Return the roles a member held on a day."""
    held = RoleHolding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), staff_id=member_id, since__lte=day
    )
    return frozenset(held.values_list("role", flat=True))


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
        asking_is_active=StaffMember.objects.filter(id=asking_id, is_active=True).exists(),
        confirmed_at=_confirmed_at(asking_id),
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


def slug_of_office() -> str:
    """Return the name under which the present office's keys are kept."""
    slug: str = Procuratorate.objects.values_list("slug", flat=True).get(id=current_tenant())
    return slug


def _holds(member_id: UUID | None, day: date | None, action: Action) -> bool:
    if member_id is None or day is None:
        return False
    return any(action in RIGHTS[Role(role)] for role in roles_on(member_id, day))


def _confirmed_at(member_id: UUID) -> datetime | None:
    """Return when the member last proved who they are: the ledger's word, which nobody takes back."""
    entries = LedgerEntry.objects.filter(act=_CONFIRMED, actor_id=str(member_id))
    at: datetime | None = entries.order_by("-id").values_list("at", flat=True).first()
    return at
