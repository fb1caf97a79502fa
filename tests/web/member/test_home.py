"""What is due, 巡查, 培训 and 我的片区 on a grid member's phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import make_report
from tests.supporters.cast import liaison, plan
from tests.web.outside import World, as_unit
from xiezhi.accounts.models import Town
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.supporters.models import Patrol, Supporter, Training, TrainingAttendance
from xiezhi.supporters.services.patrols import PatrolDraft, give_patrols
from xiezhi.supporters.services.trainings import Marks, record_attendance

MOST = 16


@contextmanager
def inside(world: World) -> Iterator[None]:
    with tenant_scope(world.office.id):
        yield


@pytest.fixture
def training(world: World) -> Training:
    with inside(world):
        return plan(liaison(), clock.now(), material="带上手机")


@pytest.fixture
def patrol(world: World) -> Patrol:
    now = clock.now() - timedelta(minutes=1)
    assert world.member.id is not None
    draft = PatrolDraft(
        place_words="罕台川从大桥到拦河坝",
        words="有没有新倒的垃圾",
        due_on=legal_day(now) + timedelta(days=2),
    )
    with inside(world):
        return give_patrols(
            supporter_ids=[world.member.id], draft=draft, acting=world.inside.handler, now=now
        )[0]


def part(world: World, training: Training) -> TrainingAttendance:
    with inside(world):
        found: TrainingAttendance = TrainingAttendance.objects.get(
            training_id=training.id, supporter_id=world.member.id
        )
    return found


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everything_to_do_stands_in_one_list_nearest_first(
    world: World, member: Client, training: Training, patrol: Patrol
) -> None:
    tasks = member.get("/mine/").context["tasks"]
    assert [one.kind for one in tasks] == ["巡查", "协助核实", "培训"]
    assert [one.due_on for one in tasks] == sorted(one.due_on for one in tasks)
    assert "未参加岗前培训" in text(member, "/mine/")


def test_i_come_or_ask_for_leave(world: World, member: Client, training: Training) -> None:
    url = f"/mine/trainings/{training.id}/"
    assert "带上手机" in text(member, url)
    answer = member.post(url, {"reply": "coming"}, follow=True)
    assert "已告诉检察院" in answer.content.decode()
    assert part(world, training).reply == "coming"
    refused = member.post(url, {"reply": "leave"})
    assert (refused.status_code, "请假要写一句原因" in refused.content.decode()) == (400, True)
    assert member.post(url, {"reply": "perhaps"}).status_code == 400
    member.post(url, {"reply": "leave", "words": "接羔"})
    assert part(world, training).reply_words == "接羔"
    assert [one.kind for one in member.get("/mine/").context["tasks"]] == ["协助核实"]
    assert "接羔" in text(member, url)


def test_once_it_has_begun_nothing_is_asked(
    world: World, member: Client, training: Training
) -> None:
    with inside(world):
        Training.objects.update(starts_at=clock.now() - timedelta(hours=1))
    url = f"/mine/trainings/{training.id}/"
    assert "我参加" not in text(member, url)
    assert member.post(url, {"reply": "coming"}).status_code == 409


def test_what_was_taken_says_until_when_it_counts(
    world: World, member: Client, training: Training
) -> None:
    with inside(world):
        Training.objects.update(starts_at=clock.now() - timedelta(days=1))
        record_attendance(
            training_id=training.id,
            marks=Marks(present="7"),
            acting=system_actor(world.office.id),
            now=clock.now(),
        )
    page = text(member, "/mine/trainings/")
    assert "岗前培训有效" in page
    assert "本院设定" in page
    assert "到场" in page
    assert "未参加岗前培训" not in text(member, "/mine/")


def test_nothing_found_ends_the_patrol(world: World, member: Client, patrol: Patrol) -> None:
    url = f"/mine/patrols/{patrol.id}/"
    assert "有没有新倒的垃圾" in text(member, url)
    member.post(url, {"result": "clear", "words": "都看过了"})
    with inside(world):
        assert Patrol.objects.get().result == "clear"
    assert "已收到" in text(member, url)
    assert member.post(url, {"result": "clear"}).status_code == 409


def test_an_own_report_ends_the_patrol(world: World, member: Client, patrol: Patrol) -> None:
    url = f"/mine/patrols/{patrol.id}/"
    refused = member.post(url, {"result": "reported"})
    assert (refused.status_code, "先点“随手拍”" in refused.content.decode()) == (400, True)
    with inside(world):
        report = make_report(
            clock.now(), words="桥下倒了一堆建筑垃圾", supporter_id=world.member.id
        )
        foreign = make_report(clock.now(), words="别人的")
    page = text(member, url)
    assert "桥下倒了一堆建筑垃圾" in page
    assert "别人的" not in page
    wrong = member.post(url, {"result": "reported", "reports": [str(foreign.id)]})
    assert wrong.status_code == 400
    member.post(url, {"result": "reported", "reports": [str(report.id)]})
    with inside(world):
        assert Patrol.objects.get().report_ids == [report.id]


@pytest.mark.parametrize("thing", ["patrols", "trainings"])
def test_other_members_and_other_people_find_nothing(
    world: World, other: Client, patrol: Patrol, training: Training, thing: str
) -> None:
    with inside(world):
        TrainingAttendance.objects.exclude(supporter_id=world.member.id).delete()
    url = f"/mine/{thing}/{patrol.id if thing == 'patrols' else training.id}/"
    assert other.get(url).status_code == 404
    assert other.post(url, {"result": "clear", "reply": "coming"}).status_code == 404
    assert as_unit(world).get(url).status_code == 403
    assert other.get(f"/mine/{thing}/{UUID(int=0)}/").status_code == 404


def test_the_area_shows_where_one_reported_and_what_came_of_it(
    world: World, member: Client
) -> None:
    with inside(world):
        Town.objects.create(name="展旦召苏木", position=1, latitude=40.4, longitude=109.9)
        Town.objects.create(name="白泥井镇", position=2, latitude=40.3, longitude=110.4)
        make_report(clock.now(), supporter_id=world.member.id, position=(40.41, 109.91))
    page = text(member, "/mine/area/")
    assert "<svg" in page
    assert "展旦召苏木" in page
    assert "已收到" in page
    assert [one["number"] for one in member.get("/mine/area/").context["places"]] == [1]


def test_an_area_without_places_is_no_empty_page(world: World, other: Client) -> None:
    page = text(other, "/mine/area/")
    assert "还没有带位置的上报" in page
    assert "<svg" not in page.replace('<svg class="icon', "")


def test_empty_lists_say_so(world: World, other: Client) -> None:
    assert "现在没有要参加的培训" in text(other, "/mine/trainings/")
    assert "现在没有要办的" in text(other, "/mine/")


def test_a_special_assistant_has_a_page_without_reports(world: World, member: Client) -> None:
    with inside(world):
        Supporter.objects.filter(id=world.member.id).update(
            kind="special_assistant", label="特邀检察官助理07"
        )
    page = text(member, "/mine/")
    assert "我的上报" not in page
    assert "我的培训" in page
    assert "现在没有要参加的培训" in text(member, "/mine/trainings/")


@pytest.mark.parametrize("page", ["/mine/", "/mine/trainings/", "/mine/area/", "patrol"])
def test_page_needs_few_statements(
    world: World, member: Client, training: Training, patrol: Patrol, page: str
) -> None:
    address = f"/mine/patrols/{patrol.id}/" if page == "patrol" else page
    member.get(address)
    with CaptureQueriesContext(connection) as found:
        assert member.get(address).status_code == 200
    work = [query for query in found if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(work) <= MOST, [query["sql"][:90] for query in work]
