"""What a signed text 会签文件 asks of each party."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.language.cleaning import clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.partners.models import InstrumentParty
from xiezhi.partners.selectors.instruments import access_part

MAX_DUTIES: Final = 400


def write_duties(*, party_id: UUID, duties: str, acting: Actor, now: datetime) -> InstrumentParty:
    """Write down a unit's duties 职责 in a text it signed; the unit reads them in the portal.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``partners.no_instrument``.
        InvalidInputError: a code of language.
    """
    with act(acting=acting, now=now) as record:
        part = access_part(acting, party_id, lock=True)
        before = part.duties
        part.duties = clean_text(duties, limit=MAX_DUTIES).strip()
        part.save(update_fields=["duties"])
        record(
            "partners.write_duties",
            "instrument",
            part.instrument_id,
            before={"unit": str(part.unit_id), "duties": before},
            after={"unit": str(part.unit_id), "duties": part.duties},
        )
    return part
