"""Unfinished entries: seen by whose work they are, and by whoever does that work for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import Count

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.selectors.files import FileCopy
from xiezhi.evidence.services.waiting import open_sealed, read_staged
from xiezhi.infra.tenant import current_tenant
from xiezhi.intake.models import (
    EntryDraft,
    EntryDraftFile,
    EntryDraftRow,
    GroupNickname,
    Report,
    ReportBand,
)
from xiezhi.intake.rules.draft_body import DraftBody, FileFacts, body_of_bytes, facts_of_bytes
from xiezhi.intake.rules.entry import EntryRow, row_of_bytes
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.language.duplicates import SUSPECTED, band_keys, similarity
from xiezhi.law.sources import IntakeChannel

_CANDIDATES = 4000
_SHOWN = 3
# The same place makes fewer words enough.
_SAME_PLACE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """A waiting file with what it says of itself."""

    id: UUID
    row_id: UUID | None
    kind: str
    facts: FileFacts
    size_bytes: int
    duration_s: float | None
    has_thumbnail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRowDetail:
    """A row of a draft with its files, in their order."""

    id: UUID
    row: EntryRow
    files: tuple[DraftFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDetail:
    """A draft with everything in it."""

    draft: EntryDraft
    body: DraftBody
    rows: tuple[DraftRowDetail, ...]
    loose: tuple[DraftFile, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits in it any more."""
        return not (self.rows or self.loose or self.body.rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A line of 未完成的快速登记: how much, not what."""

    id: UUID
    channel: IntakeChannel
    row_count: int
    file_count: int
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A report of the pool that a row may repeat; ``percent`` of the words are alike."""

    report: Report
    percent: int
    is_same_place: bool


def owner_of(acting: Actor) -> UUID | None:
    """Return whose drafts the actor works on: the member deputised for, else their own."""
    return acting.on_behalf_of or acting.id


def access_draft(acting: Actor, draft_id: UUID, *, lock: bool = False) -> EntryDraft:
    """Return a draft to whose work it is.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``intake.no_draft``; also for anybody else's.
    """
    require(acting, Action.REGISTER_LEAD)
    drafts = EntryDraft.objects.filter(id=draft_id, owner_id=owner_of(acting))
    found: EntryDraft | None = (drafts.select_for_update() if lock else drafts).first()
    if found is None:
        raise NotFoundError("intake.no_draft")
    return found


def list_drafts(acting: Actor) -> list[DraftLine]:
    """Return the actor's unfinished entries, the one touched last first; two queries."""
    require(acting, Action.REGISTER_LEAD)
    drafts = EntryDraft.objects.filter(owner_id=owner_of(acting)).order_by("-changed_at", "id")
    found = list(drafts.annotate(row_count=Count("rows")))
    files = dict(
        EntryDraftFile.objects.filter(draft_id__in=[one.id for one in found])
        .values("draft_id")
        .annotate(count=Count("id"))
        .values_list("draft_id", "count")
    )
    return [
        DraftLine(
            id=one.id,
            channel=IntakeChannel(one.channel),
            row_count=one.row_count,
            file_count=files.get(one.id, 0),
            changed_at=one.changed_at,
        )
        for one in found
    ]


def get_draft_detail(acting: Actor, draft_id: UUID) -> DraftDetail:
    """Return a draft with its rows and files; three queries.

    Raises:
        NotFoundError: ``intake.no_draft``: not the actor's, or sealed with a key that is lost.
    """
    return detail_of(access_draft(acting, draft_id))


def detail_of(draft: EntryDraft) -> DraftDetail:
    """Return everything in a draft the caller has access to already.

    Raises:
        NotFoundError: ``intake.no_draft``: sealed with a key that is lost.
    """
    files = _files(draft)
    try:
        body = body_of_bytes(open_sealed(bytes(draft.sealed)))
        rows = tuple(
            DraftRowDetail(
                id=one.id,
                row=row_of_bytes(open_sealed(bytes(one.sealed))),
                files=tuple(file for file in files if file.row_id == one.id),
            )
            for one in EntryDraftRow.objects.filter(draft_id=draft.id).order_by("position", "id")
        )
    except DomainError as error:
        raise NotFoundError("intake.no_draft") from error
    loose = tuple(file for file in files if file.row_id is None)
    return DraftDetail(draft=draft, body=body, rows=rows, loose=loose)


def read_draft_copy(
    acting: Actor, draft_id: UUID, file_id: UUID, copy: FileCopy
) -> tuple[bytes, str]:
    """Return one copy of a waiting file and its media type.

    Raises:
        NotFoundError: ``intake.no_draft`` or ``evidence.no_copy``.
    """
    draft = access_draft(acting, draft_id)
    found: EntryDraftFile | None = EntryDraftFile.objects.filter(
        draft_id=draft.id, id=file_id
    ).first()
    if found is None:
        raise NotFoundError("evidence.no_copy")
    address = {
        FileCopy.THUMBNAIL: found.thumbnail,
        FileCopy.SHARED: found.shared,
        FileCopy.ORIGINAL: found.original,
    }[copy]
    if address is None:
        raise NotFoundError("evidence.no_copy")
    is_copy = copy is not FileCopy.ORIGINAL
    return read_staged(area_of(draft.id), bytes(address)), (
        "image/jpeg" if is_copy else found.media_type
    )


def area_of(draft_id: UUID) -> UUID:
    """Return the area of the file store a draft's files wait in."""
    return uuid5(current_tenant(), f"draft {draft_id}")


def list_nicknames() -> dict[str, UUID]:
    """Return which grid member each remembered 群昵称 stands for."""
    return dict(GroupNickname.objects.values_list("nickname", "supporter_id"))


def list_alike(acting: Actor, rows: Sequence[EntryRow]) -> list[tuple[Alike, ...]]:
    """Return for each row the reports of the pool it may repeat, most alike first; two queries."""
    require(acting, Action.VIEW_POOL)
    keys = [set(band_keys(row.words)) for row in rows]
    shared = _bands(set().union(*keys)) if keys else {}
    wanted = {one for band, ids in shared.items() for one in ids}
    reports = {one.id: one for one in Report.objects.filter(id__in=wanted).defer("search")}
    return [_alike(row, own, shared, reports) for row, own in zip(rows, keys, strict=True)]


def _files(draft: EntryDraft) -> list[DraftFile]:
    found: Iterable[EntryDraftFile] = EntryDraftFile.objects.filter(draft_id=draft.id)
    ordered = sorted(found, key=lambda file: (file.position, str(file.id)))
    return [
        DraftFile(
            id=one.id,
            row_id=one.row_id,
            kind=one.kind,
            facts=_facts(one),
            size_bytes=one.size_bytes,
            duration_s=one.duration_s,
            has_thumbnail=one.thumbnail is not None,
        )
        for one in ordered
    ]


def _facts(file: EntryDraftFile) -> FileFacts:
    try:
        return facts_of_bytes(open_sealed(bytes(file.sealed)))
    except DomainError:
        return FileFacts(name="")


def _bands(keys: set[int]) -> dict[int, list[UUID]]:
    shared: dict[int, list[UUID]] = {}
    links = ReportBand.objects.filter(band__in=keys).values_list("band", "report_id")
    for band, report_id in links[:_CANDIDATES]:
        shared.setdefault(band, []).append(report_id)
    return shared


def _alike(
    row: EntryRow, keys: set[int], shared: dict[int, list[UUID]], reports: dict[UUID, Report]
) -> tuple[Alike, ...]:
    ids = {one for key in keys for one in shared.get(key, ())}
    found = []
    for report_id in ids & reports.keys():
        report = reports[report_id]
        likeness = similarity(row.words, report.words)
        is_same = bool(row.town) and (row.town, row.village) == (report.town, report.village)
        if likeness >= (_SAME_PLACE if is_same else SUSPECTED):
            found.append(Alike(report=report, percent=round(likeness * 100), is_same_place=is_same))
    found.sort(key=lambda one: (-one.percent, one.report.received_at))
    return tuple(found[:_SHOWN])
