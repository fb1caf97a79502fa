"""The only place that asks what time it is. Web, api and jobs ask; everything below is told."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

CHINA: Final = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  # this is the one clock


def legal_day(instant: datetime) -> date:
    """Return the calendar day an instant falls on in China, the day legal periods count from."""
    return instant.astimezone(CHINA).date()


def read(text: str) -> datetime:
    """Return the instant of an ISO 8601 text with its offset."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant
