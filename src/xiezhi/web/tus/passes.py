"""A pass for files of those who are signed in: it opens the reserved share of the room.

An upload has no session and no cookie, so that nothing says whose it is. The pass says no more than
that somebody signed in asked for it here within the day; it is the same for everybody and kept nowhere.
"""

from datetime import timedelta
from typing import Final

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest

from xiezhi.infra.tenant import current_tenant

HEADER: Final = "X-Xiezhi-Pass"
_GOOD_FOR: Final = timedelta(hours=24)


def new_pass() -> str:
    """Return a pass of this office."""
    return _signer().sign("known")


def has_pass(request: HttpRequest) -> bool:
    """Return whether a request carries a good pass of this office."""
    told = request.headers.get(HEADER, "")
    if not told:
        return False
    try:
        _signer().unsign(told, max_age=_GOOD_FOR)
    except BadSignature:
        return False
    return True


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=f"xiezhi.web.tus.pass:{current_tenant()}")
