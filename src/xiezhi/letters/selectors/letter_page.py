"""Everything a letter's page shows, in at most seven queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.transitions import lawful_events
from xiezhi.letters.models import FormerService, Letter, LetterStep
from xiezhi.letters.rules.procedure import TRANSITIONS, LetterEvent, LetterFacts, LetterState, Row
from xiezhi.letters.selectors.access import visible_letters
from xiezhi.letters.selectors.notes import NoteLine, notes_on_letter
from xiezhi.letters.selectors.portal import UnitReply
from xiezhi.letters.selectors.replies import replies_to


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """A letter with its history (oldest first), replies, notes (newest first) and urgings."""

    letter: Letter
    steps: tuple[LetterStep, ...]
    replies: tuple[UnitReply, ...]
    notes: tuple[NoteLine, ...]
    urged: Letter | None
    urgings: tuple[Letter, ...]
    next_rows: tuple[Row, ...]
    former_services: tuple[FormerService, ...]


def get_letter_page(acting: Actor, letter_id: UUID) -> LetterPage:
    """Return the page of a letter the actor may see.

    Raises:
        NotFoundError: ``letters.not_found``.
    """
    letter = (
        visible_letters(acting)
        .select_related("unit", "written_by", "written_by__department", "checked_by", "urges")
        .filter(id=letter_id)
        .first()
    )
    if letter is None:
        raise NotFoundError("letters.not_found")
    steps = _in_order(LetterStep.objects.filter(letter_id=letter.id))
    return LetterPage(
        letter=letter,
        steps=steps,
        replies=tuple(replies_to([letter.id]).get(letter.id, ())),
        notes=notes_on_letter(letter.id),
        urged=letter.urges if letter.urges_id else None,
        urgings=tuple(Letter.objects.filter(urges_id=letter.id).order_by("written_at", "id")),
        next_rows=lawful_events(TRANSITIONS, LetterState(letter.state)),
        former_services=_former_services(letter, steps),
    )


def _former_services(letter: Letter, steps: Iterable[LetterStep]) -> tuple[FormerService, ...]:
    """Return what was entered of its service before corrections, the last first."""
    if not any(step.event == LetterEvent.CORRECT_SERVICE for step in steps):
        return ()
    return tuple(FormerService.objects.filter(letter_id=letter.id).order_by("-at", "id"))


def _in_order(steps: Iterable[LetterStep]) -> tuple[LetterStep, ...]:
    """Return steps oldest first; of several in one act, the one that led to the next comes first."""
    places = {state.value: place for place, state in enumerate(LetterState)}
    return tuple(sorted(steps, key=lambda step: (step.at, places[step.source_state])))


def facts_of(acting: Actor, letter: Letter, *, has_issuer: bool = True) -> LetterFacts:
    """Return what the procedure asks about a letter and whoever acts."""
    return LetterFacts(
        checker_is_writer=letter.written_by_id is not None and letter.written_by_id == acting.id,
        has_issuer=has_issuer or bool(letter.issued_by_label),
        has_sealed_letter=letter.sealed_letter_id is not None,
        is_set_aside=bool(letter.set_aside),
    )


def refusal_of(row: Row, facts: LetterFacts) -> str:
    """Return the code with which a step is refused now, or ""."""
    return row.guard(facts) if row.guard is not None else ""
