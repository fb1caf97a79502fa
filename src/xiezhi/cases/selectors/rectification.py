"""整改 of a case: follow-up investigations with their pictures, outcomes, looks by grid members, 回头看."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from xiezhi.cases.models import Case, FollowUp, LookBack, Outcome, PlacePicture
from xiezhi.cases.rules.follow_up import OutcomeUnit
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.rows import row_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.supporters.selectors.field_tasks import tasks_of_matters


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePair:
    """Before and after of one place; one of them may be missing."""

    before: PlacePicture | None
    after: PlacePicture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A follow-up investigation with its pictures in pairs."""

    follow_up: FollowUp
    pairs: tuple[PicturePair, ...]


def visits_of(case: Case) -> tuple[Visit, ...]:
    """Return the follow-up investigations of a case, newest first; two queries."""
    looks = list(FollowUp.objects.filter(case_id=case.id).order_by("-done_on", "-entered_at"))
    pictures: dict[UUID, list[PlacePicture]] = {}
    rows = PlacePicture.objects.filter(case_id=case.id, follow_up__isnull=False)
    for picture in rows.order_by("position", "id"):
        pictures.setdefault(picture.follow_up_id, []).append(picture)
    return tuple(Visit(follow_up=one, pairs=_pairs(pictures.get(one.id, []))) for one in looks)


def look_back_pairs_of(case: Case) -> dict[UUID, tuple[PicturePair, ...]]:
    """Return the pictures of each 回头看 in pairs; one query."""
    pictures: dict[UUID, list[PlacePicture]] = {}
    rows = PlacePicture.objects.filter(case_id=case.id, look_back__isnull=False)
    for picture in rows.order_by("position", "id"):
        pictures.setdefault(picture.look_back_id, []).append(picture)
    return {look_back_id: _pairs(found) for look_back_id, found in pictures.items()}


def _pairs(pictures: list[PlacePicture]) -> tuple[PicturePair, ...]:
    places = sorted({one.position for one in pictures})
    before = {one.position: one for one in pictures if not one.is_after}
    after = {one.position: one for one in pictures if one.is_after}
    return tuple(PicturePair(before=before.get(place), after=after.get(place)) for place in places)


def outcomes_of(case: Case) -> tuple[Outcome, ...]:
    """Return the outcomes of a case that stand, oldest first."""
    rows = Outcome.objects.filter(case_id=case.id, withdrawn_at__isnull=True)
    return tuple(rows.order_by("entered_at", "id"))


def totals_of(case: Case) -> dict[OutcomeUnit, Decimal]:
    """Return what a case came to, for each unit; one query. Units are never added together."""
    rows = Outcome.objects.filter(case_id=case.id, withdrawn_at__isnull=True)
    sums = dict(rows.order_by().values_list("unit").annotate(total=Sum("quantity")))
    return {unit: sums[unit.value] for unit in OutcomeUnit if unit.value in sums}


def look_backs_of(case: Case) -> tuple[LookBack, ...]:
    """Return the 回头看 of a case, nearest due first, then those done or called off."""
    rows = LookBack.objects.filter(case_id=case.id).select_related("batch", "new_lead")
    return tuple(sorted(rows, key=_place_of))


def _place_of(one: LookBack) -> tuple[bool, date, str]:
    is_over = one.done_on is not None or one.called_off_on is not None
    return is_over, one.due_on, str(one.id)


def signals_of(case: Case) -> tuple[Any, ...]:
    """Return what grid members were asked on a case and saw: a signal, never a follow-up."""
    tasks = tasks_of_matters(MatterKind.CASE, [case.id]).select_related("supporter", "asked_by")
    return tuple(tasks.order_by("-asked_at"))


def access_outcome(acting: Actor, outcome_id: UUID, *, case_id: UUID) -> Outcome:
    """Return an outcome of a case the actor may see.

    Raises:
        NotFoundError: ``cases.no_such_row``.
    """
    found: Outcome = row_of(Outcome.objects.filter(id=outcome_id), acting, case_id)
    return found


def access_look_back(acting: Actor, look_back_id: UUID, *, case_id: UUID) -> LookBack:
    """Return a 回头看 of a case the actor may see.

    Raises:
        NotFoundError: ``cases.no_such_row``.
    """
    found: LookBack = row_of(LookBack.objects.filter(id=look_back_id), acting, case_id)
    return found


def access_signal(acting: Actor, task_id: UUID, *, case_id: UUID) -> Any:  # noqa: ANN401  # a task with its files
    """Return what a grid member was asked on a case the actor may see.

    Raises:
        NotFoundError: ``cases.no_such_row``.
    """
    access_case(acting, case_id)
    tasks = tasks_of_matters(MatterKind.CASE, [case_id])
    found = tasks.filter(id=task_id, done_at__isnull=True, withdrawn_at__isnull=True).first()
    if found is None:
        raise NotFoundError("cases.no_such_row")
    return found
