"""What only one telephone may read for a while: half of it in the session here, half in a cookie there.

Neither says anything alone, so who takes the server's tables, or later the phone, reads nothing.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """One such thing.

    Attributes:
        session_name: under which our half lies in the session.
        cookie: name of the other half, which goes to addresses under ``path`` only.
    """

    session_name: str
    cookie: str
    path: str

    def keep(self, request: HttpRequest, response: HttpResponseBase, value: bytes) -> None:
        """Split a value between session and phone."""
        half = secrets.token_bytes(len(value))
        request.session[self.session_name] = half.hex()
        response.set_cookie(
            self.cookie,
            base64.b64encode(_crossed(half, value)).decode(),
            path=self.path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )

    def kept(self, request: HttpRequest) -> bytes | None:
        """Return the value, if both halves are there."""
        half = bytes.fromhex(request.session.get(self.session_name, ""))
        try:
            other = base64.b64decode(request.COOKIES.get(self.cookie, ""), validate=True)
        except binascii.Error:
            return None
        return _crossed(half, other) if half and len(half) == len(other) else None

    def forget(self, request: HttpRequest, response: HttpResponseBase | None = None) -> None:
        """Let our half go; the other one says nothing any more, and goes with the response."""
        request.session.pop(self.session_name, None)
        if response is not None:
            response.delete_cookie(self.cookie, path=self.path)


def _crossed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
