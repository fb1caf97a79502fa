"""Words behind the receipt that come by parts, twice, or behind another receipt."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.evidence.films import film
from tests.web.test_snap import receipt_code, send
from tests.web.tus.telephone import Telephone
from xiezhi.accounts.models import Procuratorate
from xiezhi.evidence.jobs import make_copy
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportFile, ReportMessage
from xiezhi.intake.selectors.crossing import words_to_carry

JSON = {"accept": "application/json", "x-xiezhi-outbox": "1"}


@pytest.fixture
def phone(office: Procuratorate) -> Client:
    return Client(headers={"host": "localhost"})


def behind(phone: Client) -> Any:
    """Report, give in the receipt; return the page behind it."""
    send(phone)
    return phone.post("/status/", {"code": receipt_code(phone)}, follow=True)


def reply(phone: Client, **fields: object) -> Any:
    data = {"submission_key": str(uuid4()), "kind": "supplement"}
    return phone.post("/status/answer/", data | fields, headers=JSON)


def test_film_behind_the_receipt_is_taken_once(phone: Client, office: Procuratorate) -> None:
    page = behind(phone)
    upload = Telephone().upload(film(), kind="video", part_bytes=400_000)
    fields = {
        "submission_key": str(uuid4()),
        "access": page.context["access"],
        "uploads": [upload],
    }
    for _again in range(2):
        assert reply(phone, **fields).json() == {"location": "/status/"}
    with tenant_scope(office.id):
        (file,) = (link.file for link in ReportFile.objects.filter(message__isnull=False))
        assert (file.kind, file.is_sealed) == ("video", True)
        assert list(words_to_carry(())) == []
    make_copy(office.id, str(file.id))
    with tenant_scope(office.id):
        (carried,) = words_to_carry(())
    assert carried.files[0].shared is not None
    assert "视频 1 段" in phone.get("/status/").content.decode()


def test_words_written_behind_one_receipt_never_go_behind_another(
    phone: Client, office: Procuratorate
) -> None:
    mark = behind(phone).context["access"]
    behind(phone)
    answer = reply(phone, words="给第一条的话", access=mark)
    assert (answer.status_code, answer.json()["code"]) == (409, "intake.other_receipt")
    with tenant_scope(office.id):
        assert not ReportMessage.objects.filter(words="给第一条的话").exists()


def test_mark_of_a_report_says_nothing_of_it(phone: Client, office: Procuratorate) -> None:
    mark = behind(phone).context["access"]
    with tenant_scope(office.id):
        report: Report = Report.objects.get()
    assert report.code not in mark
    assert report.id.hex[:8] not in mark


def test_erasure_is_asked_for_by_its_own_button_only(phone: Client) -> None:
    behind(phone)
    assert reply(phone, kind="erasure", words="不是我写的那句话").status_code == 400


def test_third_film_is_refused_in_words(phone: Client) -> None:
    behind(phone)
    telephone = Telephone()
    tokens = [
        telephone.upload(film(seconds=n), kind="video", part_bytes=400_000) for n in (1, 2, 3)
    ]
    answer = reply(phone, uploads=tokens)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["videos"])
