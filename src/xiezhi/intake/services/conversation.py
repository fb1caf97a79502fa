"""Words between office and reporter. The reporter is told in neutral words only."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import Greatest

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MAX_VIDEOS
from xiezhi.evidence.services.storing import IncomingFile, store_file
from xiezhi.intake.models import Report, ReportFile, ReportMessage
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.rules.submission import MAX_PHOTOS, MAX_WORDS
from xiezhi.intake.services._building import cut
from xiezhi.intake.services._files import checked_files
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from xiezhi.kernel.ids import public_id
from xiezhi.language.cleaning import clean_text
from xiezhi.ledger.services.acts import act

NOTICE = "notice"
ERASURE = "erasure"
WRITTEN_KINDS = frozenset({"answer", "supplement", "again"})
REPORTERS_KINDS = WRITTEN_KINDS | {ERASURE}


def tell_reporter(
    *,
    report_id: UUID,
    step: str,
    words: str = "",
    kind: str = "step",
    message_id: UUID | None = None,
    acting: Actor,
    now: datetime,
) -> ReportMessage:
    """Write a step, a feedback or a notice for the reporter. Called by the acts that take the step.

    ``step`` is a code of `intake.rules.steps`; ``kind`` is ``step``, ``feedback`` for the words
    of 反馈, or ``notice`` for what concerns the reporter and not the matter.
    """
    with act(acting=acting, now=now) as record:
        report = _locked(report_id)
        message = _write(report, kind, words, acting, now=now, step=step, message_id=message_id)
        record("intake.tell_reporter", "report", report.id, after={"step": step, "kind": kind})
    return message


def ask_reporter(*, report_id: UUID, words: str, acting: Actor, now: datetime) -> ReportMessage:
    """Put a question behind the receipt.

    Raises:
        InvalidInputError: ``intake.no_words``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.TALK_WITH_REPORTER)
        report = _locked(report_id)
        if not words.strip():
            raise InvalidInputError("intake.no_words")
        message = _write(report, "question", words, acting, now=now)
        record("intake.ask_reporter", "report", report.id)
    return message


