"""随手拍 through HTTP, without a browser."""

import io
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.kernel import clock


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (640, 480), (90, 120, 90)).save(target, "JPEG")
    return target.getvalue()


def send(client: Client, **fields: object) -> Any:
    data = {
        "submission_key": str(uuid4()),
        "contact_mode": "anonymous",
        "words": "水鹤坏了半个月没人修",
    }
    return client.post("/", data | fields, headers={"accept": "application/json"})


def receipt_code(client: Client) -> str:
    """Return the code on the page that shows it, once."""
    return str(client.get("/received/").context["receipt"]["code"])


@pytest.fixture
def client(office: Procuratorate) -> Client:
    return Client(headers={"host": "localhost"})


def test_page_shows(client: Client) -> None:
    assert client.get("/").status_code == 200


def test_words_alone_are_enough(client: Client, office: Procuratorate) -> None:
    answer = send(client)
    assert answer.status_code == 200, answer.content.decode()
    with tenant_scope(office.id):
        report = Report.objects.get()
    assert report.words == "水鹤坏了半个月没人修"
    assert client.get(answer.json()["location"]).status_code == 200


def test_photo_is_kept_and_progress_is_behind_the_receipt(client: Client) -> None:
    answer = send(client, words="", photos=SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg"))
    assert answer.status_code == 200, answer.content.decode()
    asked = client.post("/status/", {"code": receipt_code(client)})
    assert asked.status_code == 302
    assert "已收到" in client.get("/status/").content.decode()


def test_receipt_lies_in_no_table_until_it_is_shown_and_is_shown_once(client: Client) -> None:
    send(client)
    session = dict(client.session.items())
    code = receipt_code(client)
    assert len(code) == 28
    assert code not in json.dumps(session)
    assert "snap_receipt" not in client.session
    assert client.get("/received/")["Location"] == "/status/"


def test_receipt_is_shown_on_no_other_telephone(client: Client) -> None:
    send(client)
    other = Client(headers={"host": "localhost"})
    other.cookies["sessionid"] = client.cookies["sessionid"].value
    assert other.get("/received/")["Location"] == "/status/"


def test_nothing_is_refused_kindly(client: Client) -> None:
    answer = send(client, words="坏了")
    assert answer.status_code == 400
    assert "words" in answer.json()["errors"]


def test_same_submission_sent_again_gives_the_same_receipt(client: Client) -> None:
    key = str(uuid4())
    send(client, submission_key=key)
    first = receipt_code(client)
    send(client, submission_key=key)
    assert receipt_code(client) == first


@pytest.mark.parametrize(("consent", "kept"), [("on", 45.0), ("", None)])
def test_direction_of_the_picture_is_kept_with_consent_alone(
    client: Client, office: Procuratorate, consent: str, kept: float | None
) -> None:
    answer = send(client, position_consent=consent, lat="40.33", lon="109.85", heading_deg="45")
    assert answer.status_code == 200, answer.content.decode()
    with tenant_scope(office.id):
        assert Report.objects.get().heading_deg == kept


@pytest.mark.parametrize(
    ("source", "kept"),
    [pytest.param("", "09:47", id="said"), pytest.param("device", "09:00", id="by-the-phone")],
)
def test_minute_the_phone_tells_by_itself_is_not_kept_of_a_secret_report(
    client: Client, office: Procuratorate, source: str, kept: str
) -> None:
    yesterday = clock.legal_day(clock.now()) - timedelta(days=1)
    answer = send(client, seen_at=f"{yesterday}T09:47", seen_at_source=source)
    assert answer.status_code == 200, answer.content.decode()
    with tenant_scope(office.id):
        report = Report.objects.get()
    assert report.seen_at is not None
    assert f"{report.seen_at.astimezone(clock.CHINA):%H:%M}" == kept


def test_direction_beyond_the_compass_is_refused(client: Client) -> None:
    assert send(client, heading_deg="361").status_code == 400
