"""The cases a lead stands behind, and cases a lead of the same nature might join."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from xiezhi.cases.models import Case, CaseLead
from xiezhi.cases.rules.joining import JOINABLE
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.access import visible_cases
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.selectors.access import visible_leads

_ALIKE_SHOWN: Final = 5
_LEADS_SHOWN: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBrief:
    """A case in one line."""

    id: UUID
    number: str
    title: str
    kind: CaseKind
    regime: str
    state: CaseState
    national_number: str


def cases_of_lead(acting: Actor, lead_id: UUID) -> tuple[CaseBrief, ...]:
    """Return the cases a lead stands behind, as far as the actor may see them."""
    linked = CaseLead.objects.filter(lead_id=lead_id).values("case_id")
    return tuple(
        _brief(case) for case in visible_cases(acting).filter(id__in=linked).order_by("opened_at")
    )


def alike_cases(acting: Actor, *, area: str, unit_ids: Collection[UUID]) -> tuple[CaseBrief, ...]:
    """Return open cases about one of the same organs in the same area, that leads may still join.

    A hint only: whether violations are of the same nature is for the officer to say (第69条第2款).
    """
    if not area or not unit_ids:
        return ()
    found = visible_cases(acting).filter(
        area=area, parties__unit_id__in=list(unit_ids), state__in=sorted(JOINABLE)
    )
    return tuple(_brief(case) for case in found.order_by("-opened_at").distinct()[:_ALIKE_SHOWN])


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadBrief:
    """A lead in one line."""

    id: UUID
    number: str
    title: str


def list_joinable_leads(acting: Actor, case: Case) -> tuple[LeadBrief, ...]:
    """Return the leads proposed for filing that stand behind no case, of the case's area first."""
    taken = CaseLead.objects.values("lead_id")
    leads = visible_leads(acting).filter(state=LeadState.PROPOSED_FILING).exclude(id__in=taken)
    found = sorted(
        leads.order_by("-registered_at")[:_LEADS_SHOWN], key=lambda one: one.area != case.area
    )
    return tuple(
        LeadBrief(id=one.id, number=f"{one.year}-{one.number}", title=one.title) for one in found
    )


def _brief(case: Case) -> CaseBrief:
    return CaseBrief(
        id=case.id,
        number=f"{case.year}-{case.number}",
        title=case.title,
        kind=CaseKind(case.kind),
        regime=case.regime,
        state=CaseState(case.state),
        national_number=case.national_number,
    )
