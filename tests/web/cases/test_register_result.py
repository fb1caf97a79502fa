"""【登记2.0办理结果】 through its page: the paper, what its step asks, service, refusals."""

from typing import Any

from tests.cases.office import CaseOffice
from tests.web.cases.files import Files, scan
from xiezhi.cases.models import PaperDelivery
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.infra.tenant import tenant_scope


def filing(files: Files, **changes: Any) -> dict[str, Any]:
    entered: dict[str, Any] = {
        "paper": "filing_decision",
        "number": "达检行公立[2026]03号",
        "decided_on": files.today.isoformat(),
        "decider": "chief",
        "decided_by_label": "检察长",
        "is_interest_harmed": "on",
        "is_duty_neglected": "on",
        "file": scan(),
        "to-0-goes": "on",
    }
    return {name: value for name, value in (entered | changes).items() if value is not None}


def test_first_paper_offered_is_the_one_lawful_now(files: Files) -> None:
    case = files.opened()
    page = files.client(files.inside.clerk).get(f"/desk/cases/{case.id}/register/")
    form = page.context["form"]
    assert form.chosen is PaperKind.FILING_DECISION
    assert [field.name for field in form.asked_claims] == [
        "is_interest_harmed",
        "is_duty_neglected",
        "is_serious_and_unknown",
    ]
    assert form.initial["paper"] == "filing_decision"
    assert form.fields["decided_on"].initial == files.today


def test_registered_paper_moves_the_case_and_its_number_is_put_right_with_a_notice(
    files: Files,
) -> None:
    case = files.opened()
    client = files.client(files.inside.clerk)
    answer = client.post(f"/desk/cases/{case.id}/register/", filing(files), follow=True)
    page = answer.content.decode()
    assert "已登记《立案决定书》：立案，案件环节为“已立案”。" in page
    assert "达检行公立〔2026〕3号" in page
    assert "年份括号改为六角括号〔〕" in page
    assert files.fresh(case.id).state == CaseState.FILED


def test_paper_without_service_waits_for_it_on_the_page(files: Files) -> None:
    case = files.opened()
    client = files.client(files.inside.clerk)
    client.post(f"/desk/cases/{case.id}/register/", filing(files))
    page = client.get(f"/desk/cases/{case.id}/")
    shown = page.context["papers"][0]
    assert shown["is_waiting"] is True
    assert [one["served_on"] for one in shown["sent"]] == [None]


def test_service_registered_with_the_paper_starts_no_wait(files: Files) -> None:
    case = files.opened()
    entered = filing(
        files,
        **{
            "to-0-way": "direct",
            "to-0-served_on": files.today.isoformat(),
            "to-0-signed_for_by": "办公室主任01",
            "to-0-receipt": scan("送达回证.pdf"),
        },
    )
    client = files.client(files.inside.clerk)
    client.post(f"/desk/cases/{case.id}/register/", entered)
    with tenant_scope(files.procuratorate.id):
        row = PaperDelivery.objects.get(paper__case_id=case.id)
    assert (row.served_on, row.signed_for_by) == (files.today, "办公室主任01")


def test_refusal_names_the_article_and_keeps_what_was_entered(files: Files) -> None:
    case = files.opened()
    client = files.client(files.inside.clerk)
    entered = filing(files, is_duty_neglected=None)
    answer = client.post(f"/desk/cases/{case.id}/register/", entered)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "办案规则第67条" in page
    assert 'value="达检行公立[2026]03号"' in page
    assert files.fresh(case.id).state == CaseState.PROPOSED
    assert files.papers(case.id) == []


def test_script_gets_the_form_alone(
    files: Files,
) -> None:
    case = files.opened()
    client = files.client(files.inside.clerk)
    answer = client.post(
        f"/desk/cases/{case.id}/register/",
        filing(files, number=""),
        headers={"HX-Request": "true"},
    )
    fragment = answer.content.decode()
    assert answer.status_code == 400
    assert "<html" not in fragment
    assert "这份文书须有文号" in fragment


def test_another_paper_asks_for_other_things_and_keeps_the_number(files: Files) -> None:
    case = files.opened()
    client = files.client(files.inside.clerk)
    page = client.post(
        f"/desk/cases/{case.id}/register/",
        {"do": "switch", "paper": "no_filing_decision", "number": "达检行公不立〔2026〕1号"},
    )
    form = page.context["form"]
    assert form.chosen is PaperKind.NO_FILING_DECISION
    assert form.asked_claims == []
    assert "达检行公不立〔2026〕1号" in page.content.decode()
    assert files.fresh(case.id).state == CaseState.PROPOSED


