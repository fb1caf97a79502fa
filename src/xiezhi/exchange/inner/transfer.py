"""移送其他检察院: a lead decided to go to another procuratorate, and one that came from there.

Source: 办案规则第26条.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.offices import get_office
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.exchange.inner.telling import (
    Telling,
    assessment_of,
    check_nobody_named,
    label_of,
    shared_copies,
    told_body,
)
from xiezhi.exchange.models import ReceivedMatter, SentMatter
from xiezhi.exchange.rules.handlers import APPLIED, Applied, Arriving, Crossed, PeerView, waits
from xiezhi.exchange.rules.items import Item, ItemKind, PeerKind
from xiezhi.exchange.rules.matters import CarriedMatter, MatterAnswer
from xiezhi.exchange.selectors.matters import list_answered, list_sent_to
from xiezhi.exchange.selectors.peers import family_ids, get_peer
from xiezhi.exchange.services.matters import (
    CameBack,
    HandedOn,
    item_of_matter,
    send_matter,
    take_answer,
    take_matter,
)
from xiezhi.exchange.services.registry import register_receiver, register_sender
from xiezhi.infra.offices import slug_of
from xiezhi.infra.tenant import current_tenant
from xiezhi.intake.rules.pool import PlaceSource
from xiezhi.intake.rules.submission import MAX_WORDS, Place, Submission
from xiezhi.intake.services.entering import Entry, enter_report
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import RuleRefusedError
from xiezhi.law.sources import IntakeChannel
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services.office_effects import take_transfer_answer
from xiezhi.ledger.rules.canonical import Json

BASIS: Final = "办案规则第26条"
_NUMBER_CHARACTERS: Final = 60


def transfer_lead(
    *,
    lead_id: UUID,
    peer_id: UUID,
    telling: Telling,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> SentMatter:
    """Have a lead decided 移送其他检察院 cross with the next package to that procuratorate.

    Raises:
        RuleRefusedError: ``exchange.not_decided``: the lead was not decided to go; a name or a
            telephone in the words; ``exchange.not_to_this_peer``.
        ConflictError: ``exchange.matter_sent``.
        InvalidInputError: the codes of `told_body` and `shared_copies`.
    """
    require(acting, Action.HANDLE_LEAD)
    lead = access_lead(acting, lead_id, lock=True)
    if lead.state != LeadState.TRANSFER_OFFERED:
        raise RuleRefusedError("exchange.not_decided", basis=BASIS)
    assessment = assessment_of(lead)
    files = shared_copies(lead, telling.picture_ids)
    body = told_body(lead, telling, office) | {
        "authenticity": assessment.authenticity,
        "verifiability": assessment.verifiability,
        "reason": assessment.reason,
        "contact_words": telling.contact_words[:120],
        "pictures": [{"file": one.sha256, "media_type": "image/jpeg"} for one in files],
    }
    said = f"{assessment.authenticity}\n{assessment.verifiability}\n{assessment.reason}"
    check_nobody_named(lead, said)
    handed = HandedOn(
        carried=CarriedMatter.TRANSFER,
        lead_id=lead.id,
        lead_label=label_of(lead),
        body=body,
        files=tuple(files),
        file_ids=tuple(telling.picture_ids),
    )
    return send_matter(handed=handed, peer_id=peer_id, acting=acting, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterSender:
    """Sends what was handed on, of one sort."""

    kind: ItemKind
    carried: CarriedMatter

    def collect(self, *, peer: PeerView, crossed: Crossed, now: datetime) -> Iterator[Item]:  # noqa: ARG002  # the protocol's
        """Yield the matters for a peer; those that crossed fall out as unchanged."""
        for matter in list_sent_to(family_ids(get_peer(peer.id)), self.carried):
            if matter.id not in crossed:
                yield item_of_matter(matter)


class TransferReceiver:
    """Takes a transferred lead as a 反映信息 of the pool, and into the register."""

    kind: Final = ItemKind.LEAD_TRANSFER

    def apply(self, arriving: Arriving, *, acting: Actor, now: datetime) -> Applied:
        """Enter the report as the import; nobody of this office registered it by hand."""
        by_import = system_actor(current_tenant(), label=acting.signature)
        report = enter_report(
            entry=_entry(arriving),
            office=get_office(slug_of(current_tenant())),
            acting=by_import,
            now=now,
        )
        take_matter(
            carried=CarriedMatter.TRANSFER,
            arriving=arriving,
            report_id=report.id,
            acting=acting,
            now=now,
        )
        return APPLIED


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSender:
    """Sends the answers given to matters of one sort."""

    kind: ItemKind
    carried: CarriedMatter
    about: str
    """The field that names the matter answered."""

    def collect(self, *, peer: PeerView, crossed: Crossed, now: datetime) -> Iterator[Item]:  # noqa: ARG002  # the protocol's
        """Yield every answer to the peer's matters; those sent fall out as unchanged."""
        office = get_office(slug_of(current_tenant()))
        for matter in list_answered(family_ids(get_peer(peer.id)), self.carried):
            yield Item(
                kind=self.kind,
                object_id=str(matter.id),
                body=self._body(matter, office.name),
            )

    def _body(self, matter: ReceivedMatter, office_name: str) -> dict[str, Json]:
        body: dict[str, Json] = {
            self.about: matter.id,
            "office_name": office_name,
            "number": matter.answer_number,
            "answered_on": matter.answered_on,
            "note": matter.answer_note,
        }
        if self.carried is not CarriedMatter.FILING:
            body["answer"] = matter.answer
        return body


