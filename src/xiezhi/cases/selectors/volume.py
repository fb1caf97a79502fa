"""卷宗: what of a case goes into its volume, in the order of the procedure, and its 操作留痕."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import (
    Case,
    CaseMember,
    CasePaper,
    Commission,
    EvidenceItem,
    FollowUp,
    LookBack,
    Meeting,
    PaperDelivery,
)
from xiezhi.cases.rules.evidence import COMMISSION_LABELS, CommissionKind
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.people import TEAM_LABELS, TeamRole
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.pictures import CasePicture, pictures_of, whole_of
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import list_files
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.selectors.log import LogEntry, LogFilter, list_entries

BOUND: Final = frozenset({"application/pdf", "image/jpeg", "image/png"})


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRow:
    """One paper of the volume. ``file`` is None where nothing was handed in.

    Attributes:
        author: who made it: the office, where "".
        pictures: those of 照片说明页, which is made when the volume is bound.
    """

    title: str
    file_id: UUID | None
    number: str = ""
    dated: date | None = None
    author: str = ""
    pictures: tuple[CasePicture, ...] = ()


def rows_of(acting: Actor, case_id: UUID) -> tuple[Case, tuple[VolumeRow, ...]]:
    """Return a case and what goes into its volume; a paper without a file is named too.

    Raises:
        NotFoundError: ``cases.not_found``.
    """
    case = access_case(acting, case_id)
    return case, tuple(_rows(case))


def handlers_of(case: Case) -> list[str]:
    """Return who handled a case, by role and number."""
    rows = CaseMember.objects.filter(case_id=case.id, supporter__isnull=True)
    named = [f"{TEAM_LABELS[TeamRole(one.role)]} {one.label}" for one in rows.order_by("since")]
    return list(dict.fromkeys(named))


def files_of(rows: tuple[VolumeRow, ...]) -> dict[UUID, StoredFile]:
    """Return the files of the rows that can be bound, by id; one query."""
    wanted = [row.file_id for row in rows if row.file_id is not None]
    return {one.id: one for one in list_files().filter(id__in=wanted, media_type__in=BOUND)}


def events_of(acting: Actor, case: Case) -> tuple[LogEntry, ...]:
    """Return what was done on a case, oldest first, for the archive package.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.EXPORT_LEDGER)
    found: list[LogEntry] = []
    before: int | None = None
    while True:
        asked = LogFilter(object_kind="case", object_id=str(case.id), before=before)
        page = list_entries(asked)
        found += page.entries
        if page.before is None:
            return tuple(reversed(found))
        before = page.before


def _rows(case: Case) -> Iterator[VolumeRow]:
    papers = CasePaper.objects.filter(case_id=case.id, is_draft=False, voided_at__isnull=True)
    receipts: dict[UUID, list[PaperDelivery]] = {}
    sent = PaperDelivery.objects.filter(paper__case_id=case.id, receipt__isnull=False)
    for one in sent.order_by("served_on", "id"):
        receipts.setdefault(one.paper_id, []).append(one)
    for paper in sorted(papers, key=_in_order):
        yield VolumeRow(
            title=paper.title, file_id=paper.file_id, number=paper.number, dated=paper.decided_on
        )
        for one in receipts.get(paper.id, []):
            title = f"{paper.title}送达回证（{one.addressee}）"
            yield VolumeRow(title=title, file_id=one.receipt_id, dated=one.served_on)
    yield from _evidence(case)
    yield from _meetings(case)
    yield from _looks(case)
    yield from _sheets(case)


def _in_order(paper: CasePaper) -> tuple[date, int, datetime]:
    """Papers of one day stand as the procedure makes them."""
    decided_on = paper.decided_on or paper.entered_at.date()
    return decided_on, list(PaperKind).index(PaperKind(paper.kind)), paper.entered_at


def _evidence(case: Case) -> Iterator[VolumeRow]:
    # Pictures of reports stand among the others on 照片说明页; their originals are sealed.
    items = EvidenceItem.objects.filter(
        case_id=case.id, withdrawn_at__isnull=True, file__isnull=False, from_report=False
    )
    for item in items.order_by("position", "id"):
        title = f"证据{item.position}：{item.title}"
        yield VolumeRow(
            title=title, file_id=item.file_id, dated=item.collected_on, author=item.source
        )
    for one in Commission.objects.filter(case_id=case.id).order_by("commissioned_on", "id"):
        kind = COMMISSION_LABELS[CommissionKind(one.kind)]
        if one.letter_file_id:
            yield VolumeRow(
                title=f"委托{kind}函", file_id=one.letter_file_id, dated=one.commissioned_on
            )
        if one.result_file_id:
            yield VolumeRow(
                title=f"{kind}意见",
                file_id=one.result_file_id,
                dated=one.returned_on,
                author=one.institution,
            )


def _meetings(case: Case) -> Iterator[VolumeRow]:
    for one in Meeting.objects.filter(case_id=case.id).order_by("held_on", "id"):
        if one.sign_in_file_id:
            yield VolumeRow(
                title=f"{one.title}签到表", file_id=one.sign_in_file_id, dated=one.held_on
            )
        if one.minutes_file_id:
            yield VolumeRow(
                title=f"{one.title}纪要", file_id=one.minutes_file_id, dated=one.held_on
            )


def _looks(case: Case) -> Iterator[VolumeRow]:
    for one in FollowUp.objects.filter(case_id=case.id).order_by("done_on", "entered_at"):
        yield VolumeRow(title="跟进调查笔录", file_id=one.record_file_id, dated=one.done_on)
    looks = LookBack.objects.filter(case_id=case.id, record_file__isnull=False)
    for look in looks.order_by("done_on", "id"):
        yield VolumeRow(title="“回头看”笔录", file_id=look.record_file_id, dated=look.done_on)


def _sheets(case: Case) -> Iterator[VolumeRow]:
    whole = tuple(whole_of(pictures_of(case)))
    if whole:
        days = [one.row.taken_on for one in whole if one.row.taken_on]
        yield VolumeRow(
            title=f"照片说明（{len(whole)}张）", file_id=None, dated=max(days), pictures=whole
        )
