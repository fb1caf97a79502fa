"""The unit's times for its reply and its objection, inside the act that served the letter."""

from datetime import date

from xiezhi.letters.models import Letter
from xiezhi.letters.selectors.limits import count_objection, limit_of


def start_limits(letter: Letter, served_on: date) -> None:
    """Count the last days for reply and objection from service; the caller saves the letter."""
    _count_objection(letter, served_on)
    if letter.asks_reply and letter.replied_at is None:
        _count_reply(letter, served_on)


def count_limits_anew(letter: Letter, served_on: date) -> None:
    """Count from the right day what was counted from a wrong one; the caller saves the letter.

    An answer that came before the receipt was entered had no limit, and has none now.
    """
    _count_objection(letter, served_on)
    if letter.asks_reply and letter.reply_due_on is not None:
        _count_reply(letter, served_on)


def _count_objection(letter: Letter, served_on: date) -> None:
    objection = count_objection(letter, served_on)
    letter.objection_until = None if objection is None else objection.day


def _count_reply(letter: Letter, served_on: date) -> None:
    limit = limit_of(letter, served_on)
    letter.limit_kind, letter.limit_length = limit.kind, limit.length
    letter.limit_unit, letter.limit_basis = limit.unit, limit.basis
    letter.reply_due_on = limit.due_on
    letter.is_reply_due_provisional = limit.is_provisional
