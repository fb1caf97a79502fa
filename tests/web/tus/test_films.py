"""Films come by parts, with a report, and are seen by the desk once they were copied."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import make_staff
from tests.evidence.films import CANARY, drawn, film
from tests.evidence.sounds import m4a
from tests.web.desk.staff import signed_in
from tests.web.tus.telephone import Telephone
from tests.web.tus.test_tus import parts_on_disk, picture
from xiezhi.accounts.models import Procuratorate, StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.jobs import make_copy
from xiezhi.evidence.rules.kinds import MAX_VIDEOS, MediaKind, set_limits
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportFile
from xiezhi.intake.selectors.crossing import reports_to_carry


@pytest.fixture
def telephone(office: Procuratorate) -> Telephone:
    return Telephone()


@pytest.fixture
def desk(office: Procuratorate) -> Any:
    with tenant_scope(office.id):
        handler = make_staff("承办人01", Role.PROSECUTOR)
        account_id = StaffMember.objects.get(id=handler.id).account_id
    return signed_in(account_id)


def sent(telephone: Telephone, *films: bytes) -> Any:
    tokens = [telephone.upload(data, kind="video", part_bytes=400_000) for data in films]
    return telephone.report(str(uuid4()), tokens)


def test_a_film_alone_is_a_report(
    telephone: Telephone, office: Procuratorate, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert sent(telephone, film()).status_code == 200
    with tenant_scope(office.id):
        report, kept = Report.objects.get(), ReportFile.objects.get().file
        assert (report.video_count, report.photo_count) == (1, 0)
        assert (kept.kind, kept.media_type, kept.is_sealed) == ("video", "video/mp4", True)
        assert (kept.copy_state, kept.original_name) == ("pending", "")
    assert not parts_on_disk(office)


def test_a_report_crosses_with_the_copy_of_its_film_or_waits_for_it(
    telephone: Telephone, office: Procuratorate
) -> None:
    sent(telephone, film())
    with tenant_scope(office.id):
        assert list(reports_to_carry(())) == []
        file_id = ReportFile.objects.get().file_id
    make_copy(office.id, str(file_id))
    with tenant_scope(office.id):
        (crossing,) = reports_to_carry(())
    assert crossing.files[0].shared is not None
    assert crossing.files[0].thumbnail is not None


def test_the_receipt_names_photos_before_films(telephone: Telephone) -> None:
    moving, still = telephone.upload(film(), kind="video", part_bytes=400_000), picture()
    answer = telephone.report(str(uuid4()), [moving, telephone.upload(still)])
    assert len(answer.json()["receipt"]["files"]) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(m4a(), "evidence.not_a_video", id="sound"),
        pytest.param(picture(), "evidence.not_a_video", id="picture"),
        pytest.param(drawn()[:-1], "evidence.damaged", id="cut"),
        pytest.param(drawn(seconds=186), "intake.video_too_long", id="long"),
    ],
)
def test_what_is_no_short_film_is_refused(telephone: Telephone, data: bytes, code: str) -> None:
    answer = sent(telephone, data)
    assert answer.status_code == 400
    assert answer.json()["code"] == code


def test_more_films_than_allowed_are_refused(telephone: Telephone) -> None:
    films = [drawn(seconds=number + 1) for number in range(MAX_VIDEOS + 1)]
    answer = sent(telephone, *films)
    assert answer.json()["code"] == "intake.too_many_videos"
    assert "视频最多 2 段" in str(answer.json())


def test_films_too_large_together_are_refused_before_they_are_read(
    telephone: Telephone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xiezhi.web.snap.sending.most_request_bytes", lambda: 3 * 1024 * 1024)
    answer = sent(telephone, film() + bytes(3 * 1024 * 1024))
    assert answer.json()["code"] == "evidence.too_large_together"
    assert "3 兆" in str(answer.json())


def test_a_size_set_here_holds_at_every_door(telephone: Telephone) -> None:
    try:
        set_limits({MediaKind.VIDEO: 2 * 1024 * 1024, MediaKind.PHOTO: 1024 * 1024})
        answer = telephone.announce(bytes(2 * 1024 * 1024 + 1), kind="video")
        assert answer.status_code == 400
        assert "2 兆" in answer.content.decode()
        assert telephone.client.options("/tus/")["Tus-Max-Size"] == str(50 * 1024 * 1024)
        page = telephone.client.get("/").content.decode()
        assert 'data-most-bytes="1048576"' in page
        assert "视频最大 2 兆" in page
    finally:
        set_limits({})
    assert telephone.client.options("/tus/")["Tus-Max-Size"] == str(100 * 1024 * 1024)


def test_the_plain_form_takes_no_films(telephone: Telephone) -> None:
    data = {"submission_key": str(uuid4()), "contact_mode": "anonymous"}
    films = SimpleUploadedFile("film.mp4", film(), "video/mp4")
    answer = telephone.client.post("/", data | {"videos": films, "words": "排水沟里有油"})
    assert answer.status_code == 302
    assert 'name="videos"' not in telephone.client.get("/").content.decode()


def test_the_desk_sees_a_film_once_it_was_copied(
    telephone: Telephone, office: Procuratorate, desk: Any
) -> None:
    sent(telephone, film())
    with tenant_scope(office.id):
        report, file_id = Report.objects.get(), ReportFile.objects.get().file_id
    pool, shared = f"/desk/pool/{report.id}/", f"/desk/files/{file_id}/shared/"
    waiting = desk.get(pool).content.decode()
    assert "正在制作可以观看的副本" in waiting
    assert "<video" not in waiting
    assert "（只有视频）" in desk.get("/desk/pool/").content.decode()
    make_copy(office.id, str(file_id))
    page = desk.get(pool).content.decode()
    assert "<video controls" in page
    assert shared in page
    whole = desk.get(shared)
    assert (whole.status_code, whole["Content-Type"]) == (200, "video/mp4")
    assert CANARY.encode() not in whole.content
    part = desk.get(shared, headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(whole.content)}"
    last = desk.get(shared, headers={"range": "bytes=-5"})
    assert last.content == whole.content[-5:]
    assert desk.get(shared, headers={"range": "bytes=999999999-"}).status_code == 416
    poster = desk.get(f"/desk/files/{file_id}/thumbnail/")
    assert poster["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("state", "words"),
    [("absent", "没有装视频转码程序"), ("failed", "做不出可以观看的副本")],
)
def test_a_film_without_a_copy_says_why(
    telephone: Telephone, office: Procuratorate, desk: Any, state: str, words: str
) -> None:
    sent(telephone, film())
    with tenant_scope(office.id):
        report, file = Report.objects.get(), ReportFile.objects.get().file
        file.copy_state = state
        file.save()
    assert words in desk.get(f"/desk/pool/{report.id}/").content.decode()


def test_a_virus_is_told_to_the_desk_and_never_sent(
    telephone: Telephone, office: Procuratorate, desk: Any
) -> None:
    telephone.report(str(uuid4()), [telephone.upload(picture())])
    with tenant_scope(office.id):
        report, file = Report.objects.get(), ReportFile.objects.get().file
        file.scan_state = "infected"
        file.save()
    page = desk.get(f"/desk/pool/{report.id}/").content.decode()
    assert "发现病毒，已隔离" in page
    assert f"/desk/files/{file.id}" not in page
    for copy in ("shared", "original"):
        answer = desk.get(f"/desk/files/{file.id}/{copy}/", follow=True)
        assert answer.status_code == 404
    assert "未通过" in desk.get(f"/desk/files/{file.id}/thumbnail/").content.decode()
    record = desk.get(f"/desk/evidence/{file.id}/").content.decode()
    assert "发现病毒，已隔离" in record


def test_a_photo_waits_for_the_scanner_in_words(
    telephone: Telephone, office: Procuratorate, desk: Any, settings: Any
) -> None:
    settings.XIEZHI_CLAMD = "/nowhere/clamd.ctl"
    telephone.report(str(uuid4()), [telephone.upload(picture())])
    with tenant_scope(office.id):
        report, file = Report.objects.get(), ReportFile.objects.get().file
    assert "正在查毒" in desk.get(f"/desk/pool/{report.id}/").content.decode()
    assert "查毒中" in desk.get(f"/desk/files/{file.id}/thumbnail/").content.decode()
    assert desk.get(f"/desk/files/{file.id}/shared/").status_code == 404
