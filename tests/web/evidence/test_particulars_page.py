"""拍摄信息 are kept apart, shown for a purpose to whoever may open the original, and leave when asked."""

import io
import json
import zipfile
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from tests.cast import make_staff
from tests.evidence.films import film
from tests.evidence.pictures import CANARY, MAKE, MODEL, camera_head, jpeg, with_credentials
from tests.web.evidence.matter import KEY, Matter
from tests.web.evidence.test_bundle_pages import case_path, handed_out, key_of, lead_path
from tests.web.evidence.test_custody_pages import docx_text, pdf_text
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence import jobs
from xiezhi.evidence.models import FileParticulars, StoredFile
from xiezhi.evidence.rules.bundle.verifying import verify_bundle
from xiezhi.evidence.rules.custody import CustodyEvent
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.rules.particulars import Particular
from xiezhi.evidence.selectors.crossing import crossed_file
from xiezhi.evidence.selectors.particulars import find_particulars
from xiezhi.evidence.services.crossing import keep_crossed_file
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant, tenant_scope
from xiezhi.intake.models import ReportFile
from xiezhi.kernel import clock
from xiezhi.leads.models import LeadReport

TOLD = with_credentials(jpeg(exif=camera_head()))


def kept(
    matter: Matter,
    data: bytes = TOLD,
    *,
    kind: MediaKind = MediaKind.PHOTO,
    seal_to: bytes | None = None,
) -> UUID:
    """A picture that came with the report behind the case."""
    with tenant_scope(matter.files.procuratorate.id):
        checked = check_files(kind, [IncomingFile(name="现场", data=data)])
        stored = store_file(checked[0], received_at=clock.now(), seal_to=seal_to)
        report = LeadReport.objects.get(lead_id=matter.lead.id).report
        ReportFile.objects.create(report=report, file=stored, position=5)
        found: UUID = stored.id
    return found


def where(file_id: UUID) -> str:
    return f"/desk/evidence/{file_id}/particulars/"


def test_they_are_asked_for_with_a_purpose_and_stand_in_the_chain(matter: Matter) -> None:
    file_id, client = kept(matter), matter.client
    asked = client.get(where(file_id))
    assert MODEL not in asked.content.decode()
    assert client.post(where(file_id), {"purpose": ""}).status_code == 400
    assert matter.chain(file_id) == []
    page = client.post(where(file_id), {"purpose": "review"}, follow=True).content.decode()
    for said in (
        MAKE,
        MODEL,
        "2026-05-04 09:30:00.417 +08:00",
        "40.408367, 110.035400",
        "1007.5",
        "215.5 M",
        "1/125",
        "f/1.8",
        "含内容凭证（未核验）",
        "有（未读取）",
    ):
        assert said in page
    assert CANARY not in page
    line = matter.chain(file_id)[0]
    assert (line.event, line.purpose, line.words) == (CustodyEvent.VIEWED, "review", "拍摄信息")
    assert client.get(where(file_id)).status_code == 200
    assert len(matter.chain(file_id)) == 1
    # The purpose was said for them, not for the original.
    assert client.get(f"/desk/files/{file_id}/original/").status_code == 302


