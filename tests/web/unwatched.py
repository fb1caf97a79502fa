"""Pages asked for by the thousand, of which only the answer is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Template

from xiezhi.kernel.errors import DomainError
from xiezhi.web.problems import problem_page


@contextmanager
def templates_unwatched() -> Iterator[None]:
    """Let templates render as in the product: Django's test client copies each one's context."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Template, "_render", lambda template, context: template.nodelist.render(context)
        )
        yield


@contextmanager
def refusals_drawn_once() -> Iterator[None]:
    """Draw the page of a refusal the first time, then say only what it names.

    Most answers are the same few refusals.
    """
    drawn: set[str] = set()

    def draw_once(request: HttpRequest, error: DomainError) -> HttpResponse:
        if error.code in drawn:
            return HttpResponse(repr(error.params), status=error.status)
        drawn.add(error.code)
        return problem_page(request, error)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xiezhi.web.middleware.problems.problem_page", draw_once)
        yield
