"""The unit's times for its reply and its objection, inside the act that served the letter."""

from datetime import date

from xiezhi.letters.models import Letter
from xiezhi.letters.selectors.limits import limit_of, objection_until


def start_limits(letter: Letter, served_on: date) -> None:
    """Count the last days for reply and objection from service; the caller saves the letter."""
    letter.objection_until = objection_until(letter, served_on)
    if not letter.asks_reply or letter.replied_at is not None:
        return
    limit = limit_of(letter, served_on)
    letter.limit_kind, letter.limit_length = limit.kind, limit.length
    letter.limit_unit, letter.limit_basis = limit.unit, limit.basis
    letter.reply_due_on = limit.due_on
    letter.is_reply_due_provisional = limit.is_provisional
