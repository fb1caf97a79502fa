"""日历订阅: a calendar reads one person's last days by a secret address, and nothing of the matters."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import make_office
from tests.web.desk.staff import Desk
from xiezhi.clocks.models import CalendarAddress, Clock
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.clock import legal_day

PAGE = "/desk/calendar/"


def subscribe(desk: Desk) -> str:
    """Ask for an address at the page; returns its path."""
    text = desk.client(desk.inside.handler).post(PAGE).content.decode()
    found = re.search(r'value="http://[^/"]+(/calendar/[\w-]+\.ics)"', text)
    assert found is not None
    return found.group(1)


def test_address_is_shown_once(desk: Desk) -> None:
    path = subscribe(desk)
    assert path not in desk.client(desk.inside.handler).get(PAGE).content.decode()


def test_calendar_needs_no_session_and_says_only_rule_and_number(desk: Desk) -> None:
    lead = desk.lead(words="河滩上有建筑垃圾")
    answer = Client().get(subscribe(desk))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"SUMMARY:线索评估 线索 {lead.year}-{lead.number}\r\n" in text
    assert "垃圾" not in text
    assert "sessionid" not in answer.cookies


def test_same_days_are_answered_by_304(desk: Desk) -> None:
    lead = desk.lead()
    path = subscribe(desk)
    tag = Client().get(path).headers["ETag"]
    again = Client().get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    with tenant_scope(desk.procuratorate.id):
        moved = legal_day(desk.now) + timedelta(days=2)
        Clock.objects.filter(matter_id=lead.id).update(due_on=moved)
    assert Client().get(path, headers={"If-None-Match": tag}).status_code == 200


def test_revoked_address_is_not_there(desk: Desk) -> None:
    path = subscribe(desk)
    client = desk.client(desk.inside.handler)
    assert client.post(f"{PAGE}revoke/").status_code == 302
    assert Client().get(path).status_code == 404


def test_renewed_address_replaces_the_one_before(desk: Desk) -> None:
    first, second = subscribe(desk), subscribe(desk)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_guessed_address_is_not_there(desk: Desk) -> None:
    subscribe(desk)
    assert Client().get(f"/calendar/{'A' * 43}.ics").status_code == 404


def test_address_opens_nothing_at_another_office(desk: Desk) -> None:
    path = subscribe(desk)
    make_office(desk.now, slug="other", number=8, is_default=False)
    assert Client(headers={"host": "other.test"}).get(path).status_code == 404
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_page_asks_to_sign_in(desk: Desk, method: str) -> None:
    assert getattr(Client(), method)(PAGE).status_code in {302, 403}
    with tenant_scope(desk.procuratorate.id):
        assert not CalendarAddress.objects.exists()
