"""Steps of the inner zone about cases: a suggestion goes out, what comes back of it."""

from typing import Any
from uuid import UUID

from tests.cases.suggesting import ReportedOffice, governed, in_portal, letter_of, suggested
from tests.scenarios.zones.carrying import person, scope, when
from tests.scenarios.zones.inside import chief, clerk, head
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case
from xiezhi.kernel.clock import legal_day
from xiezhi.letters.models import Letter
from xiezhi.partners.models import PartnerUnit

TITLE = "督促履行取水设施监管职责行政公益诉讼案"
_WAYS = {"public_interest": suggested, "governance": governed}


def suggest(lead: str, unit: str, kind: str) -> dict[str, str]:
    """Carry a case on a lead to its suggestion, served three days ago; show it in the portal."""
    day = legal_day(when(-3))
    with scope():
        office = ReportedOffice(
            chief=chief(),
            head=head(),
            handler=person("检察官01", Role.PROSECUTOR, Role.DEPARTMENT_HEAD),
            clerk=clerk(),
            unit=PartnerUnit.objects.get(id=unit),
            lead_id=UUID(lead),
        )
        case, made = _WAYS[kind](office, day, served_on=day, title=TITLE)
        in_portal(office, made, when(0))
        letter = letter_of(made)
        return {
            "case": str(case.id),
            "letter": str(letter.id),
            "number": letter.office_number,
            "until": str(letter.objection_until or ""),
        }


def case_inside(case: str) -> dict[str, Any]:
    """Return where a case stands, and its lamps."""
    with scope():
        found = Case.objects.get(id=case)
        lamps = (found.replied_on, found.measures_on, found.verified_on)
        return {"state": found.state, "lamps": [day and day.isoformat() for day in lamps]}


def objection_inside(letter: str) -> dict[str, Any]:
    """Return the objection to a suggestion as the office has it."""
    with scope():
        found = Letter.objects.get(id=letter)
        kept = found.objection_paper
        return {
            "words": found.objection,
            "on": found.objected_on and found.objected_on.isoformat(),
            "paper": kept and kept.media_type,
        }
