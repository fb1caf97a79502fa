"""下一步可依法进行: each step with its article and paper; what cannot be done yet, greyed, with the reason."""

from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.models import Case
from xiezhi.cases.rules.deciders import deciders_of, is_for_chief
from xiezhi.cases.rules.kinds import DECIDER_LABELS, Decider
from xiezhi.cases.rules.papers import ANSWERED, PaperKind
from xiezhi.cases.rules.states import LEADING, CaseEvent
from xiezhi.cases.rules.table import CaseRow
from xiezhi.cases.selectors.case_page import CasePage
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.web.cases.naming import event_label, paper_label, said
from xiezhi.web.problem_texts import text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A step as the page shows it; without ``url`` it is only told, ``mend_url`` leads to what it lacks."""

    label: str
    basis: str
    papers: str
    deciders: str
    url: str = ""
    is_due: bool = False
    reason: str = ""
    next_step: str = ""
    mend_url: str = ""


def steps_shown(acting: Actor, page: CasePage) -> list[StepShown]:
    """Return the lawful steps, possible ones first, the one that usually leads on in blue."""
    shown = [_shown(acting, page, one.row, one.reason) for one in page.next_steps]
    first = next((one for one in shown if one.is_due and one.url), None)
    ordered = [replace(one, is_due=one is first) for one in shown]
    return sorted(ordered, key=lambda one: (bool(one.reason), not one.is_due))


def _shown(acting: Actor, page: CasePage, row: CaseRow, reason: str) -> StepShown:
    problem = text_of(DomainError(reason)) if reason else None
    return StepShown(
        label=event_label(page.case, row.event),
        basis=row.basis,
        papers="、".join(dict.fromkeys(paper_label(page.case, one) for one in row.papers)),
        deciders=_deciders(page.case, row),
        url="" if reason else _url(acting, page, row),
        is_due=_leads_on(page, row),
        reason=said(page.case, problem.text).rstrip("。") if problem else "",
        next_step=said(page.case, problem.next_step) if problem else "",
        mend_url=_mend_url(acting, page, reason),
    )


def _leads_on(page: CasePage, row: CaseRow) -> bool:
    """Whether a step is the usual one: the suit another procuratorate must bring goes there."""
    if row.event is CaseEvent.TRANSFER:
        return any(one.reason == "cases.county_may_not_sue" for one in page.next_steps)
    return row.event in LEADING


def _deciders(case: Case, row: CaseRow) -> str:
    """Return who must have decided it, where not every prosecutor may."""
    deciders = deciders_of(row, case.law_day)
    if Decider.PROSECUTOR in deciders:
        return ""
    return "、".join(_(DECIDER_LABELS[one]) for one in Decider if one in deciders)


def _url(acting: Actor, page: CasePage, row: CaseRow) -> str:
    case = page.case
    if row.event is CaseEvent.SERVE_SUGGESTION:
        return _service_url(acting, page)
    may_type = may(acting, Action.RECORD_DECISION)
    if row.paper is not None:
        return register_url(case, row.paper) if may_type else ""
    may_decide = is_for_chief(row, case.law_day) and may(acting, Action.DECIDE_CASE)
    if not (may_type or may_decide):
        return ""
    return reverse("cases:step", args=[case.id, row.event.value])


def _mend_url(acting: Actor, page: CasePage, reason: str) -> str:
    """Return where what a step lacks is entered, for whoever may."""
    if reason == "cases.filing_not_served":
        return _service_url(acting, page, frozenset({PaperKind.FILING_DECISION}))
    name = _MENDED_AT.get(reason, "")
    return reverse(name, args=[page.case.id]) if name and may(acting, Action.HANDLE_CASE) else ""


_MENDED_AT: Final = {
    "cases.no_party": "cases:party",
    "cases.no_evidence": "cases:evidence_new",
    "cases.no_follow_up": "cases:follow_up",
}


def _service_url(acting: Actor, page: CasePage, kinds: frozenset[PaperKind] = ANSWERED) -> str:
    papers = [one.paper for one in page.papers]
    waiting = [one for one in papers if one.kind in kinds and one.voided_at is None]
    if not waiting or not may(acting, Action.RECORD_PAPER_REPLY):
        return ""
    return reverse("cases:deliver", args=[page.case.id, waiting[0].id])


def register_url(case: Case, paper: PaperKind | None = None) -> str:
    """Return the address of 登记2.0办理结果, with a paper chosen already."""
    address = reverse("cases:register", args=[case.id])
    return f"{address}?paper={paper}" if paper else address
