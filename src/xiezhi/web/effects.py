"""The one place that decides what a grid member's answer means beyond its task.

In the outer zone there are no leads: what members do there takes effect when its package is
imported inside. Where leads run, it takes effect at once, in the same transaction. What acts on
letters mean is taken by their matters' keepers (``letters.services.keepers``).
"""

from datetime import datetime

from django.apps import apps

from xiezhi.kernel.actor import Actor
from xiezhi.supporters.models import FieldTask


def after_addition(task: FieldTask, *, acting: Actor, now: datetime) -> None:
    """A grid member added to an answer."""
    if apps.is_installed("xiezhi.leads"):
        from xiezhi.leads.services.task_effects import (  # noqa: PLC0415  # inner zone
            take_task_addition,
        )

        take_task_addition(task=task, acting=acting, now=now)


def after_task(task: FieldTask, *, acting: Actor, now: datetime) -> None:
    """A grid member answered a task."""
    if apps.is_installed("xiezhi.leads"):
        from xiezhi.cases.services.field_tasks import take_signal  # noqa: PLC0415  # inner zone
        from xiezhi.leads.services.task_effects import (  # noqa: PLC0415  # inner zone
            take_task_result,
        )

        take_task_result(task=task, acting=acting, now=now)
        take_signal(task=task, acting=acting, now=now)
