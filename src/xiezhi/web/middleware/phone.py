"""A bound phone is signed in without a session."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from xiezhi.accounts.selectors.devices import find_account_of_device
from xiezhi.kernel import clock

COOKIE: Final = "xz_phone"


class PhoneMiddleware:
    """Sets ``request.user`` from the phone's token where nobody is signed in by session.

    Stands in front of `ActorMiddleware`, which looks for a profile whose term runs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the account of the phone."""
        token = request.COOKIES.get(COOKIE)
        if token and hasattr(request, "procuratorate") and not request.user.is_authenticated:
            account = find_account_of_device(token, now=clock.now())
            if account is not None:
                request.user = account
        return self.get_response(request)
