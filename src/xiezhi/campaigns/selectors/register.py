"""The register of campaigns: who may read it, one campaign, those that run, those of a matter."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.campaigns.models import Campaign, CampaignTag
from xiezhi.campaigns.rules.campaign import CampaignState, state_on
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError, NotAllowedError, NotFoundError


def require_reader(acting: Actor) -> None:
    """Refuse whoever handles no matters.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    if not (may(acting, Action.VIEW_OWN_LEADS) or may(acting, Action.MANAGE_CAMPAIGNS)):
        raise NotAllowedError("accounts.no_right", action=Action.VIEW_OWN_LEADS)


def access_campaign(acting: Actor, campaign_id: UUID, *, lock: bool = False) -> Campaign:
    """Return a campaign; whoever handles matters may read all of them.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``campaigns.not_found``.
    """
    require_reader(acting)
    campaigns = Campaign.objects.select_for_update() if lock else Campaign.objects
    found: Campaign | None = campaigns.filter(id=campaign_id).first()
    if found is None:
        raise NotFoundError("campaigns.not_found")
    return found


def get_campaign(campaign_id: UUID) -> Campaign:
    """Return a campaign named in a form.

    Raises:
        InvalidInputError: ``campaigns.none_chosen``.
    """
    found: Campaign | None = Campaign.objects.filter(id=campaign_id).first()
    if found is None:
        raise InvalidInputError("campaigns.none_chosen")
    return found


def list_campaigns() -> QuerySet[Campaign]:
    """Return all campaigns, the latest first, each with ``tag_count`` and ``action_count``."""
    campaigns: QuerySet[Campaign] = Campaign.objects.order_by("-starts_on", "title", "id")
    return campaigns.annotate(
        tag_count=Count("tags", filter=Q(tags__removed_at__isnull=True), distinct=True),
        action_count=Count("actions", distinct=True),
    )


def list_running(today: date) -> list[Campaign]:
    """Return the campaigns a matter may be put into today, by title."""
    campaigns = Campaign.objects.order_by("title")
    return [one for one in campaigns if campaign_state(one, today) is CampaignState.RUNNING]


def list_of_matter(matter_id: UUID) -> list[Campaign]:
    """Return the campaigns a matter is in, the first tagged first."""
    tags = CampaignTag.objects.filter(matter_id=matter_id, removed_at__isnull=True)
    return [tag.campaign for tag in tags.select_related("campaign").order_by("tagged_at", "id")]


def tagged_ids(campaign_ids: Collection[UUID]) -> "QuerySet[CampaignTag, UUID]":
    """Return the ids of the matters any of the campaigns gathers, for a query to narrow by."""
    tags = CampaignTag.objects.filter(campaign_id__in=campaign_ids, removed_at__isnull=True)
    ids: QuerySet[CampaignTag, UUID] = tags.values_list("matter_id", flat=True)
    return ids


def campaign_state(campaign: Campaign, day: date) -> CampaignState:
    """Return how a campaign stands on a day."""
    return state_on(day, starts_on=campaign.starts_on, ends_on=campaign.ends_on)
