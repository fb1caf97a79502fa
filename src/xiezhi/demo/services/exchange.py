"""The demo's two offices exchange packages: leads transferred both ways, receipts, one in review."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.demo.exchange_tables import TransferredLead, transferred_leads
from xiezhi.demo.plan import at_work
from xiezhi.demo.services.carrying import Counter
from xiezhi.demo.services.neighbour import People, decide_transfer, member_actor, office_people
from xiezhi.demo.studio import Studio
from xiezhi.exchange.inner.telling import Telling, pictures_of, proposed_telling
from xiezhi.exchange.inner.transfer import transfer_lead
from xiezhi.exchange.models import ExchangePeer, ReceivedMatter
from xiezhi.exchange.rules.items import ItemKind, PeerKind
from xiezhi.exchange.rules.matters import CarriedMatter, MatterAnswer
from xiezhi.exchange.selectors.matters import list_received
from xiezhi.exchange.selectors.packages import list_items
from xiezhi.exchange.selectors.peers import list_peers
from xiezhi.exchange.services.keys import own_card
from xiezhi.exchange.services.matters import answer_matter
from xiezhi.exchange.services.peers import trust_peer
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.selectors.access import visible_leads

_BEGAN: Final = timedelta(days=7)
_PAUSE: Final = timedelta(hours=20)
_ACTS: Final = 5
_BEFORE: Final = timedelta(minutes=15)
_APART: Final = timedelta(hours=1)
_READY: Final = timedelta(minutes=70)
"""After the office opened: what came is imported, what goes is drawn up and reviewed."""
_DISC_HERE: Final = 17
_CONTACT: Final = "公益诉讼检察部门办公电话"


def exchange_packages(
    first: Procuratorate,
    second: Procuratorate,
    *,
    now: datetime,
    studio: Studio | None = None,
) -> None:
    """Have two offices trust each other and exchange packages, once.

    The first one transfers the lead it decided to; the second one takes it and transfers two of
    its own, then a third, which waits for its import. The first one's answers are in review.
    """
    with tenant_scope(first.id):
        if list_peers(with_revoked=True).filter(office_id=second.id).exists():
            return
    here, there = _Side(office=first, other=second), _Side(office=second, other=first)
    times = exchange_times(now)
    for side, reviewer in ((here, Role.CASE_MANAGEMENT), (there, Role.LIAISON)):
        with tenant_scope(side.office.id):
            side.open(reviewer, times[0])
    disc = here.hand_over(times[1])
    back = there.answer_with_leads(disc, studio, times[2])
    here.answer(back, times[3])
    last = there.send_leads(2, studio, times[4])
    with tenant_scope(first.id):
        here.counter.stage(last, now=times[4] + _APART)


def exchange_times(now: datetime) -> list[datetime]:
    """Return when the sides act: on five working days of the last seven days, all of them past."""
    opened = [at_work(now - _BEGAN)]
    while len(opened) < _ACTS:
        opened.append(at_work(opened[-1] + _PAUSE))
    return [at + _READY for at in opened]


@dataclass(slots=True, kw_only=True)
class _Side:
    """One of the two offices; each of its acts is a transaction of its own."""

    office: Procuratorate
    other: Procuratorate
    _people: People | None = None
    _counter: Counter | None = None
    _peer: ExchangePeer | None = None

    @property
    def people(self) -> People:
        if self._people is None:
            raise LookupError(self.office.slug)
        return self._people

    @property
    def counter(self) -> Counter:
        if self._counter is None:
            raise LookupError(self.office.slug)
        return self._counter

    @property
    def peer(self) -> ExchangePeer:
        if self._peer is None:
            raise LookupError(self.other.slug)
        return self._peer

    def open(self, reviewer: Role, now: datetime) -> None:
        """Find who acts, and trust the other side."""
        self._people = people = office_people(now)
        self._counter = Counter(
            office=self.office, clerk=people[Role.CLERK], reviewer=people[reviewer]
        )
        self._peer = trust_peer(
            card=own_card(self.other),
            kind=PeerKind.PROCURATORATE,
            office=self.office,
            acting=people[Role.SYSTEM_ADMIN],
            now=now,
        )

    def hand_over(self, now: datetime) -> list[bytes]:
        """Transfer the lead that was decided to go, with its pictures; nothing when there is none."""
        with tenant_scope(self.office.id):
            decided = visible_leads(self.people[Role.DEPARTMENT_HEAD])
            lead: Lead | None = decided.filter(state=LeadState.TRANSFER_OFFERED).first()
            if lead is None:
                return []
            handler = member_actor(lead.handler_id, now)
            self._transfer(lead, handler, "地点在你区境内（演示推演）。", now - _APART)
            return self._seal(_DISC_HERE, "移送线索1件（演示推演）", now)

    def answer_with_leads(
        self, disc: list[bytes], studio: Studio | None, now: datetime
    ) -> list[bytes]:
        """Take the other side's disc, then send leads, its acknowledgement with them."""
        if disc:
            with tenant_scope(self.office.id):
                self.counter.take(disc, now=now - _APART)
        return self.send_leads(1, studio, now)

    def send_leads(self, package: int, studio: Studio | None, now: datetime) -> list[bytes]:
        """Bring leads up to the decision to transfer them, and send them."""
        leads = [one for one in transferred_leads() if one.package == package]
        with tenant_scope(self.office.id):
            for told in leads:
                lead = decide_transfer(told, self.office, self.people, studio, now)
                note = "请在收到后回执（演示推演）。"
                self._transfer(lead, self.people[Role.PROSECUTOR], note, now - _APART)
            return self._seal(package, f"移送线索{len(leads)}件（演示推演）", now)

    def answer(self, disc: list[bytes], now: datetime) -> None:
        """Import, answer the transferred leads; the answers are in review, one held back."""
        with tenant_scope(self.office.id):
            self.counter.take(disc, now=now - _APART)
            held = {}
            for matter, told in self._taken():
                self._accept(matter, told, now - _BEFORE)
                if told.held:
                    held[str(matter.id)] = told.held
            package = self.counter.hand_in(self.peer.id, note="回执（演示推演）", now=now)
            items = list(list_items(package))
            self.counter.look_at(
                package,
                {one.position: held[one.object_id] for one in items if one.object_id in held},
                [one.position for one in items if one.kind == ItemKind.ACKNOWLEDGEMENT],
                now,
            )

    def _taken(self) -> list[tuple[ReceivedMatter, TransferredLead]]:
        told = {one.title: one for one in transferred_leads()}
        matters, _ = list_received(carried=CarriedMatter.TRANSFER)
        return [(matter, told[matter.body["title"]]) for matter in matters]

    def _accept(self, matter: ReceivedMatter, told: TransferredLead, now: datetime) -> None:
        answer_matter(
            matter_id=matter.id,
            answer=MatterAnswer.ACCEPTED,
            number=f"演示公益接〔{now:%Y}〕{told.number}号" if told.number else "",
            answered_on=legal_day(now),
            words="已受理，按程序评估（演示推演）。",
            acting=self.people[Role.DEPARTMENT_HEAD],
            now=now,
        )

    def _transfer(self, lead: Lead, handler: Actor, note: str, now: datetime) -> None:
        proposed = proposed_telling(lead)
        transfer_lead(
            lead_id=lead.id,
            peer_id=self.peer.id,
            telling=Telling(
                title=proposed.title,
                facts=proposed.facts,
                note=f"依照办案规则第26条移送。{note}",
                contact_words=_CONTACT,
                picture_ids=[file.id for file in pictures_of(lead)],
            ),
            office=self.office,
            acting=handler,
            now=now,
        )

    def _seal(self, disc: int, note: str, now: datetime) -> list[bytes]:
        package = self.counter.send(self.peer.id, note=note, disc=disc, now=now)
        return self.counter.parts(package, now=now)
