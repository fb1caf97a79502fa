"""The demo's major leads, filed with the superior by package; its receipts come back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from xiezhi.demo.exchange_tables import FiledStory, FilingPackage, filed_stories, filing_packages
from xiezhi.demo.plan import at_work
from xiezhi.demo.schedule import Moment
from xiezhi.demo.services.carrying import Counter
from xiezhi.demo.services.cast import Cast
from xiezhi.demo.services.leads import LeadWalk
from xiezhi.demo.services.steps import Step
from xiezhi.demo.superior import NAME, Superior
from xiezhi.exchange.inner.filing import file_lead
from xiezhi.exchange.inner.telling import Telling, proposed_telling
from xiezhi.exchange.models import ExchangePackage
from xiezhi.exchange.rules.items import Item, ItemKind, PeerKind
from xiezhi.exchange.services.keys import ourselves
from xiezhi.exchange.services.peers import trust_peer
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.selectors.access import access_lead

_TRUSTED: Final = timedelta(days=240)
_FILED_AFTER: Final = timedelta(hours=2)
_SEALED_AFTER: Final = timedelta(hours=5)
_REVIEWING: Final = timedelta(minutes=40)
_IMPORTED_AFTER: Final = timedelta(hours=2)
_CARRIED: Final = timedelta(hours=1)
_LAST: Final = timedelta(minutes=5)


class FilingWalk:
    """Files by package; the superior is an installation elsewhere that only signs its answers."""

    def __init__(self, cast: Cast, leads: Mapping[str, LeadWalk], now: datetime) -> None:
        self.cast = cast
        self.leads = leads
        self.now = now
        self.superior = Superior()
        self.counter = Counter(
            office=cast.office, clerk=cast.staff["sjy01"], reviewer=cast.staff["ag01"]
        )
        self._peer_id: UUID | None = None
        self._matters: dict[str, UUID] = {}
        self._sent: dict[int, ExchangePackage] = {}

    def steps(self) -> list[Step]:
        """Return everything that happened, each at its time."""
        found = [Step(at_work(self.now - _TRUSTED), self._trust)]
        for package in filing_packages():
            own = [one for one in filed_stories() if one.package == package.number]
            filed = [one for one in own if one.story in self.leads]
            if filed:
                found += self._package(package, filed)
        return found

    def _package(self, package: FilingPackage, filed: list[FiledStory]) -> list[Step]:
        ready = max(self._ready_at(one.story) for one in filed)
        steps = [Step(self._when(ready + _FILED_AFTER), partial(self._file, one)) for one in filed]
        drawn_up = self._when(ready + _SEALED_AFTER)
        sealed = min(drawn_up + _REVIEWING, self.now - _LAST)
        steps.append(Step(sealed, partial(self._send, package)))
        if package.answered_days:
            came = self._when(sealed + timedelta(days=package.answered_days)) + _IMPORTED_AFTER
            answered = min(came, self.now - _LAST)
            steps.append(Step(answered, partial(self._answer, package, filed)))
        return steps

    def _ready_at(self, key: str) -> datetime:
        times = self.leads[key].times
        return times.get(Moment.DECIDED, times[Moment.ASSESSED])

    def _when(self, at: datetime) -> datetime:
        """Return when an office does it: while it works, and before now."""
        return min(at_work(at), self.now - _LAST)

    @property
    def _peer(self) -> UUID:
        if self._peer_id is None:
            raise LookupError(NAME)
        return self._peer_id

    def _trust(self, now: datetime) -> None:
        self._peer_id = trust_peer(
            card=self.superior.card,
            kind=PeerKind.SUPERIOR,
            office=self.cast.office,
            acting=self.cast.staff["xtgl"],
            now=now,
        ).id

    def _file(self, filed: FiledStory, now: datetime) -> None:
        walk = self.leads[filed.story]
        proposed = proposed_telling(access_lead(walk.handler, walk.lead_id))
        matter = file_lead(
            lead_id=walk.lead_id,
            peer_id=self._peer,
            telling=Telling(title=proposed.title, facts=proposed.facts, note=filed.why),
            office=self.cast.office,
            acting=walk.handler,
            now=now,
        )
        self._matters[filed.story] = matter.id

    def _send(self, package: FilingPackage, now: datetime) -> None:
        self._sent[package.number] = self.counter.send(
            self._peer, note=package.note, disc=package.disc, now=now
        )

    def _answer(self, package: FilingPackage, filed: list[FiledStory], now: datetime) -> None:
        """The superior's disc came: what became of the package, and a receipt for each filing."""
        items = [_acknowledged(self._sent[package.number], now)]
        for place, one in enumerate(filed):
            items.append(self._receipt(self._matters[one.story], package, place, now))
        part = self.superior.package(
            items,
            to=ourselves(self.cast.office),
            name=self.cast.office.short_name,
            at=now - _CARRIED,
        )
        self.counter.take([part], now=now)

    def _receipt(self, matter_id: UUID, package: FilingPackage, place: int, now: datetime) -> Item:
        number = package.receipt + place
        return Item(
            kind=ItemKind.FILING_RECEIPT,
            object_id=str(matter_id),
            version=1,
            body={
                "filing": matter_id,
                "office_name": NAME,
                "number": f"演示备〔{now:%Y}〕{number}号",
                "answered_on": legal_day(now),
                "note": package.words,
            },
        )


def _acknowledged(package: ExchangePackage, now: datetime) -> Item:
    return Item(
        kind=ItemKind.ACKNOWLEDGEMENT,
        object_id=str(package.id),
        version=1,
        body={
            "package": package.id,
            "sequence": package.sequence or 0,
            "answer": "imported",
            "answered_at": now,
            "answered_by": "上级院书记员01",
            "applied": package.item_count,
            "unchanged": 0,
            "waiting": 0,
            "note": "",
        },
    )
