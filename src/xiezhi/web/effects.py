"""The one place that decides what an act on a letter or task means beyond it.

In the outer zone there are no leads: what units and members do there takes effect when its package
is imported inside. Where leads run, it takes effect at once, in the same transaction.
"""

from datetime import datetime

from django.apps import apps

from xiezhi.kernel.actor import Actor
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.supporters.models import FieldTask


def has_leads() -> bool:
    """Return whether this zone has leads."""
    return apps.is_installed("xiezhi.leads")


def after_receipt(letter: Letter, *, acting: Actor, now: datetime) -> None:
    """A unit signed for a letter in the portal."""
    if has_leads():
        from xiezhi.leads.services.letter_effects import take_receipt  # noqa: PLC0415  # inner zone

        take_receipt(letter=letter, acting=acting, now=now)


def after_service(letter: Letter, *, acting: Actor, now: datetime) -> None:
    """Service of a letter was recorded."""
    if has_leads():
        from xiezhi.leads.services.letter_effects import take_service  # noqa: PLC0415  # inner zone

        take_service(letter=letter, acting=acting, now=now)


def after_reply(reply: LetterReply, *, acting: Actor, now: datetime) -> None:
    """A reply came, in the portal or on paper."""
    if has_leads():
        from xiezhi.leads.services.letter_effects import take_reply  # noqa: PLC0415  # inner zone

        take_reply(reply=reply, acting=acting, now=now)


def after_withdrawal(letter: Letter, *, acting: Actor, now: datetime) -> None:
    """A letter was withdrawn."""
    if has_leads():
        from xiezhi.leads.services.letter_effects import (  # noqa: PLC0415  # inner zone
            take_withdrawal,
        )

        take_withdrawal(letter=letter, acting=acting, now=now)


def after_task(task: FieldTask, *, acting: Actor, now: datetime) -> None:
    """A grid member answered a task."""
    if has_leads():
        from xiezhi.cases.services.field_tasks import take_signal  # noqa: PLC0415  # inner zone
        from xiezhi.leads.services.task_effects import (  # noqa: PLC0415  # inner zone
            take_task_result,
        )

        take_task_result(task=task, acting=acting, now=now)
        take_signal(task=task, acting=acting, now=now)
