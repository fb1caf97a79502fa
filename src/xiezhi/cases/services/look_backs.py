"""回头看: closed cases looked at again; what rebounded becomes a new lead, the case stays closed."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case, LookBack, LookBackBatch
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.follow_up import LOOK_BACK_LABELS, LookBackResult, SamplingWay
from xiezhi.cases.rules.look_backs import MAX_MONTHS, drawn
from xiezhi.cases.rules.pictures import BEFORE_WORDS
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.access import access_case, visible_cases
from xiezhi.cases.services._people import investigators
from xiezhi.cases.services._pictures import Owner, Scene, check_pictures, keep_pictures
from xiezhi.cases.services._planning import plan_after, plan_in_batch
from xiezhi.cases.services._procedure import DUE_FIELDS, repeat_nearest
from xiezhi.cases.services.picture_input import Picture
from xiezhi.clocks.services.running import stop_clock_about
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.rules.submission import Place, Submission
from xiezhi.intake.services.entering import Entry, enter_report
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.law.sources import IntakeChannel
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services.registration import Registration, register_lead
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act

MAX_WORDS: Final = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchInput:
    """A batch of 回头看.

    Attributes:
        case_ids: the closed cases it is made from: all of them, or the pool to draw from.
        draw: how many are drawn, for SamplingWay.RANDOM.
    """

    title: str
    way: SamplingWay
    due_on: date
    case_ids: Sequence[UUID]
    basis: str = ""
    draw: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBackInput:
    """What was seen, by whom. ``witness`` of the pictures; 无 where there was none."""

    done_on: date
    place: str
    words: str
    result: LookBackResult
    staff_ids: Sequence[UUID]
    helpers: Sequence[str] = ()
    record: IncomingFile | None = None
    pictures: Sequence[Picture] = ()
    witness: str = ""


def plan_look_back(*, case_id: UUID, months: int, acting: Actor, now: datetime) -> LookBack:
    """Set a day on which a closed case is looked at again, some months after it was closed.

    Raises:
        InvalidInputError: ``cases.no_months``.
        ConflictError: ``cases.not_closed``, ``cases.look_back_planned``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id, lock=True)
        if case.state != CaseState.CLOSED or case.closed_on is None:
            raise ConflictError("cases.not_closed")
        if not 0 < months <= MAX_MONTHS:
            raise InvalidInputError("cases.no_months", most=MAX_MONTHS)
        if case.look_backs.filter(
            months=months, done_on__isnull=True, called_off_on__isnull=True
        ).exists():
            raise ConflictError("cases.look_back_planned")
        planned = plan_after(case, case.closed_on, months)
        _repeat_nearest(case)
        after = {"due_on": planned.due_on.isoformat()}
        record("cases.plan_look_back", "case", case.id, after=after)
    return planned


