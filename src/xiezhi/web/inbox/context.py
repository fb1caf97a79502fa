"""The unread count every layout may show; counted only where a template names it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from xiezhi.kernel.actor import Actor
from xiezhi.notifications.selectors.inbox import MAX_COUNT, count_unread


def unread(request: HttpRequest) -> dict[str, Any]:
    """Return ``unread_count`` as text: empty for none, 99+ for many."""
    acting = getattr(request, "actor", None)
    if not isinstance(acting, Actor):
        return {}
    return {"unread_count": SimpleLazyObject(lambda: _words(count_unread(acting)))}


def _words(count: int) -> str:
    if count >= MAX_COUNT:
        return f"{MAX_COUNT - 1}+"
    return str(count) if count else ""
