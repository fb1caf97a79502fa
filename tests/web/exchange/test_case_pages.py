"""移送案件 at its pages: the case's part, handing over, the register, 收案."""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from tests.cast import make_department
from tests.exchange.services.test_cases_handed_over import Offices, two_offices
from tests.web.exchange.test_exchange_pages import text_of
from tests.web.exchange.test_matter_pages import HOME, client_of
from xiezhi.cases.models import Case
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.crossing import offered_of
from xiezhi.exchange.models import ReceivedMatter, SentMatter
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock


@pytest.fixture
def offices(db: None, settings: Any) -> Offices:
    settings.ALLOWED_HOSTS = ["*"]
    return two_offices(clock.now())


@pytest.fixture
def head(offices: Offices) -> Client:
    return client_of(offices.county.office, "部门负责人07", "fz07", "department_head")


def form_of(offices: Offices, **changes: Any) -> dict[str, Any]:
    with tenant_scope(offices.county.office.id):
        offered = offered_of(offices.case)
    return {
        "peer": str(offices.county.peer_id),
        "title": "河道倾倒建筑垃圾民事公益诉讼案",
        "facts": "河道内倾倒建筑垃圾约四百立方米。",
        "papers": [str(one.id) for one in offered.papers if one.kind != PaperKind.CASE_TRANSFER],
        "evidence": [str(one.id) for one in offered.evidence],
        "contact_words": "第四检察部 0477-5210000",
        "note": "",
    } | changes


def test_a_transferred_case_is_handed_over_from_its_page(offices: Offices, head: Client) -> None:
    page = text_of(head.get(f"/desk/cases/{offices.case.id}/"))
    assert f"{HOME}cases/{offices.case.id}/" in page
    part = head.get(f"{HOME}cases/{offices.case.id}/", headers={"HX-Request": "true"})
    assert "随摆渡包移送" in text_of(part)
    assert "<html" not in text_of(part)
    asked = text_of(head.get(f"{HOME}cases/{offices.case.id}/hand/"))
    assert "现场勘验笔录" in asked
    done = head.post(f"{HOME}cases/{offices.case.id}/hand/", form_of(offices), follow=True)
    assert "已列入发往该院的下一个摆渡包" in text_of(done)
    assert "等下一个摆渡包" in text_of(head.get(f"{HOME}cases/{offices.case.id}/"))


def test_a_case_no_package_carries_yet_is_taken_back(offices: Offices, head: Client) -> None:
    head.post(f"{HOME}cases/{offices.case.id}/hand/", form_of(offices))
    with tenant_scope(offices.county.office.id):
        matter = SentMatter.objects.get()
    address = f"{HOME}cases/{offices.case.id}/withdraw/{matter.id}/"
    assert "已撤回，没有发出" in text_of(head.post(address, follow=True))


def test_a_refused_form_keeps_what_was_typed(offices: Offices, head: Client) -> None:
    asked = form_of(offices, facts="河道内有垃圾，可打 138 0000 0007", title="")
    answer = head.post(f"{HOME}cases/{offices.case.id}/hand/", asked)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "可打 138 0000 0007" in text_of(answer)
    with tenant_scope(offices.county.office.id):
        assert not SentMatter.objects.exists()


def test_the_other_office_sees_hashes_and_takes_the_case_in(offices: Offices, head: Client) -> None:
    head.post(f"{HOME}cases/{offices.case.id}/hand/", form_of(offices))
    offices.city.take(offices.county.send())
    other = client_of(offices.city.office, "部门负责人08", "fz08", "department_head")
    with tenant_scope(offices.city.office.id):
        matter = ReceivedMatter.objects.get()
        department = make_department()
    page = text_of(other.get(f"{HOME}received/{matter.id}/"))
    assert "移送案件意见书" in page
    assert "SHA-256" in page
    assert f"{HOME}received/{matter.id}/case/" in page
    done = other.post(
        f"{HOME}received/{matter.id}/case/",
        {"department_id": str(department.id), "handler_id": str(offices.city_head.id)},
        follow=True,
    )
    assert "已收案，随案文书和证据已入卷" in text_of(done)
    with tenant_scope(offices.city.office.id):
        case = Case.objects.get()
    assert case.state == CaseState.UNDER_REVIEW
    assert "查看已收的案件" in text_of(other.get(f"{HOME}received/{matter.id}/"))


def test_a_lead_that_came_is_no_case_to_take_in(offices: Offices, head: Client) -> None:
    head.post(f"{HOME}cases/{offices.case.id}/hand/", form_of(offices))
    offices.city.take(offices.county.send())
    other = client_of(offices.city.office, "部门负责人08", "fz08", "department_head")
    with tenant_scope(offices.city.office.id):
        matter = ReceivedMatter.objects.get()
        matter.carried = "transfer"
        matter.save(update_fields=["carried"])
    assert other.get(f"{HOME}received/{matter.id}/case/").status_code == HTTPStatus.NOT_FOUND
