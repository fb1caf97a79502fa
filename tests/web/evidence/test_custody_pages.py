"""An original is opened for a purpose, once asked, always written down; the record says it all."""

import hashlib
import io
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from tests.cast import make_staff
from tests.documents.papers.measured import measure as pages_of
from tests.evidence.pictures import jpeg
from tests.web.evidence.matter import KEY, Matter
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import EvidenceItem
from xiezhi.cases.services.copies import record_volume
from xiezhi.evidence.models import CustodyEntry, FileManifest
from xiezhi.evidence.rules.custody import CustodyEvent, CustodyPurpose
from xiezhi.evidence.rules.manifest import measure
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.ledger.models import LedgerEntry


def pdf_text(data: bytes) -> str:
    return "".join(line.text for page in pages_of(data) for line in page.lines)


def docx_text(data: bytes) -> str:
    opened = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "".join([*(one.text for one in opened.paragraphs), *cells])


def test_original_asks_what_for_once_and_every_answer_stands_in_the_chain(matter: Matter) -> None:
    client = matter.client
    address = f"/desk/files/{matter.photo_id}/original/"
    asked = client.get(address)
    assert asked.status_code == 302
    page = client.get(asked.headers["Location"])
    assert page.status_code == 200
    assert b"purpose" in page.content
    assert matter.chain(matter.photo_id) == []
    opened = client.post(asked.headers["Location"], {"purpose": "review"}, follow=True)
    assert opened.headers["Content-Type"] == "image/jpeg"
    again = client.get(address)
    assert again.status_code == 200
    assert hashlib.sha256(again.content).digest() == bytes(matter.stored(matter.photo_id).sha256)
    chain = matter.chain(matter.photo_id)
    assert [(one.event, one.purpose, one.by_label) for one in chain] == [
        (CustodyEvent.VIEWED, CustodyPurpose.REVIEW, matter.files.inside.handler.label)
    ]
    other = matter.files.client(matter.files.inside.head)
    assert other.get(address).status_code == 302


def test_copies_without_metadata_are_shown_without_a_question(matter: Matter) -> None:
    for copy in ("shared", "thumbnail"):
        page = matter.client.get(f"/desk/files/{matter.photo_id}/{copy}/")
        assert page.headers["Content-Type"] == "image/jpeg"
    assert matter.chain(matter.photo_id) == []


@pytest.mark.parametrize("purpose", ["", "curiosity", "archive"])
def test_without_a_lawful_purpose_nothing_is_opened(matter: Matter, purpose: str) -> None:
    client = matter.client
    page = client.post(f"/desk/evidence/{matter.photo_id}/open/original/", {"purpose": purpose})
    assert page.status_code == 400
    assert client.get(f"/desk/files/{matter.photo_id}/original/").status_code == 302
    assert matter.chain(matter.photo_id) == []


def test_scan_of_evidence_is_copied_and_a_paper_of_another_kind_is_not_asked_about(
    matter: Matter,
) -> None:
    client = matter.client
    assert matter.enter(client).status_code == 302
    scan = matter.item("消防设施台账").file_id
    assert scan is not None
    address = f"/desk/evidence/{scan}/open/original/"
    assert client.post(address, {"purpose": "court"}).status_code == 302
    assert [one.event for one in matter.chain(scan)] == [CustodyEvent.COPIED]
    with tenant_scope(matter.files.procuratorate.id):
        decision = matter.case.papers.exclude(file=None).first()
    assert decision is not None
    assert client.get(f"/desk/files/{decision.file_id}/original/").status_code == 200


def test_picture_of_a_report_is_material_of_the_lead_until_two_fix_it(matter: Matter) -> None:
    client = matter.client
    record = f"/desk/evidence/{matter.photo_id}/"
    before = client.get(record)
    assert before.context["standing"] == "线索材料"
    tab = client.get(f"/desk/cases/{matter.case.id}/?tab=evidence").content.decode()
    assert "线索材料" in tab
    assert matter.fix(client, staff=matter.two()[:1]).status_code == 409
    assert matter.fix(client, kind="document", place="").status_code == 400
    assert matter.fix(client, source="").status_code == 400
    assert client.get(record).context["standing"] == "线索材料"
    assert matter.chain(matter.photo_id) == []
    assert matter.fix(client).status_code == 302
    after = client.get(record)
    assert after.context["standing"] == "证据"
    inside = matter.files.inside
    assert after.context["people"] == f"{inside.handler.label}、{inside.clerk.label}"
    verified, fixed = matter.chain(matter.photo_id)
    assert {verified.event, fixed.event} == {CustodyEvent.VERIFIED, CustodyEvent.FIXED}
    words = f"{verified.words}{fixed.words}"
    for said in ("同一角度比对", "展旦召苏木加油站北", matter.files.today.isoformat()):
        assert said in words
    assert (
        "线索材料" not in client.get(f"/desk/cases/{matter.case.id}/?tab=evidence").content.decode()
    )


def test_withdrawn_picture_is_material_again(matter: Matter) -> None:
    client = matter.client
    matter.fix(client)
    item = matter.item("消防水鹤现场照片")
    path = f"/desk/cases/{matter.case.id}/evidence/{item.id}/withdraw/"
    assert client.post(path, {"reason": "与本案无关"}).status_code == 302
    page = client.get(f"/desk/evidence/{matter.photo_id}/")
    assert page.context["standing"] == "线索材料"


