"""The limits of a letter: of its reply by rule, variant and the day's law; of an objection by its days."""

from collections.abc import Mapping
from datetime import date

from xiezhi.accounts.selectors.limits import RunningLimit, count_limit
from xiezhi.accounts.selectors.office_settings import list_holiday_tables
from xiezhi.house.rules.register import WITHOUT_TEXT
from xiezhi.law.deadlines import DeadlineKind, due, rule_on
from xiezhi.law.periods import Period, Unit
from xiezhi.law.steps import CountedDate
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.objections import OBJECTION_RULE


def limit_of(letter: Letter, day: date) -> RunningLimit:
    """Return the reply's limit counted from a day."""
    days = letter.reply_days
    return count_limit(
        letter.reply_rule,
        day,
        law_day=letter.law_day,
        variant=letter.reply_variant,
        chosen=None if days is None else Period(length=days, unit=Unit.DAY),
    )


def basis_for_unit(basis: str, began_on: date, repealed: Mapping[str, date]) -> str:
    """Return what a unit is told a limit rests on: a text in force when it began, else 本院设定.

    That a text was repealed and is still cited is for the office to mend, not for the unit to read.
    """
    return WITHOUT_TEXT if repealed.get(basis, date.max) <= began_on else basis


def reply_counted_again(letter: Letter, served_on: date) -> CountedDate:
    """Return the reply's last day by the holidays known now; an own limit keeps its length."""
    day = letter.law_day or served_on
    rule = rule_on(letter.reply_rule, day, variant=letter.reply_variant)
    kept = Period(length=letter.limit_length, unit=Unit(letter.limit_unit))
    own = kept if rule.kind is DeadlineKind.OWN else None
    return due(rule, served_on, list_holiday_tables(), own)


def count_objection(letter: Letter, served_on: date) -> CountedDate | None:
    """Return the last day for an objection with its count; None where the paper gives none."""
    if not letter.may_object or not letter.objection_days:
        return None
    length = Period(length=letter.objection_days, unit=Unit.DAY)
    return due(rule_on(OBJECTION_RULE, served_on), served_on, list_holiday_tables(), length)
