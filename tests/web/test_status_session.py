"""A receipt opens the page for half an hour without a request, on this phone only."""

from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.web.test_snap import receipt_code, send
from xiezhi.accounts.models import Procuratorate
from xiezhi.kernel import clock


@pytest.fixture
def phone(office: Procuratorate) -> Client:
    client = Client(headers={"host": "localhost"})
    send(client)
    client.post("/status/", {"code": receipt_code(client)})
    return client


def _last_seen(phone: Client, *, seconds_ago: int) -> None:
    store = SessionStore(phone.session.session_key)
    store["snap_report_seen_at"] = clock.now().timestamp() - seconds_ago
    store.save()


@pytest.mark.parametrize(
    ("seconds", "is_open"),
    [pytest.param(1700, True, id="in time"), pytest.param(1801, False, id="too late")],
)
def test_the_page_closes_after_half_an_hour(phone: Client, seconds: int, *, is_open: bool) -> None:
    _last_seen(phone, seconds_ago=seconds)
    answer = phone.post(
        "/status/answer/",
        {"submission_key": str(uuid4()), "kind": "supplement", "words": "又倒了一车垃圾"},
    )
    assert (answer.status_code == 302) is is_open
    _last_seen(phone, seconds_ago=seconds)
    assert ("snap_report" in _after_looking(phone)) is is_open


def _after_looking(phone: Client) -> dict[str, object]:
    phone.get("/status/")
    return dict(phone.session.items())


def test_a_report_is_not_reached_by_its_id(phone: Client, office: Procuratorate) -> None:
    stranger = Client(headers={"host": "localhost"})
    assert stranger.get(f"/status/files/{uuid4()}/").status_code == 403
    assert stranger.post("/status/answer/", {"words": "不是我的"}).status_code == 403


def test_a_number_and_a_report_never_stand_in_one_session(phone: Client) -> None:
    assert "snap_report" in phone.session
    phone.post("/sign-in/", {"act": "send", "phone": "13900000009"})
    assert "phone_sign_in" in phone.session
    assert not [name for name in phone.session.keys() if name.startswith("snap_report")]  # noqa: SIM118  # a session is no dict
    send(phone)
    assert "phone_sign_in" not in phone.session
    assert "snap_receipt" in phone.session


def test_no_cookie_of_a_stranger_outlives_the_tab(office: Procuratorate) -> None:
    stranger = Client(headers={"host": "localhost"})
    stranger.get("/")
    send(stranger)
    stranger.post("/status/", {"code": receipt_code(stranger)})
    stranger.get("/status/")
    assert set(stranger.cookies) == {"csrftoken", "sessionid", "xiezhi_receipt", "xiezhi_reply"}
    lasting = [one.key for one in stranger.cookies.values() if one.value and one["max-age"]]
    assert lasting == []
