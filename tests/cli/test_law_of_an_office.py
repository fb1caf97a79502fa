"""``xiezhi law explain --office``: counted with what the office entered, as the server counts."""

import argparse
from datetime import date, datetime
from typing import Any

import pytest

from xiezhi.accounts.services.office import set_holidays, set_own_limit
from xiezhi.cli import law
from xiezhi.infra.errors import MachineError
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import system_actor
from xiezhi.law.holidays import Holiday

NEW_YEAR = [Holiday(day=date(2027, 1, day), name="元旦") for day in (1, 2, 3, 25, 26)]


@pytest.fixture(autouse=True)
def _chinese(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the database started, which takes no locale this machine lacks."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


def told(
    capsys: pytest.CaptureFixture[str], key: str, day: date, office: str | None = "", **more: Any
) -> str:
    asked = {"variant": "", "own": None, "suspend": [], "extend": [], "law": None} | more
    law._explain(argparse.Namespace(key=key, date=day, office=office, **asked))
    return capsys.readouterr().out


def test_holidays_of_the_office_move_the_last_day(
    office: Any, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("pil_suggestion_reply", date(2026, 11, 25))
    assert "暂定" in told(capsys, *asked)
    with tenant_scope(office.id):
        set_holidays(
            acting=system_actor(office.id), year=2027, holidays=NEW_YEAR, workdays=(), now=now
        )
    counted = told(capsys, *asked)
    assert "最后一日是2027年1月27日" in counted
    assert "暂定" not in counted
    assert "加 --office" in told(capsys, *asked, office=None)


def test_length_the_office_set_is_counted_and_one_asked_about_goes_before_it(
    office: Any, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    with tenant_scope(office.id):
        for key, length in (("lead_assessment", 10), ("sugg_reply--urgent", 20)):
            set_own_limit(
                acting=system_actor(office.id),
                rule_key=key,
                length=length,
                unit="day",
                effective_from=date(2026, 1, 1),
                now=now,
            )
    day = date(2026, 3, 2)
    assert "最后一日是2026年3月12日" in told(capsys, "lead_assessment", day)
    assert "最后一日是2026年3月23日" in told(capsys, "sugg_reply", day, variant="urgent")
    assert "最后一日是2026年3月5日" in told(capsys, "lead_assessment", day, own=["3", "day"])


def test_an_office_nobody_opened_is_refused(office: Any) -> None:
    asked = argparse.Namespace(key="lead_assessment", date=date(2026, 3, 2), variant="", office="x")
    with pytest.raises(MachineError) as refused:
        law._explain(asked)
    assert (refused.value.code, refused.value.params["slug"]) == ("import.no_office", "x")
