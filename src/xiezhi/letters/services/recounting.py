"""暂定的回复期限、异议期限: counted anew once the year's holidays are known, in both zones."""

from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.ledger.services.acts import Recorder, act
from xiezhi.letters.models import Letter
from xiezhi.letters.selectors.limits import count_objection, reply_counted_again

JOB: Final = "letters.recount_provisional"
_FIELDS: Final = ("reply_due_on", "is_reply_due_provisional", "objection_until")


def recount_letters(*, acting: Actor, now: datetime) -> int:
    """Count the last days units still have anew; returns how many letters changed.

    Done twice it changes nothing; a letter answered keeps the day it had.
    """
    today = legal_day(now)
    open_ones = Q(is_reply_due_provisional=True, replied_at__isnull=True)
    open_ones |= Q(objection_until__gte=today, objected_on__isnull=True, may_object=True)
    letters: QuerySet[Letter] = Letter.objects.filter(open_ones, served_on__isnull=False)
    changed = [letter.id for letter in letters.order_by("id") if _count(letter)]
    for letter_id in changed:
        with act(acting=acting, now=now) as record:
            _recount(Letter.objects.select_for_update().get(id=letter_id), record)
    return len(changed)


def _recount(letter: Letter, record: Recorder) -> None:
    before = _days(letter)
    if _count(letter):
        letter.save(update_fields=list(_FIELDS))
    why = "放假安排已录入，暂定日期重新计算"
    record(
        "letters.recount", "letter", letter.id, before=before, after=_days(letter) | {"why": why}
    )


def _count(letter: Letter) -> bool:
    """Set the days as they are counted now; return whether any differs."""
    before = [getattr(letter, name) for name in _FIELDS]
    if letter.served_on is None:
        return False
    if letter.is_reply_due_provisional and letter.replied_at is None:
        counted = reply_counted_again(letter, letter.served_on)
        letter.reply_due_on, letter.is_reply_due_provisional = counted.day, counted.provisional
    objection = count_objection(letter, letter.served_on)
    if objection is not None and letter.objected_on is None:
        letter.objection_until = objection.day
    return before != [getattr(letter, name) for name in _FIELDS]


def _days(letter: Letter) -> dict[str, str | None]:
    reply, objection = letter.reply_due_on, letter.objection_until
    return {
        "reply_due_on": None if reply is None else reply.isoformat(),
        "objection_until": None if objection is None else objection.isoformat(),
    }