def test_suggestion_asks_for_the_rectification_period(files: Files) -> None:
    case = files.made(lambda office: office.investigated(files.day(-30), files.day(-10)))
    client = files.client(files.inside.clerk)
    page = client.get(f"/desk/cases/{case.id}/register/?paper=pil_suggestion")
    names = [field.name for field in page.context["form"].asked_claims]
    assert names == ["rectification_due_on", "is_urgent"]
    answer = client.post(
        f"/desk/cases/{case.id}/register/",
        filing(files, paper="pil_suggestion", number="达检行公建〔2026〕1号"),
    )
    assert "检察建议书须写明整改期限" in answer.content.decode()


def test_paper_that_moves_nothing_is_kept_and_may_be_made_void(files: Files) -> None:
    case = files.filed()
    client = files.client(files.inside.clerk)
    client.post(
        f"/desk/cases/{case.id}/register/",
        {
            "paper": "inquiry_record",
            "decided_on": files.today.isoformat(),
            "decider": "prosecutor",
            "decided_by_label": "检察官01",
        },
    )
    paper = files.papers(case.id)[-1]
    address = f"/desk/cases/{case.id}/papers/{paper.id}/void/"
    assert paper.kind == PaperKind.INQUIRY_RECORD
    refused = client.post(address, {"reason": " "})
    assert refused.status_code == 400
    client.post(address, {"reason": "登记到别的案件了"})
    assert files.papers(case.id)[-1].voided_at is not None


def test_paper_that_carried_a_step_is_not_made_void(files: Files) -> None:
    case = files.filed()
    paper = files.papers(case.id)[0]
    client = files.client(files.inside.clerk)
    answer = client.post(f"/desk/cases/{case.id}/papers/{paper.id}/void/", {"reason": "误登"})
    assert answer.status_code == 409
    assert "不能作废" in answer.content.decode()


def test_service_of_a_waiting_paper_is_registered_apart(files: Files) -> None:
    case = files.made(lambda office: office.filed(files.day(-5)))
    paper = files.papers(case.id)[0]
    client = files.client(files.inside.clerk)
    address = f"/desk/cases/{case.id}/papers/{paper.id}/deliver/"
    page = client.get(address)
    assert page.context["form"].fields["addressee"].initial.startswith("party:")
    answer = client.post(
        address,
        {
            "addressee": page.context["form"].fields["addressee"].initial,
            "way": "direct",
            "served_on": files.day(-2).isoformat(),
            "signed_for_by": "办公室主任01",
            "receipt": scan("送达回证.pdf"),
        },
        follow=True,
    )
    assert "已登记《立案决定书》送达，期限随之起算。" in answer.content.decode()
    with tenant_scope(files.procuratorate.id):
        assert PaperDelivery.objects.get(paper_id=paper.id).served_on == files.day(-2)


def test_who_was_served_is_not_offered_a_second_time(files: Files) -> None:
    case = files.filed()
    paper = files.papers(case.id)[0]
    page = files.client(files.inside.clerk).get(f"/desk/cases/{case.id}/papers/{paper.id}/deliver/")
    assert [value for value, _label in page.context["form"].fields["addressee"].choices] == [
        "other"
    ]


def test_who_may_not_type_decisions_is_turned_away(files: Files) -> None:
    case = files.opened()
    answer = files.client(files.inside.chief).get(f"/desk/cases/{case.id}/register/")
    assert answer.status_code == 403


def test_only_the_chief_decides_in_person(files: Files) -> None:
    def opened(office: CaseOffice) -> Any:
        from xiezhi.cases.rules.kinds import CaseKind  # noqa: PLC0415  # with Django set up

        return office.open(files.day(-3), CaseKind.GOVERNANCE)

    case = files.made(opened)
    address = f"/desk/cases/{case.id}/steps/decide_investigation/"
    answer = files.client(files.inside.chief).post(address, {"way": "online", "words": "同意"})
    assert answer.status_code == 302
    assert files.fresh(case.id).state == CaseState.INVESTIGATING


def test_entered_decision_needs_its_slip(files: Files) -> None:
    def opened(office: CaseOffice) -> Any:
        from xiezhi.cases.rules.kinds import CaseKind  # noqa: PLC0415  # with Django set up

        return office.open(files.day(-3), CaseKind.GOVERNANCE)

    case = files.made(opened)
    address = f"/desk/cases/{case.id}/steps/decide_investigation/"
    entered = {
        "way": "entered",
        "decider": "chief",
        "decided_by_label": "检察长",
        "decided_on": files.today.isoformat(),
    }
    client = files.client(files.inside.clerk)
    refused = client.post(address, entered)
    assert refused.status_code == 400
    assert "代录必须上传审批单扫描件" in refused.content.decode()
    assert client.post(address, entered | {"slip": scan()}).status_code == 302
