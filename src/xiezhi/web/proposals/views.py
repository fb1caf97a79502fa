"""The list of proposals, one on its page, and what of them stands behind a lead."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.letter_door import label_of as label_of_case
from xiezhi.clocks.selectors.of_matters import list_clocks, nearest_dues
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.selectors.access import access_lead
from xiezhi.proposals.rules.contacts import CONTACT_LABELS, ContactKind
from xiezhi.proposals.rules.kinds import PROPOSAL_KIND_LABELS, ProposalKind
from xiezhi.proposals.rules.materials import MATERIAL_STATE_LABELS, MaterialState
from xiezhi.proposals.rules.queues import PAGE_SIZE, PROPOSAL_TAB_LABELS, ProposalTab
from xiezhi.proposals.selectors.access import access_proposal_file, may_read
from xiezhi.proposals.selectors.behind import list_behind
from xiezhi.proposals.selectors.lists import count_owed
from xiezhi.proposals.selectors.page import get_proposal_page, label_of
from xiezhi.proposals.selectors.queues import ProposalFilter, count_tabs, list_proposals
from xiezhi.web.campaigns.actions import handed_over
from xiezhi.web.desk.clocks import clock_line
from xiezhi.web.desk.fragments import is_fragment
from xiezhi.web.desk.paging import pager
from xiezhi.web.desk.tabs import tabs_of
from xiezhi.web.proposals.words import (
    acts_of,
    answer_row,
    conversion_row,
    head_of,
    row_of,
    story_of,
)
from xiezhi.web.requests import require_kind


class FilterForm(forms.Form):
    """What of the list is asked for; what cannot be read counts as not asked."""

    tab = forms.TypedChoiceField(
        choices=[(tab.value, tab) for tab in ProposalTab], coerce=ProposalTab, required=False
    )
    kind = forms.TypedChoiceField(
        choices=[(kind.value, kind) for kind in ProposalKind], coerce=ProposalKind, required=False
    )
    words = forms.CharField(max_length=100, required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def asked(self) -> ProposalFilter:
        """Return the filter."""
        self.is_valid()
        given = self.cleaned_data
        return ProposalFilter(
            tab=given.get("tab") or ProposalTab.RECEIVED,
            kind=given.get("kind") or None,
            words=given.get("words") or "",
            page=given.get("page") or 1,
        )


@require_GET
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the list."""
    acting = reader(request)
    asked = FilterForm(request.GET).asked()
    found = list_proposals(acting, asked)
    today = legal_day(clock.now())
    dues = nearest_dues(MatterKind.PROPOSAL, [one.id for one in found.rows], today)
    context = {
        "asked": asked,
        "rows": [row_of(one, dues.get(one.id)) for one in found.rows],
        "tabs": tabs_of(request.GET, PROPOSAL_TAB_LABELS, count_tabs(acting, asked), asked.tab),
        "kinds": _kinds(request, asked.kind),
        "owed": count_owed(acting),
        "may_enter": may(acting, Action.SCREEN_PROPOSAL),
        "pager": pager(
            request.GET, found.page, len(found.rows), PAGE_SIZE, has_next=found.has_next
        ),
    }
    return render(request, "proposals/list.html", context)


@require_GET
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Show a proposal: as printed, what it became, the answers, what is owed."""
    acting = reader(request)
    page = get_proposal_page(acting, proposal_id)
    today = legal_day(clock.now())
    clocks = list_clocks(proposal_id, today)
    context = head_of(page.proposal) | {
        "page": page,
        "label": label_of(page.proposal),
        "story": story_of(page.steps),
        "conversions": [conversion_row(one) for one in page.conversions],
        "answers": [answer_row(one) for one in page.answers],
        "clocks": [clock_line(one, today) for one in clocks if one.ended_on is None],
        "ended_clocks": [clock_line(one, today) for one in clocks if one.ended_on],
        "contacts": [(_(CONTACT_LABELS[ContactKind(one.kind)]), one) for one in page.contacts],
        "acts": acts_of(acting, page),
        "may_copy": may(acting, Action.ANSWER_PROPOSAL),
    }
    return render(request, "proposals/proposal.html", context)


@require_GET
def of_lead(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Show the proposals behind a lead and the material made of it; fetched by the lead's page."""
    acting = reader(request)
    lead = access_lead(acting, lead_id)
    context = _behind(acting, lead_id) | {
        "lead": lead,
        "crumb": f"{lead.year}-{lead.number} {lead.title}",
        "crumb_url": reverse("desk:lead", args=[lead_id]),
    }
    return _behind_page(request, context)


@require_GET
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the proposals behind a case and the material made of it; fetched by the case's page."""
    acting = reader(request)
    case = access_case(acting, case_id)
    context = _behind(acting, case_id) | {
        "crumb": f"{label_of_case(case)} {case.title}",
        "crumb_url": reverse("cases:case", args=[case_id]),
    }
    return _behind_page(request, context)


def _behind(acting: Actor, matter_id: UUID) -> dict[str, object]:
    behind = list_behind(acting, matter_id)
    return {
        "conversions": [(label_of(one.proposal), one) for one in behind.conversions],
        "materials": [
            (_(MATERIAL_STATE_LABELS[MaterialState(one.state)]), one) for one in behind.materials
        ],
        "may_write": may(acting, Action.CONVERT_PROPOSAL),
    }


def _behind_page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    name = "proposals/_behind.html" if is_fragment(request) else "proposals/behind.html"
    return render(request, name, context)


@require_GET
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Hand over a paper of a proposal."""
    return handed_over(access_proposal_file(reader(request), file_id))


def reader(request: HttpRequest) -> Actor:
    """Return the member of staff who may read proposals.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    acting = require_kind(request, ActorKind.STAFF)
    if not may_read(acting):
        raise NotAllowedError("accounts.no_right", action=Action.SCREEN_PROPOSAL)
    return acting


def _kinds(request: HttpRequest, chosen: ProposalKind | None) -> list[dict[str, object]]:
    """Return the two kinds and all of them, as chips."""

    def address(kind: ProposalKind | None) -> str:
        query = request.GET.copy()
        query.pop("page", None)
        query["kind"] = "" if kind is None else kind.value
        return f"?{query.urlencode()}"

    kinds: list[tuple[ProposalKind | None, str]] = [
        (None, _("全部")),
        *((kind, _(label)) for kind, label in PROPOSAL_KIND_LABELS.items()),
    ]
    return [
        {"label": label, "url": address(kind), "is_current": kind is chosen}
        for kind, label in kinds
    ]
