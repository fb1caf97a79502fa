"""现在可以: the acts of a lead as buttons with their article; what is not yet possible and why."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.selectors.of_lead import cases_of_lead
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.rules.clocks import HANDED_OVER
from xiezhi.leads.rules.outcomes import OpinionStage
from xiezhi.leads.rules.procedure import DECISIONS, EVENT_LABELS, LeadEvent, LeadState
from xiezhi.leads.selectors.lead_page import LeadPage
from xiezhi.leads.selectors.next_acts import NextAct
from xiezhi.web.problem_texts import text_of

ActButton = dict[str, str | bool]

_PAGES: Final = {
    LeadEvent.START_PRELIMINARY: "desk:preliminary",
    LeadEvent.ASK_MATERIAL: "desk:material",
    LeadEvent.RECEIVE_MATERIAL: "desk:material_received",
    LeadEvent.SUBMIT_ASSESSMENT: "desk:assess",
    LeadEvent.RETURN_ASSESSMENT: "desk:send_back",
    LeadEvent.ACCEPT_TRANSFER: "desk:transfer_accepted",
    LeadEvent.VERIFY_MENDED: "desk:verify",
    LeadEvent.MERGE: "desk:merge",
    LeadEvent.UNMERGE: "desk:unmerge",
}
_LABELS: Final = {
    LeadEvent.SUBMIT_ASSESSMENT: "线索评估",
    LeadEvent.VERIFY_MENDED: "登记核实结果",
    LeadEvent.MERGE: "并入其他线索",
}
_FIRST: Final = frozenset(
    {LeadEvent.SUBMIT_ASSESSMENT, LeadEvent.RECEIVE_MATERIAL, LeadEvent.VERIFY_MENDED}
)


def acts_of(acting: Actor, page: LeadPage) -> list[ActButton]:
    """Return the acts the actor may do now, the one that leads on first and blue."""
    lead = page.lead
    acts = [_opinion(acting, page), *(_step(one, page) for one in page.next_acts)]
    acts.append(_filing(acting, page))
    acts.append(_feedback(acting, page))
    acts.append(_handed_over(acting, page))
    acts.append(_number(acting, page))
    acts += _letters(acting, page)
    if lead.is_open and may(acting, Action.SEND_FIELD_TASK):
        acts.append(_button(_("派网格员协助核实"), "desk:task", page))
    if lead.is_open and may(acting, Action.ASSIGN_LEAD):
        label = _("改派") if lead.handler_id else _("分派")
        acts.append(_button(label, "desk:assign", page, is_due=lead.handler_id is None))
    acts.append(_button(_("记电话、催办"), "desk:note", page))
    found = [act for act in acts if act is not None]
    return sorted(found, key=lambda act: not act["is_due"])


def later_of(page: LeadPage) -> list[dict[str, str]]:
    """Return what the procedure holds ready but refuses now, with the reason and the article."""
    return [
        {
            "label": _(EVENT_LABELS[one.event]),
            "reason": text_of(DomainError(one.reason)).text.rstrip("。"),
            "basis": one.basis,
        }
        for one in page.next_acts
        if one.reason and one.reason != "accounts.no_right"
        if one.event is not LeadEvent.VERIFY_NOT_MENDED
    ]


def _step(one: NextAct, page: LeadPage) -> ActButton | None:
    is_assessment = one.event is LeadEvent.SUBMIT_ASSESSMENT
    if one.reason == "leads.no_assessment" and is_assessment and one.may_online:
        return _button(_("线索评估"), "desk:assess", page, basis=one.basis, is_due=True)
    if not one.is_possible:
        return None
    if one.event in DECISIONS:
        label = _(EVENT_LABELS[one.event])
        word = label if one.may_online else _("代录决定：%(act)s") % {"act": label}
        is_due = page.lead.awaits == OpinionStage.CHIEF and one.may_online
        return _button(word, "desk:decide", page, basis=one.basis, is_due=is_due)
    if one.event not in _PAGES:
        return None
    label = _(_LABELS.get(one.event, EVENT_LABELS[one.event]))
    return _button(label, _PAGES[one.event], page, basis=one.basis, is_due=one.event in _FIRST)


def _letters(acting: Actor, page: LeadPage) -> list[ActButton]:
    """A letter may be written about any open lead; a 移送函 once that was decided."""
    lead = page.lead
    if not lead.is_open:
        return []
    is_referred = lead.state == LeadState.REFERRED
    label = _("写移送函") if is_referred else _("写函件")
    is_due = is_referred and not page.letters
    acts = []
    if may(acting, Action.REFER_TO_ORGAN):
        acts.append(_button(label, "desk:letter_new", page, is_due=is_due))
    if may(acting, Action.RECORD_DECISION):
        acts.append(_button(_("登记发文"), "desk:letter_register_new", page))
    return acts


def _opinion(acting: Actor, page: LeadPage) -> ActButton | None:
    lead = page.lead
    if lead.state != LeadState.AWAITING_DECISION or lead.awaits != OpinionStage.HEAD:
        return None
    if may(acting, Action.REVIEW_ASSESSMENT):
        return _button(_("提出部门负责人意见"), "desk:opinion", page, is_due=True)
    if may(acting, Action.RECORD_DECISION):
        return _button(_("代录部门负责人意见"), "desk:opinion", page)
    return None


def _filing(acting: Actor, page: LeadPage) -> ActButton | None:
    """A lead proposed for filing becomes a case; blue until it has one."""
    lead = page.lead
    if lead.state != LeadState.PROPOSED_FILING or not may(acting, Action.OPEN_CASE):
        return None
    return {
        "label": _("立案办理"),
        "url": f"{reverse('cases:new')}?selected={lead.id}",
        "basis": "办案规则第28条",
        "is_due": not cases_of_lead(acting, lead.id),
    }


def _feedback(acting: Actor, page: LeadPage) -> ActButton | None:
    if page.lead.feedback_due_on is None or not may(acting, Action.HANDLE_LEAD):
        return None
    return _button(_("反馈反映人"), "desk:feedback", page, is_due=not page.lead.is_open)


def _handed_over(acting: Actor, page: LeadPage) -> ActButton | None:
    """What was decided to be handed over is owed until it really was."""
    is_owed = any(one.ended_on is None and one.due.rule_key in HANDED_OVER for one in page.clocks)
    if not is_owed or not may(acting, Action.HANDLE_LEAD):
        return None
    return _button(_("登记已移送"), "desk:handed_over", page, basis="办案规则第31条", is_due=True)


def _number(acting: Actor, page: LeadPage) -> ActButton | None:
    if not may(acting, Action.RECORD_DECISION):
        return None
    label = _("更正2.0编号") if page.lead.national_number else _("登记2.0编号")
    return _button(label, "desk:national_number", page, is_due=page.needs_national_number)


def _button(
    label: str, name: str, page: LeadPage, *, basis: str = "本院规定", is_due: bool = False
) -> ActButton:
    url = reverse(name, args=[page.lead.id])
    return {"label": label, "url": url, "basis": basis, "is_due": is_due}
