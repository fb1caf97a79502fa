"""What a grid member's telephone takes along: 待办 of every sort, for its sealed store only."""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.intake.models import Report
from xiezhi.intake.selectors.member import list_own_reports_since
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.web.member.providers import TaskLine, tasks_of
from xiezhi.web.requests import actor_of, require_kind
from xiezhi.web.snap.sending import who_of

_REPORTS: Final = 20


@never_cache
@require_GET
def tasks_to_take(request: HttpRequest) -> HttpResponse:
    """Tell what there is to do, nearest due first. What is not named here the telephone forgets.

    Nobody signed in is told nothing, and forgets nothing for that.
    """
    if actor_of(request).kind is ActorKind.PUBLIC:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    acting = require_kind(request, ActorKind.SUPPORTER)
    lines = tasks_of(acting, clock.now())
    reports = _reports(acting, [line.since for line in lines if line.since is not None])
    tasks = [_told(line, reports) for line in lines]
    return JsonResponse({"who": who_of(acting), "tasks": tasks})


def _told(line: TaskLine, reports: list[Report]) -> dict[str, object]:
    """Return a line with what answers it: of own reports when they came, and not a word."""
    since = line.since
    return {
        "id": line.id,
        "duty": line.duty,
        "url": line.url,
        "title": line.title,
        "place": line.place,
        "kind": line.kind,
        "note": line.note,
        "due_on": line.due_on,
        "at": _stamp(line.at) if line.at is not None else "",
        "reports": [
            {"id": one.id, "at": _stamp(one.received_at)}
            for one in reports
            if since is not None and one.received_at >= since
        ],
        **line.along,
    }


def _reports(acting: Actor, since: list[datetime]) -> list[Report]:
    if not since or not may(acting, Action.VIEW_OWN_REPORTS):
        return []
    return list_own_reports_since(acting, min(since), most=_REPORTS)


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}"
