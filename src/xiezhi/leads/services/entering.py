"""Entering a report and what becomes of it at once, in one act: 快速登记 with its 处理."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, may
from xiezhi.accounts.selectors.people import list_departments
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.evidence.selectors.files import FileCopy
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.models import Report
from xiezhi.intake.rules.entry import EntryRow, Treatment, check_treatment, seen_source
from xiezhi.intake.rules.pool import NotLeadReason, PlaceSource, PoolState
from xiezhi.intake.rules.submission import Contact, Place, Submission
from xiezhi.intake.selectors.drafts import (
    DraftFile,
    access_draft,
    detail_of,
    read_draft_copy,
)
from xiezhi.intake.services.draft_rows import finish_row
from xiezhi.intake.services.entering import Entry, enter_report
from xiezhi.intake.services.nicknames import remember_nickname
from xiezhi.intake.services.screening import keep_in_pool, screen_as_not_lead
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.services.registration import Registration, join_reports, register_lead
from xiezhi.ledger.services.acts import act

_TITLE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Files of one report by kind."""

    photos: tuple[IncomingFile, ...] = ()
    voices: tuple[IncomingFile, ...] = ()
    scans: tuple[IncomingFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A report in the pool, and the lead it is behind when it became one."""

    report: Report
    lead: Lead | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOutcome:
    """What became of one draft row: entered, or refused and still in the draft."""

    row_id: UUID
    entered: Entered | None = None
    refusal: DomainError | None = None


def enter_row(
    *,
    row: EntryRow,
    files: Files,
    submission_key: UUID,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> Entered:
    """Put a row into the pool and treat it as it says; both or neither. Sent twice it is one.

    Raises:
        InvalidInputError: the codes of `enter_report` and `check_treatment`.
        ConflictError: the codes of `enter_report`, ``leads.not_open``.
    """
    with act(acting=acting, now=now) as record:
        entered = _enter(row, files, submission_key, office, acting, now)
        record(
            "intake.quick_entry", "report", entered.report.id, after={"treatment": row.treatment}
        )
    return entered


def enter_draft(
    *,
    draft_id: UUID,
    row_ids: frozenset[UUID] | None = None,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> list[RowOutcome]:
    """Enter the rows of a draft, all or those named, each by itself.

    A refused row stays in the draft and keeps nobody else back.

    Raises:
        NotFoundError: ``intake.no_draft``.
    """
    draft = access_draft(acting, draft_id, lock=True)
    outcomes = []
    for one in detail_of(draft).rows:
        if row_ids is not None and one.id not in row_ids:
            continue
        try:
            with act(acting=acting, now=now) as record:
                files = _read(acting, draft_id, one.files)
                entered = _enter(one.row, files, one.id, office, acting, now)
                finish_row(draft, one.id)
                record(
                    "intake.quick_entry",
                    "report",
                    entered.report.id,
                    after={"treatment": one.row.treatment},
                )
        except DomainError as error:
            outcomes.append(RowOutcome(row_id=one.id, refusal=error))
        else:
            outcomes.append(RowOutcome(row_id=one.id, entered=entered))
    return outcomes


def _enter(  # noqa: PLR0917  # the parts of one entry
    row: EntryRow,
    files: Files,
    submission_key: UUID,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> Entered:
    check_treatment(row)
    entry = _entry(row, files, submission_key)
    report = enter_report(entry=entry, office=office, acting=acting, now=now)
    if report.pool_state != PoolState.PENDING:
        # Sent again: what was done the first time stands.
        return Entered(report=report, lead=_lead_behind(report))
    lead = _treat(row, report, acting, now)
    if row.speaker and row.supporter_id and not row.wants_secrecy:
        remember_nickname(
            nickname=row.speaker, supporter_id=row.supporter_id, acting=acting, now=now
        )
    return Entered(report=report, lead=lead)


def _lead_behind(report: Report) -> Lead | None:
    link = (
        LeadReport.objects.filter(report_id=report.id, unlinked_at__isnull=True)
        .select_related("lead")
        .first()
    )
    return None if link is None else link.lead


def _entry(row: EntryRow, files: Files, submission_key: UUID) -> Entry:
    has_contact = bool(row.contact_name or row.contact_phone)
    has_position = row.latitude is not None
    return Entry(
        submission=Submission(
            submission_key=submission_key,
            words=row.words,
            topics=row.topics,
            place=Place(
                town=row.town,
                village=row.village,
                words=row.place_words,
                latitude=row.latitude,
                longitude=row.longitude,
                source=PlaceSource.MANUAL if has_position else PlaceSource.NONE,
            ),
            seen_at=row.seen_at,
            seen_at_source=seen_source(row.seen_at_source) or TimeSource.MANUAL,
            is_urgent=row.is_urgent,
            contact=Contact(phone=row.contact_phone, name=row.contact_name)
            if has_contact
            else None,
            wants_secrecy=row.wants_secrecy,
            consents_to_position=has_position,
        ),
        channel=row.channel,
        photos=files.photos,
        voices=files.voices,
        scans=files.scans,
        supporter_id=row.supporter_id,
        title=row.title,
        external_number=row.external_number,
        origin=row.origin,
        received_on=row.received_on,
        sent_at=row.sent_at,
        scans_are_masked=row.scans_are_masked,
    )


def _treat(row: EntryRow, report: Report, acting: Actor, now: datetime) -> Lead | None:
    ids = [report.id]
    match row.treatment:
        case Treatment.POOL:
            return None
        case Treatment.KEEP:
            keep_in_pool(report_ids=ids, note=row.note, acting=acting, now=now)
            return None
        case Treatment.NOT_LEAD:
            screen_as_not_lead(
                report_ids=ids,
                reason=NotLeadReason(row.not_lead_reason),
                note=row.note,
                acting=acting,
                now=now,
            )
            return None
        case Treatment.LEAD:
            registration = _registration(report, acting)
            return register_lead(report_ids=ids, registration=registration, acting=acting, now=now)
        case Treatment.JOIN:
            if row.lead_id is None:
                raise AssertionError("checked before")
            return join_reports(lead_id=row.lead_id, report_ids=ids, acting=acting, now=now)


def _registration(report: Report, acting: Actor) -> Registration:
    """Return what a lead is registered with when nobody fills a form; assessment says more."""
    own = next((one.id for one in list_departments() if one.is_public_interest), None)
    department_id = own or acting.department_id
    if department_id is None:
        raise AssertionError("staff belong to a department")
    handles = may(acting, Action.HANDLE_LEAD) and department_id == acting.department_id
    return Registration(
        title=title_of(report.title, report.words),
        department_id=department_id,
        area=report.suspected_area,
        handler_id=acting.id if handles else None,
    )


def read_draft_files(acting: Actor, draft_id: UUID) -> Files:
    """Return every file that waits in a draft.

    Raises:
        NotFoundError: ``intake.no_draft``.
    """
    detail = detail_of(access_draft(acting, draft_id))
    files = [*detail.loose, *(file for one in detail.rows for file in one.files)]
    return _read(acting, draft_id, files)


def title_of(title: str, words: str) -> str:
    """Return the words a lead is called by: the title, else the first sentence, shortened."""
    if title.strip():
        return title.strip()[: _TITLE * 4]
    line = " ".join(words.split())
    for mark in "。！？；":
        line = line.split(mark)[0]
    return line[:_TITLE] or "只有照片或语音的反映"


def _read(acting: Actor, draft_id: UUID, files: Sequence[DraftFile]) -> Files:
    by_kind: dict[str, list[IncomingFile]] = {"photo": [], "voice": [], "paper": []}
    for file in files:
        data, _type = read_draft_copy(acting, draft_id, file.id, FileCopy.ORIGINAL)
        by_kind[file.kind].append(IncomingFile(name=file.facts.name, data=data))
    return Files(
        photos=tuple(by_kind["photo"]),
        voices=tuple(by_kind["voice"]),
        scans=tuple(by_kind["paper"]),
    )
