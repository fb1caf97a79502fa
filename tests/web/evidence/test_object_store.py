"""The whole way of evidence with an S3-compatible store: telephone, desk, original; and its faults."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from tests.infra.s3_double import Bucket, s3_server, wait_no_longer
from tests.web.evidence.matter import Matter
from tests.web.tus.telephone import Telephone
from tests.web.tus.test_tus import picture
from xiezhi.evidence.services.housekeeping import OLD_ENOUGH, compare_store
from xiezhi.infra.storage.protocol import address_of, name_of
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportFile
from xiezhi.kernel import clock


@pytest.fixture(autouse=True)
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Bucket]:
    wait_no_longer(monkeypatch)
    monkeypatch.setattr(settings, "XIEZHI_FILES", tmp_path / "files")
    with s3_server() as (place, made):
        monkeypatch.setattr(settings, "XIEZHI_S3", place)
        yield made


@pytest.fixture
def telephone(office: Any) -> Telephone:
    return Telephone()


def finished_files_in_the_folder() -> list[Path]:
    root = Path(settings.XIEZHI_FILES)
    paths = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return [Path(path) for path in paths if address_of(path) is not None]


def test_a_report_sent_by_parts_lies_in_the_bucket_and_nowhere_else(
    telephone: Telephone, office: Any, bucket: Bucket
) -> None:
    data = picture()
    answer = telephone.report(str(uuid4()), [telephone.upload(data)])
    assert answer.status_code == 200, answer.content.decode()
    with tenant_scope(office.id):
        file = ReportFile.objects.get().file
    named = (file.stored_sha256, file.shared_sha256, file.thumbnail_sha256)
    due = {f"{office.id}/{name_of(bytes(address))}" for address in named}
    assert set(bucket.objects) == due
    assert finished_files_in_the_folder() == []
    for name, content in bucket.objects.items():
        assert name.endswith(hashlib.sha256(content).hexdigest())


def test_the_original_of_a_duty_report_is_opened_byte_for_byte_and_stands_in_the_chain(
    matter: Matter, bucket: Bucket
) -> None:
    client, file = matter.client, matter.stored(matter.photo_id)
    custody = client.get(f"/desk/evidence/{matter.photo_id}/")
    assert custody.status_code == 200
    assert bytes(file.sha256).hex() in custody.content.decode()
    opening = f"/desk/evidence/{matter.photo_id}/open/original/"
    opened = client.post(opening, {"purpose": "review"}, follow=True)
    assert opened.headers["Content-Type"] == "image/jpeg"
    assert hashlib.sha256(opened.content).digest() == bytes(file.sha256)
    assert len(matter.chain(matter.photo_id)) == 1
    shown = client.get(f"/desk/files/{matter.photo_id}/shared/")
    assert shown.status_code == 200
    assert hashlib.sha256(shown.content).digest() == bytes(file.shared_sha256 or b"")
    assert any(one.startswith("GET ") for one in bucket.asked)
    assert finished_files_in_the_folder() == []


def test_a_player_asks_for_a_part_and_gets_it(matter: Matter) -> None:
    whole = matter.client.get(f"/desk/files/{matter.photo_id}/shared/").content
    asked = matter.client.get(
        f"/desk/files/{matter.photo_id}/shared/", headers={"range": "bytes=10-49"}
    )
    assert (asked.status_code, asked.content) == (206, whole[10:50])


@pytest.mark.parametrize(
    ("failures", "most_bytes", "status", "code"),
    [
        pytest.param([503] * 3, 10**9, 503, "storage.away", id="away"),
        pytest.param([403], 10**9, 503, "storage.refused", id="refused"),
        pytest.param([], 10, 507, "storage.full", id="full"),
    ],
)
def test_a_store_that_does_not_take_a_file_costs_nothing_but_time(
    telephone: Telephone,
    office: Any,
    bucket: Bucket,
    failures: list[int],
    most_bytes: int,
    status: int,
    code: str,
) -> None:
    key, token = str(uuid4()), telephone.upload(picture())
    bucket.failures, bucket.most_bytes = list(failures), most_bytes
    refused = telephone.report(key, [token])
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    with tenant_scope(office.id):
        assert not Report.objects.exists()
    bucket.failures, bucket.most_bytes = [], 10**9
    assert telephone.report(key, [token]).status_code == 200
    with tenant_scope(office.id):
        assert Report.objects.count() == 1


def test_a_store_that_goes_away_in_the_middle_leaves_what_is_found_and_no_half_report(
    telephone: Telephone, office: Any, bucket: Bucket
) -> None:
    original = picture()  # noise: the next one would be some bytes longer or shorter
    key, token = str(uuid4()), telephone.upload(original)
    bucket.most_bytes = len(original) + 48 + 10  # the original fits, its copies do not
    assert telephone.report(key, [token]).status_code == 507
    (orphan,) = bucket.objects
    bucket.most_bytes = 10**9
    assert telephone.report(key, [token]).status_code == 200
    with tenant_scope(office.id):
        state = compare_store(now=clock.now() + 2 * OLD_ENOUGH)
    assert [name_of(one.sha256) for one in state.nobodys] == [orphan.partition("/")[2]]
    assert not state.is_alarming


def test_a_store_that_is_away_is_said_on_the_page_and_not_taken_for_a_lost_file(
    matter: Matter, bucket: Bucket
) -> None:
    address = f"/desk/files/{matter.photo_id}/shared/"
    bucket.failures = [503] * 3
    away = matter.client.get(address)
    assert away.status_code == 503
    assert "暂时没有应答" in away.content.decode()
    assert matter.client.get(address).status_code == 200
