"""What a counted day is and the steps that explain it: codes and values, never prose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

StepParam = str | int | date


class StepCode(StrEnum):
    """What one line of an explanation says; the text is made at the edge."""

    TRIGGER = "law.step.trigger"
    FIRST_DAY_EXCLUDED = "law.step.first_day_excluded"
    COUNTED = "law.step.counted"
    SUSPENDED = "law.step.suspended"
    EXTENDED = "law.step.extended"
    ROLLED_WEEKEND = "law.step.rolled_weekend"
    ROLLED_HOLIDAY = "law.step.rolled_holiday"
    ADJUSTED_WORKDAY = "law.step.adjusted_workday"
    NEVER_ROLLS = "law.step.never_rolls"
    COUNTED_BACK = "law.step.counted_back"
    YEAR_UNKNOWN = "law.step.year_unknown"
    NAMED_DAY = "law.step.named_day"
    LAST_DAY = "law.step.last_day"
    EVENT = "law.step.event"
    LOOKS_TO = "law.step.looks_to"
    CONDITION = "law.step.condition"
    BASIS_STATUTORY = "law.step.basis_statutory"
    BASIS_OWN = "law.step.basis_own"
    BASIS_SUGGESTED = "law.step.basis_suggested"
    BASIS_OPEN = "law.step.basis_open"
    UNVERIFIED = "law.step.unverified"
    EXTENDED_BY = "law.step.extended_by"
    EXTENDED_UNTIL = "law.step.extended_until"
    PAUSED = "law.step.paused"
    NOT_BEFORE = "law.step.not_before"
    IN_WORDS = "law.step.in_words"
    CHOOSE_VARIANT = "law.step.choose_variant"
    NO_NUMBER = "law.step.no_number"
    EXCLUDES = "law.step.excludes"
    RESTARTS = "law.step.restarts"
    RECURS = "law.step.recurs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of an explanation: a code and the values its text names.

    Params by code: ``day`` (TRIGGER, FIRST_DAY_EXCLUDED: the first counted day, ADJUSTED_WORKDAY,
    NEVER_ROLLS, NAMED_DAY, LAST_DAY); ``length, unit, day`` (COUNTED, EXTENDED, COUNTED_BACK: the day
    reached); ``first, last, days`` (SUSPENDED); ``first, last`` and for holidays ``holiday``
    (ROLLED_*: the days skipped); ``year`` (YEAR_UNKNOWN); ``event, day`` (EVENT, LOOKS_TO);
    ``condition``; ``basis`` (BASIS_*); ``approver`` besides (EXTENDED_BY, EXTENDED_UNTIL);
    ``first`` (PAUSED); ``day`` (NOT_BEFORE); ``wording`` (IN_WORDS); ``event, basis`` (EXCLUDES,
    RESTARTS); none for the others. Words of the law data (event, condition, wording, approver)
    are translated where they are shown.
    """

    code: StepCode
    params: Mapping[str, StepParam]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDate:
    """A last day, lawful until 24:00 China time, with its explanation.

    Attributes:
        provisional: the holidays of a year touched are not known yet, so weekends alone were
            assumed off; the day may become another once the year's table is filled in.
    """

    day: date
    provisional: bool
    steps: tuple[Step, ...]
