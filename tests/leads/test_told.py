"""Who is told of what about a lead."""

from typing import Any
from uuid import uuid4

import pytest

from tests.cast import make_unit, make_unit_actor
from tests.leads.desk import COMPLETE, Office
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Referral
from xiezhi.leads.rules.outcomes import FieldResult
from xiezhi.leads.services.assessment import add_opinion
from xiezhi.leads.services.field_tasks import do_field_task, send_field_task
from xiezhi.leads.services.told import tell_unit, unit_signed
from xiezhi.notifications.rules.delivery import DeliveryState
from xiezhi.notifications.selectors.deliveries import deliveries_about
from xiezhi.notifications.selectors.inbox import list_inbox


def kinds(actor: Actor) -> list[str]:
    return [message.kind for message in list_inbox(actor)[0]]


def test_head_then_chief_learn_that_an_assessment_waits(desk: Office) -> None:
    lead = desk.register()
    desk.submit(lead, COMPLETE)
    assert (kinds(desk.head), kinds(desk.chief)) == (["leads.awaits"], [])
    add_opinion(lead_id=lead.id, agrees=True, words="同意", acting=desk.head, now=desk.now)
    assert kinds(desk.chief) == ["leads.awaits"]


@pytest.fixture
def referral(desk: Office) -> Any:
    return Referral.objects.create(
        lead=desk.register(),
        unit=make_unit(),
        title="关于河滩建筑垃圾的移送函",
        body="请依法处理。",
        written_by_id=desk.handler.id,
        written_at=desk.now,
    )


def test_unit_learns_of_a_document_and_its_signature_is_seen_by_the_sender(
    desk: Office, referral: Referral
) -> None:
    officer = make_unit_actor(referral.unit)
    tell_unit(referral=referral, acting=desk.handler, now=desk.now)
    (message,), _ = list_inbox(officer)
    assert message.title == referral.title
    assert message.path == f"/portal/letters/{referral.id}/"
    unit_signed(referral=referral, acting=officer, now=desk.now)
    (line,) = deliveries_about("referral", referral.id)
    assert line.state is DeliveryState.RECEIVED


def test_members_answer_confirms_the_task_arrived(desk: Office) -> None:
    lead = desk.register()
    task = send_field_task(
        lead_id=lead.id,
        supporter_id=desk.member_id,
        words="请去看看河滩",
        acting=desk.handler,
        now=desk.now,
    )
    do_field_task(
        task_id=task.id,
        submission_key=uuid4(),
        result=FieldResult.MENDED,
        acting=desk.member,
        now=desk.now,
    )
    states = {line.state for line in deliveries_about("task", task.id)}
    assert DeliveryState.RECEIVED in states
    assert DeliveryState.SENT not in states
