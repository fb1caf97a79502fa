"""Proposals in words: rows of the list, steps, conversions, what may be done now."""

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.clocks.selectors.of_matters import Due
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.kernel.transitions import lawful_events
from xiezhi.proposals.models import Conversion, Proposal, ProposalAnswer, ProposalStep
from xiezhi.proposals.rules.answers import (
    ANSWER_CLASS_LABELS,
    SATISFACTION_LABELS,
    AnswerClass,
    Satisfaction,
)
from xiezhi.proposals.rules.conversion import (
    CONVERSION_LABELS,
    COPY_LABELS,
    WITH_PAPERS,
    ConversionKind,
    CopyKind,
)
from xiezhi.proposals.rules.kinds import (
    PROPOSAL_KIND_LABELS,
    PROPOSAL_LEVEL_LABELS,
    UNDERTAKING_LABELS,
    ProposalKind,
    ProposalLevel,
    Undertaking,
)
from xiezhi.proposals.rules.procedure import (
    PROPOSAL_EVENT_LABELS,
    PROPOSAL_STATE_LABELS,
    TRANSITIONS,
    ProposalEvent,
    ProposalState,
)
from xiezhi.proposals.rules.screening import WISH_REASON_LABELS, WishReason
from xiezhi.proposals.selectors.page import ProposalPage, facts_of
from xiezhi.web.campaigns.views import matter_url
from xiezhi.web.desk.clocks import clock_of

Row = dict[str, object]
TONES = {
    Satisfaction.SATISFIED: "green",
    Satisfaction.BASICALLY: "green",
    Satisfaction.DISSATISFIED: "red",
}


def kind_words(proposal: Proposal) -> str:
    """Return 代表建议 or 政协提案."""
    return _(PROPOSAL_KIND_LABELS[ProposalKind(proposal.kind)])


def state_words(proposal: Proposal) -> str:
    """Return where it stands."""
    return _(PROPOSAL_STATE_LABELS[ProposalState(proposal.state)])


def level_words(proposal: Proposal) -> str:
    """Return the level of the congress or conference."""
    return _(PROPOSAL_LEVEL_LABELS[ProposalLevel(proposal.level)])


def satisfaction_words(code: str) -> str:
    """Return what the submitter said, "" while they have not."""
    return _(SATISFACTION_LABELS[Satisfaction(code)]) if code else ""


def row_of(proposal: Proposal, due: Due | None) -> Row:
    """Return a line of the list."""
    return {
        "proposal": proposal,
        "kind": kind_words(proposal),
        "state": state_words(proposal),
        "level": level_words(proposal),
        "clock": None if due is None else clock_of(due),
        "satisfaction": satisfaction_words(proposal.satisfaction),
        "tone": TONES[Satisfaction(proposal.satisfaction)] if proposal.satisfaction else "",
        "wish": _(WISH_REASON_LABELS[WishReason(proposal.wish_reason)])
        if proposal.wish_reason
        else "",
    }


def head_of(proposal: Proposal) -> Row:
    """Return the words of a proposal's own page."""
    return row_of(proposal, None) | {
        "undertaking": _(UNDERTAKING_LABELS[Undertaking(proposal.undertaking)])
    }


def story_of(steps: tuple[ProposalStep, ...]) -> list[Row]:
    """Return the steps, the last first, as a timeline shows them."""
    return [
        {
            "title": _(PROPOSAL_EVENT_LABELS[ProposalEvent(step.event)]),
            "words": step.words,
            "who": step.decided_by_label,
            "typed": ""
            if step.decided_by_label == step.recorded_by_label
            else step.recorded_by_label,
            "on": step.decided_on,
            "is_now": step is steps[-1],
        }
        for step in reversed(steps)
    ]


def conversion_row(conversion: Conversion) -> Row:
    """Return what a proposal became, with the way there and what went back."""
    url = ""
    if conversion.matter_id is not None:
        kind = MatterKind(conversion.matter_kind)
        url = matter_url(Matter(kind=kind, id=conversion.matter_id, label=conversion.matter_label))
    elif conversion.campaign_id is not None:
        url = reverse("campaigns:campaign", args=[conversion.campaign_id])
    return {
        "conversion": conversion,
        "label": _(CONVERSION_LABELS[ConversionKind(conversion.kind)]),
        "url": url,
        "has_papers": ConversionKind(conversion.kind) in WITH_PAPERS,
        "target": conversion.matter_label
        or (conversion.campaign.title if conversion.campaign else conversion.document_name),
        "copies": [
            {"copy": one, "label": _(COPY_LABELS[CopyKind(one.kind)])}
            for one in conversion.copies.all()
        ],
    }


