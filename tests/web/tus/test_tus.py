"""Resumable uploads, as a telephone meets them."""

import base64
import errno
import hashlib
import io
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.web.tus.telephone import Telephone
from xiezhi.accounts.models import Procuratorate
from xiezhi.evidence.store import staging
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportFile
from xiezhi.kernel import clock
from xiezhi.uploads.models import Upload
from xiezhi.uploads.services import arriving
from xiezhi.uploads.services.arriving import sweep_uploads


def picture(shade: int = 90) -> bytes:
    target = io.BytesIO()
    Image.effect_noise((160, 120), shade).convert("RGB").save(target, "JPEG")
    return target.getvalue()


@pytest.fixture
def telephone(office: Procuratorate) -> Telephone:
    return Telephone()


def parts_on_disk(office: Procuratorate) -> list[Path]:
    with tenant_scope(office.id):
        areas = [str(upload.id) for upload in Upload.objects.all()]
    root = Path(settings.XIEZHI_FILES) / "staged" / str(office.id)
    return [path for area in areas for path in (root / area).rglob("*") if path.is_file()]


def test_the_server_says_what_it_speaks(telephone: Telephone) -> None:
    answer = telephone.client.options("/tus/")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert set(answer["Tus-Extension"].split(",")) == {
        "creation",
        "expiration",
        "checksum",
        "termination",
    }


def test_another_version_is_refused(telephone: Telephone) -> None:
    answer = telephone.client.post("/tus/", headers={"Tus-Resumable": "0.2.2"})
    assert answer.status_code == 412
    assert answer["Tus-Version"] == "1.0.0"


def test_a_file_sent_by_parts_becomes_the_photo_of_a_report(
    telephone: Telephone, office: Procuratorate, django_capture_on_commit_callbacks: Any
) -> None:
    data = picture()
    token = telephone.upload(data, part_bytes=1000)
    assert parts_on_disk(office)
    with django_capture_on_commit_callbacks(execute=True):
        answer = telephone.report(str(uuid4()), [token])
    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["receipt"]["files"] == [{"sha256": hashlib.sha256(data).hexdigest()}]
    with tenant_scope(office.id):
        kept = ReportFile.objects.get().file
        assert bytes(kept.sha256) == hashlib.sha256(data).digest()
        assert kept.size_bytes == len(data)
    assert not parts_on_disk(office)


def test_a_broken_line_is_taken_up_where_it_broke(telephone: Telephone) -> None:
    data = picture()
    address = telephone.announce(data)["Location"]
    telephone.patch(address, data[:700], 0)
    asked = telephone.ask(address)
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("700", str(len(data)))
    assert asked["Cache-Control"] == "no-store"
    assert telephone.patch(address, data[700:], 700).status_code == 204


@pytest.mark.parametrize("offset", [0, 1, 699, 701, 10**9])
def test_a_part_for_another_place_is_refused_and_changes_nothing(
    telephone: Telephone, offset: int
) -> None:
    data = picture()
    address = telephone.announce(data)["Location"]
    telephone.patch(address, data[:700], 0)
    assert telephone.patch(address, data[700:800], offset).status_code == 409
    assert telephone.ask(address)["Upload-Offset"] == "700"


def test_more_than_was_announced_is_refused(telephone: Telephone) -> None:
    data = picture()
    address = telephone.announce(data)["Location"]
    assert telephone.patch(address, data + b"!", 0).status_code == 400
    assert telephone.ask(address)["Upload-Offset"] == "0"


def test_a_part_above_the_limit_is_not_read(telephone: Telephone) -> None:
    address = telephone.announce(b"x" * 3_000_000)["Location"]
    assert telephone.patch(address, b"x" * (1024 * 1024 + 1), 0).status_code == 413


def test_a_part_that_changed_on_its_way_is_refused(telephone: Telephone) -> None:
    data = picture()
    address = telephone.announce(data)["Location"]
    told = base64.b64encode(hashlib.sha256(data).digest()).decode()
    answer = telephone.patch(address, data[:-1] + b"?", 0, **{"Upload-Checksum": f"sha256 {told}"})
    assert answer.status_code == 460
    assert telephone.ask(address)["Upload-Offset"] == "0"


def test_a_part_of_another_type_is_refused(telephone: Telephone) -> None:
    address = telephone.announce(b"x" * 10)["Location"]
    answer = telephone.client.patch(
        address, b"x", content_type="text/plain", headers={"Tus-Resumable": "1.0.0"}
    )
    assert answer.status_code == 415


@pytest.mark.parametrize("length", ["0", "26214401"])
def test_nothing_and_too_much_are_refused_in_words(telephone: Telephone, length: str) -> None:
    answer = telephone.client.post(
        "/tus/",
        content_type="",
        headers={
            "Tus-Resumable": "1.0.0",
            "Upload-Length": length,
            "Upload-Metadata": "kind cGhvdG8=",
        },
    )
    assert answer.status_code == 400
    assert answer.content.decode()


