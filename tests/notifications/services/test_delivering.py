"""Failures are tried again, then a person is told; receipts are confirmed."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import make_unit, make_unit_actor
from tests.notifications.people import queued, reachable, send, states, to_staff
from xiezhi.accounts.models import Procuratorate, StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.ledger.models import LedgerEntry
from xiezhi.notifications.models import Delivery, Message
from xiezhi.notifications.rules.delivery import RETRY_AFTER, DeliveryState
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.selectors.inbox import count_unread, list_inbox
from xiezhi.notifications.services.delivering import deliver_one, queue_overdue
from xiezhi.notifications.services.reading import mark_all_read, mark_read, mark_received

MOBILE = "13900000003"


def deliver(now: datetime) -> Delivery | None:
    """Try the last queued delivery."""
    office = Delivery.objects.values_list("procuratorate_id", flat=True)[0]
    return deliver_one(delivery_id=queued()[-1], acting=system_actor(office), now=now)


def closed_gateway(settings: Any) -> None:
    """A gateway that nobody answers for: not even its address is allowed."""
    settings.EMAIL_HOST, settings.XIEZHI_WECOM_WEBHOOK = "", ""
    settings.XIEZHI_SMS_GATEWAY = "https://gateway.invalid/send"


def fail_to_the_end(now: datetime) -> datetime:
    """Try until nothing is left to try; return when that was."""
    for delay in RETRY_AFTER:
        tried = deliver(now)
        assert tried is not None
        assert (tried.state, tried.next_attempt_at) == (DeliveryState.QUEUED, now + delay)
        now += delay
    tried = deliver(now)
    assert tried is not None
    assert tried.state == DeliveryState.FAILED
    return now


@pytest.fixture
def unanswered(scope: Procuratorate, channels: Any, now: datetime) -> Actor:
    """A recipient whose gateway cannot be found."""
    closed_gateway(channels)
    return reachable("检察官助理03", mobile=MOBILE)


def test_failed_delivery_is_tried_five_times_then_its_sender_is_told_once(
    unanswered: Actor, now: datetime
) -> None:
    sender = reachable("书记员01", Role.CLERK)
    liaison = reachable("联络员01", Role.LIAISON)
    message = send(
        to_staff(unanswered), now, sender_id=sender.id, sender_path="/desk/leads/", title="移送函"
    )
    assert message is not None
    fail_to_the_end(now)
    assert states(message) == {"inbox": "sent", "sms": "failed"}
    told, _ = list_inbox(sender)
    assert [(one.title, one.path) for one in told] == [("短信没有送达：移送函", "/desk/leads/")]
    assert count_unread(liaison) == 0


def test_liaison_is_told_where_nobody_sent_it(unanswered: Actor, now: datetime) -> None:
    liaison = reachable("联络员01", Role.LIAISON)
    send(to_staff(unanswered), now)
    fail_to_the_end(now)
    assert count_unread(liaison) == 1


def test_retry_is_scheduled_for_its_time(unanswered: Actor, now: datetime) -> None:
    send(to_staff(unanswered), now)
    deliver(now)
    later = ProcrastinateJob.objects.filter(task_name="notifications.deliver").order_by("-id")[0]
    assert later.scheduled_at == now + RETRY_AFTER[0]


def test_job_that_comes_early_or_twice_tries_nothing(unanswered: Actor, now: datetime) -> None:
    send(to_staff(unanswered), now)
    assert deliver(now) is not None
    assert deliver(now + timedelta(seconds=1)) is None


def test_address_removed_meanwhile_fails_at_once(unanswered: Actor, now: datetime) -> None:
    reachable("联络员01", Role.LIAISON)
    send(to_staff(unanswered), now)
    StaffMember.objects.filter(id=unanswered.id).update(mobile="")
    tried = deliver(now)
    assert tried is not None
    assert (tried.state, tried.last_error) == (DeliveryState.FAILED, "notifications.no_address")


def test_address_is_in_no_log_and_no_ledger(
    office: Procuratorate, channels: Any, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    closed_gateway(channels)
    with caplog.at_level(logging.DEBUG):
        with tenant_scope(office.id):
            send(to_staff(reachable("检察官助理03", mobile=MOBILE)), now, title="秘密标题")
            assert [
                str(job.args) for job in ProcrastinateJob.objects.all() if MOBILE in str(job.args)
            ] == []
        with tenant_scope(office.id):
            deliver(now)
    with tenant_scope(office.id):
        kept = list(LedgerEntry.objects.order_by("id").values_list("act", "body"))
    assert [act for act, _ in kept][-2:] == ["notifications.send", "notifications.deliver"]
    words = caplog.text + "".join(body for _, body in kept)
    assert (MOBILE in words, "秘密" in words) == (False, False)


def test_lost_jobs_are_queued_again(unanswered: Actor, now: datetime) -> None:
    send(to_staff(unanswered), now)
    ProcrastinateJob.objects.all()._raw_delete("default")
    assert queue_overdue(now=now) == 0
    assert queue_overdue(now=now + timedelta(minutes=6)) == 1


def test_opening_a_message_confirms_its_receipt(
    scope: Procuratorate, channels: Any, now: datetime
) -> None:
    reader = reachable("检察官助理03", mobile=MOBILE)
    message = send(to_staff(reader), now)
    assert message is not None
    opened = mark_read(message_id=message.id, acting=reader, now=now)
    again = mark_read(message_id=message.id, acting=reader, now=now + timedelta(hours=1))
    assert (opened.read_at, again.read_at) == (now, now)
    assert states(message)["inbox"] == "received"


def test_nobody_opens_anothers_message(scope: Procuratorate, now: datetime) -> None:
    message = send(to_staff(reachable("检察官助理03")), now)
    assert message is not None
    with pytest.raises(NotFoundError):
        mark_read(message_id=message.id, acting=reachable("书记员01", Role.CLERK), now=now)


def test_everything_unread_is_marked_at_once(scope: Procuratorate, now: datetime) -> None:
    reader = reachable("检察官助理03")
    for _ in range(3):
        send(to_staff(reader), now)
    assert mark_all_read(acting=reader, now=now) == 3
    assert mark_all_read(acting=reader, now=now) == 0
    assert count_unread(reader) == 0


def test_signing_for_a_document_confirms_what_was_sent_about_it(
    scope: Procuratorate, channels: Any, now: datetime
) -> None:
    unit, referral = make_unit(), uuid4()
    officer = make_unit_actor(unit)
    to = Recipient(kind=RecipientKind.UNIT, id=unit.id)
    message = send(to, now, about=("referral", referral))
    other = send(to, now, about=("referral", uuid4()))
    assert message is not None
    assert other is not None
    assert mark_received(about=("referral", referral), acting=officer, now=now) == 1
    assert states(message) == {"inbox": "received"}
    assert states(other) == {"inbox": "sent"}
    assert Message.objects.get(id=message.id).read_at == now
