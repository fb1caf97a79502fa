"""One handler for every refusal of the domain."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from xiezhi.kernel import clock
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.web.accounts.redirects import find_door
from xiezhi.web.problem_texts import text_at
from xiezhi.web.problems import problem_page
from xiezhi.web.requests import actor_of, wants_json


class ProblemMiddleware:
    """Turns a `DomainError` into its page (or JSON where the client asks) and marks the refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the answer to a refusal; other errors stay errors."""
        if not isinstance(error, DomainError):
            return None
        door = find_door(request, error)
        if door is not None:
            return door
        mark_refusal(request, error)
        if wants_json(request):
            problem = text_at(request.resolver_match, error)
            return JsonResponse(
                {
                    "errors": {},
                    "summary": problem.text,
                    "next": problem.next_step,
                    "code": error.code,
                },
                status=error.status,
            )
        return problem_page(request, error)


def mark_refusal(request: HttpRequest, error: DomainError) -> None:
    """Have the transaction rolled back and the refusal logged apart.

    Looking for what is not there is no refused act and is not logged; nor is what failed for a
    reason of ours, such as a full disk (its status alone has the transaction rolled back).
    """
    if isinstance(error, NotFoundError) or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return
    match = request.resolver_match
    request.refusal = {  # type: ignore[attr-defined]  # read by TenantMiddleware
        "acting": actor_of(request),
        "now": clock.now(),
        "error": error,
        "target": match.view_name if match is not None else "",
    }
