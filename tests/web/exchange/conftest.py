"""The desk's side of exchange: office A at the desk, office B beside it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

Desk = Callable[..., Client]


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
def sides(office: Any, now: Any, handlers: None) -> Any:
    """The office of the tests, which sends, and another, which takes; made with real time."""
    from tests.exchange.sides import two_sides  # noqa: PLC0415
    from xiezhi.kernel import clock  # noqa: PLC0415

    return two_sides(clock.now(), office)


@pytest.fixture
def at_desk(sides: Any) -> Desk:
    """Sign somebody in at the desk of the first office."""
    from tests.accounts.people import make_person  # noqa: PLC0415
    from tests.web.accounts.cast import SECRET, sign_in_to_desk  # noqa: PLC0415

    def signed_in(label: str, login: str, role: str) -> Client:
        client = Client()
        person = make_person(sides.a.office, label, login, (role,), secret=SECRET)
        sign_in_to_desk(client, person.login)
        return client

    return signed_in
