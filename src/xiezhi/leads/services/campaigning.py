"""列入专项活动: putting a lead into a campaign of the register, and taking it out."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.campaigns.services.tagging import untag_matter
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.selectors.letter_door import matter_of
from xiezhi.leads.services._campaigns import gather, repeat_campaign
from xiezhi.ledger.services.acts import act


def put_into_campaign(*, lead_id: UUID, campaign_id: UUID, acting: Actor, now: datetime) -> Lead:
    """Put a lead into a campaign; an ended lead too, for figures are gathered afterwards.

    Raises:
        NotFoundError: ``leads.not_found``.
        InvalidInputError: ``campaigns.none_chosen``.
        RuleRefusedError: ``campaigns.not_running``.
    """
    with act(acting=acting, now=now) as record:
        _require(acting)
        lead = access_lead(acting, lead_id, lock=True)
        gather(lead, campaign_id, acting=acting, now=now)
        record("leads.put_into_campaign", "lead", lead.id, after={"campaign": lead.campaign})
    return lead


def take_out_of_campaign(*, lead_id: UUID, campaign_id: UUID, acting: Actor, now: datetime) -> Lead:
    """Take a lead out of a campaign.

    Raises:
        NotFoundError: ``leads.not_found``.
        InvalidInputError: ``campaigns.not_tagged``.
    """
    with act(acting=acting, now=now) as record:
        _require(acting)
        lead = access_lead(acting, lead_id, lock=True)
        before = lead.campaign
        untag_matter(campaign_id=campaign_id, matter=matter_of(lead), acting=acting, now=now)
        repeat_campaign(lead)
        record(
            "leads.take_out_of_campaign",
            "lead",
            lead.id,
            before={"campaign": before},
            after={"campaign": lead.campaign},
        )
    return lead


def _require(acting: Actor) -> None:
    """Who handles leads, or keeps the campaigns."""
    if not may(acting, Action.HANDLE_LEAD):
        require(acting, Action.MANAGE_CAMPAIGNS)