def outcome_words(conversion: Conversion) -> str:
    """Return a conversion as an answer tells it."""
    row = conversion_row(conversion)
    target = f"（{row['target']}）" if row["target"] else ""
    return f"{row['label']}{target}"


def answer_row(answer: ProposalAnswer) -> Row:
    """Return an answer with what was said of it."""
    code = answer.answer_class
    return {
        "answer": answer,
        "class": _(ANSWER_CLASS_LABELS[AnswerClass(code)]) if code else "",
        "satisfaction": satisfaction_words(answer.satisfaction),
        "tone": TONES[Satisfaction(answer.satisfaction)] if answer.satisfaction else "",
    }


_ACTS: tuple[tuple[ProposalEvent, str, Action], ...] = (
    (ProposalEvent.FIND_SUBSTANCE, "screen", Action.SCREEN_PROPOSAL),
    (ProposalEvent.CONVERT, "convert", Action.CONVERT_PROPOSAL),
    (ProposalEvent.ANSWER, "answer", Action.ANSWER_PROPOSAL),
    (ProposalEvent.HANDLE_AGAIN, "again", Action.ANSWER_PROPOSAL),
    (ProposalEvent.FINISH, "finish", Action.CONVERT_PROPOSAL),
    (ProposalEvent.SCREEN_AGAIN, "screen_again", Action.SCREEN_PROPOSAL),
)
ACT_LABELS = {
    ProposalEvent.FIND_SUBSTANCE: "筛查",
    ProposalEvent.CONVERT: "衔接转化",
    ProposalEvent.ANSWER: "拟写、登记答复",
    ProposalEvent.HANDLE_AGAIN: "不满意，重新办理",
    ProposalEvent.FINISH: "办理完毕，待答复",
    ProposalEvent.SCREEN_AGAIN: "重新筛查",
}


def acts_of(acting: Actor, page: ProposalPage) -> list[Row]:
    """Return what may be done now, what is due first."""
    proposal = page.proposal
    facts = facts_of(proposal)
    open_events = {
        row.event
        for row in lawful_events(TRANSITIONS, ProposalState(proposal.state))
        if row.guard is None or not row.guard(facts)
    }
    due = _due_event(proposal, facts.conversions)
    acts: list[Row] = [
        {
            "label": _(ACT_LABELS[event]),
            "url": reverse(f"proposals:{name}", args=[proposal.id]),
            "is_post": event is ProposalEvent.FINISH,
            "is_due": event is due,
        }
        for event, name, right in _ACTS
        if event in open_events and may(acting, right)
    ]
    if proposal.answered_on is not None and may(acting, Action.ANSWER_PROPOSAL):
        acts.append(
            _act(_("登记满意度"), "satisfaction", proposal, is_due=not proposal.satisfaction)
        )
    return acts + _others(acting, proposal)


def _due_event(proposal: Proposal, conversions: int) -> ProposalEvent | None:
    match ProposalState(proposal.state):
        case ProposalState.RECEIVED:
            return ProposalEvent.FIND_SUBSTANCE
        case ProposalState.IN_HAND:
            return ProposalEvent.ANSWER if conversions else ProposalEvent.CONVERT
        case ProposalState.AWAITING_ANSWER:
            return ProposalEvent.ANSWER
        case ProposalState.ANSWERED:
            is_bad = proposal.satisfaction == Satisfaction.DISSATISFIED
            return ProposalEvent.HANDLE_AGAIN if is_bad else None


def _others(acting: Actor, proposal: Proposal) -> list[Row]:
    found = []
    if may(acting, Action.SCREEN_PROPOSAL):
        found += [
            _act(_("确定承办人"), "assign", proposal),
            _act(_("补充材料"), "papers", proposal),
        ]
        contact = reverse("proposals:add_contact") + f"?proposal={proposal.id}"
        found.append({"label": _("登记联络"), "url": contact, "is_post": False, "is_due": False})
    if may(acting, Action.CONVERT_PROPOSAL):
        found.append(_act(_("登记利害关系"), "interest", proposal))
    is_open = proposal.answered_on is None and not proposal.is_complex
    if is_open and may(acting, Action.ANSWER_PROPOSAL):
        found.append(_act(_("答复期限改为六个月"), "complex", proposal))
    return found


def _act(label: str, name: str, proposal: Proposal, *, is_due: bool = False) -> Row:
    url = reverse(f"proposals:{name}", args=[proposal.id])
    return {"label": label, "url": url, "is_post": False, "is_due": is_due}
