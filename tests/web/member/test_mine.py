"""「我的」, own reports and 工作证: a grid member sees the own and nobody else's."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.outside import REPORTED, World, as_unit, photo
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportMessage
from xiezhi.intake.services.conversation import ask_reporter, tell_reporter
from xiezhi.kernel import clock
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.outcomes import Verdict

MOST = 16  # the own page asks for tasks, patrols, trainings and reports


def report_url(world: World) -> str:
    return f"/mine/reports/{world.report_id}/"


def cover_id(world: World) -> object:
    with tenant_scope(world.office.id):
        return Lead.objects.get(id=world.lead.id).cover_id


def messages(world: World, *kinds: str) -> list[ReportMessage]:
    with tenant_scope(world.office.id):
        return list(ReportMessage.objects.filter(kind__in=kinds))


def test_own_page_shows_reports_tasks_and_whom_to_call(world: World, member: Client) -> None:
    page = member.get("/mine/")
    text = page.content.decode()
    assert REPORTED[:20] in text
    assert "请到卫生院附近看看水鹤" in text
    assert len(page.context["tasks"]) == 1
    assert [row["word"] for row in page.context["reports"]] == ["已移送有关部门"]


def test_verdict_is_told(world: World, member: Client) -> None:
    with tenant_scope(world.office.id):
        Lead.objects.filter(id=world.lead.id).update(verdict=Verdict.VALID)
    assert "有效线索" in member.get("/mine/").content.decode()


def test_open_question_stands_out(world: World, member: Client) -> None:
    with tenant_scope(world.office.id):
        ask_reporter(
            report_id=world.report_id,
            words="水鹤编号是多少？",
            acting=world.inside.handler,
            now=clock.now(),
        )
    assert member.get("/mine/").context["reports"][0]["word"] == "请您回答"
    assert "水鹤编号是多少？" in member.get(report_url(world)).content.decode()


def test_other_member_sees_nothing_of_it(world: World, other: Client) -> None:
    page = other.get("/mine/")
    assert page.status_code == 200
    assert page.context["reports"] == []
    assert page.context["tasks"] == []
    assert REPORTED[:20] not in page.content.decode()
    assert other.get(report_url(world)).status_code == 404
    assert other.post(f"{report_url(world)}answer/").status_code == 404
    assert other.get(f"{report_url(world)}files/{cover_id(world)}/").status_code == 404


@pytest.mark.parametrize("page", ["/mine/", "/mine/card/", "/mine/?page=999"])
def test_pages_open_for_members_only(world: World, member: Client, page: str) -> None:
    assert member.get(page).status_code == 200
    assert as_unit(world).get(page).status_code == 403
    stranger = Client(headers={"host": "localhost"}).get(page)
    assert (stranger.status_code, stranger["Location"][:9]) == (302, "/sign-in/")


def test_own_picture_is_sent_as_its_safe_copy(world: World, member: Client) -> None:
    answer = member.get(f"{report_url(world)}files/{cover_id(world)}/")
    assert answer["Content-Type"] == "image/jpeg"
    answer.close()


def test_supplement_reaches_the_office_once(world: World, member: Client) -> None:
    fields = {"kind": "supplement", "words": "今天又漏了", "submission_key": str(uuid4())}
    for _again in range(2):
        answer = member.post(f"{report_url(world)}answer/", fields)
        assert answer.status_code == 302
    assert [message.words for message in messages(world, "supplement")] == ["今天又漏了"]
    with tenant_scope(world.office.id):
        assert Report.objects.get(id=world.report_id).has_unread_answer


def test_said_again_with_a_picture_after_the_end(world: World, member: Client) -> None:
    with tenant_scope(world.office.id):
        tell_reporter(
            report_id=world.report_id, step="done", acting=world.inside.handler, now=clock.now()
        )
    assert member.get(report_url(world)).context["may_say_again"]
    fields = {"kind": "again", "photos": photo(), "submission_key": str(uuid4())}
    answer = member.post(
        f"{report_url(world)}answer/", fields, headers={"accept": "application/json"}
    )
    assert answer.json() == {"location": report_url(world)}
    assert len(messages(world, "again")) == 1


def test_bad_picture_is_refused_and_the_words_stay(world: World, member: Client) -> None:
    bad = SimpleUploadedFile("a.jpg", b"MZ program", "image/jpeg")
    fields = {
        "kind": "supplement",
        "words": "补充的话",
        "photos": bad,
        "submission_key": str(uuid4()),
    }
    answer = member.post(f"{report_url(world)}answer/", fields)
    assert answer.status_code == 400
    assert "补充的话" in answer.content.decode()
    assert "不是照片" in answer.content.decode()
    assert messages(world, "supplement") == []


def test_opening_the_report_counts_as_received(world: World, member: Client) -> None:
    member.get(report_url(world))
    assert all(message.seen_by_reporter_at for message in messages(world, "step"))


def test_card_carries_no_mobile_number(member: Client) -> None:
    page = member.get("/mine/card/").content.decode()
    assert "公益诉讼网格员" in page
    assert "<svg" in page
    assert "13800000007" not in page


@pytest.mark.parametrize("page", ["/mine/", "/mine/card/", "report"])
def test_page_needs_few_statements(world: World, member: Client, page: str) -> None:
    address = report_url(world) if page == "report" else page
    member.get(address)
    with CaptureQueriesContext(connection) as found:
        assert member.get(address).status_code == 200
    work = [query for query in found if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(work) <= MOST, [query["sql"][:90] for query in work]
