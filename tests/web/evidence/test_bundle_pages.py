"""A bundle leaves with a purpose, verifies anywhere, and carries nobody who reported."""

import io
import json
import zipfile
from typing import Any

import pytest

from tests.evidence.papers import pdf
from tests.evidence.pictures import jpeg
from tests.web.evidence.matter import KEY, Matter
from xiezhi.evidence.models import CustodyEntry
from xiezhi.evidence.rules.bundle.contents import LEDGER, MANIFEST
from xiezhi.evidence.rules.bundle.verifying import BundleOutcome, verify_bundle
from xiezhi.infra.tenant import tenant_scope
from xiezhi.ledger.models import LedgerEntry
from xiezhi.ledger.services.keys import published_key
from xiezhi.ledger.services.verification import verify_ledger


def case_path(matter: Matter) -> str:
    return f"/desk/evidence/cases/{matter.case.id}/bundle/"


def lead_path(matter: Matter) -> str:
    return f"/desk/evidence/leads/{matter.lead.id}/bundle/"


def handed_out(matter: Matter, path: str, purpose: str = "court") -> bytes:
    answer: Any = matter.client.post(path, {"purpose": purpose})
    assert answer.status_code == 200, answer.content.decode()
    assert answer.headers["Content-Type"] == "application/zip"
    return b"".join(answer.streaming_content)


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def key_of(matter: Matter) -> str:
    return published_key(matter.files.procuratorate.slug)


def test_bundle_of_a_case_verifies_by_the_published_key_alone(matter: Matter) -> None:
    client = matter.client
    matter.enter(client)
    matter.fix(client)
    shown = client.get(case_path(matter)).content.decode()
    assert "消防设施台账" in shown
    assert key_of(matter).partition("+")[0] in shown
    data = handed_out(matter, case_path(matter))
    report = verify_bundle(io.BytesIO(data), [key_of(matter)])
    assert report.findings == ()
    assert report.outcome is BundleOutcome.SOUND
    with opened(data) as bundle:
        manifest = json.loads(bundle.read(MANIFEST))
        entries = {
            one["sequence"]: one["after"] for one in json.loads(bundle.read(LEDGER))["entries"]
        }
        by_title = {one["title"]: one for one in manifest["files"]}
        scan, photo = by_title["消防设施台账"], by_title["消防水鹤现场照片"]
        assert bundle.read(scan["member"]) == pdf()
        assert (scan["copy"], photo["copy"]) == ("original", "shared")
        assert bundle.read(photo["member"]) != jpeg()
    events = [entries[place]["event"] for place in photo["custody"]]
    assert events == ["verified", "fixed", "exported"]
    assert entries[photo["custody"][-1]]["copy_code"] == manifest["code"]


def test_two_bundles_of_one_case_both_verify_and_so_does_the_ledger(matter: Matter) -> None:
    matter.enter(matter.client)
    for purpose in ("court", "superior"):
        data = handed_out(matter, case_path(matter), purpose)
        assert verify_bundle(io.BytesIO(data), [key_of(matter)]).findings == ()
    with tenant_scope(matter.files.procuratorate.id):
        assert verify_ledger().audit.finding is None
        told = LedgerEntry.objects.filter(act="evidence.export_bundle")
        assert told.count() == 2


def test_bundle_of_a_lead_holds_copies_of_its_pictures_as_material(matter: Matter) -> None:
    matter.photograph(seal_to=KEY)
    data = handed_out(matter, lead_path(matter), "transfer")
    assert verify_bundle(io.BytesIO(data), [key_of(matter)]).findings == ()
    with opened(data) as bundle:
        manifest = json.loads(bundle.read(MANIFEST))
        assert [one["standing"] for one in manifest["files"]] == ["lead_material"] * 2
        assert {one["copy"] for one in manifest["files"]} == {"shared"}


def test_bundle_carries_nobody_who_reported(matter: Matter) -> None:
    matter.fix(matter.client)
    member = matter.files.leads.member
    canaries = [
        member.label,
        str(member.id),
        "13800000007",
        "河滩上有建筑垃圾",
        "现场.jpg",
    ]
    for path in (case_path(matter), lead_path(matter)):
        with opened(handed_out(matter, path)) as bundle:
            everything = b"".join(bundle.read(name) for name in bundle.namelist())
        assert [one for one in canaries if one.encode() in everything] == []
        assert jpeg() not in everything


@pytest.mark.parametrize("purpose", ["", "review", "elsewhere"])
def test_without_a_purpose_of_its_own_nothing_leaves(matter: Matter, purpose: str) -> None:
    matter.enter(matter.client)
    page = matter.client.post(case_path(matter), {"purpose": purpose})
    assert page.status_code == 400
    with tenant_scope(matter.files.procuratorate.id):
        assert not CustodyEntry.objects.exists()
        assert not LedgerEntry.objects.filter(act="evidence.export_bundle").exists()


def test_case_without_files_says_that_there_is_nothing_to_hand_out(matter: Matter) -> None:
    page = matter.client.post(case_path(matter), {"purpose": "court"})
    assert page.status_code == 400
    assert "没有可以导出的文件" in page.content.decode()


def test_who_may_not_export_is_refused_and_who_may_not_see_learns_nothing(
    matter: Matter,
) -> None:
    matter.enter(matter.client)
    inside = matter.files.inside
    for path in (case_path(matter), lead_path(matter)):
        nobody = path.replace(path.split("/")[4], "00000000-0000-4000-8000-000000000000")
        assert matter.files.client(inside.handler).get(nobody).status_code == 404
        assert matter.files.client(inside.chief).get(path).status_code == 200


def test_altered_file_does_not_pass_for_the_sealed_one(matter: Matter) -> None:
    matter.enter(matter.client)
    data = handed_out(matter, case_path(matter))
    altered = data.replace(pdf(), pdf().replace(b"%%EOF", b"%%EOG"))
    assert altered != data
    assert verify_bundle(io.BytesIO(altered), [key_of(matter)]).outcome is BundleOutcome.TAMPERED
