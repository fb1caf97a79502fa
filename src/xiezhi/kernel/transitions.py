"""Procedures as tables: state, event, target, guard and the article that allows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from xiezhi.kernel.errors import TransitionRefusedError

State = TypeVar("State", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)
Facts = TypeVar("Facts")


# Without slots: calling a parametrised generic writes an attribute, which slots turn into a TypeError.
@dataclass(frozen=True, kw_only=True)
class Transition(Generic[State, Event, Facts]):
    """One lawful step.

    Attributes:
        guard: returns a refusal code, or "" when the facts allow the step.
        basis: article or own rule (本院规定 …) that allows it.
    """

    source: State
    event: Event
    target: State
    basis: str
    guard: Callable[[Facts], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[State]):
    """A step that may be taken: where it leads and why it may."""

    target: State
    basis: str


def next_state(
    table: Iterable[Transition[State, Event, Facts]], state: State, event: Event, facts: Facts
) -> Step[State]:
    """Return the step the table allows.

    Raises:
        TransitionRefusedError: no such step from this state (``transition.none``, with the basis
            of that event elsewhere in the table), or its guard refused (the guard's code).
    """
    basis_elsewhere = ""
    for row in table:
        if row.event != event:
            continue
        basis_elsewhere = basis_elsewhere or row.basis
        if row.source != state:
            continue
        refusal = row.guard(facts) if row.guard is not None else ""
        if refusal:
            raise TransitionRefusedError(refusal, basis=row.basis, state=state, event=event)
        return Step(target=row.target, basis=row.basis)
    raise TransitionRefusedError("transition.none", basis=basis_elsewhere, state=state, event=event)


def lawful_events(
    table: Iterable[Transition[State, Event, Facts]], state: State
) -> tuple[Transition[State, Event, Facts], ...]:
    """Return every row leaving a state, in the table's order, guards not asked."""
    return tuple(row for row in table if row.source == state)
