"""跟进调查: after a suggestion or announcement, two 检察人员 see how things stand (第77、93条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case, FollowUp
from xiezhi.cases.rules.grounds import FINDING_LABELS, Finding, NotPerformed
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.pictures import BEFORE_WORDS
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.services._people import investigators
from xiezhi.cases.services._pictures import Owner, Scene, check_pictures, keep_pictures
from xiezhi.cases.services.picture_input import Picture
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act

MAX_WORDS: Final = 4000
FOLLOWED: Final = frozenset(
    {
        CaseState.FOLLOW_UP,
        CaseState.OBJECTED,
        CaseState.ESCALATED,
        CaseState.SUSPENDED,
        CaseState.ANNOUNCED,
        CaseState.UNDER_REVIEW,
        CaseState.REVIEWED,
        CaseState.SUED,
    }
)
"""From the day the suggestion is served; the end of the reply period is not waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpInput:
    """A follow-up investigation as its record says.

    Attributes:
        helpers: 特邀检察官助理, 代表, 网格员 who took part; they never make the second of two.
        has_measures: measures were taken, whatever they came to.
        record: the signed 现场核查笔录.
        witness: 见证人 of the pictures; 无 where there was none.
    """

    done_on: date
    place: str
    staff_ids: Sequence[UUID]
    words: str
    finding: Finding
    record: IncomingFile | None
    helpers: Sequence[str] = ()
    has_measures: bool = False
    not_performed: frozenset[NotPerformed] = frozenset()
    next_step: str = ""
    pictures: Sequence[Picture] = ()
    witness: str = ""


def record_follow_up(
    *, case_id: UUID, follow_up: FollowUpInput, acting: Actor, now: datetime
) -> FollowUp:
    """Record a follow-up investigation; it lights the lamps 已采取措施 and 经核实整改到位.

    Raises:
        ConflictError: ``cases.not_followed_up_now``.
        InvalidInputError: ``cases.no_words``, ``cases.no_place``, ``cases.no_record``,
            ``cases.day_in_future``, ``cases.not_performed_missing``, ``cases.performed_after_all``,
            ``cases.taken_in_future``, ``cases.no_picture_of_case``.
        RuleRefusedError: ``cases.two_staff_needed``, ``cases.recused``, ``cases.not_procuratorial``.
    """
    papers = check_papers([follow_up.record])
    pictures = check_pictures(follow_up.pictures, now)
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id, lock=True)
        if case.state not in FOLLOWED:
            raise ConflictError("cases.not_followed_up_now", basis="办案规则第77条")
        _check(case, follow_up, has_record=bool(papers), today=legal_day(now))
        made = _new(case, follow_up, keep_papers(papers, now)[0], acting=acting, now=now)
        keep_pictures(case, Owner(follow_up=made), pictures, _scene(made, follow_up), now=now)
        _light(case, made)
        after = {"follow_up": str(made.id), "finding": made.finding}
        record("cases.record_follow_up", "case", case.id, after=after)
    return made


def _scene(made: FollowUp, given: FollowUpInput) -> Scene:
    return Scene(
        day=made.done_on,
        place=made.place,
        taken_by="、".join(made.staff)[:60],
        proves_before=BEFORE_WORDS,
        proves_after=f"整改后状况：{FINDING_LABELS[Finding(made.finding)]}",
        witness=clean_line(given.witness, limit=60),
    )


def _check(case: Case, given: FollowUpInput, *, has_record: bool, today: date) -> None:
    if not given.words.strip():
        raise InvalidInputError("cases.no_words")
    if not given.place.strip():
        raise InvalidInputError("cases.no_place")
    if not has_record:
        raise InvalidInputError("cases.no_record")
    if given.done_on > today:
        raise InvalidInputError("cases.day_in_future")
    if given.finding is Finding.ALL and given.not_performed:
        raise InvalidInputError("cases.performed_after_all", basis="办案规则第82条")
    is_over = case.rectification_due_on is not None and given.done_on > case.rectification_due_on
    is_wanting = given.finding is not Finding.ALL and not given.not_performed
    if case.kind == CaseKind.ADMINISTRATIVE and is_over and is_wanting:
        raise InvalidInputError("cases.not_performed_missing", basis="办案规则第82条")


def _new(
    case: Case, given: FollowUpInput, record_file_id: UUID, *, acting: Actor, now: datetime
) -> FollowUp:
    staff = investigators(case, given.staff_ids, given.done_on)
    made: FollowUp = FollowUp.objects.create(
        case=case,
        done_on=given.done_on,
        place=clean_line(given.place, limit=120),
        staff=staff,
        staff_count=len(staff),
        helpers=[clean_line(one, limit=60) for one in given.helpers if one.strip()],
        words=clean_text(given.words, limit=MAX_WORDS).strip(),
        finding=given.finding,
        has_measures=given.has_measures or given.finding is Finding.ALL,
        not_performed=sorted(given.not_performed),
        next_step=clean_line(given.next_step, limit=200),
        record_file_id=record_file_id,
        entered_by_label=acting.signature[:60],
        entered_at=now,
    )
    return made


def _light(case: Case, made: FollowUp) -> None:
    case.finding = made.finding
    if made.has_measures:
        case.measures_on = case.measures_on or made.done_on
    case.verified_on = made.done_on if made.finding == Finding.ALL else None
    case.save(update_fields=["finding", "measures_on", "verified_on"])