def write_as_reporter(  # noqa: PLR0913  # one message, all of it
    *,
    report_id: UUID,
    kind: str,
    words: str,
    photos: Sequence[IncomingFile] = (),
    voices: Sequence[IncomingFile] = (),
    videos: Sequence[IncomingFile] = (),
    key: UUID,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> ReportMessage:
    """Take an answer, a supplement or a 再次反映 from whoever holds the receipt.

    ``key`` makes the same message sent twice one message. Of a secret report neither the person
    signed in on the phone nor the minute is kept.

    Raises:
        InvalidInputError: ``intake.no_words`` (neither words nor files), ``too_many_photos``,
            ``too_many_videos`` or the codes of evidence.
        ConflictError: ``intake.key_reused``; ``uploads.used``: the bytes went into other words.
    """
    words = clean_text(words, limit=MAX_WORDS).strip()
    files = (*photos, *voices, *videos)
    if kind not in REPORTERS_KINDS or not (words or files):
        raise InvalidInputError("intake.no_words")
    if len(photos) > MAX_PHOTOS:
        raise InvalidInputError("intake.too_many_photos", limit=MAX_PHOTOS)
    if len(videos) > MAX_VIDEOS:
        raise InvalidInputError("intake.too_many_videos", limit=MAX_VIDEOS)
    # Words that came before have let go of their files' bytes: there is nothing to look through.
    is_new = not ReportMessage.objects.filter(id=key).exists()
    if is_new and any(file.known_sha256 for file in files):
        raise ConflictError("uploads.used")
    checked = checked_files(photos=photos, voices=voices, videos=videos) if is_new else []
    report = _locked(report_id)
    author, at = _author(report, acting), _moment(report, now)
    with act(acting=author, now=at) as record:
        earlier: ReportMessage | None = ReportMessage.objects.filter(id=key).first()
        if earlier is not None:
            if earlier.report_id != report.id:
                raise ConflictError("intake.key_reused")
            record("intake.write_again", "report", report.id)
            return earlier
        message = _write(report, kind, words, author, now=at, message_id=key)
        is_secret = report.grade == ReporterGrade.SECRET
        start = ReportFile.objects.filter(report=report).count()
        for offset, file in enumerate(checked):
            key_bytes = bytes(office.identity_public_key) if is_secret else None
            stored = store_file(file, received_at=at, seal_to=key_bytes)
            ReportFile.objects.create(
                report=report, file=stored, position=start + offset, message=message
            )
        Report.objects.filter(id=report.id).update(has_unread_answer=True)
        record("intake.write_as_reporter", "report", report.id, after={"kind": kind})
    return message


def judge_again(*, message_id: UUID, judgement: str, acting: Actor, now: datetime) -> ReportMessage:
    """Note what an officer found of a 再次反映. Reopening a lead is an act of its own."""
    with act(acting=acting, now=now) as record:
        require(acting, Action.TALK_WITH_REPORTER)
        message: ReportMessage | None = (
            ReportMessage.objects.select_for_update().filter(id=message_id, kind="again").first()
        )
        if message is None:
            raise NotFoundError("intake.no_message")
        if message.judged_at is not None:
            raise ConflictError("intake.already_judged")
        message.judged_at, message.judgement = now, judgement
        message.save(update_fields=["judged_at", "judgement"])
        record("intake.judge_again", "report", message.report_id, after={"judgement": judgement})
    return message


def mark_read_by_office(*, report_id: UUID, acting: Actor, now: datetime) -> None:
    """Note that the office has read the reporter's last words."""
    with act(acting=acting, now=now) as record:
        require(acting, Action.VIEW_POOL)
        Report.objects.filter(id=report_id).update(has_unread_answer=False)
        record("intake.read_answer", "report", report_id)


def mark_seen_by_reporter(*, report_id: UUID, acting: Actor, now: datetime) -> int:
    """Note that the reporter has seen the office's words: delivery's state *received*."""
    unseen = ReportMessage.objects.filter(
        report_id=report_id, seen_by_reporter_at__isnull=True
    ).exclude(kind__in=REPORTERS_KINDS)
    if not unseen.exists():
        return 0
    report = _locked(report_id)
    at = cut(now) if report.grade == ReporterGrade.SECRET else now
    with act(acting=_author(report, acting), now=at) as record:
        count = unseen.update(seen_by_reporter_at=Greatest("written_at", Value(at)))
        record("intake.seen_by_reporter", "report", report_id, after={"count": count})
    return count


def _author(report: Report, acting: Actor) -> Actor:
    """Return who is recorded: of a secret report nobody, whoever is signed in on the phone."""
    if report.grade == ReporterGrade.SECRET:
        return Actor(kind=ActorKind.PUBLIC, procuratorate_id=acting.procuratorate_id)
    return acting


def _moment(report: Report, now: datetime) -> datetime:
    """Return the time that is kept: of a secret report the hour only."""
    return cut(now) if report.grade == ReporterGrade.SECRET else now


def _after_the_last(report: Report, at: datetime) -> datetime:
    """Return a time after everything said before, so that the order of words is never in doubt."""
    last = ReportMessage.objects.filter(report=report).order_by("-written_at").first()
    return at if last is None else max(at, last.written_at + timedelta(microseconds=1))


def _locked(report_id: UUID) -> Report:
    report: Report | None = Report.objects.select_for_update().filter(id=report_id).first()
    if report is None:
        raise NotFoundError("intake.no_report")
    return report


def _write(
    report: Report,
    kind: str,
    words: str,
    acting: Actor,
    *,
    now: datetime,
    step: str = "",
    message_id: UUID | None = None,
) -> ReportMessage:
    message: ReportMessage = ReportMessage.objects.create(
        id=message_id or public_id(),
        report=report,
        kind=kind,
        words=clean_text(words, limit=MAX_WORDS).strip(),
        step=step,
        written_by_id=acting.id if acting.kind == "staff" else None,
        written_at=_after_the_last(report, now),
    )
    return message
