"""Sessions of staff and units end: after 30 minutes without a request, after 8 hours anyway."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from xiezhi.kernel import clock

IDLE_SECONDS: Final = 30 * 60
ABSOLUTE_SECONDS: Final = 8 * 3600
NOTE_EVERY_SECONDS: Final = 60


class SessionLimitsMiddleware:
    """Ends what has lasted too long; notes the last request at most once a minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, as nobody when the session has ended."""
        if hasattr(request, "procuratorate") and request.user.is_authenticated:
            self._limit(request)
        return self.get_response(request)

    def _limit(self, request: HttpRequest) -> None:
        now = clock.now().timestamp()
        session = request.session
        signed_in_at = float(session.setdefault("signed_in_at", now))
        seen_at = float(session.setdefault("seen_at", now))
        if now - signed_in_at >= ABSOLUTE_SECONDS or now - seen_at >= IDLE_SECONDS:
            logout(request)
            messages.warning(
                request, _("登录已超时，请重新登录。没有提交的文字，回到原页面会恢复。")
            )
        elif now - seen_at >= NOTE_EVERY_SECONDS:
            session["seen_at"] = now
