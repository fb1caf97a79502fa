"""Where telephones reach the office: here, or at the outer zone when this is the inner one."""

from django.conf import settings
from django.http import HttpRequest

from xiezhi.config.environment import Zone
from xiezhi.kernel.errors import ConflictError


def phone_address(request: HttpRequest) -> str:
    """Return the address telephones open, without a slash at its end.

    Raises:
        ConflictError: ``web.no_outer_address``: inside, while the setting is empty.
    """
    if settings.XIEZHI_ZONE != Zone.INNER:
        return request.build_absolute_uri("/").rstrip("/")
    address: str = settings.XIEZHI_OUTER_URL
    if not address:
        raise ConflictError("web.no_outer_address")
    return address
