"""How many months after closing this office looks back."""

from dataclasses import dataclass

from xiezhi.cases.models import LookBackSchedule
from xiezhi.cases.rules.follow_up import LOOK_BACK_MONTHS

MAX_FORMER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The setting that holds, and the former ones, newest first.

    Attributes:
        months: in order; () where nothing is planned by itself.
        is_usual: the office set nothing yet.
    """

    months: tuple[int, ...]
    is_usual: bool
    former: tuple[LookBackSchedule, ...]


def schedule_of_office() -> Schedule:
    """Return what holds for cases that are closed now; one query."""
    rows = list(LookBackSchedule.objects.order_by("-set_at", "-id")[:MAX_FORMER])
    return Schedule(
        months=tuple(rows[0].months) if rows else LOOK_BACK_MONTHS,
        is_usual=not rows,
        former=tuple(rows),
    )
