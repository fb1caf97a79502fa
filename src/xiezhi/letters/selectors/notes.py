"""电话记录 and 催办: of a matter, and of one letter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.models import ContactNote
from xiezhi.letters.rules.notes import URGINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A call or urging as it is shown. ``letter_title`` is empty where it is about no letter."""

    id: UUID
    kind: str
    party: str
    telephone: str
    spoken_at: datetime
    words: str
    written_by_label: str
    letter_id: UUID | None
    letter_title: str


def notes_on_matter(kind: MatterKind, matter_id: UUID) -> tuple[NoteLine, ...]:
    """Return what was said about a matter, newest first; the caller has checked access. One query."""
    return _lines(ContactNote.objects.filter(matter_kind=kind, matter_id=matter_id))


def notes_on_letter(letter_id: UUID) -> tuple[NoteLine, ...]:
    """Return what was said about a letter, newest first; the caller has checked access. One query."""
    return _lines(ContactNote.objects.filter(letter_id=letter_id))


def _lines(notes: QuerySet[ContactNote]) -> tuple[NoteLine, ...]:
    rows = notes.select_related("written_by", "letter").defer("letter__body")
    return tuple(
        NoteLine(
            id=row.id,
            kind=row.kind,
            party=row.party,
            telephone=row.telephone,
            spoken_at=row.spoken_at,
            words=row.words,
            written_by_label=row.written_by.label,
            letter_id=row.letter_id,
            letter_title=row.letter.title if row.letter_id else "",
        )
        for row in rows.order_by("-spoken_at", "-id")
    )


def is_urged(kind: MatterKind, matter_id: UUID) -> bool:
    """Return whether an urging 催办 about the matter is on file."""
    notes = ContactNote.objects.filter(matter_kind=kind, matter_id=matter_id)
    urged: bool = notes.filter(kind__in=sorted(URGINGS)).exists()
    return urged
