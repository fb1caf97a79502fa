"""Evidence, follow-up, outcomes, people and 回头看 at the desk: what is entered, refused and shown."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.browser.journey_cast import picture
from tests.web.cases.files import Files, scan
from xiezhi.cases.models import Case, EvidenceItem, FollowUp, LookBack, Outcome, Recusal
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.grounds import ClosingGround
from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Lead

POSTED = 302
REFUSED = (400, 409)


def post(files: Files, who: Any, path: str, data: Mapping[str, Any]) -> Any:
    return files.client(who).post(path, dict(data))


def two(files: Files) -> list[str]:
    return [str(files.inside.handler.id), str(files.inside.clerk.id)]


def photo(name: str) -> SimpleUploadedFile:
    found = picture()
    return SimpleUploadedFile(name, found["buffer"], "image/jpeg")


def evidence(files: Files, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "document",
        "way": "collection",
        "title": "林权登记表",
        "proves": "堆场占用的土地性质为林地",
        "staff": two(files),
        "collected_on": files.today.isoformat(),
        "source": "旗林草局档案室",
    } | changes


def follow_up(files: Files, **changes: Any) -> dict[str, Any]:
    return {
        "done_on": files.today.isoformat(),
        "place": "展旦召苏木××路口",
        "staff": two(files),
        "helpers": "特邀检察官助理03、网格员07",
        "words": "阀门已更换，出水正常",
        "finding": "all",
        "record": scan("现场核查笔录.pdf"),
    } | changes


def closed(files: Files, case: Case | None = None) -> Case:
    case = case or files.suggested()
    post(files, files.inside.handler, f"/desk/cases/{case.id}/follow-ups/new/", follow_up(files))

    def end(office: Any) -> Case:
        fresh: Case = Case.objects.get(id=case.id)
        report = PaperKind.REVIEW_REPORT
        office.register(fresh, report, files.today, decider=Decider.PROSECUTOR)
        ground = Claims(ground=ClosingGround.RECTIFIED)
        office.register(fresh, PaperKind.TERMINATION_DECISION, files.today, claims=ground)
        return fresh

    return files.made(end)


def test_evidence_by_two_stands_on_the_list(files: Files) -> None:
    case = files.filed()
    path = f"/desk/cases/{case.id}/evidence/new/"
    assert post(files, files.inside.handler, path, evidence(files)).status_code == POSTED
    page = files.client(files.inside.handler).get(f"/desk/cases/{case.id}/?tab=evidence")
    assert "林权登记表" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "article", "field"),
    [
        pytest.param({"staff": ["one"]}, "办案规则第36条", "staff", id="one officer"),
        pytest.param({"is_copy": "on"}, "办案规则第38条", "given_by", id="copy without its note"),
        pytest.param({"kind": "electronic"}, "办案规则第39条", "place", id="no place"),
        pytest.param({"way": "consultation"}, "办案规则第40条", "file", id="opinion not signed"),
        pytest.param(
            {"kind": "appraisal", "source": ""}, "办案规则第41条", "source", id="no institution"
        ),
    ],
)
def test_evidence_that_does_not_meet_its_article_is_refused_where_it_is_entered(
    files: Files, changes: dict[str, Any], article: str, field: str
) -> None:
    case = files.filed()
    if "staff" in changes:
        changes = {"staff": two(files)[:1]}
    path = f"/desk/cases/{case.id}/evidence/new/"
    page = post(files, files.inside.handler, path, evidence(files, **changes))
    assert page.status_code in REFUSED
    assert article in str(page.context["form"].errors[field])


def test_copy_note_names_who_took_it_who_gave_it_when_and_from_where(files: Files) -> None:
    case = files.filed()
    path = f"/desk/cases/{case.id}/evidence/new/"
    given = evidence(files, is_copy="on", given_by="档案室主任01")
    post(files, files.inside.handler, path, given)
    with tenant_scope(files.procuratorate.id):
        note = EvidenceItem.objects.get(case_id=case.id).copy_note
    assert "提供人：档案室主任01" in note
    assert note.endswith("本复制件与原件核对一致")


def test_correction_keeps_the_place_and_the_former_line(files: Files) -> None:
    case = files.filed()
    handler = files.inside.handler
    post(files, handler, f"/desk/cases/{case.id}/evidence/new/", evidence(files))
    with tenant_scope(files.procuratorate.id):
        first = EvidenceItem.objects.get(case_id=case.id)
    path = f"/desk/cases/{case.id}/evidence/{first.id}/correct/"
    post(files, handler, path, evidence(files, title="林权证存根", reason="名称写错"))
    with tenant_scope(files.procuratorate.id):
        rows = list(EvidenceItem.objects.filter(case_id=case.id).order_by("entered_at", "id"))
    standing = [one for one in rows if one.withdrawn_at is None]
    assert [(one.title, one.position) for one in standing] == [("林权证存根", first.position)]
    assert [one.withdrawn_reason for one in rows if one.withdrawn_at] == ["更正：名称写错"]


def test_follow_up_lights_the_lamps_and_pairs_its_pictures(files: Files) -> None:
    case = files.suggested()
    given = follow_up(files, before=[photo("前1.jpg")], after=[photo("后1.jpg")])
    path = f"/desk/cases/{case.id}/follow-ups/new/"
    answer = post(files, files.inside.handler, path, given)
    assert answer.status_code == POSTED, answer.context["form"].errors
    fresh = files.fresh(case.id)
    assert (fresh.measures_on, fresh.verified_on) == (files.today, files.today)
    page = files.client(files.inside.handler).get(f"/desk/cases/{case.id}/?tab=rectification")
    pair = page.context["visits"][0]["pairs"][0]
    assert pair["before"]["caption"].startswith("整改前")
    assert pair["after"]["caption"].startswith("整改后")


def test_one_officer_with_helpers_is_refused_at_the_field_with_its_article(files: Files) -> None:
    case = files.suggested()
    path = f"/desk/cases/{case.id}/follow-ups/new/"
    given = follow_up(files, staff=two(files)[:1])
    page = post(files, files.inside.handler, path, given)
    assert "办案规则第36条" in str(page.context["form"].errors["staff"])
    with tenant_scope(files.procuratorate.id):
        assert not FollowUp.objects.filter(case_id=case.id).exists()


def test_case_before_its_suggestion_takes_no_follow_up(files: Files) -> None:
    case = files.filed()
    path = f"/desk/cases/{case.id}/follow-ups/new/"
    page = post(files, files.inside.handler, path, follow_up(files))
    assert "办案规则第77条" in page.content.decode()
    tab = files.client(files.inside.handler).get(f"/desk/cases/{case.id}/?tab=rectification")
    assert tab.context["may_follow"] is False


def test_outcomes_are_totalled_for_each_unit_and_need_a_proof(files: Files) -> None:
    case = files.suggested()
    path = f"/desk/cases/{case.id}/outcomes/new/"
    row = {"words": "恢复林地", "quantity": "12.5", "unit": "mu", "verified_how": "现场丈量"}
    handler = files.inside.handler
    post(files, handler, path, row)
    post(files, handler, path, row | {"quantity": "30"})
    post(files, handler, path, row | {"quantity": "2", "unit": "place"})
    page = post(files, handler, path, row | {"verified_how": ""})
    assert "成效没有佐证" in page.content.decode()
    tab = files.client(handler).get(f"/desk/cases/{case.id}/?tab=rectification")
    totals = [(one["total"], one["unit"]) for one in tab.context["totals"]]
    assert totals == [("42.5", "亩"), ("2", "处")]
    with tenant_scope(files.procuratorate.id):
        assert Outcome.objects.filter(case_id=case.id).count() == 3


def test_recused_officer_hands_the_case_over_and_counts_no_more(files: Files) -> None:
    case = files.suggested()
    asked = {
        "is_own": "asked",
        "member": str(files.inside.handler.id),
        "applicant": "旗水利局",
        "ground": "relative",
        "reasons": "与该局负责人系近亲属",
        "applied_on": files.today.isoformat(),
    }
    clerk = files.inside.clerk
    post(files, clerk, f"/desk/cases/{case.id}/recusals/new/", asked)
    with tenant_scope(files.procuratorate.id):
        recusal_id = Recusal.objects.get(case_id=case.id).id
    decided = {
        "outcome": "granted",
        "decider": "committee",
        "decided_by_label": "检察长",
        "decided_on": files.today.isoformat(),
    }
    path = f"/desk/cases/{case.id}/recusals/{recusal_id}/decide/"
    page = post(files, clerk, path, decided)
    assert "办案规则第22条" in str(page.context["form"].errors["decider"])
    assert post(files, clerk, path, decided | {"decider": "chief"}).status_code == POSTED
    assert files.fresh(case.id).handler_id is None
    form = files.client(files.inside.head).get(f"/desk/cases/{case.id}/follow-ups/new/")
    if form.status_code == 200:
        offered = {value for value, _label in form.context["form"].fields["staff"].choices}
        assert str(files.inside.handler.id) not in offered


def test_closed_case_is_looked_back_at_and_a_rebound_becomes_a_new_lead(files: Files) -> None:
    case = closed(files)
    handler = files.client(files.inside.handler)
    page = handler.get("/desk/look-backs/?tab=look")
    waiting: list[LookBack] = [one["row"] for one in page.context["waiting"]]
    assert [(one.case_id, one.months) for one in waiting] == [
        (case.id, 3),
        (case.id, 6),
        (case.id, 12),
    ]
    path = f"/desk/cases/{case.id}/look-backs/{waiting[0].id}/"
    seen = {
        "done_on": files.today.isoformat(),
        "place": "展旦召苏木××路口",
        "staff": two(files),
        "words": "水鹤再次漏水，阀门锈蚀",
        "result": "rebound",
    }
    assert handler.post(path, seen).status_code == POSTED
    handler.post(f"{path}lead/", {"title": "水鹤再次漏水", "words": "水鹤再次漏水，阀门锈蚀"})
    with tenant_scope(files.procuratorate.id):
        lead = Lead.objects.get(id=_new_lead(waiting[0].id))
    assert (lead.title, lead.channel, lead.source) == ("水鹤再次漏水", "casework", "casework")
    assert files.fresh(case.id).state == "closed"


def _new_lead(look_back_id: UUID) -> Any:
    return LookBack.objects.get(id=look_back_id).new_lead_id


def test_random_batch_keeps_seed_and_pool(files: Files) -> None:
    case = closed(files)
    given = {
        "title": "2026年第四季度回头看",
        "way": "random",
        "draw": "1",
        "due_on": files.day(30).isoformat(),
        "cases": [str(case.id)],
    }
    head = files.client(files.inside.head)
    assert head.post("/desk/look-backs/batches/new/", given).status_code == POSTED
    batch = head.get("/desk/look-backs/?tab=look").context["batches"][0]["row"]
    assert (len(batch.seed), batch.pool, batch.drawn) == (32, [str(case.id)], 1)
    too_many = head.post("/desk/look-backs/batches/new/", given | {"draw": "2"})
    assert "抽取数须在 1 到 1 之间" in too_many.content.decode()


def test_ledger_and_evidence_list_are_handed_out(files: Files) -> None:
    case = closed(files)
    client = files.client(files.inside.handler)
    for path in (
        "/desk/look-backs/export/",
        f"/desk/cases/{case.id}/evidence/export/xlsx/",
        f"/desk/cases/{case.id}/evidence/export/pdf/",
    ):
        answer: Any = client.post(path)
        assert answer.status_code == 200, path
        sent = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert sent[:2] in {b"PK", b"%P"}


@pytest.mark.parametrize("tab", ["evidence", "rectification", "people"])
def test_queries_of_a_tab_do_not_grow_with_what_is_on_it(files: Files, tab: str) -> None:
    case = files.suggested()
    handler = files.inside.handler

    def more() -> None:
        post(files, handler, f"/desk/cases/{case.id}/evidence/new/", evidence(files))
        given = follow_up(files, before=[photo("前.jpg")], after=[photo("后.jpg")])
        post(files, handler, f"/desk/cases/{case.id}/follow-ups/new/", given)

    def count() -> int:
        client = files.client(handler)
        path = f"/desk/cases/{case.id}/?tab={tab}"
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    more()
    few = count()
    more()
    more()
    assert count() == few
