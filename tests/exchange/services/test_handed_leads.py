"""Leads units handed over, item by item: what waits, what is refused, what goes back, what is kept."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.cast import make_department, make_staff, make_unit, make_unit_actor
from tests.exchange.services.test_forgetting import EMPTY, LATE, forget, peer, sent
from tests.intake.services.test_take_from_unit import handing_of
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.exchange.models import ExchangePeer
from xiezhi.exchange.rules.handlers import Applied, Arriving, Crossed, ItemOutcome
from xiezhi.exchange.rules.items import ItemKind, PeerKind
from xiezhi.exchange.selectors.peers import view_of
from xiezhi.exchange.services.by_value import item_of
from xiezhi.exchange.services.forgetting import forget_package
from xiezhi.exchange.services.registry import RECEIVERS, SENDERS
from xiezhi.infra.tenant import current_tenant
from xiezhi.intake.models import Report, ReportArrival, UnitReport
from xiezhi.intake.rules.pool import NotLeadReason
from xiezhi.intake.rules.unit_crossing import CrossedStanding, CrossedUnitReport
from xiezhi.intake.rules.unit_reports import UnitStanding
from xiezhi.intake.selectors.unit_crossing import unit_reports_to_carry
from xiezhi.intake.selectors.unit_reports import get_own_unit_report
from xiezhi.intake.services.screening import screen_as_not_lead, undo_screening
from xiezhi.intake.services.unit_reports import take_from_unit
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.leads.services.registration import Registration, register_lead


@pytest.fixture
def officer(scope: Procuratorate) -> Actor:
    return make_unit_actor(make_unit())


@pytest.fixture
def handed(scope: Procuratorate, officer: Actor, now: datetime) -> UnitReport:
    return take_from_unit(handing=handing_of(now), office=scope, acting=officer, now=now)


@pytest.fixture
def inner(scope: Procuratorate, now: datetime) -> ExchangePeer:
    return peer(now)


@pytest.fixture
def outer(scope: Procuratorate, now: datetime) -> ExchangePeer:
    return peer(now, PeerKind.OUTER)


def value_of_another() -> CrossedUnitReport:
    """What crosses of the one lead there is, as one this zone does not have yet."""
    (value,) = unit_reports_to_carry(())
    return replace(
        value, id=uuid4(), unit_report_id=uuid4(), submission_key=uuid4(), code="ABCD1234"
    )


Take = Callable[[ItemKind, Any], Applied]


@pytest.fixture
def take(scope: Procuratorate, outer: ExchangePeer, now: datetime) -> Take:
    def taken(kind: ItemKind, value: Any) -> Applied:
        arriving = Arriving(
            item=item_of(kind, value),
            peer=view_of(outer),
            package_id=uuid4(),
            open_file=lambda _: io.BytesIO(),
        )
        return RECEIVERS[kind].apply(arriving, acting=system_actor(scope.id), now=now)

    return taken


def standings(to: ExchangePeer, now: datetime, *known: UnitReport) -> list[str]:
    digests = {str(one.report_id): "" for one in known}
    found = SENDERS[ItemKind.UNIT_STANDING].collect(
        peer=view_of(to), crossed=Crossed(digests=digests), now=now
    )
    return [str(item.body["standing"]) for item in found]


def test_one_whose_officer_is_not_here_waits(handed: UnitReport, take: Take) -> None:
    value = replace(value_of_another(), officer_id=uuid4())
    answer = take(ItemKind.UNIT_REPORT, value)
    assert (answer.outcome, answer.code) == (ItemOutcome.WAITS, "exchange.waits_for_liaison")
    assert UnitReport.objects.count() == 1


def test_the_same_again_changes_nothing(handed: UnitReport, take: Take) -> None:
    value = value_of_another()
    outcomes = [take(ItemKind.UNIT_REPORT, value).outcome for _ in range(2)]
    assert outcomes == [ItemOutcome.APPLIED, ItemOutcome.UNCHANGED]
    assert UnitReport.objects.count() == 2
    assert ReportArrival.objects.filter(report_id=value.id).count() == 1


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        pytest.param({"title": ""}, "title", id="no-title"),
        pytest.param({"words": "短"}, "words", id="too-short"),
        pytest.param({"area": "nowhere"}, "area", id="no-area"),
        pytest.param({"town": "", "place_words": ""}, "place", id="no-place"),
        pytest.param({"officer_label": ""}, "officer_label", id="nobody"),
        pytest.param({"handed_at": timedelta(hours=3)}, "handed_at", id="to-come"),
        pytest.param({"received_at": timedelta(minutes=7)}, "received_at", id="minute-kept"),
    ],
)
def test_what_the_portal_would_not_have_taken_is_refused(
    handed: UnitReport, take: Take, changes: dict[str, Any], part: str
) -> None:
    value = value_of_another()
    put = {
        name: getattr(value, name) + one if isinstance(one, timedelta) else one
        for name, one in changes.items()
    }
    with pytest.raises(InvalidInputError, match=r"intake\.foreign_report") as refusal:
        take(ItemKind.UNIT_REPORT, replace(value, **put))
    assert refusal.value.params["part"] == part


def test_an_officer_of_another_unit_is_refused(handed: UnitReport, take: Take) -> None:
    stranger = make_unit_actor(make_unit("旗林草局"), "联络员02")
    assert stranger.id is not None
    value = replace(value_of_another(), officer_id=stranger.id)
    with pytest.raises(InvalidInputError) as refusal:
        take(ItemKind.UNIT_REPORT, value)
    assert refusal.value.params["part"] == "officer"


def test_a_unit_is_told_what_changed_and_nothing_of_what_it_gave_to_one_zone(
    handed: UnitReport, take: Take, outer: ExchangePeer, now: datetime
) -> None:
    value, clerk = value_of_another(), make_staff("检察官助理01", Role.ASSISTANT)
    take(ItemKind.UNIT_REPORT, value)
    assert standings(outer, now) == []
    arrived = UnitReport.objects.get(report_id=value.id)

    screen_as_not_lead(report_ids=[value.id], reason=NotLeadReason.UNCLEAR, acting=clerk, now=now)
    assert standings(outer, now) == [UnitStanding.NOT_LEAD]
    undo_screening(report_ids=[value.id], acting=clerk, now=now)
    assert standings(outer, now, arrived) == [UnitStanding.RECEIVED]
    register_lead(
        report_ids=[value.id],
        registration=Registration(
            title="砂场取土一事", department_id=make_department().id, handler_id=clerk.id
        ),
        acting=clerk,
        now=now,
    )
    assert standings(outer, now, arrived) == [UnitStanding.REGISTERED]


def test_the_office_says_nothing_else_to_a_unit(
    handed: UnitReport, take: Take, outer: ExchangePeer, now: datetime
) -> None:
    value, clerk = value_of_another(), make_staff("检察官助理01", Role.ASSISTANT)
    take(ItemKind.UNIT_REPORT, value)
    screen_as_not_lead(report_ids=[value.id], reason=NotLeadReason.UNCLEAR, acting=clerk, now=now)
    for kind in (ItemKind.REPORT_STEP, ItemKind.REPORT_QUESTION, ItemKind.REPORT_FEEDBACK):
        found = SENDERS[kind].collect(peer=view_of(outer), crossed=Crossed(), now=now)
        assert list(found) == []


def test_what_a_unit_hands_over_does_not_cross_as_a_reporters(
    handed: UnitReport, inner: ExchangePeer, now: datetime
) -> None:
    found = SENDERS[ItemKind.REPORT].collect(peer=view_of(inner), crossed=Crossed(), now=now)
    assert list(found) == []


def test_the_unit_reads_the_newest_standing_told(
    handed: UnitReport, officer: Actor, take: Take
) -> None:
    for standing in (UnitStanding.REGISTERED, UnitStanding.DONE):
        told = CrossedStanding(id=handed.report_id, standing=standing)
        assert take(ItemKind.UNIT_STANDING, told).outcome is ItemOutcome.APPLIED
        assert get_own_unit_report(officer, handed.id).one.standing is standing


def test_a_standing_of_what_is_not_here_waits(take: Take) -> None:
    answer = take(ItemKind.UNIT_STANDING, CrossedStanding(id=uuid4(), standing="done"))
    assert answer.code == "exchange.waits_for_unit_report"


def test_once_forgotten_the_words_are_gone_and_number_and_day_stay(
    handed: UnitReport, officer: Actor, inner: ExchangePeer, now: datetime
) -> None:
    package = sent(inner, ItemKind.UNIT_REPORT, handed.report_id, now)
    by = system_actor(current_tenant())
    assert forget_package(package_id=package.id, acting=by, now=now + LATE) == 1
    one = get_own_unit_report(officer, handed.id).one
    assert (one.title, one.words, one.place, one.area, one.basis) == ("", "", "", "", "")
    assert (one.code, one.own_number) == (handed.report.code, handed.own_number)
    assert (one.handed_at, one.is_forgotten) == (now, True)
    assert list(unit_reports_to_carry(())) == []


@pytest.mark.parametrize(
    "changes", [{"basis": ""}, {"own_number": "另一号"}, {"officer_label": "另一人"}]
)
def test_the_database_keeps_what_was_handed_over(
    handed: UnitReport, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match="handed over stays"), transaction.atomic():
        UnitReport.objects.filter(id=handed.id).update(**changes)


def test_the_database_forgets_no_lead_that_was_not_acknowledged(
    handed: UnitReport, now: datetime
) -> None:
    report = Report.objects.get(id=handed.report_id)
    with pytest.raises(IntegrityError, match="not acknowledged"):
        forget(report, now, **EMPTY | {"title": "", "origin": "", "place_words": ""})
