"""Handing a lead to another procuratorate, taking one from it, and the answers both ways.

What of this touches the lead itself is done by ``exchange.inner``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.exchange.models import ExchangePeer, ReceivedMatter, SentMatter
from xiezhi.exchange.rules.allow_list import check_item
from xiezhi.exchange.rules.handlers import Arriving
from xiezhi.exchange.rules.items import Item, ItemFile
from xiezhi.exchange.rules.matters import ANSWERS, ITEM_OF, OBJECT_OF, CarriedMatter, MatterAnswer
from xiezhi.exchange.selectors.matters import access_received, is_on_its_way, list_receivers
from xiezhi.exchange.selectors.peers import family_ids, get_peer
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    RuleRefusedError,
)
from xiezhi.kernel.ids import public_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act

_RIGHT_TO_ANSWER: Final = {
    CarriedMatter.TRANSFER: Action.REGISTER_LEAD,
    CarriedMatter.FILING: Action.IMPORT_PACKAGE,
    CarriedMatter.CASE: Action.OPEN_CASE,
}
_RIGHT_TO_SEND: Final = {
    CarriedMatter.TRANSFER: Action.HANDLE_LEAD,
    CarriedMatter.FILING: Action.HANDLE_LEAD,
    CarriedMatter.CASE: Action.HANDLE_CASE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn:
    """What is handed to another procuratorate: the lead or case by value, and the fields that cross.

    Attributes:
        file_ids: the files of this office that ``files`` are the contents of.
    """

    carried: CarriedMatter
    lead_id: UUID
    lead_label: str
    body: Mapping[str, Json]
    files: tuple[ItemFile, ...] = ()
    file_ids: tuple[UUID, ...] = ()


def send_matter(*, handed: HandedOn, peer_id: UUID, acting: Actor, now: datetime) -> SentMatter:
    """Have a matter cross with the next package to a peer.

    The caller accessed the lead and checked that it may go.

    Raises:
        RuleRefusedError: ``exchange.not_to_this_peer``.
        ConflictError: ``exchange.matter_sent``: it went there already.
        InvalidInputError: the codes of `check_item`.
    """
    with act(acting=acting, now=now) as record:
        require(acting, _RIGHT_TO_SEND[handed.carried])
        peer = find_receiver(handed.carried, peer_id)
        matter = SentMatter(
            id=public_id(),
            carried=handed.carried,
            lead_id=handed.lead_id,
            lead_label=handed.lead_label,
            peer=peer,
            body=dict(handed.body),
            files=[{"sha256": one.sha256, "size_bytes": one.size_bytes} for one in handed.files],
            file_ids=[str(one) for one in handed.file_ids],
            written_by_id=acting.id,
            written_by_label=acting.signature[:80],
            written_at=now,
        )
        check_item(item_of_matter(matter))
        try:
            with transaction.atomic():
                matter.save(force_insert=True)
        except IntegrityError as error:
            raise ConflictError("exchange.matter_sent") from error
        record(
            f"exchange.send_{handed.carried}",
            OBJECT_OF[handed.carried],
            handed.lead_id,
            after={"peer": str(peer.id)},
        )
    return matter


def withdraw_matter(*, lead_id: UUID, matter_id: UUID, acting: Actor, now: datetime) -> SentMatter:
    """Take a matter back that no package carries yet.

    Raises:
        NotFoundError: ``exchange.no_matter``.
        ConflictError: ``exchange.matter_on_its_way``.
    """
    with act(acting=acting, now=now) as record:
        sent = SentMatter.objects.select_for_update().filter(id=matter_id, lead_id=lead_id)
        matter: SentMatter | None = sent.filter(withdrawn_at__isnull=True).first()
        if matter is None:
            raise NotFoundError("exchange.no_matter")
        carried = CarriedMatter(matter.carried)
        require(acting, _RIGHT_TO_SEND[carried])
        if is_on_its_way(matter):
            raise ConflictError("exchange.matter_on_its_way")
        matter.withdrawn_at = now
        matter.save(update_fields=["withdrawn_at"])
        record(f"exchange.withdraw_{carried}", OBJECT_OF[carried], lead_id)
    return matter


def take_matter(
    *,
    carried: CarriedMatter,
    arriving: Arriving,
    report_id: UUID | None = None,
    files: Mapping[str, UUID] | None = None,
    acting: Actor,
    now: datetime,
) -> ReceivedMatter:
    """Enter a matter that came from another procuratorate into the register, once."""
    with act(acting=acting, now=now) as record:
        matter, is_new = ReceivedMatter.objects.get_or_create(
            id=UUID(arriving.item.object_id),
            defaults={
                "carried": carried,
                "peer_id": arriving.peer.id,
                "body": dict(arriving.item.body),
                "received_at": now,
                "report_id": report_id,
                "files": {sha256: str(one) for sha256, one in (files or {}).items()},
            },
        )
        if not is_new:
            matter.body = dict(arriving.item.body)
            matter.save(update_fields=["body"])
        record(f"exchange.take_{carried}", "matter", matter.id)
    found: ReceivedMatter = matter
    return found


def note_case_opened(
    *, matter_id: UUID, case_id: UUID, acting: Actor, now: datetime
) -> ReceivedMatter:
    """Note which case was opened of a case that was handed over; part of opening it.

    Raises:
        NotFoundError: ``exchange.no_matter``.
    """
    with act(acting=acting, now=now) as record:
        matter = access_received(acting, matter_id, lock=True)
        matter.case_id = case_id
        matter.save(update_fields=["case_id"])
        record("exchange.open_case", "matter", matter.id, after={"case": str(case_id)})
    return matter


def answer_matter(
    *,
    matter_id: UUID,
    answer: MatterAnswer,
    number: str,
    answered_on: date,
    words: str = "",
    acting: Actor,
    now: datetime,
) -> ReceivedMatter:
    """Answer a matter 回执; the answer crosses with the next package to its sender.

    An answer given may be corrected or completed: the newest one is sent again.

    Raises:
        RuleRefusedError: ``exchange.answer_not_for_this``.
        InvalidInputError: ``exchange.no_number``, ``exchange.day_in_future``.
    """
    with act(acting=acting, now=now) as record:
        matter = access_received(acting, matter_id, lock=True)
        carried = CarriedMatter(matter.carried)
        require(acting, _RIGHT_TO_ANSWER[carried])
        if answer not in ANSWERS[carried]:
            raise RuleRefusedError("exchange.answer_not_for_this")
        if answered_on > legal_day(now):
            raise InvalidInputError("exchange.day_in_future")
        matter.answer, matter.answer_number = answer, clean_line(number, limit=60)
        if carried is CarriedMatter.FILING and not matter.answer_number:
            raise InvalidInputError("exchange.no_number")
        matter.answered_on, matter.answer_note = answered_on, clean_text(words, limit=2000)
        matter.answered_by_label, matter.answered_at = acting.signature[:80], now
        matter.save()
        record(f"exchange.answer_{carried}", "matter", matter.id, after={"answer": answer.value})
    return matter


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """An answer as it came from the other procuratorate."""

    matter_id: UUID
    answer: MatterAnswer
    number: str
    answered_on: date
    note: str


def take_answer(
    *, came: CameBack, arriving: Arriving, acting: Actor, now: datetime
) -> SentMatter | None:
    """Write an answer to the matter it is about; None when no such matter went to that peer."""
    family = _family_of(arriving)
    matters = SentMatter.objects.select_for_update().filter(id=came.matter_id, peer_id__in=family)
    matter: SentMatter | None = matters.first()
    if matter is None:
        return None
    with act(acting=acting, now=now) as record:
        matter.answer, matter.answer_number = came.answer, came.number
        matter.answered_on, matter.answer_note = came.answered_on, came.note
        matter.answer_came_at = now
        matter.save()
        about = OBJECT_OF[CarriedMatter(matter.carried)]
        record("exchange.take_answer", about, matter.lead_id, after={"answer": came.answer.value})
    return matter


def item_of_matter(matter: SentMatter) -> Item:
    """Return a matter as the item it crosses as."""
    return Item(
        kind=ITEM_OF[CarriedMatter(matter.carried)],
        object_id=str(matter.id),
        body=matter.body,
        files=tuple(
            ItemFile(sha256=one["sha256"], size_bytes=one["size_bytes"]) for one in matter.files
        ),
    )


def find_receiver(carried: CarriedMatter, peer_id: UUID) -> ExchangePeer:
    """Return a peer such a matter may go to.

    Raises:
        RuleRefusedError: ``exchange.not_to_this_peer``.
    """
    for peer in list_receivers(carried):
        if peer.id == peer_id:
            return peer
    raise RuleRefusedError("exchange.not_to_this_peer")


def _family_of(arriving: Arriving) -> list[UUID]:
    return family_ids(get_peer(arriving.peer.id))
