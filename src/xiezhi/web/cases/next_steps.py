"""下一步可依法进行: each step with its article and paper; what cannot be done yet, greyed, with the reason."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.models import Case
from xiezhi.cases.rules.deciders import deciders_of, is_for_chief
from xiezhi.cases.rules.kinds import DECIDER_LABELS, CaseKind, Decider
from xiezhi.cases.rules.leading import VISITED, Course
from xiezhi.cases.rules.papers import ANSWERED, PaperKind
from xiezhi.cases.rules.states import CaseEvent
from xiezhi.cases.rules.table import CaseRow
from xiezhi.cases.selectors.case_page import CasePage
from xiezhi.cases.selectors.next_steps import NextStep
from xiezhi.cases.selectors.unstarted_appeals import UnstartedAppeal
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.web.cases.naming import event_label, paper_label, said
from xiezhi.web.problem_texts import text_of
from xiezhi.web.templatetags.desk import full


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A step as the page shows it; without ``url`` it is only told, ``mend_url`` leads to what it lacks.

    ``is_apart``: outside the usual course, or done already; told behind the others.
    """

    label: str
    basis: str
    papers: str
    deciders: str
    url: str = ""
    is_due: bool = False
    reason: str = ""
    next_step: str = ""
    mend_url: str = ""
    is_apart: bool = False


def steps_shown(acting: Actor, page: CasePage) -> list[StepShown]:
    """Return the lawful steps, possible ones first, the one that usually leads on in blue.

    A report upwards still owed comes first, then going to look, then what the procedure goes on with.
    """
    found = sorted(page.next_steps, key=lambda one: one.row.event is not CaseEvent.FILE_RECORD)
    visit = _visit(acting, page)
    place = sum(one.row.event is CaseEvent.FILE_RECORD for one in found)
    shown = [_shown(acting, page, one) for one in found]
    shown[place:place] = visit
    first = next((one for one in shown if one.is_due and one.url), None)
    ordered = [replace(one, is_due=one is first) for one in shown]
    return sorted(ordered, key=lambda one: (one.is_apart, bool(one.reason), not one.is_due))


_VISIT_BASIS: Final = {
    CaseKind.ADMINISTRATIVE: "办案规则第77条",
    CaseKind.GOVERNANCE: "检察建议规定第24条",
}


def _visit(acting: Actor, page: CasePage) -> list[StepShown]:
    """Return 跟进调查, no step of the table: it moves nothing and every later step asks for it."""
    case = page.case
    if case.state not in VISITED:
        return []
    kind = CaseKind(case.kind)
    return [
        StepShown(
            label=_("督促落实") if kind is CaseKind.GOVERNANCE else _("跟进调查"),
            basis=_VISIT_BASIS.get(kind, "办案规则第93条"),
            papers=_("现场核查笔录"),
            deciders="",
            url=reverse("cases:follow_up", args=[case.id])
            if may(acting, Action.HANDLE_CASE)
            else "",
            is_due=page.is_visit_due,
        )
    ]


def _shown(acting: Actor, page: CasePage, step: NextStep) -> StepShown:
    row, reason = step.row, step.reason
    problem = text_of(DomainError(reason)) if reason else None
    return StepShown(
        label=event_label(page.case, row.event),
        basis=row.basis,
        papers="、".join(dict.fromkeys(paper_label(page.case, one) for one in row.papers)),
        deciders=_deciders(page.case, row),
        url="" if reason else _url(acting, page, row),
        is_due=step.course is Course.LEADS_ON,
        reason=said(page.case, problem.text).rstrip("。") if problem else "",
        next_step=said(page.case, problem.next_step) if problem else "",
        mend_url=_mend_url(acting, page, reason),
        is_apart=step.course is Course.APART,
    )


def appeal_note(found: UnstartedAppeal | None, today: date) -> str:
    """Return what to do about days to appeal no clock counts; "" where there are none."""
    if found is None:
        return ""
    days = {"received": full(found.received_on), "until": full(found.due_on)}
    counted = _(
        "裁判登记时平台还没有计算本院的上诉期限。按%(received)s收到的判决补算，至%(until)s；裁定的上诉期限较短，请先在经过中更正裁判种类。"
    )
    if found.variant:
        counted = _(
            "裁判登记时平台还没有计算本院的上诉期限。按%(received)s收到的裁定补算，至%(until)s。"
        )
    if found.due_on < today:
        rest = _("期限已过，平台不自动登记：请核对后登记上诉、决定不上诉或者已过上诉期。")
    else:
        rest = _("期限将在一小时内开始计算。")
    return counted % days + rest


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
