"""移送线索: what a partner unit hands to the office, and the words it reads of what became of it."""

import hashlib
import json
from enum import StrEnum
from typing import Final

from xiezhi.intake.rules.entry import MAX_SCANS
from xiezhi.intake.rules.pool import PoolState
from xiezhi.intake.rules.steps import ENDED_STEPS, ReporterStep
from xiezhi.intake.rules.submission import MAX_PHOTOS, MIN_WORDS
from xiezhi.kernel.errors import InvalidInputError

MAX_BASIS: Final = 500


class UnitStanding(StrEnum):
    """How far a unit's lead has come, as the unit is told: never why, never who handles it."""

    RECEIVED = "received"
    REGISTERED = "registered"
    NOT_LEAD = "not_lead"
    DONE = "done"


UNIT_STANDING_LABELS: Final = {
    UnitStanding.RECEIVED: "已收到",
    UnitStanding.REGISTERED: "已登记",
    UnitStanding.NOT_LEAD: "不作为线索",
    UnitStanding.DONE: "已办结",
}


def unit_standing(pool_state: PoolState, last_step: ReporterStep) -> UnitStanding:
    """Return what a unit is told of a report that stands so."""
    match pool_state:
        case PoolState.NOT_LEAD:
            return UnitStanding.NOT_LEAD
        case PoolState.LEAD:
            is_over = last_step in ENDED_STEPS
            return UnitStanding.DONE if is_over else UnitStanding.REGISTERED
        case PoolState.PENDING | PoolState.KEPT:
            return UnitStanding.RECEIVED


def check_unit_report(*, title: str, words: str, place: str, photos: int, papers: int) -> None:
    """Refuse a lead that does not say what and where, or brings too much.

    Raises:
        InvalidInputError: ``intake.unit_report_incomplete`` with the ``part`` that is missing,
            ``intake.too_many_files``.
    """
    wanted = {"title": bool(title), "words": len(words) >= MIN_WORDS, "place_words": bool(place)}
    missing = next((part for part, is_there in wanted.items() if not is_there), None)
    if missing is not None:
        raise InvalidInputError("intake.unit_report_incomplete", part=missing)
    for count, limit in ((photos, MAX_PHOTOS), (papers, MAX_SCANS)):
        if count > limit:
            raise InvalidInputError("intake.too_many_files", count=count, limit=limit)


def origin_of(unit_name: str, own_number: str) -> str:
    """Return where a report came from, as the pool shows it: the unit and its number."""
    return f"{unit_name} {own_number}".strip()


def unit_report_hash(content: bytes, *more: str) -> bytes:
    """Return SHA-256 over a report's content and what a unit says beside it."""
    return hashlib.sha256(content + json.dumps(more, ensure_ascii=False).encode()).digest()
