"""What a grid member's telephone takes along: the tasks to do, for its sealed store only."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.supporters.selectors.field_tasks import MemberTask, list_tasks_to_do
from xiezhi.web.member.tasks import words_of
from xiezhi.web.requests import actor_of, require_kind
from xiezhi.web.snap.sending import who_of


@never_cache
@require_GET
def tasks_to_take(request: HttpRequest) -> HttpResponse:
    """Tell the tasks to do, nearest due first. What is not named here the telephone forgets.

    Nobody signed in is told nothing, and forgets nothing for that.
    """
    if actor_of(request).kind is ActorKind.PUBLIC:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    acting = require_kind(request, ActorKind.SUPPORTER)
    tasks = [
        {
            "id": found.id,
            **words_of(found),
            "place": found.place_words,
            "due_on": found.due_on,
            "guide_id": found.guide_id,
            "guide_url": reverse("member:task_photo", args=[found.id]) if found.guide_id else "",
        }
        for found in _tasks(acting)
    ]
    return JsonResponse({"who": who_of(acting), "tasks": tasks})


def _tasks(acting: Actor) -> tuple[MemberTask, ...]:
    """Return the tasks to do; supporters of other kinds have none."""
    if not may(acting, Action.DO_FIELD_TASK):
        return ()
    return list_tasks_to_do(acting, clock.legal_day(clock.now()))
