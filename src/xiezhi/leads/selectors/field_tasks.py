"""Tasks of grid members on leads, for staff who may see the lead."""

from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.supporters.models import FieldTask
from xiezhi.supporters.selectors.field_tasks import tasks_of_matters


def access_field_task(acting: Actor, task_id: UUID) -> FieldTask:
    """Return a task of a lead the actor may see.

    Raises:
        NotFoundError: ``supporters.task_not_found``.
    """
    tasks = tasks_of_matters(MatterKind.LEAD, visible_leads(acting).values("id"))
    found: FieldTask | None = tasks.select_related("supporter").filter(id=task_id).first()
    if found is None:
        raise NotFoundError("supporters.task_not_found")
    return found
