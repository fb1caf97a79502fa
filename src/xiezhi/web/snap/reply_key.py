"""What opens the office's words on this phone, from giving the receipt until leaving.

Half of it lies in the session here, half in a cookie there: neither says anything alone, so who
takes the server's tables, or later the phone, reads nothing.
"""

import base64
import binascii
import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE: Final = "xiezhi_reply"
PATH: Final = "/status/"
_SESSION: Final = "snap_reply_half"


def keep_reply_key(request: HttpRequest, response: HttpResponseBase, key: bytes) -> None:
    """Split a key between session and phone."""
    half = secrets.token_bytes(len(key))
    request.session[_SESSION] = half.hex()
    response.set_cookie(
        COOKIE,
        base64.b64encode(_crossed(half, key)).decode(),
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def kept_reply_key(request: HttpRequest) -> bytes | None:
    """Return the key, if both halves are there."""
    half = bytes.fromhex(request.session.get(_SESSION, ""))
    try:
        other = base64.b64decode(request.COOKIES.get(COOKIE, ""), validate=True)
    except binascii.Error:
        return None
    return _crossed(half, other) if half and len(half) == len(other) else None


def forget_reply_key(request: HttpRequest) -> None:
    """Let our half go; the other one says nothing any more."""
    request.session.pop(_SESSION, None)


def _crossed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
