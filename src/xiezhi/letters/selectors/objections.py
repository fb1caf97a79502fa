"""What a letter says of objections."""

from xiezhi.letters.models import Letter
from xiezhi.letters.rules.objections import ObjectionPeriod


def period_of(letter: Letter) -> ObjectionPeriod:
    """Return whether and until when the unit may object."""
    return ObjectionPeriod(
        may_object=letter.may_object,
        until=letter.objection_until,
        objected_on=letter.objected_on,
    )
