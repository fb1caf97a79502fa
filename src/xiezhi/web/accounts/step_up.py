"""Fresh proof of identity before sensitive acts."""

from typing import Final

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from xiezhi.kernel import clock

SESSION_KEY: Final = "stepped_up_at"
VALID_SECONDS: Final = 300


def is_stepped_up(request: HttpRequest) -> bool:
    """Return whether the person proved who they are within the last five minutes."""
    at = request.session.get(SESSION_KEY)
    return isinstance(at, (int, float)) and 0 <= clock.now().timestamp() - at < VALID_SECONDS


def mark_stepped_up(request: HttpRequest) -> None:
    """Note the fresh proof in the session, for our acts and for allauth's own pages."""
    request.session[SESSION_KEY] = clock.now().timestamp()
    record_authentication(request, request.user, method="confirm", reauthenticated=True)
