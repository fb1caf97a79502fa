"""Rows and files of an unfinished entry as they are kept: sealed, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.staging import stage_file
from xiezhi.evidence.services.storing import CheckedFile
from xiezhi.evidence.services.waiting import clear_staged, seal
from xiezhi.intake.models import EntryDraft, EntryDraftFile, EntryDraftRow
from xiezhi.intake.rules.draft_body import DraftBody, FileFacts, body_bytes, facts_bytes
from xiezhi.intake.rules.entry import MAX_FILES, MAX_ROWS, EntryRow, row_bytes
from xiezhi.intake.selectors.drafts import DraftDetail, access_draft, area_of, detail_of, owner_of
from xiezhi.intake.services._rowing import Rowed, make_rows
from xiezhi.intake.services._sorting import Names, RefusedFile, Sheaf
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.kernel.ids import new_id
from xiezhi.language.pasting import read_paste
from xiezhi.law.sources import IntakeChannel


def remove_draft(draft: EntryDraft) -> None:
    """Delete a draft with its rows, and its files once that is committed."""
    area = area_of(draft.id)
    delete_where(EntryDraftFile.objects.filter(draft_id=draft.id))
    delete_where(EntryDraftRow.objects.filter(draft_id=draft.id))
    delete_where(EntryDraft.objects.filter(id=draft.id))
    clear_staged(area)


def delete_where(rows: "QuerySet[Any]") -> None:
    """Delete rows by their filter, tenant and all; nothing points at them any more.

    Django's own delete of a table others point at names ids alone, which no shard can be told by.
    """
    rows._raw_delete(rows.db)  # noqa: SLF001  # keeps the filter


def opened(draft_id: UUID, acting: Actor) -> tuple[EntryDraft, DraftDetail]:
    """Return a draft locked, and everything in it."""
    draft = access_draft(acting, draft_id, lock=True)
    return draft, detail_of(draft)


def row_of(detail: DraftDetail, row_id: UUID) -> EntryRow:
    """Return one row of a draft."""
    found = next((one.row for one in detail.rows if one.id == row_id), None)
    if found is None:
        raise NotFoundError("intake.no_draft")
    return found


def new_draft(channel: IntakeChannel, acting: Actor, now: datetime) -> EntryDraft:
    """Insert an empty draft."""
    draft: EntryDraft = EntryDraft.objects.create(
        id=new_id(now),
        owner_id=owner_of(acting),
        channel=channel,
        sealed=seal(body_bytes(DraftBody())),
        started_at=now,
        changed_at=now,
    )
    return draft


def new_row(draft: EntryDraft, row: EntryRow, place: int, now: datetime) -> EntryDraftRow:
    """Insert a row."""
    made: EntryDraftRow = EntryDraftRow.objects.create(
        id=new_id(now), draft=draft, position=place, sealed=seal(row_bytes(row))
    )
    return made


def write_body(draft: EntryDraft, body: DraftBody, now: datetime, *, is_edited: bool) -> None:
    """Keep the body and note the touch."""
    draft.sealed = seal(body_bytes(body))
    draft.changed_at, draft.is_edited = now, is_edited
    draft.save(update_fields=["sealed", "changed_at", "is_edited"])


def touch(draft: EntryDraft, now: datetime) -> None:
    """Note that the draft was edited."""
    draft.changed_at, draft.is_edited = now, True
    draft.save(update_fields=["changed_at", "is_edited"])


def take_in(  # noqa: PLR0917  # the parts of one paste
    draft: EntryDraft,
    body: DraftBody,
    sheaf: Sheaf,
    names: Names,
    refused: list[RefusedFile],
    now: datetime,
) -> DraftBody:
    """Make rows of a text and its files; returns the body with what was read."""
    if sheaf.pasted is None and not sheaf.files:
        return body
    staged = stage(draft, sheaf.files, None, refused)
    place = next_place(draft)
    rowed = make_rows(
        sheaf.pasted,
        [(MediaKind(file.kind), facts) for file, facts in staged],
        channel=IntakeChannel(draft.channel),
        names=names,
        room=max(0, MAX_ROWS - place),
    )
    if not rowed.rows and sheaf.pasted is None and place < MAX_ROWS:
        # Files alone are one matter until a person says otherwise.
        alone = (EntryRow(channel=IntakeChannel(draft.channel)), tuple(range(len(staged))))
        rowed = replace(rowed, rows=(alone,), loose=())
    _keep_rows(draft, rowed, [file.id for file, _facts in staged], place, now)
    texts = (sheaf.pasted.text,) if sheaf.pasted is not None else ()
    return DraftBody(
        texts=(*body.texts, *texts),
        rest="\n".join(part for part in (body.rest, rowed.rest) if part),
        left_out=(*body.left_out, *rowed.left_out),
        warnings=tuple(dict.fromkeys((*body.warnings, *rowed.warnings))),
    )


def add_files(  # noqa: PLR0917  # the parts of one paste
    draft: EntryDraft,
    detail: DraftDetail,
    sheaf: Sheaf,
    row_id: UUID | None,
    names: Names,
    refused: list[RefusedFile],
    now: datetime,
) -> DraftBody:
    """Take files that came without words: to the row named, sorted anew, or loose."""
    rows = {one.id for one in detail.rows}
    wanted = row_id if row_id in rows else None
    staged = stage(draft, sheaf.files, wanted, refused)
    if wanted is not None or draft.is_edited or len(detail.body.texts) != 1 or detail.body.rest:
        return detail.body
    return _sort_anew(draft, detail, staged, names, now)


def _sort_anew(  # noqa: PLR0917  # the parts of one paste
    draft: EntryDraft,
    detail: DraftDetail,
    staged: Sequence[tuple[EntryDraftFile, FileFacts]],
    names: Names,
    now: datetime,
) -> DraftBody:
    """Make the rows of an untouched paste again, now that its pictures are here too."""
    earlier = [(file.id, file.kind, file.facts) for one in detail.rows for file in one.files]
    earlier += [(file.id, file.kind, file.facts) for file in detail.loose]
    files = [*earlier, *((file.id, file.kind, facts) for file, facts in staged)]
    pasted = read_paste(detail.body.texts[0], now=now, known_names=names.people)
    rowed = make_rows(
        pasted,
        [(MediaKind(kind), facts) for _id, kind, facts in files],
        channel=IntakeChannel(draft.channel),
        names=names,
        room=MAX_ROWS,
    )
    EntryDraftFile.objects.filter(draft_id=draft.id).update(row_id=None)
    delete_where(EntryDraftRow.objects.filter(draft_id=draft.id))
    _keep_rows(draft, rowed, [file_id for file_id, _kind, _facts in files], 0, now)
    return replace(detail.body, rest=rowed.rest, left_out=rowed.left_out, warnings=rowed.warnings)


def stage(
    draft: EntryDraft,
    files: Sequence[CheckedFile],
    row_id: UUID | None,
    refused: list[RefusedFile],
) -> list[tuple[EntryDraftFile, FileFacts]]:
    """Keep files in the draft, at a row or loose; those beyond the limit are refused by name."""
    area = area_of(draft.id)
    start = EntryDraftFile.objects.filter(draft_id=draft.id).count()
    room = max(0, MAX_FILES - start)
    for file in files[room:]:
        error = InvalidInputError("intake.draft_full", limit=MAX_FILES)
        refused.append(RefusedFile(name=file.name, error=error))
    kept = []
    for place, checked in enumerate(files[:room], start=start):
        staged, taken = stage_file(checked, area), checked.taken
        facts = FileFacts(
            name=staged.name,
            taken_at=None if taken is None else taken.instant,
            time_source="" if taken is None else taken.source.value,
        )
        row = EntryDraftFile(
            draft=draft,
            row_id=row_id,
            position=place,
            kind=staged.kind,
            media_type=staged.media_type,
            size_bytes=staged.size_bytes,
            duration_s=staged.duration_s,
            original=staged.original,
            shared=staged.shared,
            thumbnail=staged.thumbnail,
            sealed=seal(facts_bytes(facts)),
        )
        kept.append((row, facts))
    EntryDraftFile.objects.bulk_create([row for row, _facts in kept])
    return kept


def _keep_rows(  # noqa: PLR0917  # the parts of one paste
    draft: EntryDraft, rowed: Rowed, file_ids: Sequence[UUID], start: int, now: datetime
) -> None:
    for place, (row, files) in enumerate(rowed.rows, start=start):
        made = new_row(draft, row, place, now)
        if files:
            own = [file_ids[one] for one in files]
            EntryDraftFile.objects.filter(draft_id=draft.id, id__in=own).update(row_id=made.id)


def next_place(draft: EntryDraft) -> int:
    """Return the place after the last row."""
    last = EntryDraftRow.objects.filter(draft_id=draft.id).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def reorder(draft: EntryDraft, order: Sequence[UUID]) -> None:
    """Number the rows in a new order."""
    rows = {one.id: one for one in EntryDraftRow.objects.filter(draft_id=draft.id)}
    for place, row_id in enumerate(order):
        rows[row_id].position = place
    EntryDraftRow.objects.bulk_update(rows.values(), ["position"])


def move_files(detail: DraftDetail, places: Mapping[UUID, UUID | None]) -> bool:
    """Put files at the rows named; returns whether anything moved."""
    rows = {one.id for one in detail.rows}
    files = [*detail.loose, *(file for one in detail.rows for file in one.files)]
    moved = False
    for file in files:
        target = places.get(file.id, file.row_id)
        if target == file.row_id or (target is not None and target not in rows):
            continue
        moved = True
        EntryDraftFile.objects.filter(draft_id=detail.draft.id, id=file.id).update(row_id=target)
    return moved
