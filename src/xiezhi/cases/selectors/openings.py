"""What a case is opened with: the leads behind it, and what their assessments found."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from xiezhi.cases.selectors.of_lead import CaseBrief, alike_cases, cases_of_lead
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.assessment import DutyOrgan
from xiezhi.leads.selectors.access import access_leads
from xiezhi.leads.selectors.assessments import find_newest_assessment, organs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningSeed:
    """What the form of a new case begins with.

    Attributes:
        organs: with their 职责依据, as assessed; each organ once.
        facts: 公益受损事实 of the first assessed lead.
        alike: open cases of the same organ and area the leads might join instead.
        standing: cases the leads stand behind already.
    """

    leads: tuple[Lead, ...] = ()
    area: str = ""
    facts: str = ""
    violators: str = ""
    organs: tuple[DutyOrgan, ...] = ()
    alike: tuple[CaseBrief, ...] = ()
    standing: tuple[CaseBrief, ...] = ()


def get_opening_seed(acting: Actor, lead_ids: Sequence[UUID]) -> OpeningSeed:
    """Return what the leads' assessments give a new case.

    Raises:
        NotFoundError: ``leads.not_found``.
    """
    if not lead_ids:
        return OpeningSeed()
    leads = access_leads(acting, list(lead_ids))
    assessed = [one for lead in leads if (one := find_newest_assessment(lead.id)) is not None]
    organs: dict[str, DutyOrgan] = {}
    for assessment in assessed:
        for organ in organs_of(assessment):
            organs.setdefault(organ.name, organ)
    area = next((one.area for one in assessed if one.area), "") or next(
        (lead.area for lead in leads if lead.area), ""
    )
    units = [one.unit_id for one in organs.values() if one.unit_id is not None]
    standing = {case.id: case for lead in leads for case in cases_of_lead(acting, lead.id)}
    return OpeningSeed(
        leads=tuple(leads),
        area=area,
        facts=next((one.facts for one in assessed), ""),
        violators=next((one.violators for one in assessed if one.violators), ""),
        organs=tuple(organs.values()),
        alike=tuple(
            one for one in alike_cases(acting, area=area, unit_ids=units) if one.id not in standing
        ),
        standing=tuple(standing.values()),
    )