def make_batch(*, batch: BatchInput, acting: Actor, now: datetime) -> LookBackBatch:
    """Make a batch; a random one keeps its seed and its pool, so that anybody can draw it again.

    Raises:
        InvalidInputError: ``cases.no_batch_title``, ``cases.no_cases``, ``cases.draw_too_many``.
        ConflictError: ``cases.not_closed``: one of the cases is not closed, or may not be seen.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.ASSIGN_LEAD)
        title = clean_line(batch.title, limit=120)
        pool = sorted(dict.fromkeys(batch.case_ids), key=str)
        _check_batch(batch, title, len(pool))
        closed = visible_cases(acting).filter(id__in=pool, state=CaseState.CLOSED)
        if closed.count() != len(pool):
            raise ConflictError("cases.not_closed")
        is_random = batch.way is SamplingWay.RANDOM
        seed = secrets.token_hex(16) if is_random else ""
        chosen = (
            drawn([str(one) for one in pool], seed, batch.draw) if is_random else [*map(str, pool)]
        )
        made: LookBackBatch = LookBackBatch.objects.create(
            title=title,
            basis=clean_line(batch.basis, limit=200),
            way=batch.way,
            seed=seed,
            pool=[str(one) for one in pool],
            made_on=legal_day(now),
            made_by_label=acting.signature[:60],
        )
        _plan_each(made, chosen, batch.due_on)
        taken: list[Json] = list(chosen)
        record("cases.make_batch", "look_back_batch", made.id, after={"seed": seed, "cases": taken})
    return made


def record_look_back(
    *, look_back_id: UUID, seen: LookBackInput, acting: Actor, now: datetime
) -> LookBack:
    """Record what a 回头看 found. A rebound is a new lead to be registered; the case stays closed.

    Raises:
        InvalidInputError: ``cases.no_look_back``, ``cases.no_words``, ``cases.no_place``,
            ``cases.day_in_future``, ``cases.taken_in_future``, ``cases.no_picture_of_case``.
        ConflictError: ``cases.look_back_done``.
        RuleRefusedError: ``cases.two_staff_needed``, ``cases.not_procuratorial``.
    """
    files, pictures = check_papers([seen.record]), check_pictures(seen.pictures, now)
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        look_back = _find(acting, look_back_id)
        _check_open(look_back)
        _check_seen(seen, legal_day(now))
        _fill(look_back, seen)
        look_back.record_file_id = next(iter(keep_papers(files, now)), None)
        look_back.entered_by_label = acting.signature[:60]
        look_back.save()
        scene = _scene(look_back, seen)
        keep_pictures(look_back.case, Owner(look_back=look_back), pictures, scene, now=now)
        _stop_clock(look_back)
        after = {"look_back": str(look_back.id), "result": look_back.result}
        record("cases.record_look_back", "case", look_back.case_id, after=after)
    return look_back


def call_look_back_off(
    *, look_back_id: UUID, reason: str, acting: Actor, now: datetime
) -> LookBack:
    """Let a planned 回头看 be: it stays in the ledger with the reason.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: ``cases.no_look_back``, ``cases.no_reason``.
        ConflictError: ``cases.look_back_done``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.ASSIGN_LEAD)
        look_back = _find(acting, look_back_id)
        _check_open(look_back)
        look_back.called_off_reason = clean_line(reason, limit=300)
        if not look_back.called_off_reason:
            raise InvalidInputError("cases.no_reason")
        look_back.called_off_on, look_back.entered_by_label = legal_day(now), acting.signature[:60]
        look_back.save()
        _stop_clock(look_back)
        after = {"look_back": str(look_back.id), "reason": look_back.called_off_reason}
        record("cases.call_look_back_off", "case", look_back.case_id, after=after)
    return look_back


def link_new_lead(*, look_back_id: UUID, lead_id: UUID, acting: Actor, now: datetime) -> LookBack:
    """Link the lead that was registered for a rebound or a new problem 转新线索.

    Raises:
        InvalidInputError: ``cases.no_look_back``.
        NotFoundError: ``leads.not_found``.
        ConflictError: ``cases.nothing_rebounded``, ``cases.lead_linked``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        look_back = _rebounded(acting, look_back_id)
        look_back.new_lead_id = access_lead(acting, lead_id).id
        look_back.save(update_fields=["new_lead"])
        after = {"look_back": str(look_back.id), "lead": str(lead_id)}
        record("cases.link_new_lead", "case", look_back.case_id, after=after)
    return look_back


def register_new_lead(  # one act, each value named
    *,
    look_back_id: UUID,
    registration: Registration,
    words: str,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> LookBack:
    """Register what rebounded as a new lead found in casework 转新线索; the case stays closed.

    Raises:
        InvalidInputError: ``cases.no_look_back``; the codes of entering and registering.
        ConflictError: ``cases.nothing_rebounded``, ``cases.lead_linked``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.REGISTER_LEAD)
        look_back = _rebounded(acting, look_back_id)
        case = look_back.case
        submission = Submission(
            submission_key=look_back.id,
            words=words,
            place=Place(town=case.town, words=look_back.place),
        )
        entry = Entry(
            submission=submission, channel=IntakeChannel.CASEWORK, title=registration.title
        )
        report = enter_report(entry=entry, office=office, acting=acting, now=now)
        lead = register_lead(
            report_ids=[report.id], registration=registration, acting=acting, now=now
        )
        look_back.new_lead_id = lead.id
        look_back.save(update_fields=["new_lead"])
        after = {"look_back": str(look_back.id), "lead": str(lead.id)}
        record("cases.register_new_lead", "case", case.id, after=after)
    return look_back


