"""While the database is away, people are told to wait; nothing pretends to have been kept."""

import pytest
from django.db import OperationalError
from django.test import Client

from xiezhi.accounts.models import Procuratorate
from xiezhi.web.middleware import tenant
from xiezhi.web.snap import reporting


def gone(*_args: object, **_kwargs: object) -> None:
    raise OperationalError("server closed the connection unexpectedly")


def wrong(*_args: object, **_kwargs: object) -> None:
    raise ValueError


@pytest.fixture
def client(office: Procuratorate) -> Client:
    return Client(raise_request_exception=False, headers={"host": "localhost"})


def test_a_database_away_before_the_page_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tenant, "find_office_of_host", gone)
    answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "数据库暂时没有应答" in answer.content.decode()


def test_a_database_that_goes_away_in_the_middle_is_said_to_the_telephone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "receive_report", gone)
    answer = client.post(
        "/",
        {
            "submission_key": "00000000-0000-4000-8000-000000000001",
            "contact_mode": "anonymous",
            "words": "水鹤坏了半个月",
        },
        headers={"accept": "application/json"},
    )
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "没有保存" in answer.json()["summary"]


def test_an_error_of_ours_keeps_its_own_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "ReportForm", wrong)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "系统出了问题" in answer.content.decode()