@pytest.mark.parametrize("copy", ["original", "shared"])
def test_picture_of_a_report_handed_in_as_if_collected_is_refused(
    matter: Matter, copy: str
) -> None:
    client = matter.client
    client.post(f"/desk/evidence/{matter.photo_id}/open/original/", {"purpose": "review"})
    data = client.get(f"/desk/files/{matter.photo_id}/{copy}/").content
    again = SimpleUploadedFile("自拍.jpg", data, "image/jpeg")
    page: Any = matter.enter(client, title="现场照片", file=again)
    assert page.status_code == 409
    assert "办案规则第39条" in page.content.decode()
    with tenant_scope(matter.files.procuratorate.id):
        assert not EvidenceItem.objects.filter(title="现场照片").exists()
    fresh = SimpleUploadedFile("自拍.jpg", jpeg() + b"\0\0\0\0\0", "image/jpeg")
    assert matter.enter(client, title="现场照片", file=fresh).status_code == 302


def test_volume_handed_out_stands_in_the_chain_with_its_number(matter: Matter) -> None:
    matter.enter(matter.client)
    file_id = matter.item("消防设施台账").file_id
    assert file_id is not None
    with tenant_scope(matter.files.procuratorate.id):
        record_volume(
            case_id=matter.case.id,
            copy_code="AB12CD34",
            is_package=True,
            acting=matter.files.inside.handler,
            now=clock.now(),
        )
    (line,) = matter.chain(file_id)
    assert (line.event, line.purpose) == (CustodyEvent.EXPORTED, CustodyPurpose.ARCHIVE)
    assert line.copy_code == "AB12CD34"


def test_sheet_prints_manifest_and_chain_in_both_forms(matter: Matter) -> None:
    client = matter.client
    matter.fix(client)
    client.post(f"/desk/evidence/{matter.photo_id}/open/original/", {"purpose": "court"})
    printed = client.get(f"/desk/evidence/{matter.photo_id}/sheet/pdf/")
    written = client.get(f"/desk/evidence/{matter.photo_id}/sheet/docx/")
    for text in (pdf_text(printed.content), docx_text(written.content)):
        for said in ("证据保管记录表", "固定为证", "出庭", "检察官01"):
            assert said in text
    assert client.get(f"/desk/evidence/{matter.photo_id}/sheet/exe/").status_code == 404


def test_record_shows_both_hashes_and_whether_the_device_sent_the_same(matter: Matter) -> None:
    page = matter.client.get(f"/desk/evidence/{matter.photo_id}/")
    found = measure(jpeg())
    assert found.sm3 is not None
    shown = page.content.decode()
    assert found.sha256.hex() in shown
    assert found.sm3.hex() in shown
    assert "发送端没有提供" in shown


def test_sealed_original_cannot_be_opened_and_the_page_says_so(matter: Matter) -> None:
    file_id = matter.photograph(seal_to=KEY)
    client = matter.client
    page = client.get(f"/desk/evidence/{file_id}/")
    assert page.context["copies"] == ["shared"]
    assert "原件已封存" in page.content.decode()
    assert client.get(f"/desk/evidence/{file_id}/open/original/").status_code == 404


def test_who_may_not_see_a_file_learns_nothing_of_its_custody(matter: Matter) -> None:
    with tenant_scope(matter.files.procuratorate.id):
        stranger = make_staff("系统管理员09", Role.SYSTEM_ADMIN)
    client = matter.files.client(stranger)
    for part in ("", "open/original/", "open/shared/", "sheet/pdf/"):
        assert client.get(f"/desk/evidence/{matter.photo_id}/{part}").status_code == 404
    path = f"/desk/evidence/{matter.photo_id}/open/original/"
    assert client.post(path, {"purpose": "review"}).status_code == 404
    assert matter.chain(matter.photo_id) == []


def test_lines_and_manifests_can_neither_be_changed_nor_erased(matter: Matter) -> None:
    matter.fix(matter.client)
    with tenant_scope(matter.files.procuratorate.id):
        line, manifest = CustodyEntry.objects.first(), FileManifest.objects.first()
        assert line is not None
        assert manifest is not None
        for change in (
            lambda: CustodyEntry.objects.filter(id=line.id).update(by_label="别人"),
            lambda: CustodyEntry.objects.filter(id=line.id).delete(),
            lambda: FileManifest.objects.filter(id=manifest.id).update(sha256=bytes(32)),
            lambda: FileManifest.objects.filter(id=manifest.id).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        assert connection.is_usable()


def test_every_line_has_its_entry_in_the_ledger(matter: Matter) -> None:
    matter.fix(matter.client)
    with tenant_scope(matter.files.procuratorate.id):
        lines = {str(one) for one in CustodyEntry.objects.values_list("id", flat=True)}
        told = LedgerEntry.objects.filter(object_kind="custody")
        assert set(told.values_list("object_id", flat=True)) == lines
        sealed = LedgerEntry.objects.filter(act="evidence.seal")
        files = {str(one) for one in FileManifest.objects.values_list("file_id", flat=True)}
        assert set(sealed.values_list("object_id", flat=True)) == files
        assert {one.actor_id for one in sealed} == {""}


def test_page_of_the_lead_says_what_each_picture_counts_as(matter: Matter) -> None:
    client, address = matter.client, f"/desk/leads/{matter.lead.id}/"
    assert "线索材料" in client.get(address).content.decode()
    matter.fix(client)
    materials = client.get(address).context["custody"]["materials"]
    inside = matter.files.inside
    assert [one["people"] for one in materials] == [f"{inside.handler.label}、{inside.clerk.label}"]
