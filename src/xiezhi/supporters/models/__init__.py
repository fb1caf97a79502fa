"""Tables of supporters."""

from xiezhi.supporters.models.field_task import FieldTask, FieldTaskPhoto
from xiezhi.supporters.models.patrol import Patrol
from xiezhi.supporters.models.supporter import Supporter, WorkCard
from xiezhi.supporters.models.training import Training, TrainingAttendance

__all__ = [
    "FieldTask",
    "FieldTaskPhoto",
    "Patrol",
    "Supporter",
    "Training",
    "TrainingAttendance",
    "WorkCard",
]
