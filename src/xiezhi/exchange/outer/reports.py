"""Reports and conversations: inward what reporters send, outward what the office answers."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from xiezhi.exchange.rules.handlers import APPLIED, UNCHANGED, Applied, Crossed, PeerView, waits
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.services.by_value import Arrived, ValueReceiver, ValueSender
from xiezhi.exchange.services.registry import (
    register_forgetter,
    register_receiver,
    register_sender,
    register_taken,
)
from xiezhi.intake.rules.crossing import (
    CrossedOfficeWords,
    CrossedReport,
    CrossedSeen,
    CrossedWords,
)
from xiezhi.intake.selectors.crossing import (
    has_message,
    has_report,
    is_seen,
    office_words_to_carry,
    reports_to_carry,
    sights_to_carry,
    words_to_carry,
)
from xiezhi.intake.services.crossing import take_office_words, take_report, take_sight, take_words
from xiezhi.intake.services.forgetting import forget_reports, forget_words
from xiezhi.kernel.actor import Actor
from xiezhi.supporters.selectors.crossing import has_supporter
from xiezhi.vault.services.crossing import forget_crossed_identity

_OFFICE_KINDS = {
    ItemKind.REPORT_STEP: "step",
    ItemKind.REPORT_QUESTION: "question",
    ItemKind.REPORT_FEEDBACK: "feedback",
}


def register() -> None:
    """Name the handlers of reports and conversations."""
    register_sender(_sender(ItemKind.REPORT, reports_to_carry))
    register_sender(_sender(ItemKind.REPORT_WORDS, words_to_carry))
    register_sender(_sender(ItemKind.REPORT_SEEN, sights_to_carry))
    register_receiver(ValueReceiver(kind=ItemKind.REPORT, value=CrossedReport, take=_report))
    register_receiver(ValueReceiver(kind=ItemKind.REPORT_WORDS, value=CrossedWords, take=_words))
    register_receiver(ValueReceiver(kind=ItemKind.REPORT_SEEN, value=CrossedSeen, take=_sight))
    register_taken(ItemKind.REPORT, _forget_identity)
    register_forgetter(ItemKind.REPORT, _forget_reports)
    register_forgetter(ItemKind.REPORT_WORDS, _forget_words)
    for kind, said in _OFFICE_KINDS.items():
        register_sender(_sender(kind, partial(office_words_to_carry, said)))
        register_receiver(ValueReceiver(kind=kind, value=CrossedOfficeWords, take=_office_words))


def _sender(kind: ItemKind, values: Callable[[dict[str, str]], Iterable[object]]) -> ValueSender:
    """Return the sender of what never changes once it has crossed."""

    def collect(_peer: PeerView, crossed: Crossed, _now: datetime) -> Iterable[object]:
        return values(dict(crossed.digests))

    return ValueSender(kind=kind, values=collect)


def _report(arrived: Arrived[CrossedReport]) -> Applied:
    report = arrived.value
    if has_report(report.id):
        return UNCHANGED
    if report.supporter_id is not None and not has_supporter(report.supporter_id):
        return waits("exchange.waits_for_supporter")
    take_report(
        report=report,
        package_id=arrived.arriving.package_id,
        open_blob=arrived.open_blob,
        acting=arrived.acting,
        now=arrived.now,
    )
    return APPLIED


def _words(arrived: Arrived[CrossedWords]) -> Applied:
    words = arrived.value
    if has_message(words.id):
        return UNCHANGED
    if not has_report(words.report_id):
        return waits("exchange.waits_for_report")
    take_words(words=words, open_blob=arrived.open_blob, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _sight(arrived: Arrived[CrossedSeen]) -> Applied:
    sight = arrived.value
    if not has_message(sight.id):
        return waits("exchange.waits_for_message")
    if is_seen(sight.id):
        return UNCHANGED
    take_sight(sight=sight, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _office_words(arrived: Arrived[CrossedOfficeWords]) -> Applied:
    words = arrived.value
    if has_message(words.id):
        return UNCHANGED
    if not has_report(words.report_id):
        return waits("exchange.waits_for_report")
    take_office_words(words=words, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _forget_reports(ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    return forget_reports(report_ids=ids, acting=acting, now=now)


def _forget_words(ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    return forget_words(message_ids=ids, acting=acting, now=now)


def _forget_identity(report_id: str) -> None:
    """Let the ciphertext go once the vault inside has it."""
    forget_crossed_identity(report_id=UUID(report_id))
