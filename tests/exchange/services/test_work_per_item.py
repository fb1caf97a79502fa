"""What a package costs grows with its items and no faster: work is counted, not timed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import make_office
from tests.exchange.envelopes import picture
from tests.exchange.sides import Side, Sides, make_side
from xiezhi.exchange.models import ExchangePeer
from xiezhi.exchange.rules import parts
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.procedure import ItemState
from xiezhi.exchange.selectors import contents
from xiezhi.exchange.services.importing import import_package
from xiezhi.exchange.services.keys import own_card
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.rules.submission import Submission
from xiezhi.intake.services.receiving import receive_report
from xiezhi.kernel.actor import Actor, ActorKind

FEW, MANY = 5, 50


@pytest.fixture(params=["read_manifest", "_read_signed"])
def reads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each reading of a whole package's list: as values, or from the head of a part on disk."""
    done: list[str] = []
    read = getattr(parts, request.param)

    def counted(source: Any) -> Any:
        done.append(request.param)
        return read(source)

    for module in (parts, contents):
        if hasattr(module, request.param):
            monkeypatch.setattr(module, request.param, counted)
    return done


def reads_of_taking(sides: Sides, numbers: range, reads: list[str]) -> int:
    """Send and take an item with a picture for each number; return the readings of taking."""
    sides.sender.items = []
    for number in numbers:
        sides.offer(number, picture(number))
    sealed = sides.a.send()
    reads.clear()
    assert sides.b.take(sealed).counts == {ItemState.APPLIED: len(numbers)}
    return len(reads)


def test_the_list_of_a_package_is_read_no_oftener_for_many_items_than_for_few(
    sides: Sides, reads: list[str]
) -> None:
    few = reads_of_taking(sides, range(FEW), reads)
    many = reads_of_taking(sides, range(FEW, FEW + MANY), reads)
    assert 0 < few == many


@pytest.fixture
def zones(db: None, now: datetime, handlers: None) -> tuple[Side, Side]:
    """The two zones of one office, as two offices in one database."""
    outer = make_side(make_office(now, slug="wai", number=1), now)
    inner = make_side(make_office(now, slug="nei", number=2, is_default=False), now)
    for side, other, kind in ((outer, inner, PeerKind.INNER), (inner, outer, PeerKind.OUTER)):
        card = own_card(other.office)
        with tenant_scope(side.office.id):
            side.peer_id = ExchangePeer.objects.create(
                kind=kind,
                name=other.office.short_name,
                office_id=card.office_id,
                installation_id=card.installation_id,
                algorithm=card.algorithm,
                public_key=card.public_key,
                fingerprint=card.fingerprint,
                trusted_by_label="系统管理员",
                trusted_at=now,
            ).id
    return outer, inner


def receive(outer: Side, reports: int) -> None:
    public = Actor(kind=ActorKind.PUBLIC, procuratorate_id=outer.office.id)
    for number in range(reports):
        with tenant_scope(outer.office.id):
            receive_report(
                submission=Submission(
                    submission_key=uuid4(), words=f"第{number}处消防水鹤阀门漏水，无人修理。"
                ),
                office=outer.office,
                acting=public,
                now=outer.now,
            )


def queries(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        work()
    return len(found)


def carried(zones: tuple[Side, Side], reports: int) -> tuple[int, int]:
    """Receive, send and take so many reports; return the queries of staging and of importing."""
    outer, inner = zones
    receive(outer, reports)
    package = outer.draft()
    outer.review(package)
    part = outer.parts(outer.seal(package))[0]

    def take() -> None:
        with tenant_scope(inner.office.id):
            report = import_package(package_id=package.id, acting=inner.exporter, now=inner.now)
        assert report.counts == {ItemState.APPLIED: reports}

    return queries(lambda: inner.stage(part)), queries(take)


def test_each_report_costs_the_same_few_queries(zones: tuple[Side, Side]) -> None:
    staging_few, importing_few = carried(zones, FEW)
    staging_many, importing_many = carried(zones, MANY)
    assert staging_few == staging_many
    assert importing_many - importing_few <= (MANY - FEW) * 14
