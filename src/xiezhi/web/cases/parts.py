"""What each tab of a case's page shows; asked for only when the tab is open."""

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xiezhi.cases.selectors.case_page import CasePage, leads_behind
from xiezhi.kernel.actor import Actor
from xiezhi.proposals.rules.materials import MATERIAL_STATE_LABELS, MaterialState
from xiezhi.proposals.selectors.behind import list_behind
from xiezhi.proposals.selectors.page import label_of

PAPERS, LEADS, PROPOSALS = "papers", "leads", "proposals"
TABS: Final = {
    PAPERS: gettext_noop("文书"),
    LEADS: gettext_noop("来源线索"),
    PROPOSALS: gettext_noop("代表建议提案"),
}


def part_context(acting: Actor, page: CasePage, tab: str) -> dict[str, Any]:
    """Return what only the open tab shows."""
    if tab == LEADS:
        return {"leads": leads_behind(acting, page.case)}
    if tab == PROPOSALS:
        return _proposals(acting, page)
    return {}


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
