"""A proposal half way, one answered, a campaign, material and a contact, for the walk over every page."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.campaigns.cast import make_campaign
from tests.proposals.cast import in_hand, make_proposal
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.services.campaigning import put_into_campaign
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.answers import AnswerClass
from xiezhi.proposals.rules.contacts import ContactKind
from xiezhi.proposals.rules.conversion import ConversionKind
from xiezhi.proposals.selectors.page import matter_of
from xiezhi.proposals.services.answers import AnswerDraft, send_answer
from xiezhi.proposals.services.contacts import ContactDraft, record_contact
from xiezhi.proposals.services.conversion import ConversionDraft, convert_proposal
from xiezhi.proposals.services.materials import write_material


def proposal_ids(lead_id: UUID, clerk: Actor, handler: Actor) -> dict[str, Any]:
    """Return one of everything the addresses of proposals and campaigns name."""
    now = clock.now()
    today = legal_day(now)
    campaign = make_campaign(clerk, now)
    put_into_campaign(lead_id=lead_id, campaign_id=campaign.id, acting=handler, now=now)
    days = {"assigned_on": today - timedelta(days=30), "received_on": today - timedelta(days=28)}
    proposal = in_hand(clerk, now, **days)
    draft = ConversionDraft(
        kind=ConversionKind.GOVERNANCE_SUGGESTION, words="制发检察建议", document_on=today
    )
    conversion = convert_proposal(proposal_id=proposal.id, draft=draft, acting=clerk, now=now)
    contact = ContactDraft(
        kind=ContactKind.RESEARCH,
        held_on=today,
        who="旗人大代表11",
        said="建议纳入智慧城管",
        follow_up="书面反馈",
        matter=matter_of(proposal),
    )
    return {
        "proposal_id": proposal.id,
        "conversion_id": conversion.id,
        "campaign_id": campaign.id,
        "contact_id": record_contact(draft=contact, acting=clerk, now=now).id,
        "material_id": write_material(
            title="窨井盖权属", words="七家单位权属不清", acting=handler, now=now
        ).id,
        "new_proposal_id": make_proposal(clerk, now, number="13", **days).id,
        "answered_proposal_id": _answered(clerk, days).id,
    }


def proposal_pages(ids: dict[str, Any]) -> tuple[str, ...]:
    """Return the same pages in other states."""
    fresh, answered = ids["new_proposal_id"], ids["answered_proposal_id"]
    return (
        "/desk/proposals/?tab=all",
        "/desk/proposals/?words=nothing",
        f"/desk/proposals/{fresh}/",
        f"/desk/proposals/{fresh}/screen/",
        f"/desk/proposals/{answered}/",
        f"/desk/proposals/{ids['proposal_id']}/convert/mechanism/",
        f"/desk/proposals/{ids['proposal_id']}/convert/campaign/",
    )


def _answered(clerk: Actor, days: dict[str, Any]) -> Proposal:
    now = clock.now()
    proposal = in_hand(clerk, now, number="14", **days)
    answer = AnswerDraft(text="答复", answer_class=AnswerClass.B, sent_on=legal_day(now))
    send_answer(proposal_id=proposal.id, draft=answer, acting=clerk, now=now)
    return proposal
