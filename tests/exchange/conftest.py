"""Two sides in one database: two offices that trust each other's keys."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest


@pytest.fixture
def handlers() -> Iterator[None]:
    """Put back the handlers a test replaces."""
    from xiezhi.exchange.services import registry  # noqa: PLC0415  # models need Django's setup

    senders, receivers = dict(registry.SENDERS), dict(registry.RECEIVERS)
    yield
    for sender in senders.values():
        registry.register_sender(sender)
    for receiver in receivers.values():
        registry.register_receiver(receiver)


@pytest.fixture
def sides(db: None, now: datetime, handlers: None) -> Any:
    """Office A, which sends fakes, and office B, which takes them."""
    from tests.exchange.sides import two_sides  # noqa: PLC0415

    return two_sides(now)
