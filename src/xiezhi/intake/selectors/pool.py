"""The information pool 信息池: its list, its counts, and one report with all that belongs to it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.models import StoredFile
from xiezhi.infra.search import Matches
from xiezhi.intake.models import Report, ReportFile, ReportMessage
from xiezhi.intake.rules.pool import PoolState, ReporterGrade
from xiezhi.intake.selectors.access import access_report
from xiezhi.kernel.actor import Actor
from xiezhi.language.segmentation import search_query

PAGE_SIZE: Final = 50
MAX_PAGE: Final = 400
EXCERPT: Final = 160
FOUND: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolFilter:
    """What a person asked to see. Empty values do not filter."""

    state: PoolState = PoolState.PENDING
    channel: str = ""
    town: str = ""
    area: str = ""
    grade: str = ""
    words: str = ""
    batch: UUID | None = None
    only_unread: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRow:
    """One line of the pool; a secret report's sender is its code and nothing else."""

    id: UUID
    code: str
    channel: str
    external_number: str
    received_at: datetime
    grade: ReporterGrade
    supporter_label: str
    title: str
    excerpt: str
    town: str
    village: str
    place_words: str
    topics: tuple[str, ...]
    suspected_area: str
    photo_count: int
    has_voice: bool
    video_count: int
    is_urgent: bool
    has_unread_answer: bool
    pool_state: PoolState
    not_lead_reason: str
    thumbnail_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolPage:
    """One page of rows, at most 50."""

    rows: tuple[PoolRow, ...]
    page: int
    has_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolCounts:
    """How many reports stand where."""

    by_state: dict[PoolState, int]
    urgent_pending: int
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationLine:
    """One word between office and reporter, with the files added to it."""

    message: ReportMessage
    files: tuple[StoredFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDetail:
    """A report as received, its files and the conversation behind its receipt."""

    report: Report
    photos: tuple[StoredFile, ...]
    voices: tuple[StoredFile, ...]
    videos: tuple[StoredFile, ...]
    papers: tuple[StoredFile, ...]
    conversation: tuple[ConversationLine, ...]


def list_pool(acting: Actor, asked: PoolFilter) -> PoolPage:
    """Return one page of the pool, urgent first, then oldest; two queries."""
    require(acting, Action.VIEW_POOL)
    page = min(max(asked.page, 1), MAX_PAGE)
    start = (page - 1) * PAGE_SIZE
    found = list(_pool_query(asked)[start : start + PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    thumbnails = _thumbnails(
        [row["id"] for row in shown if row["photo_count"] or row["video_count"]]
    )
    rows = tuple(_row(row, thumbnails.get(row["id"])) for row in shown)
    return PoolPage(rows=rows, page=page, has_next=len(found) > PAGE_SIZE)


def find_in_pool(acting: Actor, words: str) -> tuple[PoolRow, ...]:
    """Return reports whose words match, wherever they stand, newest first; at most twenty."""
    require(acting, Action.VIEW_POOL)
    query = search_query(words)
    if not query:
        return ()
    reports = Report.objects.filter(Matches("search", query))
    rows = reports.order_by("-received_at", "id")[:FOUND]
    return tuple(
        _row(row, None) for row in rows.values(*_COLUMNS, supporter_label=F("supporter__label"))
    )


def find_next_in_pool(acting: Actor, asked: PoolFilter, after: Report) -> UUID | None:
    """Return the report that follows one in the same list, or the list's first, or None."""
    require(acting, Action.VIEW_POOL)
    later = Q(received_at__gt=after.received_at) | Q(received_at=after.received_at, id__gt=after.id)
    behind = Q(is_urgent=after.is_urgent) & later
    if after.is_urgent:
        behind |= Q(is_urgent=False)
    others = _pool_query(asked).exclude(id=after.id)
    following = others.filter(behind).first() or others.first()
    return None if following is None else following["id"]


def count_pool(acting: Actor) -> PoolCounts:
    """Return the counts per state, of urgent ones to screen and of unread answers; one query."""
    require(acting, Action.VIEW_POOL)
    pending = Q(pool_state=PoolState.PENDING)
    figures: dict[str, int] = Report.objects.aggregate(
        **{state.value: Count("id", filter=Q(pool_state=state)) for state in PoolState},
        urgent=Count("id", filter=pending & Q(is_urgent=True)),
        unread=Count("id", filter=Q(has_unread_answer=True)),
    )
    return PoolCounts(
        by_state={state: figures[state.value] for state in PoolState},
        urgent_pending=figures["urgent"],
        unread=figures["unread"],
    )


def count_pending(acting: Actor) -> int:
    """Return how many reports wait to be screened."""
    require(acting, Action.VIEW_POOL)
    return Report.objects.filter(pool_state=PoolState.PENDING).count()


def get_report_detail(acting: Actor, report_id: UUID) -> ReportDetail:
    """Return a report with its files and its conversation; three queries.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``intake.no_report``.
    """
    report = access_report(acting, report_id)
    files, added = _files_of(report)
    messages = ReportMessage.objects.filter(report_id=report.id).select_related("written_by")
    lines = tuple(
        ConversationLine(message=message, files=tuple(added.get(message.id, ())))
        for message in messages.order_by("written_at", "id")
    )
    return ReportDetail(
        report=report,
        photos=tuple(file for file in files if file.kind == "photo"),
        voices=tuple(file for file in files if file.kind == "voice"),
        videos=tuple(file for file in files if file.kind == "video"),
        papers=tuple(file for file in files if file.kind == "paper"),
        conversation=lines,
    )


_COLUMNS: Final = (
    "id",
    "code",
    "channel",
    "external_number",
    "received_at",
    "grade",
    "title",
    "words",
    "town",
    "village",
    "place_words",
    "topics",
    "suspected_area",
    "photo_count",
    "has_voice",
    "video_count",
    "is_urgent",
    "has_unread_answer",
    "pool_state",
    "not_lead_reason",
)


def _pool_query(asked: PoolFilter) -> QuerySet[Any, dict[str, Any]]:
    reports = Report.objects.all()
    if asked.only_unread:
        reports = reports.filter(has_unread_answer=True)
    else:
        reports = reports.filter(pool_state=asked.state)
    plain = {
        "channel": asked.channel,
        "town": asked.town,
        "suspected_area": asked.area,
        "grade": asked.grade,
        "import_batch_id": asked.batch,
    }
    reports = reports.filter(**{field: value for field, value in plain.items() if value})
    query = search_query(asked.words) if asked.words else ""
    if query:
        reports = reports.filter(Matches("search", query))
    return reports.values(*_COLUMNS, supporter_label=F("supporter__label")).order_by(
        "-is_urgent", "received_at", "id"
    )


def _row(row: dict[str, Any], thumbnail_id: UUID | None) -> PoolRow:
    plain = {name: row[name] for name in _COLUMNS if name != "words"}
    plain["grade"] = ReporterGrade(row["grade"])
    plain["pool_state"] = PoolState(row["pool_state"])
    plain["topics"] = tuple(row["topics"])
    return PoolRow(
        **plain,
        supporter_label=row["supporter_label"] or "",
        excerpt=_excerpt(row["words"]),
        thumbnail_id=thumbnail_id,
    )


def _excerpt(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT]}…"


def _thumbnails(report_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    links = (
        ReportFile.objects.filter(
            report_id__in=list(report_ids), file__thumbnail_sha256__isnull=False, message=None
        )
        .order_by("report_id", "position")
        .distinct("report_id")
    )
    return dict(links.values_list("report_id", "file_id"))


def _files_of(report: Report) -> tuple[list[StoredFile], dict[UUID, list[StoredFile]]]:
    """Return the files a report came with, and those added later by message."""
    own: list[StoredFile] = []
    added: dict[UUID, list[StoredFile]] = defaultdict(list)
    links = ReportFile.objects.filter(report_id=report.id).select_related("file")
    for link in links.order_by("position"):
        (own if link.message_id is None else added[link.message_id]).append(link.file)
    return own, added
