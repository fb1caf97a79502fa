"""What other capabilities add to 「我的」 where they run: tasks, and verdicts where there are leads.

The outer zone has no leads, so these pages never import them: where leads run, they register here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from xiezhi.kernel.actor import Actor


class Duty(StrEnum):
    """What sort of thing a line of 待办 is; the phone has a frame for each."""

    TASK = "task"
    PATROL = "patrol"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A line of 待办: something to look at, to walk along, or to come to.

    Attributes:
        along: what the phone takes along besides this line, to show and answer it without a network.
        at: the instant of something with a time of its own; else only ``due_on`` is shown.
        note: what was answered so far, "" where nothing is asked.
        since: own reports from then on can answer it; None where none can.
    """

    id: UUID
    duty: Duty
    url: str
    title: str
    place: str
    due_on: date
    is_overdue: bool
    photo_url: str
    icon: str
    kind: str
    at: datetime | None = None
    note: str = ""
    since: datetime | None = None
    along: Mapping[str, object] = field(default_factory=dict)


TaskProvider = Callable[[Actor, datetime], Sequence[TaskLine]]
VerdictProvider = Callable[[Actor, Sequence[UUID]], Mapping[UUID, str]]

_tasks: Final[list[TaskProvider]] = []
_verdicts: Final[list[VerdictProvider]] = []


def provide(*, tasks: TaskProvider | None = None, verdicts: VerdictProvider | None = None) -> None:
    """Register what a capability adds; a second time changes nothing."""
    if tasks is not None and tasks not in _tasks:
        _tasks.append(tasks)
    if verdicts is not None and verdicts not in _verdicts:
        _verdicts.append(verdicts)


def tasks_of(acting: Actor, now: datetime) -> list[TaskLine]:
    """Return what waits for the actor, nearest due first."""
    lines = [line for provider in _tasks for line in provider(acting, now)]
    return sorted(lines, key=lambda line: line.due_on)


def verdicts_of(acting: Actor, report_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the words of the verdicts given so far, by report."""
    found: dict[UUID, str] = {}
    for provider in _verdicts:
        found.update(provider(acting, report_ids))
    return found