def test_the_table_holds_them_encrypted_and_written_once(matter: Matter) -> None:
    file_id = kept(matter)
    with tenant_scope(matter.files.procuratorate.id):
        row = FileParticulars.objects.get(file_id=file_id)
        assert MAKE.encode() not in bytes(row.sealed)
        found = find_particulars(file_id)
        assert found is not None
        assert found[Particular.MAKE] == MAKE
        for statement in (
            "UPDATE evidence_fileparticulars SET read_at = now()",
            "DELETE FROM evidence_fileparticulars",
        ):
            with (
                pytest.raises(DatabaseError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"{statement} WHERE procuratorate_id = %s", [current_tenant()])


def test_a_sealed_original_keeps_its_own_and_the_page_says_so(matter: Matter) -> None:
    file_id = kept(matter, seal_to=KEY)
    with tenant_scope(matter.files.procuratorate.id):
        assert not FileParticulars.objects.filter(file_id=file_id).exists()
    page = matter.client.get(f"/desk/evidence/{file_id}/").content.decode()
    assert "拍摄信息只留在封存的原件里" in page
    assert where(file_id) not in page
    assert matter.client.get(where(file_id)).status_code == 404


def test_who_may_not_see_the_file_learns_nothing(matter: Matter) -> None:
    file_id = kept(matter)
    with tenant_scope(matter.files.procuratorate.id):
        outsider = make_staff("系统管理员07", Role.SYSTEM_ADMIN)
    assert matter.files.client(outsider).get(where(file_id)).status_code in {403, 404}


def test_what_is_quarantined_shows_nothing_either(matter: Matter) -> None:
    file_id = kept(matter)
    with tenant_scope(matter.files.procuratorate.id):
        StoredFile.objects.filter(id=file_id).update(scan_state="infected")
    assert matter.client.get(where(file_id)).status_code == 404


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_printed_sheet_carries_them_on_request_alone(matter: Matter, form: str) -> None:
    file_id, client = kept(matter), matter.client
    read = pdf_text if form == "pdf" else docx_text
    sheet = f"/desk/evidence/{file_id}/sheet/{form}/"
    assert MODEL not in read(client.get(sheet).content)
    assert client.get(f"{sheet}?with=particulars").headers["Location"] == where(file_id)
    client.post(where(file_id), {"purpose": "verify"})
    printed = read(client.get(f"{sheet}?with=particulars").content)
    assert MODEL in printed
    assert MODEL not in read(client.get(sheet).content)


def test_a_film_tells_its_own(matter: Matter) -> None:
    file_id = kept(matter, film("mov"), kind=MediaKind.VIDEO)
    page = matter.client.post(where(file_id), {"purpose": "review"}, follow=True).content.decode()
    for said in ("2026-11-20 08:00:00 +00:00", "40.410000, 110.030000", "avc1", "320x180"):
        assert said in page


def test_a_picture_without_any_says_so(matter: Matter) -> None:
    file_id = kept(matter, jpeg())
    page = matter.client.post(where(file_id), {"purpose": "review"}, follow=True).content.decode()
    assert "400x300" in page
    assert "设备型号" not in page


def test_those_of_a_file_from_the_other_zone_are_read_inside(matter: Matter) -> None:
    office = matter.files.procuratorate
    file_id = kept(matter)
    with tenant_scope(office.id):
        crossed = crossed_file(StoredFile.objects.get(id=file_id))
    inside_id = UUID(int=77)
    with tenant_scope(office.id):
        keep_crossed_file(
            replace(crossed, id=inside_id),
            open_blob=lambda digest: file_store().open(current_tenant(), digest),
        )
        assert find_particulars(inside_id) is None
    for _time in range(2):
        jobs.read_some_heads(office.id)
    with tenant_scope(office.id):
        found = find_particulars(inside_id)
        assert found == find_particulars(file_id)
        assert FileParticulars.objects.filter(file_id=inside_id).count() == 1


def test_outside_nothing_of_them_is_kept(matter: Matter, settings: Any) -> None:
    settings.XIEZHI_ZONE = "outer"
    file_id = kept(matter)
    with tenant_scope(matter.files.procuratorate.id):
        assert find_particulars(file_id) is None


def test_a_bundle_holds_them_when_ticked_of_originals_alone(matter: Matter) -> None:
    client = matter.client
    own = SimpleUploadedFile("现场照片.jpg", jpeg(500, 400, exif=camera_head()), "image/jpeg")
    kept(matter)
    assert matter.enter(client, title="自拍现场", file=own).status_code == 302
    matter.fix(client)
    with zipfile.ZipFile(io.BytesIO(handed_out(matter, case_path(matter)))) as plain:
        assert "records/particulars.json" not in plain.namelist()
    answer: Any = client.post(case_path(matter), {"purpose": "court", "with_particulars": "on"})
    data = b"".join(answer.streaming_content)
    assert verify_bundle(io.BytesIO(data), [key_of(matter)]).findings == ()
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        said = json.loads(bundle.read("records/particulars.json"))
        manifest = json.loads(bundle.read("manifest.json"))
    originals = {one["id"] for one in manifest["files"] if one["copy"] == "original"}
    assert set(said) == originals
    assert [one["设备型号"] for one in said.values()] == [MODEL]
    assert "records/particulars.json" in {one["name"] for one in manifest["members"]}


def test_a_film_of_a_report_leaves_as_its_copy_and_the_original_is_named(matter: Matter) -> None:
    office = matter.files.procuratorate
    file_id = kept(matter, film(), kind=MediaKind.VIDEO, seal_to=KEY)
    jobs.make_copy(office.id, str(file_id))
    data = handed_out(matter, lead_path(matter), "transfer")
    report = verify_bundle(io.BytesIO(data), [key_of(matter)])
    assert report.findings == ()
    assert report.kept[file_id] == bytes(matter.stored(file_id).sha256).hex()
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
        shown = next(one for one in manifest["files"] if one["id"] == str(file_id))
        assert (shown["copy"], shown["member"]) == ("shared", f"files/{file_id}.mp4")
        assert b"CANARY-OWNER" not in bundle.read(shown["member"])


def test_a_copy_that_was_changed_since_does_not_verify(matter: Matter) -> None:
    office = matter.files.procuratorate
    file_id = kept(matter, film(), kind=MediaKind.VIDEO)
    jobs.make_copy(office.id, str(file_id))
    with tenant_scope(office.id):
        other = file_store().put(current_tenant(), film(seconds=1))
        StoredFile.objects.filter(id=file_id).update(shared_sha256=other.sha256)
    data = handed_out(matter, lead_path(matter), "transfer")
    assert verify_bundle(io.BytesIO(data), [key_of(matter)]).findings != ()
