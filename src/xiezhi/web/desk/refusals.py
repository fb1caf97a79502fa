"""Refusals shown where the person is working, so that nothing entered is lost."""

from django import forms
from django.http import HttpRequest

from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.web.middleware.problems import mark_refusal
from xiezhi.web.problem_texts import Problem, text_of


def refused(request: HttpRequest, error: DomainError) -> Problem:
    """Return the words of a refusal and have it logged, unless it is only an incomplete entry."""
    if not isinstance(error, InvalidInputError):
        mark_refusal(request, error)
    return text_of(error)


def add_refusal(
    request: HttpRequest, form: forms.Form, error: DomainError, field: str | None = None
) -> None:
    """Write a refusal into the form that was refused; what was entered stays."""
    name = field if field in form.fields else None
    form.add_error(name, sentence_of(refused(request, error)))


def sentence_of(problem: Problem) -> str:
    """Return a refusal as one line: what happened, by which article, what to do."""
    basis = f"（{problem.basis}）" if problem.basis else ""
    return f"{problem.text}{basis}{problem.next_step}"
