"""Who acts in this request."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase

from xiezhi.accounts.models import Account
from xiezhi.accounts.selectors.actors import find_staff_actor
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.partners.selectors.liaison import find_unit_actor
from xiezhi.supporters.selectors.supporters import find_supporter_actor
from xiezhi.web.accounts.deputising import deputised
from xiezhi.web.accounts.step_up import is_stepped_up
from xiezhi.web.requests import office_of


class ActorMiddleware:
    """Sets ``request.actor`` from the signed-in account's profile in this procuratorate.

    A session carried over from another procuratorate's host is nobody's here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the actor set."""
        if hasattr(request, "procuratorate"):
            if isinstance(request.user, Account) and request.user.home_id != office_of(request).id:
                request.user = AnonymousUser()
            request.actor = actor_for(request)  # type: ignore[attr-defined]  # read through web.requests
        return self.get_response(request)


def actor_for(request: HttpRequest) -> Actor:
    """Return the actor of the account a request carries, else the public."""
    office = office_of(request)
    user = request.user
    nobody = Actor(kind=ActorKind.PUBLIC, procuratorate_id=office.id)
    if not isinstance(user, Account) or user.home_id != office.id:
        return nobody
    today = clock.legal_day(clock.now())
    return _profile(user, request, today) or nobody


def _profile(user: Account, request: HttpRequest, today: date) -> Actor | None:
    if user.kind == ActorKind.STAFF:
        staff = find_staff_actor(user, today=today, is_stepped_up=is_stepped_up(request))
        return staff and deputised(request, staff, today=today)
    if user.kind == ActorKind.UNIT:
        return find_unit_actor(user, today=today)
    return find_supporter_actor(user, today=today)
