"""Applying what came: all of a package in one transaction, or nothing of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Final
from uuid import UUID

from django.db import transaction

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.exchange.models import ExchangeItem, ExchangePackage
from xiezhi.exchange.rules.handlers import Applied, Arriving, ItemOutcome
from xiezhi.exchange.rules.items import ORDER, ItemKind
from xiezhi.exchange.rules.procedure import (
    TRANSITIONS,
    ItemState,
    PackageDirection,
    PackageEvent,
    PackageFacts,
    PackageState,
)
from xiezhi.exchange.rules.unpacking import Package
from xiezhi.exchange.selectors.access import access_package
from xiezhi.exchange.selectors.contents import open_incoming
from xiezhi.exchange.selectors.crossed import applied_versions
from xiezhi.exchange.selectors.packages import item_of
from xiezhi.exchange.selectors.peers import family_ids, view_of
from xiezhi.exchange.services.registry import RECEIVERS
from xiezhi.exchange.store import forgetting_parts
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError, InvalidInputError, RuleRefusedError
from xiezhi.kernel.transitions import next_state
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act

_STATES: Final = {
    ItemOutcome.APPLIED: ItemState.APPLIED,
    ItemOutcome.UNCHANGED: ItemState.UNCHANGED,
    ItemOutcome.WAITS: ItemState.WAITS,
}


@dataclass(slots=True)
class Report:
    """What an import did, by state of the items; those that waited before count too."""

    counts: dict[ItemState, int] = field(default_factory=dict)

    def add(self, state: ItemState) -> None:
        """Count one item."""
        self.counts[state] = self.counts.get(state, 0) + 1


def import_package(*, package_id: UUID, acting: Actor, now: datetime) -> Report:
    """Apply a verified package, and what waited for it, in the order of kinds.

    Idempotent by kind, object and version: what came before in the same or a newer version is
    UNCHANGED; the same version with other content DIFFERS and is left alone.

    Raises:
        TransitionRefusedError: it is not complete, or was imported before.
        RuleRefusedError: ``exchange.item_refused`` (``kind``, ``place``, ``why``): nothing of the
            package was applied.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.IMPORT_PACKAGE)
        package = access_package(acting, package_id, lock=True)
        package.state = _next(package, PackageEvent.IMPORT)
        package.settled_by_label, package.settled_at = acting.signature[:80], now
        package.save(update_fields=["state", "settled_by_label", "settled_at"])
        fresh = ExchangeItem.objects.filter(package_id=package.id)
        report = _apply_all([*_waiting(), *fresh], acting=acting, now=now)
        record(
            "exchange.import",
            "package",
            package.id,
            after={state.value: count for state, count in report.counts.items()},
        )
    return report


def retry_waiting(*, acting: Actor, now: datetime) -> Report:
    """Try again what waits; what it waited for may have been entered by hand meanwhile.

    Raises:
        RuleRefusedError: ``exchange.item_refused``, ``exchange.nothing_waits``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.IMPORT_PACKAGE)
        waiting = list(_waiting())
        if not waiting:
            raise RuleRefusedError("exchange.nothing_waits")
        report = _apply_all(waiting, acting=acting, now=now)
        record(
            "exchange.retry",
            "package",
            waiting[0].package_id,
            after={state.value: count for state, count in report.counts.items()},
        )
    return report


def refuse_package(
    *, package_id: UUID, reason: str, acting: Actor, now: datetime
) -> ExchangePackage:
    """Refuse an incoming package; its sender is told with the next package and may send anew.

    Raises:
        TransitionRefusedError: it was imported already.
        InvalidInputError: ``exchange.no_reason``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.IMPORT_PACKAGE)
        package = access_package(acting, package_id, lock=True)
        words = clean_line(reason, limit=300)
        if not words:
            raise InvalidInputError("exchange.no_reason")
        package.state = _next(package, PackageEvent.REFUSE)
        package.settled_by_label, package.settled_at = acting.signature[:80], now
        package.settled_note = words
        package.save(update_fields=["state", "settled_by_label", "settled_at", "settled_note"])
        ExchangeItem.objects.filter(package_id=package.id).update(content="")
        record("exchange.refuse", "package", package.id, after={"reason": words})
        transaction.on_commit(forgetting_parts(package_id))
    return package


