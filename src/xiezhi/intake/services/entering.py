"""A report entered by staff: from a telephone, a letter, a visit, a chat or another office."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from django.db import IntegrityError

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files
from xiezhi.infra.jobs import enqueue
from xiezhi.intake.models import Report
from xiezhi.intake.rules.entry import check_entry, check_received_on
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.rules.submission import (
    TOPICS,
    Contact,
    Submission,
    check_seen_at,
    content_hash,
    stored_key,
)
from xiezhi.intake.services._building import Arrival, add_report, cleaned, cut, seal_contact
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.law.sources import IntakeChannel
from xiezhi.ledger.services.acts import act
from xiezhi.supporters.selectors.on_duty import get_grid_member_on_duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One report as the registrar has it in hand.

    Attributes:
        supporter_id: the grid member who reported on duty; with 要求保密 they are sealed instead.
        external_number: the other side's own number 外部编号; once for each way of arrival.
        origin: the medium and its address, or the body that passed it on and its number.
        received_on: the day it reached the office; None is today.
        sent_at: when the message reached the office, where the chat says so.
        scans_are_masked: the scans show nothing of who wrote.
    """

    submission: Submission
    channel: IntakeChannel
    photos: Sequence[IncomingFile] = ()
    voices: Sequence[IncomingFile] = ()
    scans: Sequence[IncomingFile] = ()
    supporter_id: UUID | None = None
    title: str = ""
    external_number: str = ""
    origin: str = ""
    received_on: date | None = None
    sent_at: datetime | None = None
    scans_are_masked: bool = False


def enter_report(*, entry: Entry, office: Procuratorate, acting: Actor, now: datetime) -> Report:
    """Put what somebody said or wrote into the pool; the registrar 录入人 is the actor.

    A grid member's report on duty names them; any other contact is sealed, and so is a grid
    member who wants secrecy. The same entry sent again gives the report of the first time.

    Raises:
        InvalidInputError: the codes of `check_entry`, `check_received_on`, `check_seen_at` and of
            evidence; ``intake.unknown_topic``, ``supporters.not_on_duty``.
        ConflictError: ``intake.key_reused``: the same key came before with other content;
            ``intake.number_taken``: the other side's number is in the pool already (``number``).
    """
    entry = _cleaned(entry, now)
    checked = [
        *check_files(MediaKind.PHOTO, entry.photos),
        *check_files(MediaKind.VOICE, entry.voices),
        *check_files(MediaKind.PAPER, entry.scans),
    ]
    arrival = _arrival(entry, checked, acting, now)
    try:
        with act(acting=acting, now=now) as record:
            require(acting, Action.REGISTER_LEAD)
            earlier = _earlier(entry, arrival.digest)
            if earlier is not None:
                record("intake.enter_again", "report", earlier.id)
                return earlier
            report = add_report(entry.submission, checked, arrival, office)
            if entry.submission.contact is not None:
                seal_contact(entry.submission, report, office, checked=checked, now=now)
            record(
                "intake.enter",
                "report",
                report.id,
                after={
                    "code": report.code,
                    "channel": entry.channel,
                    "content": arrival.digest.hex(),
                },
            )
    except IntegrityError:
        # Another request committed the same entry, or the same number, a moment ago.
        earlier = _earlier(entry, arrival.digest)
        if earlier is None:
            raise
        with act(acting=acting, now=now) as record:
            record("intake.enter_again", "report", earlier.id)
        return earlier
    if report.is_urgent:
        enqueue("intake.tell_office_of_urgent", report_id=str(report.id))
    return report


def _cleaned(entry: Entry, now: datetime) -> Entry:
    """Return the entry checked and clean; a grid member who wants secrecy becomes a contact."""
    submission = cleaned(entry.submission)
    check_entry(
        submission.words,
        pictures=len(entry.photos),
        sounds=len(entry.voices),
        scans=len(entry.scans),
    )
    if set(submission.topics) - set(TOPICS):
        raise InvalidInputError("intake.unknown_topic")
    if submission.seen_at is not None:
        check_seen_at(submission.seen_at, now=now)
    if entry.received_on is not None:
        check_received_on(entry.received_on, today=legal_day(now))
    supporter_id = entry.supporter_id
    if supporter_id is not None:
        member = get_grid_member_on_duty(supporter_id, legal_day(now))
        contact = None
        if submission.wants_secrecy:
            supporter_id = None
            contact = Contact(name=f"{member.label} {member.name}".strip(), phone=member.mobile)
        submission = replace(submission, contact=contact)
    return replace(
        entry,
        submission=submission,
        supporter_id=supporter_id,
        title=clean_line(entry.title, limit=200),
        external_number=clean_line(entry.external_number, limit=60),
        origin=clean_line(entry.origin, limit=300),
    )


def _arrival(entry: Entry, checked: Sequence[CheckedFile], acting: Actor, now: datetime) -> Arrival:
    is_duty = entry.supporter_id is not None
    received_at = _received_at(entry, now)
    return Arrival(
        channel=entry.channel,
        grade=ReporterGrade.DUTY if is_duty else ReporterGrade.SECRET,
        received_at=received_at if is_duty else cut(received_at),
        digest=content_hash(entry.submission, [file.sha256 for file in checked]),
        supporter_id=entry.supporter_id,
        entered_by_id=acting.id,
        external_number=entry.external_number,
        title=entry.title,
        origin=entry.origin,
        received_on=entry.received_on,
        scans_are_masked=entry.scans_are_masked,
    )


def _received_at(entry: Entry, now: datetime) -> datetime:
    """Return when it reached the office: of an earlier day no hour is known, unless a message says."""
    day = entry.received_on or legal_day(now)
    if entry.sent_at is not None and legal_day(entry.sent_at) == day and entry.sent_at <= now:
        return entry.sent_at
    if day == legal_day(now):
        return now
    return datetime.combine(day, time(), tzinfo=CHINA)


def _earlier(entry: Entry, digest: bytes) -> Report | None:
    """Return the report this entry made before; refuse another one of the same number."""
    key = stored_key(entry.submission.submission_key)
    found: Report | None = Report.objects.filter(submission_key=key).first()
    if found is not None and bytes(found.content_sha256) != digest:
        raise ConflictError("intake.key_reused")
    if found is None and entry.external_number:
        other: Report | None = Report.objects.filter(
            channel=entry.channel, external_number=entry.external_number
        ).first()
        if other is not None:
            raise ConflictError("intake.number_taken", number=other.code)
    return found
