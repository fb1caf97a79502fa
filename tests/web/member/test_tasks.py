"""协助核实: done once, by the one who was asked."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.outside import World, photo
from xiezhi.infra.tenant import tenant_scope
from xiezhi.supporters.models import FieldTask, FieldTaskPhoto

MOST = 15


def url(world: World) -> str:
    return f"/mine/tasks/{world.task_id}/"


def task(world: World) -> FieldTask:
    with tenant_scope(world.office.id):
        found: FieldTask = FieldTask.objects.get(id=world.task_id)
    return found


def result(**changes: object) -> dict[str, object]:
    return {"submission_key": str(uuid4()), "result": "partly", "words": "还滴水"} | changes


def test_task_shows_the_words_and_the_earlier_picture(world: World, member: Client) -> None:
    page = member.get(url(world)).content.decode()
    assert "请到卫生院附近看看水鹤" in page
    assert f"{url(world)}photo/" in page
    guide = member.get(f"{url(world)}photo/")
    assert guide["Content-Type"] == "image/jpeg"
    guide.close()


@pytest.mark.parametrize("part", ["", "photo/"])
def test_other_member_finds_no_task(world: World, other: Client, part: str) -> None:
    assert other.get(url(world) + part).status_code == 404
    assert other.post(url(world), result()).status_code == 404


def test_result_with_picture_is_taken_and_thanked(world: World, member: Client) -> None:
    answer = member.post(url(world), result(photos=photo()), follow=True)
    assert "已收到" in answer.content.decode()
    assert (task(world).result, task(world).result_words) == ("partly", "还滴水")
    assert member.get("/mine/").context["tasks"] == []


def test_same_submission_twice_is_one_result(world: World, member: Client) -> None:
    fields = result()
    for _again in range(2):
        answer = member.post(url(world), fields, headers={"accept": "application/json"})
        assert answer.json() == {"location": url(world)}


def test_second_result_is_not_taken_and_its_words_are_not_lost(
    world: World, member: Client
) -> None:
    member.post(url(world), result())
    page = member.post(url(world), result(words="另一部手机上写的"))
    assert page.status_code == 409
    assert "另一部手机上写的" in page.content.decode()
    fields = result(words="另一部手机上写的")
    answer = member.post(url(world), fields, headers={"accept": "application/json"})
    assert (answer.status_code, "没有收进去" in answer.json()["errors"]["words"]) == (409, True)
    assert task(world).result_words == "还滴水"


def test_missing_result_is_asked_for_kindly(world: World, member: Client) -> None:
    fields = result(result="")
    answer = member.post(url(world), fields, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert "请选一个" in answer.json()["errors"]["result"]


def test_bad_picture_is_refused_and_nothing_is_lost(world: World, member: Client) -> None:
    bad = SimpleUploadedFile("a.jpg", b"MZ program", "image/jpeg")
    answer = member.post(url(world), result(photos=[photo(), bad]))
    assert answer.status_code == 400
    assert "还滴水" in answer.content.decode()
    with tenant_scope(world.office.id):
        assert FieldTaskPhoto.objects.count() == 0
    assert task(world).done_at is None


def test_task_page_needs_few_statements(world: World, member: Client) -> None:
    member.get(url(world))
    with CaptureQueriesContext(connection) as found:
        assert member.get(url(world)).status_code == 200
    assert len(found) <= MOST
