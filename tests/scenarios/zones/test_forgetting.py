"""What the inner zone has acknowledged is forgotten outside: no word of it, no byte, no place."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.scenarios.zones.pair import Pair
from tests.scenarios.zones.test_suggestion_outside import suggestion
from tests.scenarios.zones.zone import RefusedError

WHO = "member whose reports are forgotten"
DAYS = 6
"""One more than the office's term, which is what the rule suggests."""


def words() -> str:
    return f"锅炉房后面的水鹤冻裂了 {uuid4().hex}"


def traces(zones: Pair, *said: str) -> set[str]:
    """The tables outside with any of the words."""
    return {table for one in said for table in zones.outer.do("tables_holding", words=one)}


def is_carried(zones: Pair) -> str:
    """Carry everything in, and the answer out; return the package."""
    sealed = zones.outer.do("export", folder=str(zones.medium))
    zones.inner.do("take", files=sealed["files"])
    zones.outward()
    return str(sealed["package"])


def is_forgotten(zones: Pair, package: str) -> None:
    assert zones.outer.do("time_passes", package=package, days=DAYS)
    zones.outer.do("forget_tonight")


def test_nothing_is_forgotten_unacknowledged_nor_within_the_term(zones: Pair) -> None:
    outer, inner, said = zones.outer, zones.inner, words()
    outer.do("snap", words=said, phone="13900003333")
    sealed = outer.do("export", folder=str(zones.medium))
    package, first = sealed["package"], [Path(one).read_bytes() for one in sealed["files"]]
    inner.do("take", files=sealed["files"])
    assert not outer.do("time_passes", package=package, days=DAYS)
    outer.do("forget_tonight")
    assert traces(zones, said) >= {"intake_report", "exchange_exchangeitem"}

    zones.outward()
    assert outer.do("state_of", package=package) == "acknowledged"
    outer.do("forget_tonight")
    assert traces(zones, said) >= {"intake_report", "exchange_exchangeitem"}
    # The medium is lost and the inner zone restored from yesterday: the same parts once more.
    again = outer.do("again", package=package, folder=str(zones.medium))
    assert [Path(one).read_bytes() for one in again] == first
    with pytest.raises(RefusedError) as known:
        inner.do("take", files=again)
    assert known.value.code == "exchange.already_imported"


def test_what_was_acknowledged_is_forgotten_and_progress_goes_on(zones: Pair) -> None:
    outer, inner = zones.outer, zones.inner
    card, member = inner.do("another_member", number=11)
    zones.outward()
    outer.do("bind_as", token=card, who=WHO)
    place, on_duty = f"老粮站 {uuid4().hex}", words()
    sent: dict[str, Any] = {"words": words(), "phone": "13900004444", "shade": 10, "place": place}
    report = outer.do("snap", **sent)
    duty = outer.do("snap", words=on_duty, who=WHO, shade=140)
    package = both_are_gone(zones, [report, duty], sent["words"], place, on_duty)

    with pytest.raises(RefusedError) as gone:
        outer.do("again", package=package, folder=str(zones.medium))
    assert gone.value.code == "exchange.contents_gone"
    page = outer.do("progress", receipt=report["receipt"])
    assert "已带入本院内网办理，这里不再保留" in page
    assert f"{duty['code']} 号，内容已带入本院内网" in outer.do("own_page_of", who=WHO)
    assert outer.do("send_again", key=report["key"], **sent) == report["receipt"]
    assert traces(zones, sent["words"]) == set()

    later_is_forgotten_too(zones, report, member)
    inside = inner.do("pool_report", report=report["id"])
    assert (inside["words"], len(inside["pictures"])) == (sent["words"], 2)


def both_are_gone(zones: Pair, reports: list[dict[str, str]], *said: str) -> str:
    """Carried, acknowledged, forgotten: before there is everything, afterwards nothing."""
    outer = zones.outer
    files = [one for report in reports for one in outer.do("files_of_report", report=report["id"])]
    addresses = outer.do("addresses_of", files=files)
    marks = [outer.do("bytes_at", address=one) for one in addresses]
    package = is_carried(zones)
    assert traces(zones, *said) >= {"intake_report", "exchange_exchangeitem"}
    assert outer.do("kept_at", addresses=addresses) == addresses
    assert outer.do("files_holding", marks=marks) >= len(addresses)

    is_forgotten(zones, package)
    assert traces(zones, *said) == set()
    assert outer.do("kept_at", addresses=addresses) == []
    assert outer.do("files_holding", marks=marks) == 0
    assert [outer.do("bands_of", report=report["id"]) for report in reports] == [0, 0]
    assert outer.do("store_differs") == [0, 0, 0]
    assert outer.do("ledger_is_sound")
    return package


