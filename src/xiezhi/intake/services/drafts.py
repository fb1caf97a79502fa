"""Unfinished entries: begun by a paste, added to, discarded on purpose or after 30 days.

That a draft was begun, discarded or purged is recorded, without a word of what it said. What is
saved is recorded by `entering`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.models import EntryDraft
from xiezhi.intake.rules.draft_body import DraftBody
from xiezhi.intake.rules.entry import KEPT_DAYS, EntryRow
from xiezhi.intake.selectors.drafts import access_draft, detail_of
from xiezhi.intake.services._draft_store import (
    add_files,
    new_draft,
    new_row,
    remove_draft,
    stage,
    take_in,
    write_body,
)
from xiezhi.intake.services._sorting import (
    Names,
    RefusedFile,
    look,
    names_of_office,
    sort_material,
)
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.sources import IntakeChannel
from xiezhi.ledger.services.acts import act


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What became of a paste: the draft, None when nothing could be taken, and what was refused."""

    draft: EntryDraft | None
    refused: tuple[RefusedFile, ...]


def start_draft(
    *,
    text: str = "",
    files: Sequence[IncomingFile] = (),
    channel: IntakeChannel,
    acting: Actor,
    now: datetime,
) -> Drafted:
    """Begin an unfinished entry with what was pasted and dropped.

    Raises:
        InvalidInputError: ``intake.paste_empty``; ``language.too_long``.
    """
    require(acting, Action.REGISTER_LEAD)
    names = names_of_office(now)
    found = sort_material(text, files, names, now)
    if found.is_empty:
        if not found.refused:
            raise InvalidInputError("intake.paste_empty")
        return Drafted(draft=None, refused=tuple(found.refused))
    with act(acting=acting, now=now) as record:
        draft = new_draft(channel, acting, now)
        body = DraftBody()
        for sheaf in found.sheaves:
            body = take_in(draft, body, sheaf, names, found.refused, now)
        write_body(draft, body, now, is_edited=False)
        record("intake.start_draft", "draft", draft.id)
    return Drafted(draft=draft, refused=tuple(found.refused))


def start_single(
    *,
    row: EntryRow,
    files: Sequence[IncomingFile] = (),
    scans: Sequence[IncomingFile] = (),
    acting: Actor,
    now: datetime,
) -> Drafted:
    """Keep a form that cannot be saved yet as an unfinished entry of one row, with its files."""
    require(acting, Action.REGISTER_LEAD)
    found = sort_material("", files, Names(people={}, towns={}), now)
    with act(acting=acting, now=now) as record:
        draft = new_draft(row.channel, acting, now)
        kept = new_row(draft, row, 0, now)
        for sheaf in found.sheaves:
            stage(draft, sheaf.files, kept.id, found.refused)
        stage(draft, look(scans, found, as_kind=MediaKind.PAPER), kept.id, found.refused)
        write_body(draft, DraftBody(), now, is_edited=True)
        record("intake.start_draft", "draft", draft.id)
    return Drafted(draft=draft, refused=tuple(found.refused))


def add_to_draft(
    *,
    draft_id: UUID,
    text: str = "",
    files: Sequence[IncomingFile] = (),
    row_id: UUID | None = None,
    acting: Actor,
    now: datetime,
) -> Drafted:
    """Add a further paste.

    Pictures alone go to ``row_id``; into an untouched paste they are sorted as if they had come
    with it; else they wait loose.

    Raises:
        InvalidInputError: ``intake.paste_empty``, ``intake.too_many_rows``, ``language.too_long``.
        NotFoundError: ``intake.no_draft``.
    """
    draft = access_draft(acting, draft_id, lock=True)
    names = names_of_office(now)
    found = sort_material(text, files, names, now)
    if found.is_empty and not found.refused:
        raise InvalidInputError("intake.paste_empty")
    main, *mails = found.sheaves
    detail = detail_of(draft)
    with act(acting=acting, now=now) as record:
        body = detail.body
        if main.pasted is None:
            body = add_files(draft, detail, main, row_id, names, found.refused, now)
            sheaves = mails
        else:
            sheaves = found.sheaves
        for sheaf in sheaves:
            body = take_in(draft, body, sheaf, names, found.refused, now)
        write_body(draft, body, now, is_edited=draft.is_edited)
        record("intake.add_to_draft", "draft", draft.id)
    return Drafted(draft=draft, refused=tuple(found.refused))


def discard_draft(*, draft_id: UUID, acting: Actor, now: datetime) -> None:
    """Throw an unfinished entry away, files and all.

    Raises:
        NotFoundError: ``intake.no_draft``.
    """
    with act(acting=acting, now=now) as record:
        draft = access_draft(acting, draft_id, lock=True)
        remove_draft(draft)
        record("intake.discard_draft", "draft", draft_id)


def purge_drafts(*, acting: Actor, now: datetime) -> int:
    """Remove the entries nobody touched for 30 days; returns how many."""
    old = EntryDraft.objects.select_for_update().filter(
        changed_at__lt=now - timedelta(days=KEPT_DAYS)
    )
    found = list(old.order_by("id"))
    if not found:
        return 0
    with act(acting=acting, now=now) as record:
        for draft in found:
            record("intake.purge_draft", "draft", draft.id)
            remove_draft(draft)
    return len(found)
