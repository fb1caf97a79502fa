"""The outer zone lets go of what the inner one acknowledged, no sooner and nothing else."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.cast import make_grid_member, make_report
from tests.exchange.sides import Sides
from xiezhi.accounts.rules.crossing import FORGETTING_RULE, CrossedLimit
from xiezhi.accounts.selectors.crossing import crossed_limits
from xiezhi.accounts.services.crossing import take_limits
from xiezhi.accounts.services.office import set_own_limit
from xiezhi.exchange.models import ExchangeItem, ExchangePackage, ExchangePeer
from xiezhi.exchange.rules.items import ItemKind, PeerKind
from xiezhi.exchange.rules.procedure import ItemState, PackageDirection, PackageState
from xiezhi.exchange.selectors.forgettable import list_forgettable
from xiezhi.exchange.services.forgetting import forget_package
from xiezhi.exchange.services.importing import retry_waiting
from xiezhi.infra.tenant import current_tenant, tenant_scope
from xiezhi.intake.models import Report
from xiezhi.intake.services.forgetting import forget_reports
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.ledger.models import LedgerEntry
from xiezhi.ledger.services.acts import settle_entries
from xiezhi.supporters.models import Patrol

WORDS = "锅炉房后面的水鹤冻裂了"
TERM = timedelta(days=5)
LATE = TERM + timedelta(days=1)


@pytest.fixture
def by(scope: Any) -> Actor:
    return system_actor(scope.id)


def peer(now: datetime, kind: PeerKind = PeerKind.INNER) -> ExchangePeer:
    made: ExchangePeer = ExchangePeer.objects.create(
        kind=kind,
        name="内网端",
        office_id=current_tenant(),
        installation_id=uuid4(),
        algorithm="ed25519",
        public_key=bytes(32),
        fingerprint=uuid4().hex,
        trusted_by_label="系统管理员",
        trusted_at=now,
    )
    return made


def sent(
    to: ExchangePeer,
    kind: ItemKind,
    object_id: UUID,
    at: datetime,
    state: PackageState = PackageState.ACKNOWLEDGED,
    digest: str = "0" * 64,
    **package: Any,
) -> ExchangePackage:
    """Make a package with one thing in it that was answered at an instant."""
    made: ExchangePackage = ExchangePackage.objects.create(
        direction=PackageDirection.OUT,
        peer=to,
        state=state,
        created_at=at,
        settled_at=at if state == PackageState.ACKNOWLEDGED else None,
        exporter_label="值守01",
        **package,
    )
    ExchangeItem.objects.create(
        package=made,
        peer=to,
        direction=PackageDirection.OUT,
        position=1,
        kind=kind,
        object_id=str(object_id),
        version=1,
        digest=digest,
        content=WORDS,
        state=ItemState.PASSED,
    )
    return made


def words_of(report: Report) -> str:
    return str(Report.objects.values_list("words", flat=True).get(id=report.id))


def test_a_report_is_forgotten_once_the_term_is_over(by: Actor, now: datetime) -> None:
    report = make_report(now, words=WORDS)
    package = sent(peer(now), ItemKind.REPORT, report.id, now)
    assert list_forgettable(now + TERM) == []
    assert forget_package(package_id=package.id, acting=by, now=now + TERM) == 0
    assert words_of(report) == WORDS

    assert list_forgettable(now + LATE) == [package.id]
    assert forget_package(package_id=package.id, acting=by, now=now + LATE) == 1
    assert forget_package(package_id=package.id, acting=by, now=now + LATE) == 0
    kept = Report.objects.get(id=report.id)
    assert (kept.words, kept.town, kept.search, kept.topics) == ("", "", None, [])
    assert (kept.code, kept.received_on) == (report.code, report.received_on)
    assert bytes(kept.content_sha256) == bytes(report.content_sha256)
    assert list(ExchangeItem.objects.values_list("content", "files")) == [("", [])]


@pytest.mark.parametrize(
    "changes",
    [
        {"state": PackageState.SEALED},
        {"state": PackageState.VOID},
        {"waiting_there": 1},
    ],
    ids=["only exported", "given up", "something waits inside"],
)
def test_what_is_not_acknowledged_whole_stays(
    by: Actor, now: datetime, changes: dict[str, Any]
) -> None:
    report = make_report(now, words=WORDS)
    sent(peer(now), ItemKind.REPORT, report.id, now, **changes)
    assert list_forgettable(now + LATE) == []


def test_what_went_to_another_procuratorate_stays(by: Actor, now: datetime) -> None:
    report = make_report(now, words=WORDS)
    sent(peer(now, PeerKind.PROCURATORATE), ItemKind.REPORT, report.id, now)
    assert list_forgettable(now + LATE) == []


def test_what_stands_in_a_package_on_its_way_as_well_waits_for_that(
    by: Actor, now: datetime
) -> None:
    report, to = make_report(now, words=WORDS), peer(now)
    first = sent(to, ItemKind.REPORT, report.id, now)
    second = sent(to, ItemKind.REPORT, report.id, now, PackageState.SEALED)
    assert list_forgettable(now + LATE) == []
    ExchangePackage.objects.filter(id=second.id).update(
        state=PackageState.ACKNOWLEDGED, settled_at=now + LATE
    )
    assert list_forgettable(now + LATE) == [first.id]


def forget(report: Report, now: datetime, **changes: Any) -> None:
    with transaction.atomic():
        Report.objects.filter(id=report.id).update(forgotten_at=now, **changes)


EMPTY: dict[str, Any] = {
    "words": "",
    "town": "",
    "topics": [],
    "search": None,
    "suspected_area": "",
    "position_source": "none",
}


def test_the_database_forgets_nothing_that_was_not_acknowledged(by: Actor, now: datetime) -> None:
    """The second wall, whatever a service does; where both zones are one it refuses everything."""
    report = make_report(now, words=WORDS)
    with pytest.raises(IntegrityError, match="not acknowledged"), transaction.atomic():
        forget_reports(report_ids=[report.id], acting=by, now=now)
    sent(peer(now), ItemKind.REPORT, report.id, now, PackageState.SEALED)
    with pytest.raises(IntegrityError, match="not acknowledged"):
        forget(report, now, **EMPTY)
    assert words_of(report) == WORDS


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (EMPTY | {"words": "另写的话"}, "forgotten whole"),
        (EMPTY | {"latitude": 40.0, "longitude": 109.0}, "forgotten whole"),
        (EMPTY | {"code": "00000000"}, "stays as received: code"),
        (EMPTY | {"content_sha256": bytes([1]) * 32}, "stays as received: content_sha256"),
    ],
    ids=["other words", "another place", "another number", "another hash"],
)
def test_the_database_lets_nothing_stand_in_the_place_of_what_is_forgotten(
    by: Actor, now: datetime, changes: dict[str, Any], why: str
) -> None:
    report = make_report(now, words=WORDS)
    sent(peer(now), ItemKind.REPORT, report.id, now)
    with pytest.raises(IntegrityError, match=why):
        forget(report, now, **changes)


def test_what_is_forgotten_does_not_come_back(by: Actor, now: datetime) -> None:
    report = make_report(now, words=WORDS)
    sent(peer(now), ItemKind.REPORT, report.id, now)
    forget_reports(report_ids=[report.id], acting=by, now=now)
    for changes in ({"words": WORDS}, {"forgotten_at": None}):
        with pytest.raises(IntegrityError, match="stays as received"), transaction.atomic():
            Report.objects.filter(id=report.id).update(**changes)


def test_the_words_of_a_patrol_go_and_its_result_stays(by: Actor, now: datetime) -> None:
    patrol: Patrol = Patrol.objects.create(
        supporter_id=make_grid_member().id,
        place_words="罕台川大桥下",
        words="有没有采砂",
        due_on=legal_day(now),
        asked_at=now,
        result="clear",
        result_words=WORDS,
        done_at=now,
    )
    package = sent(peer(now), ItemKind.PATROL_RESULT, patrol.id, now)
    assert forget_package(package_id=package.id, acting=by, now=now + LATE) == 1
    patrol.refresh_from_db()
    assert (patrol.result, patrol.result_words) == ("clear", "")


def test_the_ledger_says_what_was_forgotten_and_not_what_it_said(by: Actor, now: datetime) -> None:
    report = make_report(now, words=WORDS)
    package = sent(peer(now), ItemKind.REPORT, report.id, now)
    forget_package(package_id=package.id, acting=by, now=now + LATE)
    settle_entries()
    acts = LedgerEntry.objects.filter(act__in=["exchange.forget", "intake.forget_report"])
    assert set(acts.values_list("act", "object_id")) == {
        ("exchange.forget", str(package.id)),
        ("intake.forget_report", str(report.id)),
    }


def test_the_outer_zone_counts_by_the_term_set_inside(by: Actor, now: datetime) -> None:
    today = legal_day(now)
    set_own_limit(
        acting=by, rule_key=FORGETTING_RULE, length=2, unit="day", effective_from=today, now=now
    )
    limits = crossed_limits(today)
    assert limits == (
        CrossedLimit(rule_key=FORGETTING_RULE, length=2, unit="day", effective_from=today),
    )
    take_limits(limits=limits, acting=by, now=now)
    report = make_report(now, words=WORDS)
    package = sent(peer(now), ItemKind.REPORT, report.id, now)
    assert list_forgettable(now + timedelta(days=2)) == []
    assert list_forgettable(now + timedelta(days=3)) == [package.id]


def test_the_answer_says_how_much_waits_there(sides: Sides) -> None:
    """What waits is not imported: the outer zone may not forget it yet."""
    waiting = sides.offer(1)
    package = sides.a.draft()
    sides.a.review(package)
    sides.receiver.misses = {waiting.object_id}
    sides.b.take(sides.a.parts(sides.a.seal(package)))
    sides.a.take(sides.b.send())
    assert sides.a.fresh(package.id).waiting_there == 1
    sides.receiver.misses = set()
    with tenant_scope(sides.b.office.id):
        retry_waiting(acting=sides.b.exporter, now=sides.b.now)
    sides.a.take(sides.b.send())
    assert sides.a.fresh(package.id).waiting_there == 0
