"""Each act on a letter, from its form to its trace."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import make_unit
from tests.leads.desk import proposing
from tests.leads.letters import BODY, drafted, sent
from tests.web.desk.staff import Desk, slip
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.letters.models import ContactNote, Letter
from xiezhi.letters.rules.kinds import LetterKind


def referred(desk: Desk) -> tuple[Lead, Any]:
    with tenant_scope(desk.procuratorate.id):
        return desk.inside.refer(), make_unit()


def sent_letter(desk: Desk) -> tuple[Lead, Letter]:
    with tenant_scope(desk.procuratorate.id):
        return sent(desk.inside)


def fresh(desk: Desk, letter: Letter | None = None) -> Letter:
    with tenant_scope(desk.procuratorate.id):
        letters = Letter.objects.filter(id=letter.id) if letter else Letter.objects.all()
        found: Letter = letters.get()
        return found


def today(desk: Desk) -> str:
    return legal_day(desk.now).isoformat()


def words(unit: Any, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "referral",
        "unit": unit.id,
        "title": "线索移送函",
        "body": BODY,
        "asks_reply": "on",
    } | changes


def dispatch(desk: Desk, **changes: Any) -> dict[str, Any]:
    """What 登记发文 asks for."""
    return {
        "office_number": "达检函[2026]017号",
        "issued_by_label": "检察长",
        "issued_on": today(desk),
        "sealed_on": today(desk),
        "sealed_letter": slip("盖章函件.pdf"),
        "send_now": "on",
    } | changes


def test_draft_is_written_and_leads_to_its_dispatch(desk: Desk) -> None:
    lead, unit = referred(desk)
    client = desk.client(desk.inside.handler)
    answer = client.post(f"/desk/leads/{lead.id}/letters/new/", words(unit, then="register"))
    letter = fresh(desk)
    assert answer["Location"] == f"/desk/letters/{letter.id}/register/"
    assert (letter.state, letter.title) == ("draft", "线索移送函")


def test_dispatch_records_signature_number_seal_and_scan_in_one_go(desk: Desk) -> None:
    lead, unit = referred(desk)
    client = desk.client(desk.inside.handler)
    client.post(f"/desk/leads/{lead.id}/letters/new/", words(unit))
    letter = fresh(desk)
    page = desk.client(desk.inside.clerk).post(
        f"/desk/letters/{letter.id}/register/", dispatch(desk), follow=True
    )
    assert "文号已规范为 达检函〔2026〕17号（年份括号改为六角括号〔〕、去掉序号前的 0）。" in (
        page.content.decode()
    )
    letter = fresh(desk)
    assert (letter.state, letter.office_number, letter.issue_way) == (
        "sent",
        "达检函〔2026〕17号",
        "entered",
    )
    assert (letter.issued_by_label, letter.sealed_on) == ("检察长", legal_day(desk.now))


def test_paper_of_the_oa_is_registered_without_its_words(desk: Desk) -> None:
    lead, unit = referred(desk)
    entered = words(unit, **dispatch(desk, send_now=""))
    del entered["body"]
    clerk = desk.client(desk.inside.clerk)
    answer = clerk.post(f"/desk/leads/{lead.id}/letters/register/", entered)
    assert answer.status_code == 302, answer.content.decode()
    letter = fresh(desk)
    assert (letter.state, letter.body) == ("sealed", "")
    assert "正文见盖章函件" in clerk.get(f"/desk/letters/{letter.id}/").content.decode()


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        pytest.param({"office_number": ""}, "office_number", id="文号"),
        pytest.param({"issued_by_label": ""}, "issued_by_label", id="签发人"),
        pytest.param({"sealed_on": ""}, "sealed_on", id="用印日期"),
        pytest.param({"issued_on": "2099-01-01"}, "issued_on", id="签发在将来"),
        pytest.param({"sealed_letter": ""}, "sealed_letter", id="盖章扫描件"),
        pytest.param({"sealed_on": "2026-01-01"}, "sealed_on", id="用印早于签发"),
    ],
)
def test_dispatch_names_what_is_missing_and_keeps_the_rest(
    desk: Desk, missing: dict[str, str], field: str
) -> None:
    with tenant_scope(desk.procuratorate.id):
        letter = drafted(desk.inside, desk.inside.refer())
    answer = desk.client(desk.inside.clerk).post(
        f"/desk/letters/{letter.id}/register/", dispatch(desk) | missing
    )
    assert field in answer.context["form"].errors
    assert fresh(desk).state == "draft"


def test_words_that_repeat_the_report_are_refused_and_kept(desk: Desk) -> None:
    tale = "卫生院东墙外那根红色水鹤让拉沙子的车撞歪了阀门一直漏水我上周三亲眼看见的天天漏"
    lead = desk.lead(words=tale)
    with tenant_scope(desk.procuratorate.id):
        unit = make_unit()
        desk.inside.decide(lead, proposing(LeadEvent.DECIDE_REFERRAL))
    client = desk.client(desk.inside.handler)
    where = f"/desk/leads/{lead.id}/letters/new/"
    answer = client.post(where, words(unit, body=f"据反映：{tale}"))
    assert answer.status_code == 409
    assert tale in answer.content.decode()


def test_draft_is_checked_by_another_and_sent_back_with_words(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        letter = drafted(desk.inside, desk.inside.refer())
    where = f"/desk/letters/{letter.id}/"
    desk.client(desk.inside.handler).post(f"{where}submit/", {"words": "请核"})
    head = desk.client(desk.inside.head)
    without = head.post(f"{where}check/", {"passes": "no"})
    assert "words" in without.context["form"].errors
    head.post(f"{where}check/", {"passes": "no", "words": "写明地点"})
    assert fresh(desk).state == "draft"
    assert "写明地点" in desk.client(desk.inside.handler).get(where).content.decode()


def test_sealed_letter_is_sent_and_a_draft_is_not(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        letter = drafted(desk.inside, desk.inside.refer())
    client = desk.client(desk.inside.handler)
    where = f"/desk/letters/{letter.id}/"
    assert client.post(f"{where}send/").status_code == 409
    desk.client(desk.inside.clerk).post(f"{where}register/", dispatch(desk, send_now=""))
    assert client.post(f"{where}send/").status_code == 302
    assert fresh(desk).sent_at is not None


def test_service_needs_its_receipt_and_starts_the_clock(desk: Desk) -> None:
    lead, letter = sent_letter(desk)
    clerk = desk.client(desk.inside.clerk)
    where = f"/desk/letters/{letter.id}/service/"
    entered: dict[str, Any] = {
        "way": "direct",
        "served_on": today(desk),
        "signed_for_by": "办公室主任01",
    }
    without = clerk.post(where, entered)
    assert "receipt" in without.context["form"].errors
    assert clerk.post(where, entered | {"receipt": slip("回证.pdf")}).status_code == 302
    assert fresh(desk).reply_due_on is not None
    with tenant_scope(desk.procuratorate.id):
        assert Clock.objects.get(about_id=letter.id).matter_id == lead.id


@pytest.mark.parametrize(
    ("way", "field"),
    [
        pytest.param("retained", "note", id="留置写明理由和见证人"),
        pytest.param("announced", "note", id="宣告写明地点和见证人"),
        pytest.param("post", "tracking_number", id="邮寄写明单号"),
        pytest.param("direct", "signed_for_by", id="直接写明签收人"),
    ],
)
def test_each_way_of_service_asks_for_its_own(desk: Desk, way: str, field: str) -> None:
    _, letter = sent_letter(desk)
    entered = {"way": way, "served_on": today(desk), "receipt": slip("回证.pdf")}
    answer = desk.client(desk.inside.clerk).post(f"/desk/letters/{letter.id}/service/", entered)
    assert list(answer.context["form"].errors) == [field]
    assert fresh(desk).served_on is None


def test_number_typed_wrongly_is_put_right_without_a_new_scan(desk: Desk) -> None:
    _, letter = sent_letter(desk)
    clerk = desk.client(desk.inside.clerk)
    where = f"/desk/letters/{letter.id}/"
    entered = dispatch(desk, office_number="达检函〔2026〕71号", reason="文号录反")
    del entered["sealed_letter"]
    assert clerk.post(f"{where}correct/", entered).status_code == 302
    assert fresh(desk).office_number == "达检函〔2026〕71号"
    assert "文号录反（原登记：达检函〔2026〕17号" in clerk.get(where).content.decode()


def test_call_about_a_letter_stands_on_it_and_on_its_lead(desk: Desk) -> None:
    lead, letter = sent_letter(desk)
    client = desk.client(desk.inside.handler)
    form = client.get(f"/desk/letters/{letter.id}/note/?kind=urge_call").context["form"]
    assert (form["kind"].initial, form["party"].initial) == ("urge_call", "旗水利局")
    entered = {
        "kind": "urge_call", "party": "旗水利局办公室", "telephone": "0477-5200001",
        "spoken_at": f"{desk.now - timedelta(hours=9):%Y-%m-%dT%H:%M}", "words": "本周回复",
    }  # fmt: skip
    assert client.post(f"/desk/letters/{letter.id}/note/", entered).status_code == 302
    for page in (f"/desk/letters/{letter.id}/", f"/desk/leads/{lead.id}/"):
        shown = client.get(page).content.decode()
        assert "0477-5200001" in shown
        assert "电话催办" in shown


def test_urging_letter_names_what_it_urges_and_notes_it_when_it_goes_out(desk: Desk) -> None:
    lead, letter = sent_letter(desk)
    client = desk.client(desk.inside.handler)
    where = f"/desk/leads/{lead.id}/letters/new/?urges={letter.id}"
    form = client.get(where).context["form"]
    assert (form["kind"].initial, form["unit"].initial) == ("urging", str(letter.unit_id))
    assert letter.office_number in form["body"].initial
    client.post(
        where,
        {
            "kind": "urging",
            "unit": letter.unit_id,
            "urges": letter.id,
            "title": "关于催办清理河道垃圾的函",
            "body": "请抓紧办理并书面回复。",
        },
    )
    with tenant_scope(desk.procuratorate.id):
        urging = Letter.objects.get(kind=LetterKind.URGING)
    desk.client(desk.inside.clerk).post(
        f"/desk/letters/{urging.id}/register/", dispatch(desk, office_number="达检函〔2026〕20号")
    )
    with tenant_scope(desk.procuratorate.id):
        note = ContactNote.objects.get()
    assert (note.kind, note.letter_id, note.party) == ("urge_letter", letter.id, "旗水利局")
    assert "达检函〔2026〕20号" in note.words


def test_letter_is_withdrawn(desk: Desk) -> None:
    _, letter = sent_letter(desk)
    client = desk.client(desk.inside.handler)
    client.post(f"/desk/letters/{letter.id}/withdraw/", {"reason": "主送有误"})
    assert fresh(desk).state == "withdrawn"


PARTS = (
    "", "edit/", "submit/", "check/", "issue/", "issue/enter/", "seal/", "register/", "send/",
    "correct/",
    "service/", "reply/", "note/", "withdraw/",
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_letter_of_others_does_not_exist(desk: Desk, part: str) -> None:
    _, letter = sent_letter(desk)
    other = desk.client(desk.hire("检察官助理09", Role.ASSISTANT))
    assert other.get(f"/desk/letters/{letter.id}/{part}").status_code in {403, 404}


@pytest.mark.parametrize(
    "part", ["", *(part for part in PARTS if part not in {"", "check/", "issue/"})]
)
def test_every_page_of_a_letter_opens_for_its_handler(desk: Desk, part: str) -> None:
    _, letter = sent_letter(desk)
    page = desk.client(desk.inside.handler).get(f"/desk/letters/{letter.id}/{part}")
    assert page.status_code == 200


def service_form(desk: Desk, **changes: Any) -> dict[str, Any]:
    return {
        "way": "direct",
        "served_on": today(desk),
        "signed_for_by": "办公室主任01",
        "receipt": slip("送达回证.pdf"),
    } | changes


def test_service_entered_wrongly_is_put_right_and_the_former_receipt_stays(desk: Desk) -> None:
    _, letter = sent_letter(desk)
    client = desk.client(desk.inside.clerk)
    client.post(f"/desk/letters/{letter.id}/service/", service_form(desk))
    before = fresh(desk, letter)
    address = f"/desk/letters/{letter.id}/service/correct/"
    assert address in client.get(f"/desk/letters/{letter.id}/").content.decode()
    page = client.get(address)
    assert page.context["form"]["signed_for_by"].value() == "办公室主任01"
    typed = service_form(desk, signed_for_by="收发室02", reason="签收人看错")
    assert client.post(address, typed).status_code == 302
    found = fresh(desk, letter)
    assert (found.signed_for_by, found.served_on) == ("收发室02", before.served_on)
    shown = client.get(f"/desk/letters/{letter.id}/").content.decode()
    assert "更正前的送达回证" in shown
    assert "签收人看错（原登记：直接送达" in shown
    former = client.get(f"/desk/files/{before.service_receipt_id}/original/")
    assert former.status_code == 200


def test_correction_without_a_reason_keeps_what_was_typed(desk: Desk) -> None:
    _, letter = sent_letter(desk)
    client = desk.client(desk.inside.clerk)
    client.post(f"/desk/letters/{letter.id}/service/", service_form(desk))
    typed = service_form(desk, signed_for_by="收发室02", reason=" ")
    answer = client.post(f"/desk/letters/{letter.id}/service/correct/", typed)
    assert answer.status_code == 400
    assert 'value="收发室02"' in answer.content.decode()
