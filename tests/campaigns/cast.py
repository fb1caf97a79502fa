"""A campaign as entered, and who keeps the register."""

from datetime import date, datetime
from typing import Any

from tests.cast import make_staff
from xiezhi.accounts.rules.roles import Role
from xiezhi.campaigns.models import Campaign
from xiezhi.campaigns.services.register import CampaignDraft, open_campaign
from xiezhi.kernel.actor import Actor


def keeper(number: int = 1) -> Actor:
    """The office's liaison."""
    return make_staff(f"联络员{number:02}", Role.LIAISON)


def draft(**changes: Any) -> CampaignDraft:
    fields: dict[str, Any] = {
        "title": "八号检察建议专项",
        "issuing_office": "最高人民检察院",
        "number": "八号检察建议",
        "theme": "安全生产溯源治理",
        "aims": "消防设施隐患排查",
        "starts_on": date(2026, 1, 1),
    }
    return CampaignDraft(**(fields | changes))


def make_campaign(acting: Actor, now: datetime, **changes: Any) -> Campaign:
    return open_campaign(draft=draft(**changes), acting=acting, now=now)
