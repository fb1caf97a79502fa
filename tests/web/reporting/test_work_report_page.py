"""生成工作情况(Word): the period from the ledger, the words on the page, the file."""

import io
from typing import Any

import docx
import pytest
from django.test import Client

from tests.accounts.people import make_person
from tests.leads.desk import proposing, small_office
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.ledger.models import LedgerEntry

PAGE = "/desk/reporting/work-report/"
THIS = clock.legal_day(clock.now()).year
YEAR = {"since": f"{THIS}-01-01", "until": f"{THIS}-12-31"}
TO = {"addressee": "鄂尔多斯市人民检察院", "issuer": "检察长"}


@pytest.fixture
def preparer(office: Any, client: Client) -> Client:
    person = make_person(office, "案管01", "ag01", ("case_management",), secret=SECRET)
    with tenant_scope(office.id):
        desk = small_office(clock.now())
        desk.decide(desk.register(), proposing(LeadEvent.DECIDE_SHELVE))
    sign_in_to_desk(client, person.login)
    return client


def acts_of(office: Any) -> list[str]:
    with tenant_scope(office.id):
        return list(LedgerEntry.objects.values_list("act", flat=True))


def test_ledger_and_figures_lead_to_it_with_their_period(preparer: Client) -> None:
    query = f"since={THIS}-01-01&amp;until={THIS}-12-31"
    for address in ("/desk/ledgers/", "/desk/reporting/figures/"):
        assert f'href="{PAGE}?{query}"' in preparer.get(address, YEAR).content.decode()


def test_words_are_shown_before_a_file_is_made(office: Any, preparer: Client) -> None:
    answer = preparer.get(PAGE, YEAR)
    assert "登记线索1件" in answer.content.decode()
    assert "reporting.make_work_report" not in acts_of(office)
    again = preparer.post(PAGE, YEAR | {"act": "preview", "addressee": ""})
    assert "登记线索1件" in again.content.decode()


def test_file_is_a_paper_of_word_with_the_figures(office: Any, preparer: Client) -> None:
    answer = preparer.post(PAGE, YEAR | TO)
    assert answer["Content-Disposition"].startswith("attachment")
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "鄂尔多斯市人民检察院：" in text
    assert "登记线索1件" in text
    assert "（此处填写存在的问题）" in text
    with tenant_scope(office.id):
        entry = LedgerEntry.objects.get(act="reporting.make_work_report")
    assert f"制作编号：{entry.object_id}，" in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"since": "2026-12-31", "until": "2026-01-01"}, "统计期的结束日早于开始日。"),
        ({"since": "0026-01-01"}, "年份是 0026，像是填错了，请核对。"),
        ({"addressee": ""}, "这个字段是必填项。"),
        ({"addressee": "😀"}, ""),
    ],
)
def test_what_cannot_be_made_is_said_beside_the_field(
    office: Any, preparer: Client, changes: dict[str, str], sentence: str
) -> None:
    answer = preparer.post(PAGE, YEAR | TO | changes)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert 'class="errorlist"' in answer.content.decode()
    assert "reporting.make_work_report" not in acts_of(office)


def test_whoever_may_not_take_copies_does_not_see_it(office: Any, client: Client) -> None:
    person = make_person(office, "控申01", "ks01", ("petition_officer",), secret=SECRET)
    sign_in_to_desk(client, person.login)
    assert client.get(PAGE).status_code == 403
