"""Recipients with addresses, and short ways to send to them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import make_staff
from xiezhi.accounts.models import StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.notifications.models import Delivery, Message
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import LOUDLY, Draft, send_message


def reachable(label: str, *roles: Role, email: str = "", mobile: str = "") -> Actor:
    """A member of staff with addresses."""
    actor = make_staff(label, *roles)
    StaffMember.objects.filter(id=actor.id).update(email=email, mobile=mobile)
    return actor


def to_staff(actor: Actor) -> Recipient:
    assert actor.id is not None
    return Recipient(kind=RecipientKind.STAFF, id=actor.id)


def send(to: Recipient, now: datetime, **words: Any) -> Message | None:
    draft = Draft(**({"kind": "test", "title": "一条消息", "notice": Notice.NEW_WORK} | words))
    return send_message(
        to=to, draft=draft, acting=system_actor(current_tenant()), now=now, channels=LOUDLY
    )


def states(message: Message) -> dict[str, str]:
    found = Delivery.objects.filter(message_id=message.id).values_list("channel", "state")
    return dict(found)


def queued() -> list[UUID]:
    """Ids of the deliveries that wait in the queue, in order."""
    jobs = ProcrastinateJob.objects.filter(task_name="notifications.deliver").order_by("id")
    return [UUID(job.args["delivery_id"]) for job in jobs]
