"""The limit a letter's reply follows: the rule, the variant and the day's law it was sent under."""

from datetime import date

from xiezhi.accounts.selectors.limits import RunningLimit, count_limit
from xiezhi.letters.models import Letter


def limit_of(letter: Letter, day: date) -> RunningLimit:
    """Return the reply's limit counted from a day."""
    return count_limit(letter.reply_rule, day, law_day=letter.law_day, variant=letter.reply_variant)