def _plan_each(made: LookBackBatch, chosen: Sequence[str], due_on: date) -> None:
    """Plan one for each case; cases are locked in one order, as every act on several locks them."""
    rows = Case.objects.select_for_update(of=("self",)).filter(id__in=[*map(UUID, chosen)])
    for case in rows.order_by("id"):
        plan_in_batch(case, made, due_on)
        _repeat_nearest(case)


def _repeat_nearest(case: Case) -> None:
    repeat_nearest(case)
    case.save(update_fields=list(DUE_FIELDS))


def _rebounded(acting: Actor, look_back_id: UUID) -> LookBack:
    look_back = _find(acting, look_back_id)
    if look_back.result not in {LookBackResult.REBOUND, LookBackResult.NEW_PROBLEM}:
        raise ConflictError("cases.nothing_rebounded")
    if look_back.new_lead_id is not None:
        raise ConflictError("cases.lead_linked")
    return look_back


def _check_open(look_back: LookBack) -> None:
    if look_back.done_on is not None or look_back.called_off_on is not None:
        raise ConflictError("cases.look_back_done")


def _stop_clock(look_back: LookBack) -> None:
    case = look_back.case
    on = look_back.done_on or look_back.called_off_on or look_back.due_on
    met = look_back.done_on is not None
    stop_clock_about(case.id, CaseRule.LOOK_BACK, look_back.id, due_on=None, on=on, met=met)
    _repeat_nearest(case)


def _fill(look_back: LookBack, seen: LookBackInput) -> None:
    look_back.done_on, look_back.result = seen.done_on, seen.result
    look_back.staff = investigators(look_back.case, seen.staff_ids, seen.done_on)
    look_back.helpers = [clean_line(one, limit=60) for one in seen.helpers if one.strip()]
    look_back.place = clean_line(seen.place, limit=120)
    look_back.words = clean_text(seen.words, limit=MAX_WORDS).strip()


def _scene(look_back: LookBack, seen: LookBackInput) -> Scene:
    return Scene(
        day=seen.done_on,
        place=look_back.place,
        taken_by="、".join(look_back.staff)[:60],
        proves_before=BEFORE_WORDS,
        proves_after=f"终结后“回头看”状况：{LOOK_BACK_LABELS[seen.result]}",
        witness=clean_line(seen.witness, limit=60),
    )


def _check_batch(batch: BatchInput, title: str, size: int) -> None:
    if not title:
        raise InvalidInputError("cases.no_batch_title")
    if not size:
        raise InvalidInputError("cases.no_cases")
    if batch.way is SamplingWay.RANDOM and not 0 < batch.draw <= size:
        raise InvalidInputError("cases.draw_too_many", size=size)


def _check_seen(seen: LookBackInput, today: date) -> None:
    if not seen.words.strip():
        raise InvalidInputError("cases.no_words")
    if not seen.place.strip():
        raise InvalidInputError("cases.no_place")
    if seen.done_on > today:
        raise InvalidInputError("cases.day_in_future")


def _find(acting: Actor, look_back_id: UUID) -> LookBack:
    rows = LookBack.objects.select_for_update(of=("self",)).select_related("case")
    found: LookBack | None = rows.filter(id=look_back_id, case__in=visible_cases(acting)).first()
    if found is None:
        raise InvalidInputError("cases.no_look_back")
    return found
