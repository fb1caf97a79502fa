"""A campaign's work list handed out: an act of its own, so that a copy can be traced."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.campaigns.selectors.register import access_campaign
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act


def record_campaign_export(
    *, campaign_id: UUID, copy_code: str, row_count: int, acting: Actor, now: datetime
) -> None:
    """Record that a campaign's actions were handed out as a spreadsheet.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``campaigns.not_found``.
    """
    require(acting, Action.EXPORT_LEDGER)
    with act(acting=acting, now=now) as record:
        campaign = access_campaign(acting, campaign_id)
        record(
            "campaigns.export",
            "campaign",
            campaign.id,
            after={"copy": copy_code, "rows": row_count},
        )
