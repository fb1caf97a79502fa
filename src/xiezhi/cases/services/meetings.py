"""磋商座谈会, 工作推进会 and other meetings on a case: agenda, sign-in, minutes, 责任清单."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Meeting, MeetingDuty
from xiezhi.cases.rules.meetings import MeetingKind
from xiezhi.cases.selectors.access import access_case
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act

MAX_WORDS = 4000
MAX_ROWS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyInput:
    """One line of the 责任清单."""

    words: str
    responsible: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingInput:
    """A meeting as it was held. ``attendees`` are unit and post, as on the sign-in sheet."""

    kind: MeetingKind
    title: str
    held_on: date
    place: str = ""
    chaired_by: str = ""
    agenda: str = ""
    attendees: Sequence[str] = ()
    minutes: str = ""
    duties: Sequence[DutyInput] = ()
    sign_in: IncomingFile | None = None
    minutes_paper: IncomingFile | None = None


def record_meeting(
    *, case_id: UUID, meeting: MeetingInput, acting: Actor, now: datetime
) -> Meeting:
    """Record a meeting on a case with its list of duties.

    Raises:
        InvalidInputError: ``cases.no_meeting_title``, ``cases.no_attendees``,
            ``cases.no_minutes``: neither words nor a scan; ``cases.day_in_future``.
    """
    sign_in, paper = check_papers([meeting.sign_in]), check_papers([meeting.minutes_paper])
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id, lock=True)
        made = Meeting(case=case, kind=meeting.kind, held_on=meeting.held_on)
        _fill(made, meeting)
        _check(made, has_paper=bool(paper), today=legal_day(now))
        made.sign_in_file_id = next(iter(keep_papers(sign_in, now)), None)
        made.minutes_file_id = next(iter(keep_papers(paper, now)), None)
        made.entered_by_label, made.entered_at = acting.signature[:60], now
        made.save(force_insert=True)
        _add_duties(made, meeting.duties)
        record("cases.record_meeting", "case", case.id, after={"meeting": str(made.id)})
    return made


def finish_duty(
    *, case_id: UUID, duty_id: UUID, done_on: date, words: str, acting: Actor, now: datetime
) -> MeetingDuty:
    """Note that what the 责任清单 asks was done, on which day and how it shows.

    Raises:
        InvalidInputError: ``cases.no_duty``, ``cases.no_words``, ``cases.day_in_future``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id)
        duties = MeetingDuty.objects.filter(meeting__case_id=case.id, done_on__isnull=True)
        duty: MeetingDuty | None = duties.filter(id=duty_id).first()
        if duty is None:
            raise InvalidInputError("cases.no_duty")
        if done_on > legal_day(now):
            raise InvalidInputError("cases.day_in_future")
        duty.done_on, duty.done_words = done_on, clean_line(words, limit=300)
        if not duty.done_words:
            raise InvalidInputError("cases.no_words")
        duty.save(update_fields=["done_on", "done_words"])
        record("cases.finish_duty", "case", case.id, after={"duty": str(duty.id)})
    return duty


def _fill(made: Meeting, meeting: MeetingInput) -> None:
    made.title = clean_line(meeting.title, limit=120)
    made.place = clean_line(meeting.place, limit=120)
    made.chaired_by = clean_line(meeting.chaired_by, limit=60)
    made.agenda = clean_text(meeting.agenda, limit=MAX_WORDS).strip()
    made.minutes = clean_text(meeting.minutes, limit=MAX_WORDS).strip()
    rows = (clean_line(one, limit=60) for one in meeting.attendees[:MAX_ROWS])
    made.attendees = [one for one in rows if one]


def _check(made: Meeting, *, has_paper: bool, today: date) -> None:
    if not made.title:
        raise InvalidInputError("cases.no_meeting_title")
    if made.held_on > today:
        raise InvalidInputError("cases.day_in_future")
    if not made.attendees:
        raise InvalidInputError("cases.no_attendees")
    if not made.minutes and not has_paper:
        raise InvalidInputError("cases.no_minutes", basis="办案规则第70条")


def _add_duties(made: Meeting, duties: Sequence[DutyInput]) -> None:
    rows = [
        MeetingDuty(
            meeting=made,
            position=place,
            words=clean_line(duty.words, limit=300),
            responsible=clean_line(duty.responsible, limit=80),
            due_on=duty.due_on,
        )
        for place, duty in enumerate(duties[:MAX_ROWS])
        if duty.words.strip()
    ]
    if any(not row.responsible for row in rows):
        raise InvalidInputError("cases.no_responsible")
    MeetingDuty.objects.bulk_create(rows)
