"""提出异议: a suggestion may be objected to where it names a period, within it, once and in writing.

Source: 检察建议规定第16条 (the paper names the period; the law gives no number), 第23条 (re-examination).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from xiezhi.kernel.errors import ConflictError, InvalidInputError, RuleRefusedError

OBJECTION_RULE: Final = "sugg_objection"
"""Key of the law library's rule: counted from service, its length is the paper's own."""
MAX_OBJECTION: Final = 2000
BASIS: Final = "检察建议规定第16条"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionPeriod:
    """What a letter says of objections. ``until`` is known once it was served.

    ``is_provisional``: the holidays of a year it counts over are not known, so the day may move.
    """

    may_object: bool
    until: date | None
    objected_on: date | None
    is_provisional: bool = False

    def is_open_on(self, day: date) -> bool:
        """Return whether the unit may object on a day."""
        runs = self.until is not None and day <= self.until
        return self.may_object and self.objected_on is None and runs


def check_objection(period: ObjectionPeriod, *, words: str, has_paper: bool, on: date) -> None:
    """Refuse an objection that cannot stand.

    Raises:
        InvalidInputError: ``letters.may_not_object``, ``letters.no_objection``,
            ``letters.objection_paper_missing``.
        ConflictError: ``letters.already_objected``.
        RuleRefusedError: ``letters.objection_before_service``, ``letters.objection_late``.
    """
    if not period.may_object:
        raise InvalidInputError("letters.may_not_object")
    if period.objected_on is not None:
        raise ConflictError("letters.already_objected")
    if period.until is None:
        raise RuleRefusedError("letters.objection_before_service", basis=BASIS)
    if on > period.until:
        raise RuleRefusedError("letters.objection_late", basis=BASIS, until=str(period.until))
    if not words.strip():
        raise InvalidInputError("letters.no_objection")
    if not has_paper:
        raise InvalidInputError("letters.objection_paper_missing")
