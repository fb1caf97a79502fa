"""Fresh proof of identity before sensitive acts."""

import time
from typing import Final

from django.http import HttpRequest

SESSION_KEY: Final = "stepped_up_at"
VALID_SECONDS: Final = 300


def is_stepped_up(request: HttpRequest) -> bool:
    """Return whether the person proved who they are within the last five minutes."""
    at = request.session.get(SESSION_KEY)
    return isinstance(at, (int, float)) and 0 <= time.time() - at < VALID_SECONDS


def mark_stepped_up(request: HttpRequest) -> None:
    """Note the fresh proof in the session."""
    request.session[SESSION_KEY] = time.time()