def later_is_forgotten_too(zones: Pair, report: dict[str, str], member: str) -> None:
    """Words the reporter adds, and what a member finds; guided by a picture that comes back."""
    outer, inner = zones.outer, zones.inner
    lead = inner.do("register", report=report["id"], title="水鹤冻裂一事")
    task = inner.do("give_task", lead=lead, member=member)
    zones.outward()
    assert outer.do("guide", task=task, who=WHO) > 1000
    added, found = words(), words()
    outer.do("say", receipt=report["receipt"], kind="supplement", words=added, shade=170)
    outer.do("look_again", task=task, words=found, who=WHO, shade=240)
    files = outer.do("files_of_report", report=report["id"])
    files += outer.do("files_of_task", task=task)
    addresses = outer.do("addresses_of", files=files)
    package = is_carried(zones)
    assert traces(zones, added) >= {"intake_reportmessage"}
    assert traces(zones, found) >= {"supporters_fieldtask"}
    assert outer.do("kept_at", addresses=addresses) != []

    is_forgotten(zones, package)
    assert traces(zones, added, found) == set()
    assert outer.do("kept_at", addresses=addresses) == []
    assert outer.do("store_differs") == [0, 0, 0]
    page = outer.do("progress", receipt=report["receipt"])
    assert "这段话已带入本院内网，这里不再保留。" in page
    assert inner.do("task_inside", task=task)["words"] == found


def test_the_reason_of_a_leave_is_forgotten_once_the_training_is_over(zones: Pair) -> None:
    outer, inner, who, why = zones.outer, zones.inner, "member on leave", words()
    called = inner.do("called_member", number=12)
    zones.outward()
    outer.do("own_page", card=called["card"], who=who)
    outer.do("answer_call", training=called["training"], reply="leave", words=why, who=who)
    package = is_carried(zones)
    is_forgotten(zones, package)
    # They may still change it, so they may still read it.
    assert traces(zones, why) == {"supporters_trainingattendance"}

    inner.do("hold", training=called["training"], present="12")
    zones.outward()
    outer.do("forget_tonight")
    assert traces(zones, why) == set()
    assert outer.do("own_page", address="/mine/trainings/", who=who)
    zones.inward()
    assert inner.do("part_inside", training=called["training"])[:2] == ["leave", why]


def test_what_a_unit_answered_is_forgotten_once_it_needs_it_no_more(zones: Pair) -> None:
    outer, inner = zones.outer, zones.inner
    letter = suggestion(zones, "governance")["letter"]
    objected, answered, number = words(), words(), f"达消函〔2026〕{uuid4().hex[:6]}号"
    outer.do("object_to", letter=letter, words=objected)
    outer.do("reply", letter=letter, number=number, words=answered, shade=93)
    files = outer.do("files_of_answers", letter=letter)
    addresses = outer.do("addresses_of", files=files)
    package = is_carried(zones)
    outer.do("rectify_until", letter=letter, days=30)
    is_forgotten(zones, package)
    # The unit still works by what it promised there.
    assert traces(zones, objected, answered) == {"letters_letter", "letters_letterreply"}
    assert outer.do("kept_at", addresses=addresses) == addresses
    assert answered in outer.do("open_letter", letter=letter)

    outer.do("rectify_until", letter=letter, days=-1)
    outer.do("forget_tonight")
    assert traces(zones, objected, answered) == set()
    assert outer.do("kept_at", addresses=addresses) == []
    assert outer.do("store_differs") == [0, 0, 0]
    assert outer.do("ledger_is_sound")
    page = outer.do("open_letter", letter=letter)
    assert "回复的内容和材料已带入检察院内网" in page
    assert "异议的内容和书面材料已带入检察院内网" in page
    assert number in page

    # Nothing empty follows it in.
    inner.do("take", files=outer.do("export", folder=str(zones.medium))["files"])
    assert inner.do("objection_inside", letter=letter)["words"] == objected
    assert inner.do("letter_inside", letter=letter)["replies"][0][0] == number
