"""Who is told of what about a lead."""

from uuid import uuid4

from tests.leads.desk import COMPLETE, Office
from tests.leads.letters import sent, unit_of
from xiezhi.kernel.actor import Actor
from xiezhi.leads.services.assessment import add_opinion
from xiezhi.leads.services.field_tasks import send_field_task
from xiezhi.leads.services.letter_effects import take_receipt
from xiezhi.letters.services.sending import confirm_receipt
from xiezhi.notifications.rules.delivery import DeliveryState
from xiezhi.notifications.selectors.deliveries import deliveries_about
from xiezhi.notifications.selectors.inbox import list_inbox
from xiezhi.supporters.rules.field import FieldResult
from xiezhi.supporters.services.field_tasks import do_field_task


def kinds(actor: Actor) -> list[str]:
    return [message.kind for message in list_inbox(actor)[0]]


def test_head_then_chief_learn_that_an_assessment_waits(desk: Office) -> None:
    lead = desk.register()
    desk.submit(lead, COMPLETE)
    assert (kinds(desk.head), kinds(desk.chief)) == (["leads.awaits"], [])
    add_opinion(lead_id=lead.id, agrees=True, words="同意", acting=desk.head, now=desk.now)
    assert kinds(desk.chief) == ["leads.awaits"]


def test_unit_learns_of_a_letter_and_its_signature_is_seen_by_the_sender(desk: Office) -> None:
    _, letter = sent(desk)
    officer = unit_of(letter)
    (message,), _ = list_inbox(officer)
    assert (message.title, message.path) == (letter.title, f"/portal/letters/{letter.id}/")
    found = confirm_receipt(letter_id=letter.id, acting=officer, now=desk.now)
    take_receipt(letter=found, acting=officer, now=desk.now)
    (line,) = deliveries_about("letter", letter.id)
    assert line.state is DeliveryState.RECEIVED


def test_handler_is_told_once_that_a_unit_signed(desk: Office) -> None:
    _, letter = sent(desk)
    officer = unit_of(letter)
    for _again in range(2):
        found = confirm_receipt(letter_id=letter.id, acting=officer, now=desk.now)
        take_receipt(letter=found, acting=officer, now=desk.now)
    assert kinds(desk.handler).count("leads.received") == 1


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
