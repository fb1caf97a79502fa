"""移送与备案 at the desk: from the lead to the register of the other office and back."""

from typing import Any

import pytest
from django.test import Client

from tests.exchange.services.test_matters import Offices, two_offices
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from tests.web.exchange.test_exchange_pages import text_of
from xiezhi.exchange.models import ReceivedMatter, SentMatter
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadEvent

HOME = "/desk/exchange/"


def client_of(office: Any, label: str, login: str, role: str) -> Client:
    from tests.accounts.people import make_person  # noqa: PLC0415  # models need Django's setup

    client = Client(SERVER_NAME=f"{office.slug}.test")
    person = make_person(office, label, login, (role,), secret=SECRET)
    sign_in_to_desk(client, person.login)
    return client


@pytest.fixture
def offices(db: None, settings: Any) -> Offices:
    settings.ALLOWED_HOSTS = ["*"]
    equals = (PeerKind.PROCURATORATE, PeerKind.PROCURATORATE)
    return two_offices(clock.now(), LeadEvent.DECIDE_TRANSFER, equals)


@pytest.fixture
def head(offices: Offices) -> Client:
    client = client_of(offices.a.office, "部门负责人07", "fz07", "department_head")
    with tenant_scope(offices.a.office.id):
        lead = Lead.objects.get()
    assert client.get(f"/desk/leads/{lead.id}/").status_code == 200
    return client


def form_of(offices: Offices, **changes: Any) -> dict[str, Any]:
    return {
        "peer": str(offices.a.peer_id),
        "title": "河滩倾倒建筑垃圾",
        "facts": "河道内倾倒建筑垃圾约四百立方米",
        "note": "",
        "contact_words": "第四检察部 0477-5210000",
        "pictures": [str(offices.picture_id)],
    } | changes


def test_a_decided_lead_is_transferred_from_its_page(offices: Offices, head: Client) -> None:
    lead = f"/desk/leads/{offices.lead.id}/"
    assert f"{HOME}leads/{offices.lead.id}/" in text_of(head.get(lead))
    part = head.get(f"{HOME}leads/{offices.lead.id}/", headers={"HX-Request": "true"})
    assert "移送其他检察院" in text_of(part)
    assert "<html" not in text_of(part)
    asked = text_of(head.get(f"{HOME}leads/{offices.lead.id}/transfer/"))
    assert "河道内倾倒建筑垃圾约四百立方米" in asked
    done = head.post(f"{HOME}leads/{offices.lead.id}/transfer/", form_of(offices), follow=True)
    assert "已列入发往该院的下一个摆渡包" in text_of(done)
    offices.b.take(offices.a.send())
    assert "待回执" in text_of(head.get(f"{HOME}leads/{offices.lead.id}/"))


def test_a_refused_form_keeps_what_was_typed(offices: Offices, head: Client) -> None:
    asked = form_of(offices, facts="网格员07反映河道内有垃圾")
    answer = head.post(f"{HOME}leads/{offices.lead.id}/transfer/", asked)
    assert answer.status_code == 400
    assert "网格员07反映河道内有垃圾" in text_of(answer)
    with tenant_scope(offices.a.office.id):
        assert not SentMatter.objects.exists()


def test_the_other_office_answers_from_its_register(offices: Offices, head: Client) -> None:
    head.post(f"{HOME}leads/{offices.lead.id}/transfer/", form_of(offices))
    offices.b.take(offices.a.send())
    other = client_of(offices.b.office, "部门负责人08", "fz08", "department_head")
    register = text_of(other.get(f"{HOME}received/"))
    assert "河滩倾倒建筑垃圾" in register
    with tenant_scope(offices.b.office.id):
        matter = ReceivedMatter.objects.get()
    page = text_of(other.get(f"{HOME}received/{matter.id}/"))
    assert "在信息池中查看" in page
    done = other.post(
        f"{HOME}received/{matter.id}/",
        {"answer": "accepted", "number": "乙检9号", "answered_on": "2026-11-25", "words": ""},
        follow=True,
    )
    assert "回执已写好" in text_of(done)
    offices.a.take(offices.b.send())
    part = text_of(head.get(f"{HOME}leads/{offices.lead.id}/"))
    assert "乙检9号" in part
    assert "有回执" in part


def test_an_answer_dated_tomorrow_is_refused_in_place(offices: Offices, head: Client) -> None:
    head.post(f"{HOME}leads/{offices.lead.id}/transfer/", form_of(offices))
    offices.b.take(offices.a.send())
    other = client_of(offices.b.office, "部门负责人08", "fz08", "department_head")
    with tenant_scope(offices.b.office.id):
        matter = ReceivedMatter.objects.get()
    answer = other.post(
        f"{HOME}received/{matter.id}/",
        {"answer": "accepted", "number": "乙检9号", "answered_on": "2999-01-01", "words": "已收"},
    )
    assert answer.status_code == 400
    assert "日期在今天之后" in text_of(answer)
    assert "已收" in text_of(answer)


def test_the_register_is_closed_to_others(offices: Offices) -> None:
    petition = client_of(offices.a.office, "控申07", "ks07", "petition_officer")
    assert petition.get(f"{HOME}received/").status_code == 403


def test_a_lead_one_may_not_see_has_no_hand_overs(offices: Offices) -> None:
    assistant = client_of(offices.a.office, "检察官助理08", "zl08", "assistant")
    assert assistant.get(f"{HOME}leads/{offices.lead.id}/").status_code == 404
    assert assistant.get(f"{HOME}leads/{offices.lead.id}/transfer/").status_code == 404
