"""The public doors under a rush: work opens them, a slow lane stays open, nobody is shut out for good."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.vault.models import SpentProof
from xiezhi.vault.rules.work import QUIET_A_MINUTE, SLOW_A_MINUTE, Door, solve
from xiezhi.vault.services.doorkeeping import note_try

WRONG = {"code": "1234 5678"}
REPORT = {"contact_mode": "anonymous", "words": "河边有人夜里倒东西"}


@pytest.fixture
def phone(office: Procuratorate) -> Client:
    return Client(headers={"host": "localhost"})


def task_of(phone: Client) -> dict[str, str]:
    """The task on the page, with its work done as the script does it."""
    page = phone.get("/status/").content.decode()
    found = re.search(r'data-work="([^"]+)" data-work-bits="(\d+)"', page)
    assert found is not None
    return {"work_task": found[1], "work_solution": solve(found[1], int(found[2]))}


def rush(office: Procuratorate, door: Door) -> None:
    with tenant_scope(office.id):
        for _ in range(QUIET_A_MINUTE + 1):
            note_try(door, now=clock.now())


def test_without_a_script_some_tries_a_minute_go_through(phone: Client) -> None:
    as_sent = WRONG | task_of(phone) | {"work_solution": ""}
    answers = [phone.post("/status/", as_sent) for _ in range(SLOW_A_MINUTE + 1)]
    assert [one.status_code for one in answers] == [400] * SLOW_A_MINUTE + [429]
    assert all("查询码不对" in one.content.decode() for one in answers[:-1])
    assert answers[-1]["Retry-After"] == "60"
    assert "请过一分钟再试" in answers[-1].content.decode()


def test_with_work_done_the_door_is_open_in_a_rush(phone: Client, office: Procuratorate) -> None:
    rush(office, Door.RECEIPT)
    assert phone.post("/status/", WRONG).status_code == 429
    answer = phone.post("/status/", WRONG | task_of(phone))
    assert answer.status_code == 400
    assert "查询码不对" in answer.content.decode()


def test_a_solution_is_spent_once(phone: Client) -> None:
    work = task_of(phone)
    assert "查询码不对" in phone.post("/status/", WRONG | work).content.decode()
    again = phone.post("/status/", WRONG | work).content.decode()
    assert "已经查过了" in again
    assert "查询码不对" not in again


def test_work_of_one_door_opens_no_other(phone: Client, office: Procuratorate) -> None:
    rush(office, Door.REPORT)
    given = REPORT | {"submission_key": str(uuid4())} | task_of(phone)
    assert phone.post("/", given).status_code == 400


def test_a_harder_task_in_a_rush(phone: Client, office: Procuratorate) -> None:
    quiet = phone.get("/status/").content.decode()
    for _ in range(3):
        rush(office, Door.RECEIPT)
    rushed = phone.get("/status/").content.decode()
    bits = [int(re.findall(r'data-work-bits="(\d+)"', page)[0]) for page in (quiet, rushed)]
    assert bits[1] > bits[0]


def test_strangers_reports_in_a_rush_are_told_to_come_again_and_then_taken(
    phone: Client, office: Procuratorate
) -> None:
    with tenant_scope(office.id):
        for _ in range(QUIET_A_MINUTE):
            note_try(Door.REPORT, now=clock.now())
    given = REPORT | {"submission_key": str(uuid4())}
    answer = phone.post("/", given, headers={"accept": "application/json"})
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    with tenant_scope(office.id):
        SpentProof.objects.all().delete()  # a minute later
    assert phone.post("/", given, headers={"accept": "application/json"}).status_code == 200


def test_what_is_kept_of_a_try_names_nobody_and_no_second(
    phone: Client, office: Procuratorate
) -> None:
    phone.post("/status/", WRONG)
    with tenant_scope(office.id):
        row = SpentProof.objects.get()
    assert (row.spent_at.second, row.spent_at.microsecond) == (0, 0)
    assert {field.name for field in SpentProof._meta.concrete_fields} == {
        *("id", "procuratorate", "action", "is_proved", "spent_at", "expires_at")
    }
