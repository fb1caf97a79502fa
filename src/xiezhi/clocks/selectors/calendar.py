"""The calendar of a person: the last days of the clocks on matters they handle."""

import hashlib
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from xiezhi.accounts.selectors.posts import find_member_addresses
from xiezhi.clocks.models import CalendarAddress, Clock
from xiezhi.clocks.rules.alarms import OVERDUE_DAYS
from xiezhi.clocks.rules.ics import CalendarDay
from xiezhi.clocks.selectors.running import counting_clocks
from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.deadlines import rule_on

MOST: Final = 1000


def secret_hash(secret: str) -> bytes:
    """Return what is kept of a secret; 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def find_calendar_address(staff_id: UUID) -> CalendarAddress | None:
    """Return a person's standing address; its secret is known to nobody but them."""
    found: CalendarAddress | None = CalendarAddress.objects.filter(
        staff_id=staff_id, revoked_at__isnull=True
    ).first()
    return found


def access_calendar(secret: str) -> CalendarAddress:
    """Return the address a secret opens, while it stands and its person works here.

    Raises:
        NotFoundError: ``clocks.no_calendar``; whether it ever existed is not told.
    """
    found: CalendarAddress | None = CalendarAddress.objects.filter(
        token_sha256=secret_hash(secret), revoked_at__isnull=True
    ).first()
    if found is None or find_member_addresses(found.staff_id) is None:
        raise NotFoundError("clocks.no_calendar")
    return found


def list_calendar_days(staff_id: UUID, today: date) -> list[CalendarDay]:
    """Return the last days of the clocks running on a person's matters, overdue ones for thirty days.

    All carry the stamp of the day's beginning, so that a calendar that did not change stays the same.
    """
    stamp = datetime.combine(today, time.min, tzinfo=CHINA)
    clocks = (
        counting_clocks()
        .filter(handler_id=staff_id, due_on__gte=today - timedelta(days=OVERDUE_DAYS))
        .order_by("due_on", "id")[:MOST]
    )
    return [_day(clock, stamp) for clock in clocks]


def _day(clock: Clock, stamp: datetime) -> CalendarDay:
    title = rule_on(clock.rule_key, clock.law_day, variant=clock.variant).title
    return CalendarDay(
        uid=f"{clock.id}@xiezhi",
        title=f"{title} {clock.matter_label}",
        note="法定期限" if clock.kind == "statutory" else "本院规定",
        day=clock.due_on,
        changed_at=stamp,
    )
