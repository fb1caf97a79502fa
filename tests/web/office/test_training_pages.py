"""培训 and 巡查 on the desk: planned, marked, printed, sent, taken back; refused where they belong."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.supporters.cast import plan
from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.services.patrols import end_patrol
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.supporters.models import Patrol, Training, TrainingAttendance

URL = "/desk/office/trainings/"


@pytest.fixture
def liaison(desk: Desk) -> Actor:
    return desk.hire("联络员01", Role.LIAISON)


@pytest.fixture
def client(desk: Desk, liaison: Actor) -> Client:
    return desk.client(liaison)


@pytest.fixture
def training(desk: Desk, liaison: Actor) -> Training:
    with tenant_scope(desk.procuratorate.id):
        return plan(liaison, clock.now())


def held(desk: Desk, training: Training) -> str:
    with tenant_scope(desk.procuratorate.id):
        Training.objects.filter(id=training.id).update(starts_at=clock.now() - timedelta(days=1))
    return f"{URL}{training.id}/"


def part(desk: Desk, training: Training) -> TrainingAttendance:
    with tenant_scope(desk.procuratorate.id):
        found: TrainingAttendance = TrainingAttendance.objects.get(training_id=training.id)
    return found


def fields(**changes: Any) -> dict[str, Any]:
    day = legal_day(clock.now()) + timedelta(days=9)
    given = {
        "kind": "trial",
        "audience": "grid_member",
        "title": "观摩庭审",
        "day": day.isoformat(),
        "at": "14:30",
        "place": "旗人民法院",
        "hours": "3",
    }
    return given | changes


def test_a_training_is_planned_at_the_hour_of_china(desk: Desk, client: Client) -> None:
    page = client.post(f"{URL}new/", fields(), follow=True).content.decode()
    assert "已安排" in page
    with tenant_scope(desk.procuratorate.id):
        found = Training.objects.get()
    assert f"{found.starts_at.astimezone(clock.CHINA):%H:%M}" == "14:30"
    assert not found.is_required
    assert "观摩庭审" in client.get(URL).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"place": ""}, "地点和学习材料都没有填写"),
        ({"called": "4、77"}, "查不到的人：4、77"),
        ({"day": ""}, "必填"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    desk: Desk, client: Client, changes: dict[str, str], said: str
) -> None:
    answer = client.post(f"{URL}new/", fields(**changes))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "观摩庭审" in page
    assert said in page


def test_marks_are_ticked_or_pasted(desk: Desk, client: Client, training: Training) -> None:
    url = held(desk, training)
    member_id = part(desk, training).supporter_id
    page = client.post(url, {f"mark-{member_id}": "excused"}, follow=True).content.decode()
    assert "已登记到场情况" in page
    assert part(desk, training).attendance == "excused"
    client.post(url, {"present": "7"})
    assert part(desk, training).valid_until is not None
    assert "本院设定" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({}, "还没有勾选或贴入到场人员"),
        ({"present": "77"}, "查不到的人：77"),
        ({"mark-nobody": "present"}, "还没有勾选或贴入到场人员"),
        ({"present": "7", "made_up_on": "2099-01-01"}, "补训日期"),
    ],
)
def test_a_wrong_list_is_refused_on_the_page(
    desk: Desk, client: Client, training: Training, posted: dict[str, str], said: str
) -> None:
    answer = client.post(held(desk, training), posted)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert part(desk, training).attendance == ""


def test_before_it_begins_nobody_can_be_marked(
    desk: Desk, client: Client, training: Training
) -> None:
    url = f"{URL}{training.id}/"
    assert "登记到场</button>" not in client.get(url).content.decode()
    answer = client.post(url, {"present": "7"})
    assert answer.status_code == 400
    assert "还没有开始" in answer.content.decode()


def test_a_training_is_cancelled_with_a_reason(
    desk: Desk, client: Client, training: Training
) -> None:
    url = f"{URL}{training.id}/"
    assert client.post(f"{url}cancel/", {"reason": ""}).status_code == 400
    page = client.post(f"{url}cancel/", {"reason": "大雪封路"}, follow=True).content.decode()
    assert "已取消" in page
    assert "大雪封路" in client.get(f"{URL}?state=cancelled").content.decode()
    assert client.post(f"{url}cancel/", {"reason": "再来"}).status_code == 409
    assert client.get(f"{url}cancel/").status_code == 302


def test_the_sheet_is_signed_by_number(desk: Desk, client: Client, training: Training) -> None:
    page = client.get(f"{URL}{training.id}/sheet/").content.decode()
    assert "培训签到表" in page
    assert "网格员07" in page
    assert "本人签名" in page


def test_the_roster_says_who_lacks_it_and_bars_nobody(
    desk: Desk, client: Client, training: Training
) -> None:
    assert "未参加岗前培训" in client.get("/desk/office/supporters/").content.decode()
    client.post(held(desk, training), {"present": "7"})
    roster = client.get("/desk/office/supporters/").content.decode()
    assert "未参加岗前培训" not in roster
    member_id = part(desk, training).supporter_id
    page = client.get(f"/desk/office/supporters/{member_id}/").content.decode()
    assert "岗前培训有效" in page
    assert training.title in page


@pytest.mark.parametrize("role", [Role.CLERK, Role.PROSECUTOR, Role.AUDIT_ADMIN])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_who_manages_supporters_sees_trainings(
    desk: Desk, training: Training, role: Role, method: str
) -> None:
    stranger = desk.client(desk.hire("别人01", role))
    for url in (URL, f"{URL}new/", f"{URL}{training.id}/", f"{URL}{training.id}/sheet/"):
        assert getattr(stranger, method)(url).status_code in {403, 405}


def test_a_patrol_is_given_answered_and_listed(desk: Desk, client: Client) -> None:
    member_id = desk.inside.member_id
    due_on = legal_day(clock.now()) + timedelta(days=3)
    posted = {
        "place_words": "罕台川",
        "words": "看看有没有采砂",
        "due_on": due_on.isoformat(),
        "supporter_ids": [str(member_id)],
    }
    page = client.post("/desk/office/patrols/new/", posted, follow=True).content.decode()
    assert "已派给 1 人" in page
    assert "罕台川" in page
    with tenant_scope(desk.procuratorate.id):
        end_patrol(
            patrol_id=Patrol.objects.get().id,
            words="都好",
            acting=desk.inside.member,
            now=clock.now(),
        )
    page = client.get("/desk/office/patrols/?tab=done").content.decode()
    assert "未发现问题" in page
    assert "都好" in page


def test_a_patrol_is_refused_and_taken_back(desk: Desk, client: Client) -> None:
    yesterday = legal_day(clock.now()) - timedelta(days=1)
    posted: dict[str, Any] = {
        "place_words": "罕台川",
        "words": "看看有没有采砂",
        "due_on": yesterday.isoformat(),
        "supporter_ids": [str(desk.inside.member_id)],
    }
    answer = client.post("/desk/office/patrols/new/", posted)
    assert (answer.status_code, "截止日期早于今天" in answer.content.decode()) == (400, True)
    client.post(
        "/desk/office/patrols/new/", posted | {"due_on": legal_day(clock.now()).isoformat()}
    )
    with tenant_scope(desk.procuratorate.id):
        patrol = Patrol.objects.get()
    url = f"/desk/office/patrols/{patrol.id}/take-back/"
    assert "已撤回" in client.post(url, follow=True).content.decode()
    assert client.post(url).status_code == 409


def test_a_clerk_sends_nobody_out(desk: Desk) -> None:
    clerk = desk.client(desk.hire("书记员09", Role.CLERK))
    for url in ("/desk/office/patrols/", "/desk/office/patrols/new/"):
        assert clerk.get(url).status_code == 403


def moved(training: Training, **changes: str) -> dict[str, str]:
    day = legal_day(training.starts_at) + timedelta(days=1)
    return {"day": day.isoformat(), "at": "15:00", "place": "旗党校"} | changes


def test_a_training_is_moved_from_its_page(desk: Desk, client: Client, training: Training) -> None:
    path = f"{URL}{training.id}/"
    assert f"{path}move/" in client.get(path).content.decode()
    shown = client.get(f"{path}move/").content.decode()
    assert training.place in shown
    page = client.post(f"{path}move/", moved(training), follow=True).content.decode()
    assert "已改期，并通知了名单上的人。" in page
    assert "旗党校" in page
    assert f"{legal_day(clock.now())} 改期" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "2026-01-01"}, "改期后的时间已经过去"),
        ({"place": ""}, "地点和学习材料都没有填写"),
        ({"at": "noon"}, "有效"),
    ],
)
def test_a_move_that_is_refused_keeps_what_was_typed(
    desk: Desk, client: Client, training: Training, changes: dict[str, str], said: str
) -> None:
    with tenant_scope(desk.procuratorate.id):
        Training.objects.update(material="")
    answer = client.post(f"{URL}{training.id}/move/", moved(training, **changes))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page
    assert 'name="place"' in page


def test_what_has_begun_is_not_moved(desk: Desk, client: Client, training: Training) -> None:
    path = held(desk, training)
    assert f"{path}move/" not in client.get(path).content.decode()
    answer = client.post(f"{path}move/", moved(training))
    assert answer.status_code == 400
    assert "培训已经开始，不能改期。" in answer.content.decode()
