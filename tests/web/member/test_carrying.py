"""What a grid member's telephone takes along, and answers it sends later, by parts, perhaps twice."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import make_report
from tests.evidence.films import drawn, film
from tests.supporters.cast import liaison, plan
from tests.web.outside import World, photo
from tests.web.tus.telephone import Telephone
from xiezhi.evidence.jobs import make_copy
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.ledger.models import LedgerEntry
from xiezhi.notifications.models import Message
from xiezhi.supporters.models import FieldTask, FieldTaskPhoto, Patrol, Training, TrainingAttendance
from xiezhi.supporters.selectors.crossing import results_to_carry
from xiezhi.supporters.services.patrols import PatrolDraft, give_patrols

JSON = {"accept": "application/json", "x-xiezhi-outbox": "1"}


@pytest.fixture
def telephone(world: World) -> Telephone:
    return Telephone()


def url(world: World, end: str = "") -> str:
    return f"/mine/tasks/{world.task_id}/{end}"


def task(world: World) -> FieldTask:
    with tenant_scope(world.office.id):
        found: FieldTask = FieldTask.objects.get(id=world.task_id)
    return found


def kinds(world: World) -> list[str]:
    with tenant_scope(world.office.id):
        links = FieldTaskPhoto.objects.order_by("position")
        return list(links.values_list("file__kind", flat=True))


def stamp(*, ago: timedelta) -> str:
    return f"{(clock.now() - ago).astimezone(clock.CHINA):%Y-%m-%dT%H:%M}"


def send(member: Client, address: str, **fields: object) -> Any:
    data = {"submission_key": str(uuid4()), "result": "partly", "as_member": "1"}
    return member.post(address, data | fields, headers=JSON)


def test_tasks_to_do_are_told_to_their_member_only(
    world: World, member: Client, other: Client
) -> None:
    answer = member.get("/mine/tasks/")
    (told,) = answer.json()["tasks"]
    assert answer["Cache-Control"].startswith("max-age=0")
    assert (told["id"], told["guide_url"]) == (str(world.task_id), url(world, "photo/"))
    assert told["title"].startswith("请到卫生院附近看看水鹤")
    assert other.get("/mine/tasks/").json()["tasks"] == []
    member.post(url(world), {"submission_key": str(uuid4()), "result": "mended"})
    assert member.get("/mine/tasks/").json()["tasks"] == []


@pytest.fixture
def patrol(world: World) -> Patrol:
    now = clock.now() - timedelta(days=2)
    assert world.member.id is not None
    draft = PatrolDraft(place_words="罕台川", words="有没有新倒的垃圾", due_on=legal_day(now))
    with tenant_scope(world.office.id):
        return give_patrols(
            supporter_ids=[world.member.id], draft=draft, acting=world.inside.handler, now=now
        )[0]


@pytest.fixture
def training(world: World) -> Training:
    with tenant_scope(world.office.id):
        return plan(liaison(), clock.now(), material="带上手机")


def ended(world: World) -> Patrol:
    with tenant_scope(world.office.id):
        found: Patrol = Patrol.objects.get()
    return found


def part(world: World) -> TrainingAttendance:
    with tenant_scope(world.office.id):
        found: TrainingAttendance = TrainingAttendance.objects.get(supporter_id=world.member.id)
    return found


def acts(world: World, act: str) -> int:
    with tenant_scope(world.office.id):
        return int(LedgerEntry.objects.filter(act=act).count())


def test_everything_to_do_is_told_in_one_list(
    world: World, member: Client, patrol: Patrol, training: Training
) -> None:
    with tenant_scope(world.office.id):
        mine = make_report(clock.now(), words="金丝雀的话", supporter_id=world.member.id)
        early = make_report(clock.now() - timedelta(days=9), supporter_id=world.member.id)
        foreign = make_report(clock.now(), words="别人的")
    answer = member.get("/mine/tasks/")
    told = {one["duty"]: one for one in answer.json()["tasks"]}
    assert list(told) == ["patrol", "task", "training"]
    assert told["patrol"]["url"] == f"/mine/patrols/{patrol.id}/"
    offered = {one["id"] for one in told["patrol"]["reports"]}
    assert str(mine.id) in offered
    assert not offered & {str(early.id), str(foreign.id)}
    assert (told["training"]["material"], told["training"]["note"]) == ("带上手机", "请答复")
    assert "金丝雀的话" not in answer.content.decode()


def test_patrol_answered_twice_is_answered_once(
    world: World, member: Client, patrol: Patrol
) -> None:
    url, at = f"/mine/patrols/{patrol.id}/", stamp(ago=timedelta(hours=20))
    fields = {"submission_key": str(uuid4()), "result": "clear", "words": "走了一遍"}
    for _again in range(2):
        assert send(member, url, **fields, written_at=at).json() == {"location": url}
    assert ended(world).result_words.startswith("走了一遍 （写于 ")
    assert acts(world, "intake.end_patrol") == 1
    late = send(member, url, result="clear", words="另一部手机写的")
    assert (late.status_code, late.json()["code"]) == (409, "supporters.patrol_done")
    assert ended(world).result_words.startswith("走了一遍")


def test_patrol_is_answered_by_the_report_sent_just_before(
    world: World, member: Client, telephone: Telephone, patrol: Patrol
) -> None:
    url, key = f"/mine/patrols/{patrol.id}/", str(uuid4())
    early = send(member, url, result="reported", report_keys=[key])
    assert (early.status_code, "还没有寄到" in early.json()["errors"]["reports"]) == (400, True)
    assert send(member, url, result="reported", report_keys=["x"]).status_code == 400
    sent = {"submission_key": key, "words": "桥下倒了一堆建筑垃圾", "as_member": "1"}
    assert member.post("/", sent, headers=JSON).status_code == 200
    answer = send(member, url, result="reported", report_keys=[key, key])
    assert answer.json() == {"location": url}
    with tenant_scope(world.office.id):
        (report,) = Report.objects.filter(words="桥下倒了一堆建筑垃圾")
    assert ended(world).report_ids == [report.id]


def test_report_of_another_answers_no_patrol(
    world: World, member: Client, other: Client, patrol: Patrol
) -> None:
    key = str(uuid4())
    other.post("/", {"submission_key": key, "words": "别人看到的垃圾"}, headers=JSON)
    url = f"/mine/patrols/{patrol.id}/"
    assert send(member, url, result="reported", report_keys=[key]).status_code == 400
    assert ended(world).done_at is None


def test_training_answered_twice_is_answered_once(
    world: World, member: Client, training: Training
) -> None:
    url, at = f"/mine/trainings/{training.id}/", stamp(ago=timedelta(hours=1))
    fields = {"submission_key": str(uuid4()), "reply": "leave", "words": "接羔", "written_at": at}
    for _again in range(2):
        assert send(member, url, **fields).json() == {"location": url}
    assert (part(world).reply_words, acts(world, "supporters.answer_training")) == ("接羔", 1)


def test_training_answered_elsewhere_since_is_told_and_stays(
    world: World, member: Client, training: Training
) -> None:
    url = f"/mine/trainings/{training.id}/"
    send(member, url, reply="coming")
    early = {"reply": "leave", "words": "接羔", "written_at": stamp(ago=timedelta(hours=5))}
    late = send(member, url, **early)
    assert (late.status_code, late.json()["code"]) == (409, "supporters.training_answered")
    assert part(world).reply == "coming"
    send(member, url, **early | {"written_at": stamp(ago=timedelta(0))})
    assert part(world).reply == "leave"


def test_training_cancelled_meanwhile_is_told(
    world: World, member: Client, training: Training
) -> None:
    with tenant_scope(world.office.id):
        Training.objects.update(state="cancelled")
    late = send(member, f"/mine/trainings/{training.id}/", reply="coming")
    assert (late.status_code, late.json()["code"]) == (409, "supporters.training_over")


@pytest.mark.parametrize("thing", ["patrols", "trainings"])
def test_nobody_signed_in_answers_nothing(
    world: World, patrol: Patrol, training: Training, thing: str
) -> None:
    url = f"/mine/{thing}/{patrol.id if thing == 'patrols' else training.id}/"
    answer = send(Client(headers={"host": "localhost"}), url, reply="coming")
    assert (answer.status_code, answer.json()["sign_in"]) == (401, "/sign-in/")


def test_mark_of_a_member_is_the_same_everywhere_and_names_nobody(
    world: World, member: Client, other: Client
) -> None:
    mark = member.get("/ready/").json()["who"]
    assert mark == member.get("/mine/tasks/").json()["who"]
    assert mark != other.get("/ready/").json()["who"]
    assert str(world.member.id) not in mark
    assert Client(headers={"host": "localhost"}).get("/ready/").json()["who"] == ""


def test_answer_with_a_film_sent_twice_is_one_answer(
    world: World, member: Client, telephone: Telephone
) -> None:
    fields = {
        "submission_key": str(uuid4()),
        "uploads": [telephone.upload(film(), kind="video", part_bytes=400_000)],
    }
    for _again in range(2):
        assert send(member, url(world), **fields).json() == {"location": url(world)}
    assert kinds(world) == ["video"]


def test_bytes_of_one_answer_are_not_taken_into_another(
    world: World, member: Client, telephone: Telephone
) -> None:
    tokens = [telephone.upload(film(), kind="video", part_bytes=400_000)]
    telephone.report(str(uuid4()), tokens)
    answer = send(member, url(world), uploads=tokens)
    assert (answer.status_code, answer.json()["code"]) == (409, "uploads.used")
    assert task(world).done_at is None


@pytest.mark.parametrize(
    ("films", "code"),
    [
        pytest.param([drawn(seconds=186)], "supporters.video_too_long", id="long"),
        pytest.param(
            [drawn(seconds=n) for n in (1, 2, 3)], "supporters.too_many_videos", id="many"
        ),
    ],
)
def test_films_have_the_limits_of_a_report(
    world: World, member: Client, telephone: Telephone, films: list[bytes], code: str
) -> None:
    tokens = [telephone.upload(data, kind="video") for data in films]
    answer = send(member, url(world), uploads=tokens)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert "videos" in answer.json()["errors"]


def test_film_of_an_answer_is_seen_at_the_desk(
    world: World, member: Client, telephone: Telephone
) -> None:
    send(member, url(world), uploads=[telephone.upload(film(), kind="video", part_bytes=400_000)])
    with tenant_scope(world.office.id):
        file_id = FieldTaskPhoto.objects.get().file_id
        assert list(results_to_carry(())) == []
    make_copy(world.office.id, str(file_id))
    with tenant_scope(world.office.id):
        (carried,) = results_to_carry(())
    assert carried.files[0].shared is not None


@pytest.mark.parametrize(
    ("ago", "is_told"),
    [
        pytest.param(timedelta(minutes=2), False, id="just now"),
        pytest.param(timedelta(days=400), False, id="before it was asked"),
        pytest.param(-timedelta(days=1), False, id="in the future"),
    ],
)
def test_time_of_writing_is_told_where_it_can_be_true(
    world: World, member: Client, ago: timedelta, *, is_told: bool
) -> None:
    send(member, url(world), words="还滴水", written_at=stamp(ago=ago))
    assert ("写于" in task(world).result_words) is is_told


def test_answer_that_waited_says_when_it_was_written(world: World, member: Client) -> None:
    with tenant_scope(world.office.id):
        FieldTask.objects.update(asked_at=clock.now() - timedelta(days=2))
    at = stamp(ago=timedelta(hours=20))
    send(member, url(world), words="还滴水", written_at=at)
    assert task(world).result_words == f"还滴水\n（写于 {at[5:].replace('T', ' ')}，有网后寄到）"


def test_nobody_signed_in_is_told_so_and_nothing_is_taken(world: World, office: Any) -> None:
    answer = send(Client(headers={"host": "localhost"}), url(world))
    assert (answer.status_code, answer.json()["sign_in"]) == (401, "/sign-in/")


def test_second_answer_may_be_added_once(world: World, member: Client) -> None:
    send(member, url(world), words="先交的")
    late = send(member, url(world), words="后交的")
    assert (late.status_code, late.json()["may_add"]) == (409, True)
    written = stamp(ago=timedelta(0))
    for _again in range(2):
        added = send(member, url(world, "add/"), words="后交的", written_at=written, photos=photo())
        assert added.json() == {"location": url(world)}
    first, second, _when = task(world).result_words.splitlines()
    assert (first, second, kinds(world)) == ("先交的", "补充：后交的", ["photo"])
    with tenant_scope(world.office.id):
        assert Message.objects.filter(kind="leads.task_added").count() == 1


def test_only_what_was_answered_can_be_added_to(world: World, member: Client) -> None:
    answer = send(member, url(world, "add/"), words="还没有交过")
    assert (answer.status_code, answer.json()["code"]) == (409, "supporters.task_not_done")


def test_nothing_is_no_addition(world: World, member: Client) -> None:
    send(member, url(world), words="先交的")
    answer = member.post(url(world, "add/"), {"as_member": "1"}, headers=JSON)
    assert answer.status_code == 400
    assert task(world).result_words == "先交的"


def test_addition_to_a_task_of_another_is_not_found(
    world: World, member: Client, other: Client
) -> None:
    send(member, url(world), words="先交的")
    assert send(other, url(world, "add/"), words="别人写的").status_code == 404
