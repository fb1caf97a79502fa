"""A member's trainings and patrols: asked inside, answered on the phone outside, known inside."""

from uuid import uuid4

from tests.scenarios.zones.home_outside import WHO
from tests.scenarios.zones.pair import Pair


def test_trainings_and_patrols_go_over_and_their_answers_come_back(zones: Pair) -> None:
    outer, inner = zones.outer, zones.inner
    made = inner.do("called_member")
    zones.outward()
    page = outer.do("own_page", card=made["card"])
    assert "第二期岗前培训" in page
    assert "罕台川大桥下" in page

    outer.do("answer_call", training=made["training"], reply="coming")
    outer.do("answer_call", training=made["training"], reply="leave", words="接羔")
    report = outer.do("snap", words=f"桥下有新挖的砂坑 {uuid4().hex[:6]}", who=WHO)
    outer.do("end_by_report", patrol=made["patrol"], report=report["id"])
    zones.inward()
    assert inner.do("part_inside", training=made["training"]) == [
        "leave",
        "接羔",
        "网格员09请假：第二期岗前培训",
    ]
    assert inner.do("patrol_inside", patrol=made["patrol"]) == ["reported", report["id"]]
    assert inner.do("pool_report", report=report["id"])["grade"] == "duty"

    inner.do("hold", training=made["training"])
    zones.outward()
    assert "岗前培训有效" in outer.do("own_page", address="/mine/trainings/")
    zones.inward()
    assert inner.do("patrol_inside", patrol=made["patrol"]) == ["reported", report["id"]]
