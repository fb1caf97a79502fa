"""From the conversation to what the status page shows."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.readiness import Keeping
from xiezhi.intake.models import Report, ReportMessage
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.rules.steps import ENDED_STEPS, STEP_TONES, STEP_WORDS, ReporterStep
from xiezhi.intake.selectors.reporter import list_conversation, words_for_reporter
from xiezhi.intake.services.conversation import ERASURE, REPORTERS_KINDS
from xiezhi.kernel.errors import InvalidInputError

FileAddress = Callable[[UUID], str]


def _behind_receipt(file_id: UUID) -> str:
    return reverse("snap:status_file", args=[file_id])


def progress_of(
    report: Report,
    file_address: FileAddress = _behind_receipt,
    *,
    reply_key: bytes | None = None,
) -> dict[str, object]:
    """Return the context of the status page: word, steps, conversation, what may be written."""
    messages = list(list_conversation(report))
    for message in messages:
        message.words = _words(message, reply_key)
    steps = [message for message in messages if message.step]
    current = ReporterStep(steps[-1].step) if steps else ReporterStep.RECEIVED
    feedback = next((item for item in reversed(messages) if item.kind == "feedback"), None)
    talk = [item for item in messages if item.kind not in {"step", "feedback"}]
    is_asked = bool(talk) and talk[-1].kind == "question"
    return {
        "report": {
            "word": _(STEP_WORDS[current]),
            "tone": STEP_TONES.get(current, "brand"),
            "number": report.code,
            "received_at": report.received_at,
            "feedback": "" if feedback is None else feedback.words,
            "is_forgotten": report.forgotten_at is not None,
            "feedback_at": None if feedback is None else feedback.written_at,
        },
        "steps": _steps(report.received_at, steps),
        "conversation": [_spoken(item, file_address) for item in talk],
        "question": talk[-1].words if is_asked else "",
        "may_write": True,
        "may_say_again": current in ENDED_STEPS,
        "may_erase": _may_erase(report, messages),
    }


def _words(message: ReportMessage, reply_key: bytes | None) -> str:
    """Return the words of a message; of sealed ones whose key is not at hand, what to do.

    Of the reporter's own that the inner zone has, where they are.
    """
    if message.forgotten_at is not None:
        return _("这段话已带入本院内网，这里不再保留。")
    try:
        words = words_for_reporter(message, reply_key)
    except InvalidInputError:
        words = ""
    if message.sealed_words is not None and not words:
        return _("这段话只有凭查询码才能看。请离开后重新输入查询码。")
    return words


def _may_erase(report: Report, messages: list[ReportMessage]) -> bool:
    """Return whether there is an identity whose end was not asked for yet."""
    is_sealed = report.grade == ReporterGrade.SECRET and report.has_contact
    return is_sealed and not any(item.kind == ERASURE for item in messages)


def _steps(received_at: datetime, steps: list[ReportMessage]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"label": _(STEP_WORDS[ReporterStep.RECEIVED]), "at": received_at, "note": ""}
    ]
    for message in steps:
        label = _(STEP_WORDS[ReporterStep(message.step)])
        if rows[-1]["label"] != label:
            rows.append({"label": label, "at": message.written_at, "note": ""})
    for row in rows:
        row["state"] = "done"
    rows[-1]["state"] = "now"
    return rows


def _spoken(message: ReportMessage, file_address: FileAddress) -> dict[str, object]:
    files = [link.file for link in message.files.all() if link.file.keeping == Keeping.HERE]
    photos = [
        {"url": file_address(file.id), "alt": _("补充的照片")}
        for file in files
        if file.kind == MediaKind.PHOTO
    ]
    voices = [file for file in files if file.kind == MediaKind.VOICE]
    return {
        "is_office": message.kind not in REPORTERS_KINDS,
        "text": message.words,
        "at": message.written_at,
        "photos": photos,
        "film_count": sum(file.kind == MediaKind.VIDEO for file in files),
        "voice_url": file_address(voices[0].id) if voices else "",
    }
