"""Supporters whose term runs."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.supporters.models import Supporter
from xiezhi.supporters.rules.kinds import SupporterKind


def get_grid_member_on_duty(supporter_id: UUID, today: date) -> Supporter:
    """Return a grid member whose term runs.

    Raises:
        InvalidInputError: ``supporters.not_on_duty``.
    """
    member: Supporter | None = _on_duty(today).filter(id=supporter_id).first()
    if member is None:
        raise InvalidInputError("supporters.not_on_duty")
    return member


def list_grid_members_on_duty(today: date, town: str = "") -> list[Supporter]:
    """Return the grid members on duty by number, those of a town first when one is given."""
    members = list(_on_duty(today).order_by("number"))
    return sorted(members, key=lambda member: member.town != town) if town else members


def get_special_assistant_on_duty(supporter_id: UUID, today: date) -> Supporter:
    """Return a 特邀检察官助理 whose term runs.

    Raises:
        InvalidInputError: ``supporters.not_on_duty``.
    """
    on_duty = _on_duty(today, SupporterKind.SPECIAL_ASSISTANT)
    assistant: Supporter | None = on_duty.filter(id=supporter_id).first()
    if assistant is None:
        raise InvalidInputError("supporters.not_on_duty")
    return assistant


def list_special_assistants_on_duty(today: date) -> list[Supporter]:
    """Return the 特邀检察官助理 on duty by number, with their units."""
    on_duty = _on_duty(today, SupporterKind.SPECIAL_ASSISTANT).select_related("unit")
    return list(on_duty.order_by("number"))


def list_on_duty(kind: SupporterKind, today: date) -> list[Supporter]:
    """Return those of a kind whose term runs, by number."""
    return list(_on_duty(today, kind).order_by("number"))


def _on_duty(today: date, kind: SupporterKind = SupporterKind.GRID_MEMBER) -> QuerySet[Supporter]:
    members: QuerySet[Supporter] = Supporter.objects.filter(
        kind=kind,
        term_from__lte=today,
        term_until__gte=today,
        dismissed_on__isnull=True,
    )
    return members
