"""Pictures of the places of a case: each once, with what its 照片说明 still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.cases.models import Case, PlacePicture
from xiezhi.cases.rules.pictures import LIMITS, gaps_of
from xiezhi.cases.selectors.access import access_case
from xiezhi.evidence.models import StoredFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import NotFoundError

MAX_OFFERED: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePicture:
    """A picture with its file. ``gaps`` name what keeps it off a 照片说明页."""

    row: PlacePicture
    file: StoredFile
    gaps: tuple[str, ...]


def pictures_of(case: Case) -> tuple[CasePicture, ...]:
    """Return the pictures of a case in the order they were taken, each file once; one query.

    Pictures of evidence that was taken off the list are left out.
    """
    rows = _standing(case).select_related("file").order_by("id")
    # Shown again beside a later one, a picture of how things were put right stands as a former one.
    each = {row.file_id: row for row in sorted(rows, key=lambda one: one.is_after)}
    return tuple(
        CasePicture(row=row, file=row.file, gaps=_gaps(row))
        for row in sorted(each.values(), key=_moment)
    )


def comparable_of(case: Case) -> tuple[PlacePicture, ...]:
    """Return the pictures a later one may be put beside: one of each angle, the earliest; two queries."""
    rows = list(_standing(case))
    begun = {_angle(one) for one in rows if not one.is_after}
    beside = {one.file_id for one in rows if one.is_after and _angle(one) in begun}
    first = [one.row for one in pictures_of(case) if one.row.file_id not in beside]
    first.sort(key=lambda one: one.is_after)
    return tuple(first[:MAX_OFFERED])


def pictures_of_evidence(case: Case) -> dict[UUID, list[PlacePicture]]:
    """Return the pictures of each piece of evidence, in order; one query."""
    found: dict[UUID, list[PlacePicture]] = {}
    rows = PlacePicture.objects.filter(case_id=case.id, evidence__isnull=False)
    for row in rows.order_by("position", "id"):
        found.setdefault(row.evidence_id, []).append(row)
    return found


def find_picture(case: Case, picture_id: UUID) -> PlacePicture | None:
    """Return a picture of a case, or None."""
    found: PlacePicture | None = PlacePicture.objects.filter(case_id=case.id, id=picture_id).first()
    return found


def access_picture(acting: Actor, picture_id: UUID, *, case_id: UUID) -> PlacePicture:
    """Return a picture of a case the actor may see.

    Raises:
        NotFoundError: ``cases.not_found``, ``cases.no_such_row``.
    """
    found = find_picture(access_case(acting, case_id), picture_id)
    if found is None:
        raise NotFoundError("cases.no_such_row")
    return found


def whole_of(pictures: tuple[CasePicture, ...]) -> Iterator[CasePicture]:
    """Yield the pictures a 照片说明页 can take."""
    return (one for one in pictures if not one.gaps)


def _standing(case: Case) -> "QuerySet[PlacePicture]":
    rows: QuerySet[PlacePicture] = PlacePicture.objects.filter(case_id=case.id)
    return rows.filter(Q(evidence__isnull=True) | Q(evidence__withdrawn_at__isnull=True))


def _moment(row: PlacePicture) -> tuple[datetime, bool, int, str]:
    """Where only the day is known, a picture stands at its end."""
    day = row.taken_on or date.max
    at = row.taken_at or datetime.combine(day, time.max, tzinfo=CHINA)
    return at, row.is_after, row.position, str(row.id)


def _angle(row: PlacePicture) -> tuple[UUID | None, UUID | None, int]:
    return row.follow_up_id, row.look_back_id, row.position


def _gaps(row: PlacePicture) -> tuple[str, ...]:
    return gaps_of(row.taken_at, {name: getattr(row, name) for name in LIMITS})
