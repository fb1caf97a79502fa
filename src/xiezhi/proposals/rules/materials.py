"""素材: a systemic finding offered to deputies, who decide freely and submit in their own name.

There is no event that submits: whether a proposal comes of it is the deputy's alone.
"""

from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError

MAX_MATERIAL: Final = 10_000
MAX_OFFERED_TO: Final = 120


class MaterialState(StrEnum):
    """How far a material has come."""

    DRAFT = "draft"
    OFFERED = "offered"
    TAKEN_UP = "taken_up"
    NOT_TAKEN = "not_taken"


MATERIAL_STATE_LABELS: Final = {
    MaterialState.DRAFT: "拟稿",
    MaterialState.OFFERED: "已提供",
    MaterialState.TAKEN_UP: "已被采用",
    MaterialState.NOT_TAKEN: "未被采用",
}


def check_material(*, title: str, words: str) -> None:
    """Refuse a material that says nothing.

    Raises:
        InvalidInputError: ``proposals.title_missing``, ``proposals.words_missing``.
    """
    if not title:
        raise InvalidInputError("proposals.title_missing")
    if not words:
        raise InvalidInputError("proposals.words_missing")


def check_day(day: date, *, today: date, earliest: date | None = None) -> None:
    """Refuse a day that has not come, or lies before what it follows.

    Raises:
        InvalidInputError: ``proposals.day_in_future``, ``proposals.day_too_early``.
    """
    if day > today:
        raise InvalidInputError("proposals.day_in_future")
    if earliest is not None and day < earliest:
        raise InvalidInputError("proposals.day_too_early", day=earliest.isoformat())
