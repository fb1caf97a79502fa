"""A liaison, grid members and trainings of theirs. Needs an open scope."""

from datetime import datetime, timedelta
from typing import Any

from tests.cast import make_staff
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.actor import Actor
from xiezhi.supporters.models import Training
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.rules.training import TrainingKind
from xiezhi.supporters.services.trainings import TrainingDraft, plan_training


def liaison() -> Actor:
    return make_staff("联络员01", Role.LIAISON)


def draft(now: datetime, **changes: Any) -> TrainingDraft:
    given: dict[str, Any] = {
        "kind": TrainingKind.PRE_JOB,
        "audience": SupporterKind.GRID_MEMBER,
        "title": "新聘网格员岗前培训",
        "starts_at": now + timedelta(days=10),
        "place": "本院三楼会议室",
        "hours": 4,
    }
    return TrainingDraft(**(given | changes))


def plan(acting: Actor, now: datetime, **changes: Any) -> Training:
    return plan_training(draft=draft(now, **changes), acting=acting, now=now)
