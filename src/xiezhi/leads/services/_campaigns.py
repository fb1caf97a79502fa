"""The campaigns of a lead; its row repeats the title of the first, so that a list is one query."""

from datetime import datetime
from uuid import UUID

from xiezhi.campaigns.selectors.register import list_of_matter
from xiezhi.campaigns.services.tagging import tag_matter
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.letter_door import matter_of


def gather(lead: Lead, campaign_id: UUID, *, acting: Actor, now: datetime) -> None:
    """Put a lead into a campaign. The lead is locked, or new.

    Raises:
        InvalidInputError: ``campaigns.none_chosen``.
        RuleRefusedError: ``campaigns.not_running``.
    """
    tag_matter(campaign_id=campaign_id, matter=matter_of(lead), acting=acting, now=now)
    repeat_campaign(lead)


def repeat_campaign(lead: Lead) -> None:
    """Write the title of the first campaign the lead is in onto the lead."""
    lead.campaign = next((one.title for one in list_of_matter(lead.id)), "")
    lead.save(update_fields=["campaign"])