def test_a_file_other_than_the_telephone_hashed_is_not_taken(telephone: Telephone) -> None:
    data = picture()
    address = telephone.announce(data, sha256="00" * 32)["Location"]
    telephone.patch(address, data, 0)
    answer = telephone.report(str(uuid4()), [address.split("/")[-2]])
    assert (answer.status_code, answer.json()["code"]) == (400, "uploads.altered")


def test_an_unfinished_file_is_waited_for(telephone: Telephone) -> None:
    data = picture()
    address = telephone.announce(data)["Location"]
    telephone.patch(address, data[:100], 0)
    answer = telephone.report(str(uuid4()), [address.split("/")[-2]])
    assert (answer.status_code, answer.json()["code"]) == (409, "uploads.unfinished")


def test_the_same_report_sent_again_gets_the_same_answer(
    telephone: Telephone, office: Procuratorate
) -> None:
    key, token = str(uuid4()), telephone.upload(picture())
    first = telephone.report(key, [token]).json()["receipt"]
    again = telephone.report(key, [token]).json()["receipt"]
    assert again == first | {"is_repeat": True}
    with tenant_scope(office.id):
        assert Report.objects.count() == 1


def test_the_same_report_with_files_sent_anew_gets_the_same_answer(
    telephone: Telephone, office: Procuratorate, django_capture_on_commit_callbacks: Any
) -> None:
    key, data = str(uuid4()), picture()
    with django_capture_on_commit_callbacks(execute=True):
        first = telephone.report(key, [telephone.upload(data)]).json()["receipt"]
        again = telephone.report(key, [telephone.upload(data)]).json()["receipt"]
    assert again["code"] == first["code"]
    with tenant_scope(office.id):
        assert Report.objects.count() == 1
    assert not parts_on_disk(office)


def test_an_upload_that_was_taken_no_longer_tells_its_minute(
    telephone: Telephone, office: Procuratorate
) -> None:
    telephone.report(str(uuid4()), [telephone.upload(picture())])
    with tenant_scope(office.id):
        (kept,) = Upload.objects.values_list("device_sha256", "expires_at")
    at = kept[1]
    assert (kept[0], at.minute, at.second, at.microsecond) == (None, 0, 0, 0)
    assert at > clock.now() + timedelta(hours=72)


def test_files_of_one_report_are_not_taken_into_another(telephone: Telephone) -> None:
    token = telephone.upload(picture())
    telephone.report(str(uuid4()), [token])
    answer = telephone.report(str(uuid4()), [token])
    assert (answer.status_code, answer.json()["code"]) == (409, "uploads.used")


def test_a_refused_report_keeps_its_files_for_the_next_try(telephone: Telephone) -> None:
    token = telephone.upload(picture())
    refused = telephone.report(str(uuid4()), [token], seen_at="2999-01-01T00:00")
    assert refused.status_code == 400
    assert telephone.report(str(uuid4()), [token]).status_code == 200


def test_a_hostile_file_is_refused_only_when_it_is_opened(telephone: Telephone) -> None:
    token = telephone.upload(b"GIF89a" + b"\0" * 100)
    answer = telephone.report(str(uuid4()), [token])
    assert answer.status_code == 400
    assert "photos" in answer.json()["errors"]


def test_files_by_parts_and_in_the_form_go_together(
    telephone: Telephone, office: Procuratorate
) -> None:
    token = telephone.upload(picture(60))
    direct = SimpleUploadedFile("b.jpg", picture(120), "image/jpeg")
    assert telephone.report(str(uuid4()), [token], photos=direct).status_code == 200
    with tenant_scope(office.id):
        assert Report.objects.get().photo_count == 2


def test_a_file_given_up_is_gone(
    telephone: Telephone, office: Procuratorate, django_capture_on_commit_callbacks: Any
) -> None:
    address = telephone.announce(picture())["Location"]
    telephone.patch(address, b"x" * 100, 0)
    (path,) = parts_on_disk(office)
    with django_capture_on_commit_callbacks(execute=True):
        assert telephone.give_up(address).status_code == 204
    assert telephone.ask(address).status_code == 404
    assert not path.parent.exists()


def test_a_part_of_a_file_that_is_just_being_taken_is_told_to_wait(
    telephone: Telephone, office: Procuratorate
) -> None:
    data = picture()
    address = telephone.announce(data)["Location"]
    telephone.patch(address, data[:500], 0)
    with tenant_scope(office.id):
        area = Upload.objects.get().id
    with staging(office.id).hold_row(area):
        answer = telephone.patch(address, data[500:], 500)
    assert (answer.status_code, answer["Retry-After"]) == (423, "1")
    assert telephone.patch(address, data[500:], 500).status_code == 204


