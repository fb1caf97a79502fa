"""Tables of supporters."""

from xiezhi.supporters.models.field_task import FieldTask, FieldTaskPhoto
from xiezhi.supporters.models.supporter import Supporter, WorkCard

__all__ = ["FieldTask", "FieldTaskPhoto", "Supporter", "WorkCard"]
