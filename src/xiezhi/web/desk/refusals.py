"""Refusals shown where the person is working, so that nothing entered is lost."""

import hashlib
from collections.abc import Callable

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from xiezhi.evidence.rules.names import clean_file_name
from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.web.middleware.problems import mark_refusal
from xiezhi.web.problem_texts import Problem, text_of


def refused(request: HttpRequest, error: DomainError) -> Problem:
    """Return the words of a refusal and have it logged, unless it is only an incomplete entry."""
    if not isinstance(error, InvalidInputError):
        mark_refusal(request, error)
    return text_of(error)


def add_refusal(
    request: HttpRequest,
    form: forms.Form,
    error: DomainError,
    field: str | None = None,
    *,
    say: Callable[[str], str] = str,
) -> None:
    """Write a refusal into the form that was refused; what was entered stays.

    A refused file is named, at the field it was handed in with. ``say`` puts the words as the matter
    has them.
    """
    file_field, file_name = _file_of(request, error)
    name = next((one for one in (field, file_field) if one in form.fields), None)
    sentence = say(sentence_of(refused(request, error)))
    form.add_error(name, f"{file_name}：{sentence}" if file_name else sentence)


def _file_of(request: HttpRequest, error: DomainError) -> tuple[str | None, str]:
    """Return field and name of the file an error speaks of."""
    field, digest = error.params.get("field"), error.params.get("sha256")
    for name, uploads in request.FILES.lists():
        for upload in uploads:
            if name == field or (digest and digest == _digest(upload)):
                return name, clean_file_name(upload.name or "")
    return None, ""


def _digest(upload: "UploadedFile[bytes]") -> str:
    upload.seek(0)
    return hashlib.sha256(upload.read()).hexdigest()


def sentence_of(problem: Problem) -> str:
    """Return a refusal as one line: what happened, by which article, what to do."""
    basis = f"（{problem.basis}）" if problem.basis else ""
    return f"{problem.text}{basis}{problem.next_step}"
