"""A training to come and a patrol of the grid member whose addresses are asked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.architecture.rows import AT
from xiezhi.supporters.models import Patrol, Training, TrainingAttendance


def home_rows(put: Callable[..., Any], member: Any) -> dict[str, Any]:
    """Their ids; the training lies far ahead, so that answers are taken whenever the walk is."""
    training = put(
        Training,
        kind="pre_job",
        audience="grid_member",
        state="planned",
        starts_at=AT + timedelta(days=3650),
    )
    put(TrainingAttendance, training=training, supporter=member)
    return {"training_id": training, "patrol_id": put(Patrol, supporter=member)}
