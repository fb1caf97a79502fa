"""The door meets everything kindly: a clear sentence, never a 500, nothing half-kept."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tests.cast import make_office
from tests.database import Clone
from tests.evidence.hostile import BAD_NAMES, HostileFile, hostile_files
from xiezhi.accounts.models import Procuratorate
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.web.snap import work

HAN = "水鹤坏了没人修"
TEXTS = {
    "nul": f"{HAN}\x00{HAN}",
    "controls": f"{HAN}\x01\x02\x1b[31m\x7f",
    "bidi override": f"{HAN}\u202egpj.exe",
    "zero width": f"{HAN}\u200b\u200d\ufeff",
    "lone surrogate": f"{HAN}\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "four-byte Han": f"{HAN}𠮷㐂𪚥",
    "emoji family": f"{HAN}👨‍👩‍👧‍👦🇨🇳",
    "ten thousand combining marks": HAN + "\u0301" * 10_000,
    "template injection": "{{7*7}}{% debug %}水鹤坏了",
    "sql": "水鹤坏了'; DROP TABLE intake_report; --",
    "script": "<script>alert(1)</script>水鹤坏了",
    "formula": "=cmd|' /C calc'!A0 水鹤坏了",
    "header injection": "水鹤坏了\r\nSet-Cookie: a=b",
    "format": "水鹤坏了 %s %d {} ${jndi:ldap://x}",
}
FIELDS = {
    "key that is no uuid": {"submission_key": "1"},
    "key missing": {"submission_key": ""},
    "latitude not a number": {"lat": "NaN", "lon": "1"},
    "latitude infinite": {"lat": "1e400", "lon": "1"},
    "swapped position": {"lat": "110.1", "lon": "40.3"},
    "unknown town": {"town": "不存在的镇"},
    "unknown topic": {"topics": "weather"},
    "year zero": {"seen_at": "0000-01-01T00:00"},
    "29 February of a common year": {"seen_at": "2026-02-29T10:00"},
    "year 9999": {"seen_at": "9999-12-31T23:59"},
    "both and neither contact": {"contact_mode": "both"},
    "phone without digits": {"contact_mode": "phone", "phone": "一二三"},
    "phone very long": {"contact_mode": "phone", "phone": "1" * 5000},
    "village too long": {"village": "村" * 500},
}


def send(client: Client, **fields: Any) -> Any:
    data = {"submission_key": str(uuid4()), "contact_mode": "anonymous", "words": HAN}
    return client.post("/", data | fields, headers={"accept": "application/json"})


@pytest.fixture
def client(office: Procuratorate) -> Client:
    return Client(headers={"host": "localhost"}, raise_request_exception=False)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_words_are_taken_clean_or_refused_with_a_word(
    client: Client, office: Procuratorate, text: str
) -> None:
    answer = send(client, words=text)
    assert answer.status_code in {200, 400}, answer.content[:300]
    with tenant_scope(office.id):
        for report in Report.objects.all():
            assert "\x00" not in report.words
            assert "\u202e" not in report.words


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS.keys())
def test_hostile_fields_are_refused_at_the_field(
    client: Client, office: Procuratorate, fields: dict[str, str]
) -> None:
    answer = send(client, **fields)
    assert answer.status_code == 400, answer.content[:300]
    assert answer.json()["errors"]
    with tenant_scope(office.id):
        assert not Report.objects.exists()


def test_ten_megabytes_of_words_are_refused_with_the_limit_named(client: Client) -> None:
    answer = send(client, words="水" * 3_500_000)
    assert answer.status_code == 400
    assert "错误" not in answer.content.decode()


def test_refused_page_keeps_what_was_typed(client: Client) -> None:
    data = {"submission_key": str(uuid4()), "words": HAN, "village": "某嘎查"}
    page = client.post("/", data)
    assert page.status_code == 400
    text = page.content.decode()
    assert HAN in text
    assert "某嘎查" in text


FILES = [file for file in hostile_files() if file.kind in {MediaKind.PHOTO, MediaKind.VOICE}]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_hostile_file_is_refused_in_words_or_taken_whole(
    client: Client, office: Procuratorate, file: HostileFile
) -> None:
    field = "photos" if file.kind is MediaKind.PHOTO else "voice"
    upload = SimpleUploadedFile(file.name or "a", file.data, file.claimed_type)
    answer = send(client, **{field: upload})
    if file.expected_code:
        assert answer.status_code in {400, 413}, answer.content[:300]
        assert answer.json()["errors"]
    else:
        assert answer.status_code == 200, answer.content[:300]
    with tenant_scope(office.id):
        assert Report.objects.count() == (0 if file.expected_code else 1)


def test_bad_file_names_do_not_matter(client: Client) -> None:
    good = next(file for file in FILES if not file.expected_code and file.kind is MediaKind.PHOTO)
    for name in BAD_NAMES[:4]:
        answer = send(client, photos=SimpleUploadedFile(name or "a", good.data, "image/jpeg"))
        assert answer.status_code == 200, (name, answer.content[:300])


def test_fields_and_files_beyond_counting_are_refused(client: Client) -> None:
    many = {f"field{number}": "x" for number in range(7000)}
    assert send(client, **many).status_code == 400


def test_same_submission_fifty_times_at_once_makes_one_report(
    own_database: Clone, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The sum asked in a rush is tried elsewhere.
    monkeypatch.setattr(work, "is_rushed", lambda *_door, **_now: False)
    office = make_office(now)
    key, start = str(uuid4()), threading.Barrier(10)

    def once(_number: int) -> tuple[int, str]:
        client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        try:
            start.wait(10)
            answer = send(client, submission_key=key)
            receipt = client.get("/received/").context["receipt"]["code"]
            return answer.status_code, receipt
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(once, range(50)))
    assert {status for status, _receipt in answers} == {200}
    assert len({receipt for _status, receipt in answers}) == 1
    with tenant_scope(office.id):
        assert Report.objects.count() == 1


def test_same_key_with_other_words_is_refused_with_what_to_do(client: Client) -> None:
    key = str(uuid4())
    send(client, submission_key=key)
    answer = send(client, submission_key=key, words="完全不同的另一件事情")
    assert answer.status_code == 409
    assert "补充" in answer.json()["summary"]
