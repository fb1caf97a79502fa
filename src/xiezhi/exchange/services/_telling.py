"""Who is told of a package; called inside the act it belongs to."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.exchange.models import ExchangePackage
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import Draft, send_message

_REVIEWERS: Final = (Role.CASE_MANAGEMENT, Role.LIAISON, Role.DEPARTMENT_HEAD)
"""Whose work it is first: the next post is told only where nobody holds the one before."""


def tell_reviewers(package: ExchangePackage, *, acting: Actor, now: datetime) -> None:
    """Tell those who may review a package that it waits for them; never its exporter."""
    for reviewer_id in _reviewers(package, now):
        send_message(
            to=Recipient(kind=RecipientKind.STAFF, id=reviewer_id),
            draft=Draft(
                kind="exchange.in_review",
                title=f"发往 {package.peer.name} 的摆渡包等您逐项审核",
                notice=Notice.AWAITS_YOU,
                path=f"/desk/exchange/{package.id}/",
                dedup_key=f"exchange_review:{package.id}:{now:%Y%m%d%H%M}",
            ),
            acting=acting,
            now=now,
        )


def _reviewers(package: ExchangePackage, now: datetime) -> list[UUID]:
    for role in _REVIEWERS:
        holders = list_holders(role, legal_day(now))
        others = [one for one in holders if one != package.exporter_id]
        if others:
            return others
    return []
