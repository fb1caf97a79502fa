"""What each tab of a case's page shows; asked for only when the tab is open."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xiezhi.cases.selectors.case_page import CasePage, leads_behind
from xiezhi.kernel.actor import Actor
from xiezhi.proposals.rules.materials import MATERIAL_STATE_LABELS, MaterialState
from xiezhi.proposals.selectors.behind import list_behind
from xiezhi.proposals.selectors.page import label_of
from xiezhi.web.cases_field.parts import evidence_part, people_part, rectification_part

PAPERS, LEADS, PROPOSALS = "papers", "leads", "proposals"
EVIDENCE, RECTIFICATION, PEOPLE = "evidence", "rectification", "people"
TABS: Final = {
    PAPERS: gettext_noop("文书"),
    EVIDENCE: gettext_noop("证据与会议"),
    RECTIFICATION: gettext_noop("整改"),
    PEOPLE: gettext_noop("人员与回避"),
    LEADS: gettext_noop("来源线索"),
    PROPOSALS: gettext_noop("代表建议提案"),
}


def part_context(acting: Actor, page: CasePage, tab: str) -> dict[str, Any]:
    """Return what only the open tab shows."""
    part = _PARTS.get(tab)
    return {} if part is None else part(acting, page)


def _leads(acting: Actor, page: CasePage) -> dict[str, Any]:
    return {"leads": leads_behind(acting, page.case)}


def _proposals(acting: Actor, page: CasePage) -> dict[str, Any]:
    """Return the proposals behind the case or its leads, each once, and the material made of it."""
    matters = [page.case.id, *(lead.id for lead in leads_behind(acting, page.case) if lead.is_seen)]
    behind = [list_behind(acting, matter) for matter in matters]
    conversions = {
        one.proposal_id: (label_of(one.proposal), one)
        for found in behind
        for one in found.conversions
    }
    materials = {
        one.id: (_(MATERIAL_STATE_LABELS[MaterialState(one.state)]), one)
        for found in behind
        for one in found.materials
    }
    return {"conversions": list(conversions.values()), "materials": list(materials.values())}


_PARTS: Final[dict[str, Callable[[Actor, CasePage], dict[str, Any]]]] = {
    LEADS: _leads,
    PROPOSALS: _proposals,
    EVIDENCE: evidence_part,
    RECTIFICATION: rectification_part,
    PEOPLE: people_part,
}
