"""公开数据 from the desk to everybody: proposed by one, released by another, read without signing in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.accounts.people import make_person
from tests.cast import make_report
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from xiezhi.infra.tenant import tenant_scope

LIST = "/desk/reporting/releases/"
DAYS = {"since": "2025-01-01", "until": "2025-12-31", "note": "全年"}


@pytest.fixture
def desks(office: Any) -> tuple[Client, Client]:
    """Who proposes and who decides; nine reports of the year before, two of them by visit."""
    people = [
        make_person(office, f"案管0{n}", f"ag0{n}", ("case_management",), secret=SECRET)
        for n in (1, 2)
    ]
    with tenant_scope(office.id):
        long_ago = datetime(2025, 6, 15, 4, tzinfo=UTC)
        for number in range(7):
            make_report(long_ago, words=f"第{number}条")
        for number in range(2):
            make_report(long_ago + timedelta(days=1), words=f"来访{number}", channel="visit")
    proposer, decider = Client(), Client()
    sign_in_to_desk(proposer, people[0].login)
    sign_in_to_desk(decider, people[1].login)
    return proposer, decider


def proposed(client: Client) -> str:
    answer = client.post(f"{LIST}new/", DAYS)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def decided(client: Client, url: str, act: str, reason: str = "") -> Any:
    return client.post(f"{url}decide/", {"act": act, "reason": reason})


def test_everybody_reads_it_only_after_a_second_person_agreed(desks: tuple[Client, Client]) -> None:
    proposer, decider = desks
    url = proposed(proposer)
    nobody = Client(headers={"host": "localhost"})
    assert "还没有公开过数据" in nobody.get("/open/figures/").content.decode()
    assert "不能是同一个人" in decided(proposer, url, "release").content.decode()
    assert decided(decider, url, "release").status_code == 302
    page = nobody.get("/open/figures/").content.decode()
    assert "反映信息数" in page
    assert "2025-01-01 至 2025-12-31" in page
    assert "全年" in page


def test_small_number_is_on_no_page_and_in_no_file(desks: tuple[Client, Client]) -> None:
    proposer, decider = desks
    url = proposed(proposer)
    decided(decider, url, "release")
    nobody = Client(headers={"host": "localhost"})
    page = nobody.get("/open/figures/")
    figures = page.context["figures"]
    channels = next(one for one in figures.tables if one.by == "来源方式")
    assert {row.name: row.count for row in channels.rows} == {"随手拍": None, "来访": None}
    data = nobody.get(f"/open/figures/{page.context['found'].id}/data.csv").content.decode()
    assert data.startswith("\ufeff指标,分组,组别,数值,单位")
    assert "反映信息数,来源方式,来访,,条" in data
    assert "反映信息数,,,9,条" in data


def test_withdrawn_is_named_with_its_reason_and_shows_no_number(
    desks: tuple[Client, Client],
) -> None:
    proposer, decider = desks
    url = proposed(proposer)
    decided(decider, url, "release")
    assert "还没有填写理由" in decided(decider, url, "withdraw").content.decode()
    assert decided(decider, url, "withdraw", "有一项重复计数").status_code == 302
    nobody = Client(headers={"host": "localhost"})
    page = nobody.get("/open/figures/").content.decode()
    assert "还没有公开过数据" in page
    assert "已撤下" in page
    one = nobody.get(f"/open/figures/{url.rstrip('/').rsplit('/', 1)[1]}/").content.decode()
    assert "有一项重复计数" in one
    assert "反映信息数" not in one


def test_period_that_may_not_be_told_is_said_at_the_form_and_stays(
    desks: tuple[Client, Client],
) -> None:
    answer = desks[0].post(f"{LIST}new/", DAYS | {"until": "2025-01-31"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "至少以一个季度为一期" in page
    assert 'value="2025-01-31"' in page


def test_proposal_sent_back_is_found_on_the_list_with_its_reason(
    desks: tuple[Client, Client],
) -> None:
    proposer, decider = desks
    decided(decider, proposed(proposer), "refuse", "先核对来访数")
    page = proposer.get(LIST).content.decode()
    assert "已退回" in page
    assert "先核对来访数" in page


def test_what_waits_is_found_by_nobody_outside(desks: tuple[Client, Client]) -> None:
    url = proposed(desks[0])
    release_id = url.rstrip("/").rsplit("/", 1)[1]
    nobody = Client(headers={"host": "localhost"})
    assert nobody.get(f"/open/figures/{release_id}/").status_code == 404
    assert nobody.get(f"/open/figures/{release_id}/data.csv").status_code == 404
