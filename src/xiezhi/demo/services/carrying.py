"""Packages of a demo office, carried by its clerk and reviewed by a second person."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.exchange.models import ExchangePackage
from xiezhi.exchange.selectors.packages import list_items, list_parts
from xiezhi.exchange.services.carrying import hand_out_part
from xiezhi.exchange.services.drafting import draft_package, submit_package
from xiezhi.exchange.services.importing import import_package
from xiezhi.exchange.services.reviewing import mark_items, seal_package
from xiezhi.exchange.services.staging import stage_part
from xiezhi.kernel.actor import Actor

_DRAWN_UP_BEFORE: Final = timedelta(minutes=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Where an office's packages go out and come in; every call inside the office's scope."""

    office: Procuratorate
    clerk: Actor
    reviewer: Actor

    def hand_in(self, peer_id: UUID, *, note: str, now: datetime) -> ExchangePackage:
        """Draw up everything that has to cross and submit it to the reviewer."""
        package = draft_package(peer_id=peer_id, acting=self.clerk, now=now)
        return submit_package(package_id=package.id, note=note, acting=self.clerk, now=now)

    def look_at(
        self,
        package: ExchangePackage,
        held: Mapping[int, str],
        passed: Iterable[int],
        now: datetime,
    ) -> None:
        """Let items go by their places, and hold others back with their reasons."""
        mark_items(package_id=package.id, positions=list(passed), acting=self.reviewer, now=now)
        for place, reason in held.items():
            mark_items(
                package_id=package.id,
                positions=[place],
                held_because=reason,
                acting=self.reviewer,
                now=now,
            )

    def send(self, peer_id: UUID, *, note: str, disc: int, now: datetime) -> ExchangePackage:
        """Draw up, review and seal everything that has to cross; sealed at ``now``."""
        package = self.hand_in(peer_id, note=note, now=now - _DRAWN_UP_BEFORE)
        places = [item.position for item in list_items(package)]
        self.look_at(package, {}, places, now)
        return seal_package(
            package_id=package.id,
            medium_number=f"{self.office.short_name}演示光盘 {now:%Y}-{disc:02}",
            office=self.office,
            acting=self.reviewer,
            now=now,
        )

    def parts(self, package: ExchangePackage, *, now: datetime) -> list[bytes]:
        """Return the parts of a sealed package as they lie on the disc."""
        found = []
        for part in list_parts(package):
            handed = hand_out_part(
                package_id=package.id, number=part.number, acting=self.clerk, now=now
            )
            found.append(b"".join(handed.blocks))
        return found

    def stage(self, parts: Iterable[bytes], *, now: datetime) -> UUID:
        """Take parts in; the package waits for its import."""
        staged = [
            stage_part(content=io.BytesIO(part), office=self.office, acting=self.clerk, now=now)
            for part in parts
        ]
        return staged[-1].package.id

    def take(self, parts: Iterable[bytes], *, now: datetime) -> None:
        """Take parts in and import them."""
        import_package(package_id=self.stage(parts, now=now), acting=self.clerk, now=now)
