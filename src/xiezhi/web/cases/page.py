"""案件一页: one case on one page, its print, and how each of its limits was counted."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.models import Case
from xiezhi.cases.rules.grounds import (
    GROUND_LABELS,
    SITUATION_LABELS,
    ClosingGround,
    GovernanceSituation,
)
from xiezhi.cases.rules.joining import JOINABLE
from xiezhi.cases.rules.kinds import KIND_LABELS, ROLE_LABELS, CaseKind, PartyRole
from xiezhi.cases.rules.people import TEAM_LABELS, TeamRole
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.case_page import CasePage, get_case_page, leads_behind
from xiezhi.clocks.selectors.explaining import explain_clock
from xiezhi.clocks.selectors.of_matters import ClockShown
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.web.cases.card import card_lines
from xiezhi.web.cases.naming import said, state_label
from xiezhi.web.cases.next_steps import appeal_note, register_url, steps_shown
from xiezhi.web.cases.papers_shown import papers_shown
from xiezhi.web.cases.parts import PAPERS, TABS, part_context
from xiezhi.web.cases.rows import lamps_of, standing_words
from xiezhi.web.cases.story import stages_of, story_of
from xiezhi.web.cases.two_dates import two_dates
from xiezhi.web.desk.clocks import clock_line
from xiezhi.web.desk.fragments import is_fragment
from xiezhi.web.law.texts import step_words
from xiezhi.web.requests import require_kind


@require_GET
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show everything about a case."""
    acting = require_kind(request, ActorKind.STAFF)
    today = clock.legal_day(clock.now())
    page = get_case_page(acting, case_id, today)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else PAPERS
    steps = steps_shown(acting, page)
    context = page_context(acting, page) | {
        "tab": tab,
        "tab_template": f"cases/_tab_{tab}.html",
        "tabs": _tabs(page, tab),
        "steps": steps,
        "has_apart": any(one.is_apart for one in steps),
        "card": card_lines(page),
        "register_url": register_url(page.case) if may(acting, Action.RECORD_DECISION) else "",
        "may_handle": may(acting, Action.HANDLE_CASE),
        "may_type": may(acting, Action.RECORD_DECISION),
        "may_serve": may(acting, Action.RECORD_PAPER_REPLY),
        "draft_url": _find_url("cases:draft", page.case.id),
    }
    context |= part_context(acting, page, tab)
    return render(request, "cases/case.html", context)


@require_GET
def case_print(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case as one A4 form, for printing."""
    acting = require_kind(request, ActorKind.STAFF)
    now = clock.now()
    page = get_case_page(acting, case_id, clock.legal_day(now))
    context = page_context(acting, page) | {
        "sheet_title": _("案件一览表"),
        "prepared_by": acting.label,
        "prepared_at": clock.legal_day(now).isoformat(),
        "leads": leads_behind(acting, page.case),
    }
    return render(request, "cases/print.html", context)


@require_GET
def count_of_clock(request: HttpRequest, case_id: UUID, clock_id: UUID) -> HttpResponse:
    """Show how the last day of one of the case's limits came about."""
    acting = require_kind(request, ActorKind.STAFF)
    found = access_case(acting, case_id)
    explained = explain_clock(acting, clock_id, clock.legal_day(clock.now()))
    if explained.clock.matter_id != found.id:
        raise NotFoundError("clocks.not_found")
    template = "cases/_clock_steps.html" if is_fragment(request) else "cases/clock.html"
    context = {
        "case": found,
        "explained": explained,
        "steps": [said(found, str(step_words(step))) for step in explained.steps],
    }
    return render(request, template, context)


def _clock(case: Case, shown: ClockShown, today: date) -> dict[str, object]:
    line = clock_line(shown, today)
    return line | {"id": shown.id, "name": said(case, str(line["name"]))}


def page_context(acting: Actor, page: CasePage) -> dict[str, Any]:
    """Return what page and print show alike."""
    found, today = page.case, clock.legal_day(clock.now())
    running = [one for one in page.clocks if one.ended_on is None]
    ended = [one for one in page.clocks if one.ended_on is not None]
    return {
        "page": page,
        "case": found,
        "number": f"{found.year}-{found.number}",
        "kind": _(KIND_LABELS[CaseKind(found.kind)]),
        "state": state_label(found, CaseState(found.state)),
        "ground": said(found, _(GROUND_LABELS[ClosingGround(found.closing_ground)]))
        if found.closing_ground
        else "",
        "situation": _(SITUATION_LABELS[GovernanceSituation(found.situation)])
        if found.situation
        else "",
        "standing": standing_words(found.area, found.law_day),
        "stages": stages_of(found),
        "story": story_of(page, corrects=may(acting, Action.RECORD_DECISION)),
        "appeal_note": appeal_note(page.unstarted_appeal, today),
        "clocks": [_clock(found, one, today) for one in running],
        "ended_clocks": [_clock(found, one, today) for one in ended],
        "lamps": lamps_of(found),
        "dates": two_dates(found, today),
        "papers": papers_shown(acting, page),
        "parties": [
            {"party": one, "role": _(ROLE_LABELS[PartyRole(one.role)])} for one in page.parties
        ],
        "team": [
            {"member": one, "role": _(TEAM_LABELS[TeamRole(one.role)])} for one in page.members
        ],
        "may_join": found.state in JOINABLE,
        "is_filed_kind": found.kind != CaseKind.GOVERNANCE,
    }


def _tabs(page: CasePage, chosen: str) -> list[dict[str, object]]:
    address = reverse("cases:case", args=[page.case.id])
    return [
        {
            "label": _(label),
            "url": f"{address}?tab={name}#parts",
            "count": len(page.papers) if name == PAPERS else None,
            "is_current": name == chosen,
        }
        for name, label in TABS.items()
    ]


def _find_url(name: str, case_id: UUID) -> str:
    try:
        return reverse(name, args=[case_id])
    except NoReverseMatch:
        return ""


def case_address(found: Case, tab: str = "") -> str:
    """Return the address of a case's page, at one of its tabs."""
    address = reverse("cases:case", args=[found.id])
    return f"{address}?tab={tab}#parts" if tab else address
