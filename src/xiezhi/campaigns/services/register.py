"""Opening a campaign and putting its entry right."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.campaigns.models import Campaign
from xiezhi.campaigns.rules.campaign import (
    MAX_NAME,
    MAX_NUMBER,
    MAX_TITLE,
    MAX_WORDS,
    check_days,
)
from xiezhi.campaigns.selectors.register import access_campaign
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDraft:
    """A campaign as entered; ``ends_on`` stays open while nobody has said when it ends."""

    title: str
    starts_on: date
    ends_on: date | None = None
    issuing_office: str = ""
    number: str = ""
    theme: str = ""
    aims: str = ""


def open_campaign(*, draft: CampaignDraft, acting: Actor, now: datetime) -> Campaign:
    """Enter a campaign into the register.

    Raises:
        InvalidInputError: ``campaigns.title_missing``, ``campaigns.ends_before_start``.
        ConflictError: ``campaigns.exists``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_CAMPAIGNS)
        campaign = Campaign(id=new_id(now), opened_by_label=acting.signature, opened_at=now)
        _write(campaign, draft)
        campaign.save(force_insert=True)
        record("campaigns.open", "campaign", campaign.id, after={"title": campaign.title})
    return campaign


def change_campaign(
    *, campaign_id: UUID, draft: CampaignDraft, acting: Actor, now: datetime
) -> Campaign:
    """Put the entry of a campaign right, or set its last day.

    The title stays as leads of the past repeat it; those in the campaign now take the new one
    when they are next saved.

    Raises:
        InvalidInputError, ConflictError: as `open_campaign`.
        NotFoundError: ``campaigns.not_found``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_CAMPAIGNS)
        campaign = access_campaign(acting, campaign_id, lock=True)
        before = {"title": campaign.title, "ends_on": str(campaign.ends_on or "")}
        _write(campaign, draft)
        campaign.save()
        record(
            "campaigns.change",
            "campaign",
            campaign.id,
            before=before,
            after={"title": campaign.title, "ends_on": str(campaign.ends_on or "")},
        )
    return campaign


def _write(campaign: Campaign, draft: CampaignDraft) -> None:
    title = clean_line(draft.title, limit=MAX_TITLE)
    if not title:
        raise InvalidInputError("campaigns.title_missing")
    check_days(starts_on=draft.starts_on, ends_on=draft.ends_on)
    if Campaign.objects.filter(title=title).exclude(id=campaign.id).exists():
        raise ConflictError("campaigns.exists", title=title)
    campaign.title = title
    campaign.issuing_office = clean_line(draft.issuing_office, limit=MAX_NAME)
    campaign.number = clean_line(draft.number, limit=MAX_NUMBER)
    campaign.theme = clean_text(draft.theme, limit=MAX_WORDS)
    campaign.aims = clean_text(draft.aims, limit=MAX_WORDS)
    campaign.starts_on, campaign.ends_on = draft.starts_on, draft.ends_on
