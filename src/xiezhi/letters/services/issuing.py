"""签发, 文号, 用印: recorded as the office did them; who decided and who typed stand apart."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.typists import typist_of
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.kernel.matters import MatterKind
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import Recorder, act
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.kinds import WRITTEN_HERE, IssueWay, LetterKind
from xiezhi.letters.rules.procedure import LetterEvent
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.selectors.letter_page import facts_of
from xiezhi.letters.selectors.matters import door_of
from xiezhi.letters.services._steps import StepWords, move
from xiezhi.letters.services.drafting import LetterText, about, fill, number_of

MAX_LABEL: Final = 30
MAX_REASON: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredIssue:
    """签发 on paper, typed by somebody else (代录): who signed, when, the signed 发文稿纸."""

    issued_by_label: str
    issued_on: date
    slip: IncomingFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """用印 as it was done: number of the OA, day, the sealed paper, the signed 用印审批单."""

    office_number: str
    sealed_on: date
    sealed_letter: IncomingFile | None = None
    seal_slip: IncomingFile | None = None


def issue_letter(
    *, letter_id: UUID, entered: EnteredIssue | None = None, acting: Actor, now: datetime
) -> Letter:
    """Sign a letter (本人线上), or enter that it was signed on paper (代录, with the slip).

    Raises:
        NotAllowedError: ``accounts.no_right``.
        RuleRefusedError: ``letters.issue_not_delegable``; what the matter's door refuses.
        InvalidInputError: ``letters.no_issuer``, ``letters.slip_missing``,
            ``letters.day_in_future``.
        TransitionRefusedError: it is neither a draft nor checked.
    """
    slips = check_papers([entered.slip if entered else None])
    with act(acting=acting, now=now) as record:
        letter = access_letter(acting, letter_id, lock=True)
        if entered is None:
            _issue_oneself(letter, acting, now)
        else:
            require(acting, Action.RECORD_DECISION)
            if not slips:
                raise InvalidInputError("letters.slip_missing")
            _enter_issue(letter, entered, now)
            letter.issue_slip_id = keep_papers(slips, now)[0]
        _check_door(letter)
        _move(letter, LetterEvent.ISSUE, acting=acting, now=now, record=record)
    return letter


def seal_letter(*, letter_id: UUID, sealing: Sealing, acting: Actor, now: datetime) -> Letter:
    """Record number and seal of a signed letter 用印.

    Raises:
        InvalidInputError: ``letters.no_office_number``, ``letters.day_in_future``,
            ``letters.sealed_before_issued``.
        TransitionRefusedError: it is not signed; ``letters.no_sealed_letter``.
    """
    papers = _look_through(sealing)
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_PAPER_REPLY)
        letter = access_letter(acting, letter_id, lock=True)
        _seal(letter, sealing, papers, now)
        _move(letter, LetterEvent.SEAL, acting=acting, now=now, record=record)
    return letter


def register_letter(
    *,
    letter_id: UUID,
    issue: EnteredIssue,
    sealing: Sealing,
    acting: Actor,
    now: datetime,
) -> Letter:
    """Record in one step that a letter was signed, numbered and sealed 登记发文.

    The sealed scan proves the signature; the signed 发文稿纸 may come along.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: as `issue_letter` and `seal_letter`.
        RuleRefusedError: what the matter's door refuses.
        TransitionRefusedError: it went out already; ``letters.no_sealed_letter``.
    """
    slips, papers = check_papers([issue.slip]), _look_through(sealing)
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        letter = access_letter(acting, letter_id, lock=True)
        _register(letter, issue, sealing, slips, papers, acting=acting, now=now, record=record)
    return letter


def register_paper(
    *,
    matter_kind: MatterKind,
    matter_id: UUID,
    text: LetterText,
    issue: EnteredIssue,
    sealing: Sealing,
    acting: Actor,
    now: datetime,
) -> Letter:
    """Record a letter that was written, signed and sealed outside (OA, paper) 登记发文.

    Its words may be missing: the sealed scan is the letter.

    Raises:
        InvalidInputError: as `write_letter` and `register_letter`.
        RuleRefusedError: what the matter's door refuses.
    """
    slips, papers = check_papers([issue.slip]), _look_through(sealing)
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        letter = about(door_of(matter_kind).access(acting, matter_id))
        fill(letter, text, acting)
        letter.written_by_id, letter.written_at = typist_of(acting), now
        letter.save()
        record("letters.write", "letter", letter.id, after={"unit": str(letter.unit_id)})
        _register(letter, issue, sealing, slips, papers, acting=acting, now=now, record=record)
    return letter


def correct_registration(  # one act, each value named
    *,
    letter_id: UUID,
    issue: EnteredIssue,
    sealing: Sealing,
    reason: str,
    acting: Actor,
    now: datetime,
) -> Letter:
    """Put right what was entered of signature, number and seal 更正发文登记.

    Without a new scan the one on file stays. The history keeps what stood before, and the reason.

    Raises:
        InvalidInputError: ``letters.no_reason``, ``letters.made_elsewhere``; as `register_letter`.
        TransitionRefusedError: it is not sealed, or withdrawn.
    """
    papers = _look_through(sealing)
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        letter = access_letter(acting, letter_id, lock=True)
        if letter.kind not in WRITTEN_HERE:
            raise InvalidInputError("letters.made_elsewhere")
        words = clean_text(reason, limit=MAX_REASON).strip()
        if not words:
            raise InvalidInputError("letters.no_reason")
        before = _registered_words(letter)
        if letter.issue_way != IssueWay.SELF:
            _enter_issue(letter, issue, now)
        _seal(letter, sealing, papers, now)
        said = StepWords(
            words=f"{words}（原登记：{before}）",
            decided_by=letter.issued_by_label,
            decided_on=letter.sealed_on,
        )
        facts = facts_of(acting, letter, has_issuer=False)
        event = LetterEvent.CORRECT
        move(letter, event, facts, acting=acting, now=now, record=record, said=said)
    return letter


def _registered_words(letter: Letter) -> str:
    days = (f"签发 {letter.issued_on}", f"用印 {letter.sealed_on}")
    return "，".join((letter.office_number, letter.issued_by_label, *days))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Papers:
    sealed: list[CheckedFile]
    slip: list[CheckedFile]


def _look_through(sealing: Sealing) -> _Papers:
    return _Papers(
        sealed=check_papers([sealing.sealed_letter]), slip=check_papers([sealing.seal_slip])
    )


def _register(  # noqa: PLR0917  # one act, each value named
    letter: Letter,
    issue: EnteredIssue,
    sealing: Sealing,
    slips: list[CheckedFile],
    papers: _Papers,
    *,
    acting: Actor,
    now: datetime,
    record: Recorder,
) -> None:
    if not letter.issued_by_label:
        _enter_issue(letter, issue, now)
    if slips:
        letter.issue_slip_id = keep_papers(slips, now)[0]
    _seal(letter, sealing, papers, now)
    _check_door(letter)
    _move(letter, LetterEvent.REGISTER, acting=acting, now=now, record=record)


def _issue_oneself(letter: Letter, acting: Actor, now: datetime) -> None:
    require(acting, Action.ISSUE_LETTER)
    if acting.on_behalf_of is not None:
        raise RuleRefusedError("letters.issue_not_delegable", basis="本院规定")
    letter.issued_by_label = acting.label[:MAX_LABEL]
    letter.issued_on, letter.issue_way = legal_day(now), IssueWay.SELF


def _enter_issue(letter: Letter, entered: EnteredIssue, now: datetime) -> None:
    label = clean_line(entered.issued_by_label, limit=MAX_LABEL)
    if not label:
        raise InvalidInputError("letters.no_issuer")
    if entered.issued_on > legal_day(now):
        raise InvalidInputError("letters.day_in_future")
    letter.issued_by_label, letter.issued_on = label, entered.issued_on
    letter.issue_way = IssueWay.ENTERED


def _seal(letter: Letter, sealing: Sealing, papers: _Papers, now: datetime) -> None:
    letter.office_number = number_of(sealing.office_number) or letter.office_number
    if not letter.office_number:
        raise InvalidInputError("letters.no_office_number")
    if sealing.sealed_on > legal_day(now):
        raise InvalidInputError("letters.day_in_future")
    if letter.issued_on is not None and sealing.sealed_on < letter.issued_on:
        raise InvalidInputError("letters.sealed_before_issued")
    letter.sealed_on = sealing.sealed_on
    if papers.sealed:
        letter.sealed_letter_id = keep_papers(papers.sealed, now)[0]
    if papers.slip:
        letter.seal_slip_id = keep_papers(papers.slip, now)[0]


def _check_door(letter: Letter) -> None:
    """Reports may have joined the matter since the words were written."""
    door = door_of(letter.matter_kind)
    door.may_go_out(letter.matter_id, LetterKind(letter.kind))
    door.check_words(letter.matter_id, f"{letter.title}\n{letter.body}")


def _move(
    letter: Letter, event: LetterEvent, *, acting: Actor, now: datetime, record: Recorder
) -> None:
    said = StepWords(
        words=letter.office_number if event is not LetterEvent.ISSUE else "",
        decided_by=letter.issued_by_label,
        decided_on=letter.sealed_on if event is LetterEvent.SEAL else letter.issued_on,
    )
    facts = facts_of(acting, letter, has_issuer=False)
    move(letter, event, facts, acting=acting, now=now, record=record, said=said)
