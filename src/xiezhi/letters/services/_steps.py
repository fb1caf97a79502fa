"""One step of a letter inside an act: table, letter, history, ledger."""

from dataclasses import dataclass
from datetime import date, datetime

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.transitions import next_state
from xiezhi.ledger.services.acts import Recorder
from xiezhi.letters.models import Letter, LetterStep
from xiezhi.letters.rules.procedure import TRANSITIONS, LetterEvent, LetterFacts, LetterState


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """What a step says beside its state: words, and who decided on which day."""

    words: str = ""
    decided_by: str = ""
    decided_on: date | None = None


NO_WORDS = StepWords()


def move(
    letter: Letter,
    event: LetterEvent,
    facts: LetterFacts,
    *,
    acting: Actor,
    now: datetime,
    record: Recorder,
    said: StepWords = NO_WORDS,
) -> LetterStep:
    """Take a lawful step with a locked letter and save the whole row.

    Raises:
        TransitionRefusedError: the table has no such step, or its guard refuses; names the article.
    """
    source = LetterState(letter.state)
    lawful = next_state(TRANSITIONS, source, event, facts)
    letter.state = lawful.target
    letter.save()
    step: LetterStep = LetterStep.objects.create(
        id=new_id(now),
        letter=letter,
        event=event,
        source_state=source,
        target_state=lawful.target,
        basis=lawful.basis,
        words=said.words,
        decided_by_label=said.decided_by,
        decided_on=said.decided_on,
        recorded_by_label=acting.signature[:60],
        at=now,
    )
    record(
        f"letters.{event.value}",
        "letter",
        letter.id,
        before={"state": source.value},
        after={"state": lawful.target.value, "decided_by": said.decided_by, "words": said.words},
    )
    return step
