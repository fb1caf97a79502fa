"""How the telephone is answered when it sends what a member was asked: 协助核实, 巡查, 培训."""

from datetime import datetime, timedelta
from typing import Final

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import DomainError
from xiezhi.web.problem_texts import text_of

NOTE: Final = 60
"""Characters kept free for when it was written."""
_LATE: Final = timedelta(minutes=10)


def taken(request: HttpRequest, location: str) -> HttpResponse:
    """Answer that it is here; the same each time the same answer arrives."""
    if request.accepts("text/html"):
        return HttpResponseRedirect(location)
    return JsonResponse({"location": location})


def refusal(form: Form, status: int, *, code: str = "", may_add: bool = False) -> JsonResponse:
    """Answer what stands in the way, field by field."""
    errors = {name: messages[0] for name, messages in form.errors.items()}
    said = {"errors": errors, "summary": "", "code": code, "may_add": may_add}
    return JsonResponse(said, status=status)


def note_refusal(form: Form, error: DomainError) -> tuple[str, int]:
    """Say a refusal at the words that were written; return its code and status."""
    form.add_error("words", text_of(error).words)
    return error.code, error.status


def written_late(form: Form, *, asked_at: datetime, now: datetime) -> datetime | None:
    """Return when an answer was written that waited for a network, as its telephone says."""
    at: datetime | None = form.cleaned_data["written_at"]
    return at if at is not None and asked_at - _LATE <= at < now - _LATE else None


def with_time(words: str, at: datetime | None) -> str:
    """Return the words with a line of when they were written."""
    if at is None:
        return words
    said = _("（写于 %(at)s，有网后寄到）") % {"at": f"{at.astimezone(CHINA):%m-%d %H:%M}"}
    return "\n".join(filter(None, [words, said]))
