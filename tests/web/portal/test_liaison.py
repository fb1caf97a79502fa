"""联络员: confirmed every year, handed over to a successor."""

from datetime import date

from django.test import Client

from tests.web.outside import World
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.partners.models import LiaisonOfficer

SUCCESSOR = {"label": "消防大队联络员02", "section": "办公室", "mobile": "13900000202"}


def test_confirmation_is_asked_for_after_a_year_and_then_no_more(
    world: World, unit: Client
) -> None:
    with tenant_scope(world.office.id):
        LiaisonOfficer.objects.filter(id=world.officer.id).update(confirmed_on=date(2025, 1, 1))
    assert "请确认您仍是贵单位联络员" in unit.get("/portal/").content.decode()
    unit.post("/portal/liaison/confirm/")
    assert "请确认您仍是贵单位联络员" not in unit.get("/portal/").content.decode()


def test_successor_takes_over_and_the_old_officer_is_out(world: World, unit: Client) -> None:
    answer = unit.post("/portal/liaison/hand-over/", SUCCESSOR)
    assert answer.status_code == 200
    assert unit.get("/portal/").status_code == 302
    with tenant_scope(world.office.id):
        today = clock.legal_day(clock.now())
        present = LiaisonOfficer.objects.get(unit_id=world.unit.id, until__isnull=True)
        assert (present.label, present.since) == ("消防大队联络员02", today)


def test_incomplete_successor_is_refused_and_kept(unit: Client) -> None:
    answer = unit.post("/portal/liaison/hand-over/", SUCCESSOR | {"mobile": "12"})
    assert answer.status_code == 400
    assert "消防大队联络员02" in answer.content.decode()
    assert unit.get("/portal/").status_code == 200
