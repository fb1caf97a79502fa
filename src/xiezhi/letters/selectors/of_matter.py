"""The letters of one matter, for its page; whoever calls has checked access to the matter."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.procedure import OUT
from xiezhi.letters.selectors.portal import UnitReply
from xiezhi.letters.selectors.replies import replies_to


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterShown:
    """A letter with the replies that came; the unit's own draft is not shown."""

    letter: Letter
    replies: tuple[UnitReply, ...]

    @property
    def is_open_duty(self) -> bool:
        """Whether an answer is still asked of the unit."""
        return is_open_duty(self.letter)


def letters_on_matter(kind: MatterKind, matter_id: UUID) -> tuple[LetterShown, ...]:
    """Return the letters of a matter, oldest first, with their replies; two queries."""
    letters = list(_of_matter(kind, matter_id).select_related("unit").order_by("written_at", "id"))
    replies = replies_to([one.id for one in letters]) if letters else {}
    return tuple(LetterShown(letter=one, replies=tuple(replies.get(one.id, ()))) for one in letters)


def list_letter_ids(kind: MatterKind, matter_id: UUID) -> list[UUID]:
    """Return the ids of a matter's letters."""
    return list(_of_matter(kind, matter_id).values_list("id", flat=True))


def count_open_duties(kind: MatterKind, matter_id: UUID) -> int:
    """Return how many letters of a matter still ask for an answer."""
    waiting = _of_matter(kind, matter_id).filter(state__in=sorted(OUT), asks_reply=True)
    return waiting.filter(_WITH_THE_UNIT).count()


def is_open_duty(letter: Letter) -> bool:
    """Return whether a letter was handed over and still asks for an answer."""
    is_with_unit = letter.sent_at is not None or letter.served_on is not None
    return letter.state in OUT and letter.asks_reply and is_with_unit


_WITH_THE_UNIT = Q(sent_at__isnull=False) | Q(served_on__isnull=False)


def _of_matter(kind: MatterKind, matter_id: UUID) -> QuerySet[Letter]:
    letters: QuerySet[Letter] = Letter.objects.filter(matter_kind=kind, matter_id=matter_id)
    return letters
