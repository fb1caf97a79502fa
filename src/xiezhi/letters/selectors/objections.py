"""What a letter says of objections."""

from xiezhi.letters.models import Letter
from xiezhi.letters.rules.objections import ObjectionPeriod
from xiezhi.letters.selectors.limits import count_objection


def period_of(letter: Letter) -> ObjectionPeriod:
    """Return whether and until when the unit may object, 暂定 while a year's holidays are unknown."""
    counted = None
    if letter.served_on is not None and letter.objected_on is None:
        counted = count_objection(letter, letter.served_on)
    return ObjectionPeriod(
        may_object=letter.may_object,
        until=letter.objection_until,
        objected_on=letter.objected_on,
        is_provisional=counted is not None and counted.provisional,
    )
