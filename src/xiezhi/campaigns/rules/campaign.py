"""A campaign: its days, and what it may gather."""

from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.matters import MatterKind

MAX_TITLE: Final = 60
"""Leads repeat the title in their lists; the column there is as wide."""
MAX_NAME: Final = 60
MAX_NUMBER: Final = 60
MAX_WORDS: Final = 2_000
TAGGED: Final = frozenset({MatterKind.LEAD, MatterKind.CASE, MatterKind.PROPOSAL})


class CampaignState(StrEnum):
    """Whether a campaign runs on a day."""

    COMING = "coming"
    RUNNING = "running"
    ENDED = "ended"


CAMPAIGN_STATE_LABELS: Final = {
    CampaignState.RUNNING: "进行中",
    CampaignState.COMING: "尚未开始",
    CampaignState.ENDED: "已结束",
}


def state_on(day: date, *, starts_on: date, ends_on: date | None) -> CampaignState:
    """Return how a campaign stands on a day; its last day still counts."""
    if day < starts_on:
        return CampaignState.COMING
    is_over = ends_on is not None and ends_on < day
    return CampaignState.ENDED if is_over else CampaignState.RUNNING


def check_days(*, starts_on: date, ends_on: date | None) -> None:
    """Refuse a campaign that ends before it begins.

    Raises:
        InvalidInputError: ``campaigns.ends_before_start``.
    """
    if ends_on is not None and ends_on < starts_on:
        raise InvalidInputError("campaigns.ends_before_start")
