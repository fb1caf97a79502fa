"""电话记录 and 催办: on a lead, on a report of the pool, on a letter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.typists import typist_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.letters.models import ContactNote
from xiezhi.letters.rules.notes import NoteKind
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.selectors.matters import door_of

MAX_WORDS: Final = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteText:
    """With whom, at what number, when, what was said."""

    kind: NoteKind
    party: str
    words: str
    spoken_at: datetime
    telephone: str = ""


def note_on_matter(
    *, matter_kind: MatterKind, matter_id: UUID, note: NoteText, acting: Actor, now: datetime
) -> ContactNote:
    """Write down a call or an urging about a matter the actor may see.

    Raises:
        InvalidInputError: ``letters.no_words``, ``letters.no_party``, ``letters.day_in_future``.
    """
    with act(acting=acting, now=now) as record:
        matter = door_of(matter_kind).access(acting, matter_id)
        made = _write(matter, None, note, acting=acting, now=now)
        record("letters.note", matter.kind.value, matter.id, after=_recorded(made))
    return made


def note_on_letter(*, letter_id: UUID, note: NoteText, acting: Actor, now: datetime) -> ContactNote:
    """Write down a call or an urging about a letter; it shows on the letter and on its matter.

    Raises:
        InvalidInputError: ``letters.no_words``, ``letters.no_party``, ``letters.day_in_future``.
    """
    with act(acting=acting, now=now) as record:
        letter = access_letter(acting, letter_id)
        matter = Matter(
            kind=MatterKind(letter.matter_kind), id=letter.matter_id, label=letter.matter_label
        )
        made = _write(matter, letter.id, note, acting=acting, now=now)
        record("letters.note", "letter", letter.id, after=_recorded(made))
    return made


def _write(
    matter: Matter, letter_id: UUID | None, note: NoteText, *, acting: Actor, now: datetime
) -> ContactNote:
    party = clean_line(note.party, limit=80)
    words = clean_text(note.words, limit=MAX_WORDS).strip()
    if not party:
        raise InvalidInputError("letters.no_party")
    if not words:
        raise InvalidInputError("letters.no_words")
    if note.spoken_at > now:
        raise InvalidInputError("letters.day_in_future")
    made: ContactNote = ContactNote.objects.create(
        id=new_id(now),
        matter_kind=matter.kind,
        matter_id=matter.id,
        matter_label=matter.label,
        letter_id=letter_id,
        kind=note.kind,
        party=party,
        telephone=clean_line(note.telephone, limit=30),
        spoken_at=note.spoken_at,
        words=words,
        written_by_id=typist_of(acting),
        written_at=now,
    )
    return made


def _recorded(note: ContactNote) -> dict[str, str]:
    return {"kind": str(note.kind), "words": note.words}