class TransferAnswerReceiver:
    """Writes the other procuratorate's answer to the lead and moves it when accepted."""

    kind: Final = ItemKind.TRANSFER_RECEIPT

    def apply(self, arriving: Arriving, *, acting: Actor, now: datetime) -> Applied:
        """Take the answer; one to a matter we never sent waits."""
        came = came_back(arriving, "transfer")
        matter = take_answer(came=came, arriving=arriving, acting=acting, now=now)
        if matter is None:
            return waits("exchange.waits_for_matter")
        take_transfer_answer(
            lead_id=matter.lead_id,
            is_accepted=came.answer is MatterAnswer.ACCEPTED,
            words=f"{arriving.item.body['office_name']} {came.number}".strip(),
            acting=acting,
            now=now,
        )
        return APPLIED


def came_back(arriving: Arriving, about: str) -> CameBack:
    """Return the answer an item brings."""
    body = arriving.item.body
    return CameBack(
        matter_id=UUID(str(body[about])),
        answer=MatterAnswer(str(body.get("answer") or MatterAnswer.FILED)),
        number=str(body.get("number") or ""),
        answered_on=date.fromisoformat(str(body["answered_on"])),
        note=str(body.get("note") or ""),
    )


def register() -> None:
    """Name the handlers of transfers."""
    carried = CarriedMatter.TRANSFER
    register_sender(MatterSender(kind=ItemKind.LEAD_TRANSFER, carried=carried))
    register_sender(AnswerSender(kind=ItemKind.TRANSFER_RECEIPT, carried=carried, about="transfer"))
    register_receiver(TransferReceiver())
    register_receiver(TransferAnswerReceiver())


def _entry(arriving: Arriving) -> Entry:
    """Return a transferred lead as something entered: facts, place, pictures, where it is from."""
    body = arriving.item.body
    sender, reference = str(body["office_name"]), str(body["reference"])
    is_superior = arriving.peer.kind is PeerKind.SUPERIOR
    channel = (
        IntakeChannel.SUPERIOR_ASSIGNMENT if is_superior else IntakeChannel.PROCURATORATE_TRANSFER
    )
    return Entry(
        submission=Submission(
            submission_key=UUID(arriving.item.object_id),
            words=_cut(str(body["facts"])),
            place=Place(
                town=str(body.get("town") or "")[:30],
                words=str(body.get("place_words") or "")[:200],
                latitude=_number(body.get("latitude")),
                longitude=_number(body.get("longitude")),
                source=PlaceSource.MANUAL if body.get("latitude") else PlaceSource.NONE,
            ),
            consents_to_position=True,
        ),
        channel=channel,
        photos=_photos(arriving),
        title=str(body["title"]),
        external_number=f"{sender} {reference}"[:_NUMBER_CHARACTERS],
        origin=f"{sender} {reference}"[:_NUMBER_CHARACTERS],
    )


def _photos(arriving: Arriving) -> list[IncomingFile]:
    photos = []
    for place, file in enumerate(arriving.item.files, start=1):
        with arriving.open_file(file.sha256) as stream:
            photos.append(IncomingFile(name=f"{place}.jpg", data=stream.read()))
    return photos


def _cut(facts: str) -> str:
    """Return facts as long as a report's words may be; the register keeps all of them."""
    if len(facts) <= MAX_WORDS:
        return facts
    rest = "……（全文见移送来的线索登记）"
    return facts[: MAX_WORDS - len(rest)] + rest


def _number(text: Json) -> float | None:
    return None if text is None else float(str(text))
