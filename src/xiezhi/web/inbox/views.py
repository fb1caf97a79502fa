"""Pages of the inbox."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.notifications.selectors.inbox import PAGE_SIZE, list_inbox
from xiezhi.notifications.services.reading import mark_all_read, mark_read
from xiezhi.web.desk.paging import pager
from xiezhi.web.requests import require_kind

LAYOUTS = {"portal_inbox": "layout_portal.html"}
KINDS = {"portal_inbox": ActorKind.UNIT}


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Show a page of messages, newest first."""
    acting, face = _acting(request)
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isdecimal() and len(number) < 4 else 1  # noqa: PLR2004
    letters, has_next = list_inbox(acting, page=page)
    context = {
        "layout": LAYOUTS.get(face, "layout_desk.html"),
        "face": face,
        "letters": letters,
        "pager": pager(request.GET, page, len(letters), PAGE_SIZE, has_next=has_next),
    }
    return render(request, "inbox/page.html", context)


@require_POST
def open_message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Mark a message as read and go to what it is about."""
    acting, face = _acting(request)
    message = mark_read(message_id=message_id, acting=acting, now=clock.now())
    path = message.path
    if not path or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        path = reverse(f"{face}:list")
    return HttpResponseRedirect(path)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark the whole inbox as read."""
    acting, face = _acting(request)
    mark_all_read(acting=acting, now=clock.now())
    return HttpResponseRedirect(reverse(f"{face}:list"))


def _acting(request: HttpRequest) -> tuple[Actor, str]:
    match = request.resolver_match
    face = match.namespace if match is not None else "inbox"
    return require_kind(request, KINDS.get(face, ActorKind.STAFF)), face
