"""A lead or a proposal named in a form by its number."""

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.matters import Matter
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.found import ids_of_named_leads
from xiezhi.leads.selectors.letter_door import matter_of as matter_of_lead


def lead_of_number(acting: Actor, number: str) -> Matter | None:
    """Return the lead of a number the actor may see, None where no number is given.

    Raises:
        InvalidInputError: ``proposals.no_such_lead``.
    """
    if not number.strip():
        return None
    found = list(visible_leads(acting).filter(id__in=ids_of_named_leads(number))[:2])
    if len(found) != 1:
        raise InvalidInputError("proposals.no_such_lead")
    return matter_of_lead(found[0])
