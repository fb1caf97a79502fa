"""The lead's page and each act on it, from its form to its trace."""

from typing import Any
from uuid import uuid4

import pytest

from tests.leads.desk import proposing
from tests.leads.letters import replied
from tests.web.desk.staff import Desk, add_photo
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.intake.services.conversation import write_as_reporter
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.rules.procedure import LeadEvent, LeadState
from xiezhi.letters.models import ContactNote
from xiezhi.supporters.models import FieldTask


def do(desk: Desk, lead: Lead, act: str, **entered: Any) -> Any:
    return desk.client(desk.inside.handler).post(f"/desk/leads/{lead.id}/{act}/", entered)


def test_page_shows_material_clock_and_acts_with_their_article(desk: Desk) -> None:
    lead = desk.lead(words="河滩上有建筑垃圾")
    answer = desk.client(desk.inside.handler).get(f"/desk/leads/{lead.id}/")
    text = answer.content.decode()
    assert "河滩上有建筑垃圾" in text
    assert answer.context["acts"][0]["label"] == "线索评估"
    assert "办案规则第27条" in text
    assert answer.context["clocks"][0]["name"] == "线索评估"


def test_what_is_not_possible_yet_is_said_with_its_article(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.submit(lead, proposing(LeadEvent.DECIDE_SHELVE))
    later = desk.client(desk.inside.chief).get(f"/desk/leads/{lead.id}/").context["later"]
    assert [(one["label"], bool(one["reason"])) for one in later] == [("存查", True)]


@pytest.mark.parametrize(
    "part",
    [
        "",
        "assess/",
        "assign/",
        "merge/",
        "letters/new/",
        "letters/register/",
        "task/",
        "verify/",
        "feedback/",
        "sketch/",
    ],
)
def test_lead_of_others_does_not_exist(desk: Desk, part: str) -> None:
    lead = desk.lead()
    other = desk.client(desk.hire("检察官助理09", Role.ASSISTANT))
    assert other.get(f"/desk/leads/{lead.id}/{part}").status_code in {403, 404}


@pytest.mark.parametrize(
    ("act", "entered", "state"),
    [
        pytest.param("preliminary", {}, LeadState.PRELIMINARY, id="初步调查-27条"),
        pytest.param(
            "material", {"words": "请补拍一张近景"}, LeadState.MORE_MATERIAL, id="补充材料"
        ),
    ],
)
def test_step_is_taken(desk: Desk, act: str, entered: dict[str, str], state: LeadState) -> None:
    lead = desk.lead()
    assert do(desk, lead, act, **entered).status_code == 302
    assert desk.fresh(lead).state == state


def test_unlawful_step_is_refused_with_the_article_and_keeps_the_words(desk: Desk) -> None:
    lead = desk.lead()
    answer = do(desk, lead, "verify", is_mended="yes", words="看过了，修好了")
    assert answer.status_code == 409
    assert "看过了，修好了" in answer.content.decode()


def test_lead_is_given_merged_and_taken_back(desk: Desk) -> None:
    lead, other = desk.lead(), desk.lead()
    assert do(desk, lead, "merge", target=other.id, reason="同一处").status_code == 302
    assert desk.fresh(lead).state == LeadState.MERGED
    assert do(desk, lead, "unmerge", reason="不是同一处").status_code == 302
    head = desk.client(desk.inside.head)
    head.post(f"/desk/leads/{lead.id}/assign/", {"handler": desk.inside.clerk.id})
    assert desk.fresh(lead).handler_id == desk.inside.clerk.id


def test_number_of_the_national_system_is_entered(desk: Desk) -> None:
    lead = desk.lead()
    do(desk, lead, "number", number="E1506212026001", registered_on="2026-11-20")
    assert desk.fresh(lead).national_number == "E1506212026001"


def test_comment_and_call_stand_on_the_page(desk: Desk) -> None:
    lead = desk.lead()
    do(desk, lead, "comment", words="与前年线索位置相近")
    do(
        desk, lead, "note",
        kind="urge_call", party="旗水利局办公室", spoken_at="2026-11-20T09:30", words="本周回复",
    )  # fmt: skip
    text = desk.client(desk.inside.handler).get(f"/desk/leads/{lead.id}/").content.decode()
    assert "与前年线索位置相近" in text
    assert "旗水利局办公室" in text
    with tenant_scope(desk.procuratorate.id):
        assert ContactNote.objects.get().kind == "urge_call"


def test_member_is_sent_with_the_picture_as_guide(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        report = Report.objects.get(id=LeadReport.objects.get(lead_id=lead.id).report_id)
        picture = add_photo(report, desk.now)
    client = desk.client(desk.inside.handler)
    form = client.get(f"/desk/leads/{lead.id}/task/").context["form"]
    assert str(picture) in dict(form.fields["guide"].choices)
    do(desk, lead, "task", supporter=desk.inside.member.id, words="请去看看", guide=picture)
    with tenant_scope(desk.procuratorate.id):
        task = FieldTask.objects.get()
    assert (task.supporter_id, task.guide_id) == (desk.inside.member.id, picture)
    assert "请去看看" in client.get(f"/desk/leads/{lead.id}/").content.decode()
    client.post(f"/desk/tasks/{task.id}/withdraw/")
    with tenant_scope(desk.procuratorate.id):
        assert FieldTask.objects.get().withdrawn_at is not None


def test_matter_is_verified_and_the_reporter_told(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        lead = replied(desk.inside)
    do(desk, lead, "verify", is_mended="yes", words="11月20日两名检察人员到场，已清运")
    assert desk.fresh(lead).state == LeadState.CLOSED
    ready = desk.client(desk.inside.handler).get(f"/desk/leads/{lead.id}/feedback/")
    assert "感谢您关心公共利益" in str(ready.context["form"]["words"].value())
    do(desk, lead, "feedback", words="您反映的问题已办理完毕。")
    assert desk.fresh(lead).feedback_due_on is None


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param("yes", LeadState.REGISTERED, id="founded"),
        pytest.param("no", LeadState.SHELVED, id="unfounded"),
    ],
)
def test_report_again_is_judged_by_an_officer(desk: Desk, answer: str, state: LeadState) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.decide(lead, proposing(LeadEvent.DECIDE_SHELVE))
        message = write_as_reporter(
            report_id=LeadReport.objects.get(lead_id=lead.id).report_id,
            kind="again",
            words="又开始冒水了",
            key=uuid4(),
            office=desk.procuratorate,
            acting=Actor(kind=ActorKind.PUBLIC, procuratorate_id=desk.procuratorate.id),
            now=desk.now,
        )
    client = desk.client(desk.inside.handler)
    where = f"/desk/leads/{lead.id}/again/{message.id}/"
    assert where in client.get(f"/desk/leads/{lead.id}/").content.decode()
    client.post(where, {"is_founded": answer, "judgement": "已电话核对"})
    assert desk.fresh(lead).state == state


def test_words_behind_another_lead_are_not_shown(desk: Desk) -> None:
    own, other = desk.lead(), desk.lead(words="加油站旁的水鹤坏了")
    with tenant_scope(desk.procuratorate.id):
        message = write_as_reporter(
            report_id=LeadReport.objects.get(lead_id=other.id).report_id,
            kind="again",
            words="又开始冒水了",
            key=uuid4(),
            office=desk.procuratorate,
            acting=Actor(kind=ActorKind.PUBLIC, procuratorate_id=desk.procuratorate.id),
            now=desk.now,
        )
    answer = desk.client(desk.inside.handler).get(f"/desk/leads/{own.id}/again/{message.id}/")
    assert answer.status_code == 404
    assert "又开始冒水了" not in answer.content.decode()


def test_reporter_is_asked_from_the_lead(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        report_id = LeadReport.objects.get(lead_id=lead.id).report_id
    assert do(desk, lead, f"ask/{report_id}", words="现在怎么样了？").status_code == 302
    assert do(desk, lead, f"ask/{uuid4()}", words="现在怎么样了？").status_code == 404


def test_lead_to_be_handed_over_offers_to_say_that_it_was(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.decide(lead, proposing(LeadEvent.DECIDE_DEPARTMENT))
    page = desk.client(desk.inside.handler).get(f"/desk/leads/{lead.id}/")
    offered = {act["label"]: act for act in page.context["acts"]}
    assert offered["登记已移送"]["url"] == f"/desk/leads/{lead.id}/handed-over/"
    today = legal_day(desk.now).isoformat()
    assert do(desk, lead, "handed-over", handed_on=today).status_code == 302
    page = desk.client(desk.inside.handler).get(f"/desk/leads/{lead.id}/")
    assert "登记已移送" not in {act["label"] for act in page.context["acts"]}
