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
    LAST_DAY = "law.step.last_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of an explanation: a code and the values its text names.

    Params by code: ``day`` (TRIGGER, FIRST_DAY_EXCLUDED: the first counted day, ADJUSTED_WORKDAY,
    NEVER_ROLLS, LAST_DAY); ``length, unit, day`` (COUNTED, EXTENDED, COUNTED_BACK: the day
    reached); ``first, last, days`` (SUSPENDED); ``first, last`` and for holidays ``holiday``
    (ROLLED_*: the days skipped); ``year`` (YEAR_UNKNOWN).
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
