"""拟稿 and 核稿: the officer's own words, and the check inside the office, which is optional."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.typists import typist_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import public_id
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.language.paper_numbers import normalise_number
from xiezhi.ledger.services.acts import act
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.kinds import WRITTEN_HERE, LetterKind
from xiezhi.letters.rules.procedure import CHANGEABLE, LetterEvent
from xiezhi.letters.selectors.access import access_letter, visible_letters
from xiezhi.letters.selectors.letter_page import facts_of
from xiezhi.letters.selectors.matters import door_of
from xiezhi.letters.services._steps import StepWords, move
from xiezhi.partners.selectors.addressees import get_addressee

MAX_BODY: Final = 8000
MAX_NUMBER: Final = 60
MAX_WORDS: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """What is written: the office's own words, without the report and whoever reported.

    Attributes:
        office_number: 文号 as the OA gave it; kept the standard's way, never made here.
        urges_id: the letter a 催办函 urges an answer to.
        rectification_due_on: 整改期限, a date of its own beside the reply limit.
    """

    kind: LetterKind
    unit_id: UUID
    title: str
    body: str = ""
    contact_words: str = ""
    copies_to: str = ""
    office_number: str = ""
    asks_reply: bool = True
    rectification_due_on: date | None = None
    urges_id: UUID | None = None


def write_letter(
    *,
    matter_kind: MatterKind,
    matter_id: UUID,
    text: LetterText,
    letter_id: UUID | None = None,
    acting: Actor,
    now: datetime,
) -> Letter:
    """Write a letter about a matter, or change a draft (``letter_id``).

    Raises:
        InvalidInputError: ``letters.no_title``, ``letters.no_words``, ``letters.no_urged_letter``,
            ``partners.no_unit``.
        RuleRefusedError: what the matter's door refuses.
        ConflictError: ``letters.not_a_draft``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REFER_TO_ORGAN)
        matter = door_of(matter_kind).access(acting, matter_id)
        letter = _draft(matter, letter_id, acting)
        if not clean_text(text.body, limit=MAX_BODY).strip():
            raise InvalidInputError("letters.no_words")
        fill(letter, text, acting)
        letter.written_by_id, letter.written_at = typist_of(acting), now
        letter.save()
        record("letters.write", "letter", letter.id, after={"unit": str(letter.unit_id)})
    return letter


def submit_for_check(*, letter_id: UUID, words: str = "", acting: Actor, now: datetime) -> Letter:
    """Hand a draft over for the check inside the office 送核稿.

    Raises:
        TransitionRefusedError: it is no draft.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REFER_TO_ORGAN)
        letter = access_letter(acting, letter_id, lock=True)
        said = StepWords(words=_said(words))
        facts = facts_of(acting, letter)
        event = LetterEvent.SUBMIT_FOR_CHECK
        move(letter, event, facts, acting=acting, now=now, record=record, said=said)
    return letter


def return_draft(*, letter_id: UUID, words: str, acting: Actor, now: datetime) -> Letter:
    """Send a draft back with words 退回修改.

    Raises:
        InvalidInputError: ``letters.no_reason``.
        TransitionRefusedError: it is not being checked; ``letters.checks_own_draft``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.CHECK_LETTER)
        letter = access_letter(acting, letter_id, lock=True)
        if not words.strip():
            raise InvalidInputError("letters.no_reason")
        said = StepWords(words=_said(words))
        facts = facts_of(acting, letter)
        event = LetterEvent.RETURN_DRAFT
        move(letter, event, facts, acting=acting, now=now, record=record, said=said)
    return letter


def pass_check(*, letter_id: UUID, words: str = "", acting: Actor, now: datetime) -> Letter:
    """Agree to a draft 核稿通过; the checker is another person than the writer.

    Raises:
        TransitionRefusedError: it is not being checked; ``letters.checks_own_draft``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.CHECK_LETTER)
        letter = access_letter(acting, letter_id, lock=True)
        facts = facts_of(acting, letter)
        letter.checked_by_id, letter.checked_on = typist_of(acting), legal_day(now)
        said = StepWords(words=_said(words), decided_by=acting.label, decided_on=legal_day(now))
        event = LetterEvent.PASS_CHECK
        move(letter, event, facts, acting=acting, now=now, record=record, said=said)
    return letter


def fill(letter: Letter, text: LetterText, acting: Actor) -> None:
    """Put what was written into an unsaved or locked letter; part of writing and of 登记发文.

    Raises:
        InvalidInputError: ``letters.made_elsewhere``, ``letters.no_title``,
            ``letters.no_urged_letter``, ``partners.no_unit``.
        RuleRefusedError: what the matter's door refuses.
    """
    if text.kind not in WRITTEN_HERE:
        raise InvalidInputError("letters.made_elsewhere")
    letter.kind = text.kind
    letter.unit_id = get_addressee(text.unit_id).id
    letter.title = clean_line(text.title, limit=120)
    letter.body = clean_text(text.body, limit=MAX_BODY).strip()
    letter.contact_words = clean_line(text.contact_words, limit=120)
    letter.copies_to = clean_line(text.copies_to, limit=200)
    letter.office_number = number_of(text.office_number)
    letter.asks_reply = text.asks_reply
    letter.rectification_due_on = text.rectification_due_on
    letter.urges_id = _urged(letter, text, acting)
    if not letter.title:
        raise InvalidInputError("letters.no_title")
    door_of(letter.matter_kind).check_words(letter.matter_id, f"{letter.title}\n{letter.body}")


def number_of(typed: str) -> str:
    """Return a number as it is kept."""
    return normalise_number(clean_line(typed, limit=MAX_NUMBER)).text


def about(matter: Matter) -> Letter:
    """Return a new letter about a matter, not saved."""
    return Letter(
        id=public_id(), matter_kind=matter.kind, matter_id=matter.id, matter_label=matter.label
    )


def _draft(matter: Matter, letter_id: UUID | None, acting: Actor) -> Letter:
    if letter_id is None:
        return about(matter)
    letter = access_letter(acting, letter_id, lock=True)
    if letter.state not in CHANGEABLE or letter.matter_id != matter.id:
        raise ConflictError("letters.not_a_draft")
    return letter


def _urged(letter: Letter, text: LetterText, acting: Actor) -> UUID | None:
    """Return the letter a 催办函 urges: one to the same unit about the same matter."""
    if text.kind is not LetterKind.URGING:
        return None
    if text.urges_id is None:
        raise InvalidInputError("letters.no_urged_letter")
    found = (
        visible_letters(acting)
        .filter(id=text.urges_id, matter_id=letter.matter_id, unit_id=letter.unit_id)
        .exclude(id=letter.id)
        .first()
    )
    if found is None:
        raise InvalidInputError("letters.no_urged_letter")
    return found.id


def _said(words: str) -> str:
    return clean_text(words, limit=MAX_WORDS).strip()