def _waiting() -> list[ExchangeItem]:
    waiting = ExchangeItem.objects.select_for_update(of=("self",)).filter(
        state=ItemState.WAITS, direction=PackageDirection.IN
    )
    return list(waiting.order_by("id"))


def _apply_all(items: Iterable[ExchangeItem], *, acting: Actor, now: datetime) -> Report:
    """Apply in order, again and again while something that waited could be applied."""
    left, waiting = sorted(items, key=_order), list[ExchangeItem]()
    report, door = Report(), _Door(acting=acting, now=now)
    while left:
        waiting = []
        for item in left:
            state = door.apply(item)
            if state is ItemState.WAITS:
                waiting.append(item)
            else:
                report.add(state)
        if len(waiting) == len(left):
            break
        left = waiting
    for _ in waiting:
        report.add(ItemState.WAITS)
    door.tidy()
    return report


def _order(item: ExchangeItem) -> tuple[int, str, int]:
    return ORDER[ItemKind(item.kind)], item.object_id, item.version


class _Door:
    """Applies one item after another, each package opened once."""

    def __init__(self, *, acting: Actor, now: datetime) -> None:
        self._acting: Final = acting
        self._now: Final = now
        self._packages: Final[dict[UUID, tuple[ExchangePackage, Package]]] = {}
        self._families: Final[dict[UUID, list[UUID]]] = {}

    def apply(self, row: ExchangeItem) -> ItemState:
        """Apply an item and save what became of it."""
        package, _ = self._opened(row.package_id)
        earlier = self._earlier(row, package)
        waits_for: dict[str, object] = {}
        if earlier is not None:
            state = earlier
        else:
            answer = self._ask(row, package)
            state = _STATES[answer.outcome]
            waits_for = {"code": answer.code, **answer.params} if answer.code else {}
        row.state, row.waits_for = state, waits_for
        row.marked_at, row.marked_by_label = self._now, self._acting.signature[:80]
        if state is not ItemState.WAITS:
            row.content = ""
        row.save(update_fields=["state", "waits_for", "marked_at", "marked_by_label", "content"])
        return state

    def tidy(self) -> None:
        """Let go of the parts no waiting item needs, once the transaction stands."""
        for package_id in self._packages:
            items = ExchangeItem.objects.filter(package_id=package_id, state=ItemState.WAITS)
            if not items.exists():
                transaction.on_commit(forgetting_parts(package_id))

    def _earlier(self, row: ExchangeItem, package: ExchangePackage) -> ItemState | None:
        """Return what is to be said of an item that came before, or None."""
        if package.peer_id not in self._families:
            self._families[package.peer_id] = family_ids(package.peer)
        family = self._families[package.peer_id]
        found = applied_versions(family, ItemKind(row.kind), [row.object_id]).get(row.object_id)
        if found is None or found.version < row.version:
            return None
        if found.version == row.version and found.digest != row.digest:
            return ItemState.DIFFERS
        return ItemState.UNCHANGED

    def _ask(self, row: ExchangeItem, package: ExchangePackage) -> Applied:
        receiver = RECEIVERS.get(ItemKind(row.kind))
        if receiver is None:
            raise RuleRefusedError("exchange.no_receiver", kind=row.kind)
        item = item_of(row, json.loads(row.content))
        own = {file.sha256 for file in item.files}
        opened = self._opened(row.package_id)[1]

        def open_file(sha256: str) -> IO[bytes]:
            if sha256 not in own:
                raise KeyError(sha256)
            return opened.open_file(sha256)

        arriving = Arriving(
            item=item, peer=view_of(package.peer), package_id=package.id, open_file=open_file
        )
        try:
            return receiver.apply(arriving, acting=self._acting, now=self._now)
        except DomainError as error:
            raise RuleRefusedError(
                "exchange.item_refused", kind=row.kind, place=row.position, why=error.code
            ) from error

    def _opened(self, package_id: UUID) -> tuple[ExchangePackage, Package]:
        if package_id not in self._packages:
            package = ExchangePackage.objects.select_related("peer").get(id=package_id)
            self._packages[package_id] = package, open_incoming(package)
        return self._packages[package_id]


def _next(package: ExchangePackage, event: PackageEvent) -> PackageState:
    return next_state(TRANSITIONS, PackageState(package.state), event, PackageFacts()).target
