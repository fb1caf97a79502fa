"""移送线索: handed over in the portal outside, in the pool inside, its standing shown outside."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.scenarios.zones.pair import Pair
from tests.scenarios.zones.test_forgetting import is_carried, is_forgotten, traces
from tests.scenarios.zones.zone import RefusedError


def handed(zones: Pair, shade: int = 77) -> dict[str, str]:
    """A unit signs in and hands a lead over; what it said comes along."""
    outer, given = zones.outer, zones.given
    outer.do("enter_portal", login=given["login"], password=given["password"])
    said = {
        "title": f"北滩砂场越界取土 {uuid4().hex[:8]}",
        "words": f"砂场越界取土约两亩，草场植被被毁 {uuid4().hex}",
        "place": f"展旦召苏木北滩砂场 {uuid4().hex[:8]}",
        "number": f"达消函〔2026〕{uuid4().hex[:6]}号",
        "basis": f"会签意见第五条 {uuid4().hex[:8]}",
    }
    made: dict[str, str] = outer.do("hand_lead", **said, shade=shade)
    return said | made


def inside(zones: Pair, made: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = zones.inner.do("handed_inside", report=made["id"])
    return found


def test_a_lead_handed_over_outside_lies_in_the_pool_inside_as_where_both_are_one(
    zones: Pair,
) -> None:
    made = handed(zones)
    assert "已收到" in zones.outer.do("handed_page", page=made["page"])
    zones.inward()
    found = inside(zones, made)
    assert len(found.pop("pictures")) == 1
    assert found == {
        "channel": "agency_transfer",
        "title": made["title"],
        "origin": f"旗消防救援大队 {made['number']}",
        "words": made["words"],
        "place": made["place"],
        "code": made["code"],
        "unit": "消防",
        "officer": "消防联络员",
        "basis": made["basis"],
        "handed_at": made["handed_at"],
        "files": [["photo", True], ["paper", False]],
    }


def test_its_standing_goes_back_and_nothing_else_the_office_says(zones: Pair) -> None:
    made, refused = handed(zones), handed(zones)
    zones.inward()
    lead = zones.inner.do("register", report=made["id"], title="北滩砂场取土一事")
    zones.inner.do("refuse_handed", report=refused["id"])
    assert zones.inner.do("steps_told", report=made["id"]) > 0
    zones.outward()
    assert "已登记" in zones.outer.do("handed_page", page=made["page"])
    assert "不作为线索" in zones.outer.do("handed_page", page=refused["page"])
    assert zones.outer.do("steps_here", report=made["id"]) == 0
    assert traces(zones, lead) == set()


def test_the_same_package_twice_and_a_lost_one_make_one_lead(zones: Pair) -> None:
    outer, inner = zones.outer, zones.inner
    made, before = handed(zones), inner.do("handed_count")
    lost = outer.do("export", folder=str(zones.medium))
    outer.do("give_up", package=lost["package"])
    second = outer.do("export", folder=str(zones.medium))
    parts = {Path(one).name: Path(one).read_bytes() for one in second["files"]}
    inner.do("take", files=second["files"])
    for name, content in parts.items():
        (zones.medium / name).write_bytes(content)
    with pytest.raises(RefusedError) as known:
        inner.do("take", files=second["files"])
    assert known.value.code == "exchange.already_imported"
    assert inner.do("handed_count") == before + 1
    assert inside(zones, made)["words"] == made["words"]


def test_what_was_handed_over_is_forgotten_outside_and_its_standing_goes_on(zones: Pair) -> None:
    outer, inner, made = zones.outer, zones.inner, handed(zones, shade=31)
    files = outer.do("files_of_handed", report=made["id"])
    addresses = outer.do("addresses_of", files=files)
    said = [made[one] for one in ("title", "words", "basis")]
    marks = [outer.do("bytes_at", address=one) for one in addresses]
    package = is_carried(zones)
    assert traces(zones, *said) >= {"intake_report", "intake_unitreport", "exchange_exchangeitem"}

    is_forgotten(zones, package)
    assert traces(zones, *said, made["place"].split()[-1]) == set()
    assert outer.do("kept_at", addresses=addresses) == []
    assert outer.do("files_holding", marks=marks) == 0
    assert outer.do("store_differs") == [0, 0, 0]
    assert outer.do("ledger_is_sound")

    inner.do("register", report=made["id"], title="北滩砂场取土一事")
    zones.outward()
    page = outer.do("handed_page", page=made["page"])
    assert "已带入检察院内网办理，这里不再保留" in page
    for kept in (made["code"], made["number"], "已登记"):
        assert kept in page
        assert kept in outer.do("handed_page")
    assert inside(zones, made)["words"] == made["words"]
