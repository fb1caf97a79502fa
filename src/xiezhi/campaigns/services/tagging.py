"""Putting a matter into a campaign, and taking it out.

Both are parts of an act on the matter: the capability that owns it has checked who may, and locks it.
"""

from datetime import datetime
from uuid import UUID

from xiezhi.campaigns.models import Campaign, CampaignTag
from xiezhi.campaigns.rules.campaign import TAGGED, CampaignState
from xiezhi.campaigns.selectors.register import campaign_state, get_campaign
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.matters import Matter
from xiezhi.ledger.services.acts import act


def tag_matter(*, campaign_id: UUID, matter: Matter, acting: Actor, now: datetime) -> Campaign:
    """Put a matter into a campaign that runs; one that is in it already stays.

    Raises:
        InvalidInputError: ``campaigns.none_chosen``, ``campaigns.not_taggable``.
        RuleRefusedError: ``campaigns.not_running``.
    """
    if matter.kind not in TAGGED:
        raise InvalidInputError("campaigns.not_taggable")
    with act(acting=acting, now=now) as record:
        campaign = get_campaign(campaign_id)
        if campaign_state(campaign, legal_day(now)) is not CampaignState.RUNNING:
            raise RuleRefusedError("campaigns.not_running", basis="本院规定", title=campaign.title)
        open_tags = CampaignTag.objects.filter(campaign_id=campaign.id, removed_at__isnull=True)
        if not open_tags.filter(matter_id=matter.id).exists():
            CampaignTag.objects.create(
                id=new_id(now),
                campaign=campaign,
                matter_kind=matter.kind,
                matter_id=matter.id,
                matter_label=matter.label,
                tagged_by_label=acting.signature,
                tagged_at=now,
            )
        record(
            "campaigns.tag",
            matter.kind.value,
            matter.id,
            after={"campaign": str(campaign.id)},
        )
    return campaign


def untag_matter(*, campaign_id: UUID, matter: Matter, acting: Actor, now: datetime) -> None:
    """Take a matter out of a campaign; the row says who did and when.

    Raises:
        InvalidInputError: ``campaigns.not_tagged``.
    """
    with act(acting=acting, now=now) as record:
        tags = CampaignTag.objects.filter(
            campaign_id=campaign_id, matter_id=matter.id, removed_at__isnull=True
        )
        if not tags.update(removed_at=now, removed_by_label=acting.signature):
            raise InvalidInputError("campaigns.not_tagged")
        record(
            "campaigns.untag",
            matter.kind.value,
            matter.id,
            before={"campaign": str(campaign_id)},
        )
