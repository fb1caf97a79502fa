"""Editing an unfinished entry: nobody's business but the writer's, so it leaves no entry."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.evidence.services.waiting import seal
from xiezhi.intake.models import EntryDraft, EntryDraftFile, EntryDraftRow
from xiezhi.intake.rules.draft_body import LeftOutLine
from xiezhi.intake.rules.entry import MAX_ROWS, EntryRow, merged, row_bytes, split
from xiezhi.intake.selectors.drafts import access_draft, detail_of
from xiezhi.intake.services._draft_store import (
    delete_where,
    move_files,
    new_row,
    next_place,
    opened,
    remove_draft,
    reorder,
    row_of,
    take_in,
    touch,
    write_body,
)
from xiezhi.intake.services._sorting import Sheaf, names_of_office
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.language.pasting import NumberKind, find_numbers, mask_numbers, read_paste
from xiezhi.law.sources import IntakeChannel

DROPPED: Final = "dropped"


def change_draft(
    *,
    draft_id: UUID,
    rows: Mapping[UUID, EntryRow],
    places: Mapping[UUID, UUID | None],
    acting: Actor,
    now: datetime,
) -> EntryDraft:
    """Keep the rows as edited, and each file at the row named (None: loose).

    A grid member named for a nickname once is named for it in every row that names nobody yet.
    Rows and files that are gone meanwhile are left out.

    Raises:
        NotFoundError: ``intake.no_draft``.
    """
    draft = access_draft(acting, draft_id, lock=True)
    detail = detail_of(draft)
    present = {one.id: one.row for one in detail.rows}
    edited = {key: row for key, row in rows.items() if key in present}
    edited = _named_alike(present | edited)
    changed = {key: row for key, row in edited.items() if row != present[key]}
    for key, row in changed.items():
        EntryDraftRow.objects.filter(id=key, draft_id=draft.id).update(sealed=seal(row_bytes(row)))
    moved = move_files(detail, places)
    if changed or moved:
        draft.is_edited, draft.changed_at = True, now
        draft.save(update_fields=["is_edited", "changed_at"])
    return draft


def split_row(
    *, draft_id: UUID, row_id: UUID, at: int | None, acting: Actor, now: datetime
) -> UUID:
    """Make two rows of one, at a place in its words; returns the new row's id.

    Raises:
        InvalidInputError: ``intake.nothing_to_split``, ``intake.too_many_rows``.
        NotFoundError: ``intake.no_draft``.
    """
    draft, detail = opened(draft_id, acting)
    if len(detail.rows) >= MAX_ROWS:
        raise InvalidInputError("intake.too_many_rows", limit=MAX_ROWS)
    first, second = split(row_of(detail, row_id), at)
    EntryDraftRow.objects.filter(id=row_id, draft_id=draft.id).update(sealed=seal(row_bytes(first)))
    order = [one.id for one in detail.rows]
    made = new_row(draft, second, len(order), now)
    order.insert(order.index(row_id) + 1, made.id)
    reorder(draft, order)
    touch(draft, now)
    return made.id


def add_row(*, draft_id: UUID, acting: Actor, now: datetime) -> UUID:
    """Add an empty row at the end; returns its id.

    Raises:
        InvalidInputError: ``intake.too_many_rows``.
        NotFoundError: ``intake.no_draft``.
    """
    draft, detail = opened(draft_id, acting)
    if len(detail.rows) >= MAX_ROWS:
        raise InvalidInputError("intake.too_many_rows", limit=MAX_ROWS)
    made = new_row(draft, EntryRow(channel=IntakeChannel(draft.channel)), next_place(draft), now)
    touch(draft, now)
    return made.id


def merge_row(*, draft_id: UUID, row_id: UUID, acting: Actor, now: datetime) -> UUID:
    """Put a row into the one above it, with its files; returns the id of the row that stays.

    Raises:
        InvalidInputError: ``intake.nothing_above``.
        NotFoundError: ``intake.no_draft``.
    """
    draft, detail = opened(draft_id, acting)
    order = [one.id for one in detail.rows]
    lower = row_of(detail, row_id)
    place = order.index(row_id)
    if place == 0:
        raise InvalidInputError("intake.nothing_above")
    upper_id = order[place - 1]
    both = merged(detail.rows[place - 1].row, lower)
    EntryDraftRow.objects.filter(id=upper_id, draft_id=draft.id).update(
        sealed=seal(row_bytes(both))
    )
    EntryDraftFile.objects.filter(draft_id=draft.id, row_id=row_id).update(row_id=upper_id)
    delete_where(EntryDraftRow.objects.filter(id=row_id, draft_id=draft.id))
    touch(draft, now)
    return upper_id


def drop_row(*, draft_id: UUID, row_id: UUID, acting: Actor, now: datetime) -> None:
    """Take a row out. Its words can be taken back from the left-out lines, its files are loose.

    Raises:
        NotFoundError: ``intake.no_draft``.
    """
    draft, detail = opened(draft_id, acting)
    words = row_of(detail, row_id).words
    EntryDraftFile.objects.filter(draft_id=draft.id, row_id=row_id).update(row_id=None)
    delete_where(EntryDraftRow.objects.filter(id=row_id, draft_id=draft.id))
    body = detail.body
    if words:
        left = (*body.left_out, LeftOutLine(reason=DROPPED, text=words))
        body = replace(body, left_out=left)
    write_body(draft, body, now, is_edited=True)


def take_back(*, draft_id: UUID, place: int, acting: Actor, now: datetime) -> UUID:
    """Make a row of left-out lines; returns its id.

    Raises:
        InvalidInputError: ``intake.too_many_rows``.
        NotFoundError: ``intake.no_draft``: also for lines that are gone.
    """
    draft, detail = opened(draft_id, acting)
    left = list(detail.body.left_out)
    if not 0 <= place < len(left):
        raise NotFoundError("intake.no_draft")
    if len(detail.rows) >= MAX_ROWS:
        raise InvalidInputError("intake.too_many_rows", limit=MAX_ROWS)
    line = left.pop(place)
    row = EntryRow(channel=IntakeChannel(draft.channel), words=line.text)
    made = new_row(draft, row, next_place(draft), now)
    write_body(draft, replace(detail.body, left_out=tuple(left)), now, is_edited=True)
    return made.id


def take_rest(*, draft_id: UUID, acting: Actor, now: datetime) -> int:
    """Make rows of what there was no room for; returns how many.

    Raises:
        InvalidInputError: ``intake.too_many_rows``: save or drop some first.
        NotFoundError: ``intake.no_draft``.
    """
    draft, detail = opened(draft_id, acting)
    if len(detail.rows) >= MAX_ROWS:
        raise InvalidInputError("intake.too_many_rows", limit=MAX_ROWS)
    names = names_of_office(now)
    pasted = read_paste(detail.body.rest, now=now, known_names=names.people)
    body = take_in(draft, replace(detail.body, rest=""), Sheaf(pasted=pasted), names, [], now)
    write_body(draft, replace(body, texts=detail.body.texts), now, is_edited=True)
    return EntryDraftRow.objects.filter(draft_id=draft.id).count() - len(detail.rows)


def move_number_to_contact(*, draft_id: UUID, row_id: UUID, acting: Actor, now: datetime) -> None:
    """Take the telephone number out of a row's words and keep it as the contact to be sealed.

    Raises:
        InvalidInputError: ``intake.no_number``.
        NotFoundError: ``intake.no_draft``.
    """
    draft, detail = opened(draft_id, acting)
    row = row_of(detail, row_id)
    numbers = [one for one in find_numbers(row.words) if one.kind is not NumberKind.IDENTITY]
    if not numbers:
        raise InvalidInputError("intake.no_number")
    phone = row.contact_phone or numbers[0].number
    changed = replace(row, contact_phone=phone, words=mask_numbers(row.words))
    EntryDraftRow.objects.filter(id=row_id, draft_id=draft.id).update(
        sealed=seal(row_bytes(changed))
    )
    touch(draft, now)


def finish_row(draft: EntryDraft, row_id: UUID) -> None:
    """Take a row out that is in the pool now; an empty draft goes with it."""
    delete_where(EntryDraftFile.objects.filter(draft_id=draft.id, row_id=row_id))
    delete_where(EntryDraftRow.objects.filter(id=row_id, draft_id=draft.id))
    has_more = (
        EntryDraftRow.objects.filter(draft_id=draft.id).exists()
        or EntryDraftFile.objects.filter(draft_id=draft.id).exists()
        or bool(detail_of(draft).body.rest)
    )
    if not has_more:
        remove_draft(draft)


def _named_alike(rows: Mapping[UUID, EntryRow]) -> dict[UUID, EntryRow]:
    """Return the rows with every nickname somebody named a member for named everywhere."""
    known = {
        row.speaker: row.supporter_id for row in rows.values() if row.speaker and row.supporter_id
    }
    return {
        key: replace(row, supporter_id=known[row.speaker])
        if row.supporter_id is None and row.speaker in known
        else row
        for key, row in rows.items()
    }
