"""Outside: which answers of units nobody there needs to look at any more."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.replies import ReplyWay


def replies_looked_at_no_more(today: date) -> list[UUID]:
    """Return the replies from the portal whose letter is done with for the unit."""
    done = Letter.objects.filter(_is_done_with(today))
    sent = LetterReply.objects.filter(
        is_draft=False, way=ReplyWay.PORTAL, forgotten_at__isnull=True
    )
    return list(sent.filter(letter_id__in=done.values("id")).values_list("id", flat=True))


def objections_looked_at_no_more(today: date) -> list[UUID]:
    """Return the letters objected to in the portal that are done with for the unit."""
    made = Letter.objects.filter(
        objected_on__isnull=False,
        objection_paper__isnull=False,
        objection_forgotten_at__isnull=True,
    )
    return list(made.filter(_is_done_with(today)).values_list("id", flat=True))


def _is_done_with(today: date) -> Q:
    """Withdrawn or set aside; or answered, and no day of rectification is still to come."""
    is_answered = Q(replied_at__isnull=False) | Q(asks_reply=False)
    is_mended = Q(rectification_due_on__isnull=True) | Q(rectification_due_on__lt=today)
    return Q(withdrawn_at__isnull=False) | ~Q(set_aside="") | (is_answered & is_mended)
