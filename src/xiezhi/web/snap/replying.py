"""Words of a reporter, behind the receipt or on a grid member's own page: taken in one way."""

from uuid import UUID

from django.http import HttpRequest

from xiezhi.intake.services.conversation import WRITTEN_KINDS, write_as_reporter
from xiezhi.kernel import clock
from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.web.problem_texts import text_of
from xiezhi.web.requests import actor_of, office_of
from xiezhi.web.snap.forms import ReplyForm
from xiezhi.web.snap.sending import brought_files


def write_reply(request: HttpRequest, report_id: UUID, form: ReplyForm) -> None:
    """Take an answer, a supplement or 再次反映 with its files.

    Raises:
        DomainError: the codes of `write_as_reporter` and of `brought_files`.
    """
    kind = request.POST.get("kind", "")
    if not form.is_valid() or kind not in WRITTEN_KINDS:
        raise InvalidInputError("intake.no_words")  # one way to refuse
    now = clock.now()
    with brought_files(request, now=now) as brought:
        write_as_reporter(
            report_id=report_id,
            kind=kind,
            words=form.cleaned_data["words"],
            photos=brought.photos,
            voices=brought.voices,
            videos=brought.videos,
            key=form.cleaned_data["submission_key"],
            office=office_of(request),
            acting=actor_of(request),
            now=now,
        )


def reply_refusal(error: DomainError) -> tuple[str, str]:
    """Return the field a refusal belongs to, and its text."""
    problem = text_of(error)
    field = "photos" if error.code.startswith("evidence.") else "words"
    if "video" in error.code or error.code == "evidence.too_large_together":
        field = "videos"
    return field, problem.words