def test_a_file_whose_parts_are_lost_is_begun_anew(
    telephone: Telephone, office: Procuratorate
) -> None:
    token = telephone.upload(picture())
    (path,) = parts_on_disk(office)
    path.write_bytes(path.read_bytes()[:-1])
    answer = telephone.report(str(uuid4()), [token])
    assert (answer.status_code, answer.json()["code"]) == (404, "uploads.gone")


def test_nothing_is_made_for_an_address_nobody_was_given(
    telephone: Telephone, office: Procuratorate
) -> None:
    assert telephone.patch("/tus/an-address-nobody-was-given/", b"x", 0).status_code == 404
    assert staging(office.id).list_areas() == []


def test_what_nobody_began_is_swept_away_soon(telephone: Telephone, office: Procuratorate) -> None:
    telephone.announce(picture())
    with tenant_scope(office.id):
        assert sweep_uploads(now=clock.now() + timedelta(hours=3)) == 1


def test_announcing_alone_does_not_close_the_door(
    telephone: Telephone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "MAX_WAITING_BYTES", 20_000)
    addresses = [telephone.announce(b"x" * 15_000)["Location"] for _ in range(5)]
    assert telephone.patch(addresses[-1], b"x" * 15_000, 0).status_code == 204
    assert telephone.announce(b"x" * 15_000).status_code == 507
    assert telephone.announce(b"x" * 1_000).status_code == 201


def test_what_nobody_finished_is_swept_away(telephone: Telephone, office: Procuratorate) -> None:
    address = telephone.announce(picture())["Location"]
    telephone.patch(address, b"x" * 100, 0)
    soon: datetime = clock.now() + timedelta(hours=71)
    later: datetime = clock.now() + timedelta(hours=75)
    with tenant_scope(office.id):
        assert sweep_uploads(now=soon) == 0
        assert sweep_uploads(now=later) == 1
        assert not Upload.objects.exists()
    assert not parts_on_disk(office)


def test_a_full_disk_is_said_at_once_and_nothing_is_lost(
    telephone: Telephone, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = picture()
    address = telephone.announce(data)["Location"]
    telephone.patch(address, data[:500], 0)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", full)
        answer = telephone.patch(address, data[500:], 500)
    assert (answer.status_code, answer["Retry-After"]) == (507, "60")
    assert telephone.ask(address)["Upload-Offset"] == "500"
    assert telephone.patch(address, data[500:], 500).status_code == 204


def test_parts_lie_encrypted_and_the_address_is_kept_nowhere(
    telephone: Telephone, office: Procuratorate
) -> None:
    data = b"\xff\xd8\xffplain canary of a villager" * 40
    address = telephone.announce(data)["Location"]
    telephone.patch(address, data, 0)
    found = parts_on_disk(office)
    assert found
    assert all(b"canary" not in path.read_bytes() for path in found)
    with tenant_scope(office.id):
        row = Upload.objects.get()
    token = address.split("/")[-2]
    kept = [bytes(row.token_sha256), bytes(row.sealed_name)]
    assert all(token.encode() not in value and b"IMG_0001" not in value for value in kept)


def test_no_cookie_is_asked_for_or_given(telephone: Telephone) -> None:
    answer = telephone.announce(picture())
    assert answer.status_code == 201
    assert not answer.cookies


def test_a_form_of_another_site_cannot_announce_a_file(telephone: Telephone) -> None:
    answer = telephone.strict.post("/tus/", {"a": "b"})
    assert answer.status_code == 412


def test_the_telephone_is_told_what_it_needs_before_it_sends(telephone: Telephone) -> None:
    answer = telephone.client.get("/ready/")
    assert answer.json()["member"] is False
    assert answer.json()["csrf"]
    assert "no-store" in answer["Cache-Control"]


def test_a_members_report_is_not_taken_for_a_strangers(telephone: Telephone) -> None:
    answer = telephone.report(str(uuid4()), [], words="水鹤坏了半个月", as_member="1")
    assert answer.status_code == 401
    assert answer.json()["sign_in"]


def test_the_original_is_kept_byte_for_byte(telephone: Telephone, office: Procuratorate) -> None:
    data = picture()
    telephone.report(str(uuid4()), [telephone.upload(data, part_bytes=333)])
    with tenant_scope(office.id):
        kept = ReportFile.objects.get().file
    assert kept.is_sealed
    assert bytes(kept.sha256) == hashlib.sha256(data).digest()


def test_a_part_of_no_known_upload_is_gone(telephone: Telephone) -> None:
    assert telephone.patch(f"/tus/{'x' * 43}/", b"x", 0).status_code == 404
