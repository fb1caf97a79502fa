"""The door to leads for 待我决定: assessments that wait for a person's opinion or decision."""

from datetime import date
from typing import Final

from xiezhi.clocks.selectors.decisions import AwaitedDecision, DecisionDoor, register_decisions
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.rules.outcomes import OpinionStage
from xiezhi.leads.selectors.queues import WorklistRow, count_waiting_for, list_waiting_for

ASK_LABELS: Final = {OpinionStage.HEAD: "部门负责人意见", OpinionStage.CHIEF: "检察长决定"}


def open_decision_door() -> None:
    """Register the door; called when the application starts."""
    register_decisions(MatterKind.LEAD, DecisionDoor(count=_count, list=_list))


def _count(acting: Actor, today: date) -> int:
    del today
    return count_waiting_for(acting)


def _list(acting: Actor, today: date) -> tuple[AwaitedDecision, ...]:
    return tuple(_awaited(row) for row in list_waiting_for(acting, today).rows)


def _awaited(row: WorklistRow) -> AwaitedDecision:
    stage = OpinionStage(row.awaits)
    step = "decide" if stage is OpinionStage.CHIEF else "opinion"
    return AwaitedDecision(
        matter_kind=MatterKind.LEAD,
        matter_label=f"线索 {row.year}-{row.number}",
        matter_title=row.title,
        asks=ASK_LABELS[stage],
        path=f"/desk/leads/{row.id}/{step}/",
        handler_label=row.handler_label,
        due=row.due,
    )
