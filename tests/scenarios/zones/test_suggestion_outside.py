"""A suggestion is answered, or objected to, outside; what it means for the case happens inside."""

from uuid import UUID, uuid4

from tests.scenarios.zones.cases_inside import TITLE
from tests.scenarios.zones.pair import Pair
from tests.scenarios.zones.searching import holding


def suggestion(zones: Pair, kind: str) -> dict[str, str]:
    """A suggestion on a reported lead, shown in the unit's portal and signed for."""
    report = zones.outer.do("snap", words=f"卫生院东墙外的取水设施坏了 {uuid4().hex[:6]}")
    zones.inward()
    lead = zones.inner.do("register", report=report["id"], title="取水设施漏水一事")
    made: dict[str, str] = zones.inner.do("suggest", lead=lead, unit=zones.given["unit"], kind=kind)
    zones.outward()
    given = zones.given
    shown = zones.outer.do("enter_portal", login=given["login"], password=given["password"])
    assert made["number"] in shown
    zones.outer.do("sign_for", letter=made["letter"])
    return made | {"lead": lead}


def test_a_suggestion_answered_outside_lights_the_lamp_inside(zones: Pair) -> None:
    made = suggestion(zones, "public_interest")
    page = zones.outer.do("open_letter", letter=made["letter"])
    assert "检察建议书" in page
    assert "提出异议" not in page
    zones.outer.do("reply", letter=made["letter"], number="达消函〔2026〕31号")
    zones.inward()
    today = zones.inner.do("today")
    case = zones.inner.do("case_inside", case=made["case"])
    assert case == {"state": "follow_up", "lamps": [today, today, None]}


def test_an_objection_made_outside_begins_the_re_examination_inside(zones: Pair) -> None:
    made = suggestion(zones, "governance")
    page = zones.outer.do("open_letter", letter=made["letter"])
    assert made["until"] in page
    zones.outer.do("object_to", letter=made["letter"], words="第二项不属我单位职责")
    zones.inward()
    assert zones.inner.do("objection_inside", letter=made["letter"]) == {
        "words": "第二项不属我单位职责",
        "on": zones.inner.do("today"),
        "paper": "application/pdf",
    }
    assert zones.inner.do("case_inside", case=made["case"])["state"] == "objected"
    zones.outward()
    assert "本院立即复核" in zones.outer.do("open_letter", letter=made["letter"])
    zones.inward()
    assert zones.inner.do("case_inside", case=made["case"])["state"] == "objected"


def test_nothing_of_the_case_crosses(zones: Pair) -> None:
    made = suggestion(zones, "public_interest")
    here = zones.outer.do("letter_here", letter=made["letter"])
    assert (here["matter_is_itself"], here["matter_label"], here["written_by"]) == (True, "", None)
    assert made["case"] not in zones.outer.do("open_letter", letter=made["letter"])
    assert [name for name in zones.outer.do("tables") if name.startswith("cases_")] == []
    ids = [UUID(made["case"]).bytes, UUID(made["lead"]).bytes]
    marks = [TITLE.encode(), "取水设施漏水一事".encode(), made["case"].encode(), *ids]
    assert holding(zones.outer.var, *marks) == []
    # What does cross is found by the same search.
    assert holding(zones.outer.var, made["number"].encode()) != []
