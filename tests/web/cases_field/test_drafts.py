"""草稿 and 卷宗: prefilled from the case, problems named at their fields, files handed out."""

import io
import zipfile
from typing import Any

import pikepdf

from tests.cases.office import LIMBS, CaseOffice
from tests.web.cases.files import Files
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.drafts import DRAFTED, kept, restored
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.documents.papers.case.own_templates import sample_values
from xiezhi.documents.papers.case.registry import definition
from xiezhi.documents.volume.archive import layout
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.infra.tenant import tenant_scope
from xiezhi.web.cases_field.seal_slip import slip_of

POSTED = 302
FILLED = {
    "f_organ": "旗水利局",
    "f_case_name": "督促旗水利局履行河道监管职责行政公益诉讼案",
    "f_clue": "河道堆放建筑垃圾",
    "f_source": "人民检察院在办案中发现",
    "f_harm": "河道内堆放建筑垃圾约四百立方米。",
    "f_duty": "旗水利局负责本行政区域内河道的监督管理。",
    "f_failure": "至今未责令清除。",
    "f_law": "《中华人民共和国河道管理条例》第二十四条。",
    "f_advice": "依法责令清除河道内堆放的建筑垃圾。",
    "f_rectify_within": "两个月",
    "f_reply_within": "两个月",
}


def draft(files: Files, case_id: Any) -> CasePaper:
    with tenant_scope(files.procuratorate.id):
        found: CasePaper = CasePaper.objects.get(case_id=case_id, is_draft=True)
        return found


def test_every_value_of_every_paper_comes_back_from_what_is_kept() -> None:
    for one in DRAFTED:
        fields = sample_values(one.key).fields
        assert restored(definition(one.key), kept(fields)) == dict(fields), one.key


def test_draft_starts_from_the_case_and_moves_it_nowhere(files: Files) -> None:
    case = files.made(lambda office: office.investigated(files.day(-30), files.day(-10)))
    handler = files.client(files.inside.handler)
    path = f"/desk/cases/{case.id}/draft/pil_suggestion/"
    form = handler.get(path).context["form"]
    assert form.fields["f_organ"].initial == "旗水利局"
    assert form.fields["f_filed_on"].initial == files.day(-30)
    assert handler.post(path, {"f_organ": "旗水利局"}).status_code == POSTED
    assert files.fresh(case.id).state == case.state
    page = handler.get(f"/desk/cases/{case.id}/drafts/{draft(files, case.id).id}/")
    problems = {one["field"]: one for one in page.context["problems"]}
    assert "未填写" in problems["id_f_advice"]["words"]
    assert problems["id_f_advice"]["basis"] == "办案规则第75条第2款第6项"


def test_complete_draft_is_handed_out_and_an_incomplete_one_refused(files: Files) -> None:
    case = files.made(lambda office: office.investigated(files.day(-30), files.day(-10)))
    handler = files.client(files.inside.handler)
    start = f"/desk/cases/{case.id}/draft/pil_suggestion/"
    handler.post(start, {"f_organ": "旗水利局"})
    path = f"/desk/cases/{case.id}/drafts/{draft(files, case.id).id}/"
    refused = handler.get(f"{path}pdf/")
    assert refused.status_code == 400
    assert "建议内容" in refused.content.decode()
    handler.post(path, FILLED | {"f_filed_on": files.day(-30).isoformat()})
    assert handler.get(path).context["problems"] == []
    assert handler.get(f"{path}pdf/").content.startswith(b"%PDF")
    assert handler.get(f"{path}docx/").content.startswith(b"PK")


def scanned() -> IncomingFile:
    """A real page: the binder reads what it binds."""
    page = pikepdf.new()
    page.add_blank_page(page_size=(595, 842))
    target = io.BytesIO()
    page.save(target)
    return IncomingFile(name="立案决定书.pdf", data=target.getvalue())


def test_volume_lists_papers_with_their_receipts_in_the_order_of_the_procedure(
    files: Files,
) -> None:
    case = files.suggested()
    page = files.client(files.inside.handler).get(f"/desk/cases/{case.id}/volume/")
    titles = [one["row"].title for one in page.context["rows"]]
    assert titles[:2] == ["立案决定书", "立案决定书送达回证（旗水利局）"]


def test_volume_and_archive_package_are_made_of_the_scans(files: Files) -> None:
    def filed(office: CaseOffice) -> Case:
        case = office.open(files.day(-3))
        kind, file = PaperKind.FILING_DECISION, scanned()
        office.register(case, kind, files.day(-2), claims=LIMBS, file=file)
        return case

    case = files.made(filed)
    client = files.client(files.inside.handler)
    given = {"retention": "thirty_years", "do": "volume"}
    bound: Any = client.post(f"/desk/cases/{case.id}/volume/", given)
    with pikepdf.open(io.BytesIO(b"".join(bound.streaming_content))) as volume:
        assert len(volume.pages) == 4  # cover, 卷内目录, the decision, 备考表
    sent: Any = client.post(f"/desk/cases/{case.id}/volume/", given | {"do": "package"})
    package = zipfile.ZipFile(io.BytesIO(b"".join(sent.streaming_content)))
    assert layout.EVENTS in package.namelist()
    assert "cases.file" in package.read(layout.EVENTS).decode()


def test_damaged_scan_is_named_and_no_volume_is_made(files: Files) -> None:
    case = files.suggested()
    path = f"/desk/cases/{case.id}/volume/"
    given = {"retention": "thirty_years", "do": "volume"}
    page = files.client(files.inside.handler).post(path, given)
    assert page.status_code == 400
    assert "第1件：文件已损坏" in page.content.decode()


def test_seal_slip_of_a_draft_names_what_is_known_and_is_for_whoever_sees_the_case(
    files: Files,
) -> None:
    case = files.made(lambda office: office.investigated(files.day(-30), files.day(-10)))
    handler = files.client(files.inside.handler)
    handler.post(f"/desk/cases/{case.id}/draft/pil_suggestion/", {"f_organ": "旗水利局"})
    found = draft(files, case.id)
    path = f"/desk/cases/{case.id}/drafts/{found.id}/seal-slip/"
    assert path in handler.get(f"/desk/cases/{case.id}/draft/").content.decode()
    assert handler.get(f"{path}docx/").content.startswith(b"PK")
    assert handler.get(f"{path}pdf/").content.startswith(b"%PDF")
    assert handler.get(f"{path}odt/").status_code == 404
    with tenant_scope(files.procuratorate.id):
        slip = slip_of(CasePaper.objects.select_related("case").get(id=found.id), "某旗人民检察院")
    assert (slip.paper_title, slip.addressee) == (found.title, "旗水利局")
    assert slip.issued_by == ""
