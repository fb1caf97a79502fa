"""巡查: a place given to grid members to look over, taken back, and what it ended with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.typists import typist_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import public_id
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import INBOX_ONLY, LOUDLY, Draft, send_message
from xiezhi.notifications.services.reading import mark_received
from xiezhi.supporters.models import Patrol
from xiezhi.supporters.rules.patrol import MOST_REPORTS, PATROL_RESULT_LABELS, PatrolResult
from xiezhi.supporters.selectors.on_duty import get_grid_member_on_duty
from xiezhi.supporters.selectors.patrols import access_member_patrol, access_patrol

MAX_PLACE: Final = 120
MAX_WORDS: Final = 300
MAX_RESULT_WORDS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolDraft:
    """What members are asked to look over, what for, and until when."""

    place_words: str
    words: str
    due_on: date


def give_patrols(
    *, supporter_ids: Sequence[UUID], draft: PatrolDraft, acting: Actor, now: datetime
) -> list[Patrol]:
    """Ask grid members to look a place over, each with a patrol of their own.

    Raises:
        InvalidInputError: ``supporters.patrol_without_place``, ``supporters.patrol_day``,
            ``supporters.nobody_to_call``, ``supporters.not_on_duty``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SEND_FIELD_TASK)
        place = clean_line(draft.place_words, limit=MAX_PLACE)
        words = clean_line(draft.words, limit=MAX_WORDS)
        if not place or not words:
            raise InvalidInputError("supporters.patrol_without_place")
        if draft.due_on < legal_day(now):
            raise InvalidInputError("supporters.patrol_day")
        if not supporter_ids:
            raise InvalidInputError("supporters.nobody_to_call")
        given = []
        for supporter_id in dict.fromkeys(supporter_ids):
            member = get_grid_member_on_duty(supporter_id, legal_day(now))
            patrol: Patrol = Patrol.objects.create(
                id=public_id(),
                supporter=member,
                place_words=place,
                words=words,
                due_on=draft.due_on,
                asked_by_id=typist_of(acting),
                asked_at=now,
            )
            record("supporters.give_patrol", "patrol", patrol.id, after={"member": member.label})
            tell_member_of_patrol(patrol, acting=acting, now=now)
            given.append(patrol)
    return given


def answer_patrol(
    *,
    patrol_id: UUID,
    report_ids: Sequence[UUID] = (),
    words: str = "",
    submission_key: UUID | None = None,
    acting: Actor,
    now: datetime,
) -> Patrol:
    """End a patrol: nothing found, or by reports; whoever calls has checked that they are own ones.

    Raises:
        ConflictError: ``supporters.patrol_done``.
    """
    with act(acting=acting, now=now) as record:
        patrol = access_member_patrol(acting, patrol_id, lock=True)
        if patrol.done_at is not None:
            raise ConflictError("supporters.patrol_done")
        patrol.report_ids = list(dict.fromkeys(report_ids))[:MOST_REPORTS]
        patrol.result = PatrolResult.REPORTED if patrol.report_ids else PatrolResult.CLEAR
        patrol.result_words = clean_line(words, limit=MAX_RESULT_WORDS)
        patrol.done_at, patrol.submission_key = now, submission_key
        patrol.save()
        mark_received(about=("patrol", patrol.id), acting=acting, now=now)
        record("supporters.answer_patrol", "patrol", patrol.id, after={"result": patrol.result})
        tell_sender_of_patrol(patrol, acting.label, acting=acting, now=now)
    return patrol


def take_back_patrol(*, patrol_id: UUID, acting: Actor, now: datetime) -> Patrol:
    """Take back a patrol not done yet.

    Raises:
        NotFoundError: ``supporters.no_patrol``.
        ConflictError: ``supporters.patrol_done``.
    """
    with act(acting=acting, now=now) as record:
        patrol = access_patrol(acting, patrol_id, lock=True)
        if patrol.done_at is not None or patrol.withdrawn_at is not None:
            raise ConflictError("supporters.patrol_done")
        patrol.withdrawn_at = now
        patrol.save(update_fields=["withdrawn_at"])
        record("supporters.take_back_patrol", "patrol", patrol.id)
    return patrol


def tell_member_of_patrol(patrol: Patrol, *, acting: Actor, now: datetime) -> None:
    """Tell the member of a patrol; once."""
    send_message(
        to=Recipient(kind=RecipientKind.SUPPORTER, id=patrol.supporter_id),
        draft=Draft(
            kind="supporters.patrol",
            title=f"巡查：{patrol.place_words}",
            notice=Notice.MEMBER_TASK,
            path=f"/mine/patrols/{patrol.id}/",
            about=("patrol", patrol.id),
            sender_id=patrol.asked_by_id,
            sender_path="/desk/office/patrols/",
            dedup_key=f"patrol:{patrol.id}",
        ),
        acting=acting,
        now=now,
        channels=LOUDLY,
    )


def tell_sender_of_patrol(patrol: Patrol, label: str, *, acting: Actor, now: datetime) -> None:
    """Tell whoever gave a patrol what it ended with; outside nobody is known."""
    if patrol.asked_by_id is None:
        return
    result = PATROL_RESULT_LABELS[PatrolResult(patrol.result)]
    draft = Draft(
        kind="supporters.patrol_done",
        title=f"{label}巡查完毕：{result}",
        notice=Notice.NEW_MESSAGE,
        path="/desk/office/patrols/?tab=done",
        dedup_key=f"patrol:{patrol.id}:done",
    )
    to = Recipient(kind=RecipientKind.STAFF, id=patrol.asked_by_id)
    send_message(to=to, draft=draft, acting=acting, now=now, channels=INBOX_ONLY)
