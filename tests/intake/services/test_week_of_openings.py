"""Every Monday whoever looks through the openings of identities is told, also of an empty week."""

from datetime import timedelta
from typing import Any

from tests.cast import make_staff
from xiezhi.accounts.rules.roles import Role
from xiezhi.intake.jobs import send_week
from xiezhi.intake.services.week import send_week_of_openings
from xiezhi.kernel.actor import system_actor
from xiezhi.ledger.models import LedgerEntry
from xiezhi.ledger.services.acts import settle_entries
from xiezhi.notifications.models import Delivery, Message

SENT = "vault.week"


def test_the_list_goes_to_those_who_may_look_through_it_once_a_week(scope: Any, now: Any) -> None:
    watching = {
        make_staff("审计01", Role.AUDIT_ADMIN).id,
        make_staff("检察长", Role.CHIEF_PROCURATOR).id,
    }
    make_staff("检察官01", Role.PROSECUTOR)
    make_staff("系统01", Role.SYSTEM_ADMIN)
    for _time in range(2):
        send_week_of_openings(acting=system_actor(scope.id), now=now)
    sent = Message.objects.filter(kind=SENT)
    assert {one.recipient_id for one in sent} == watching
    assert sent.count() == len(watching)
    send_week_of_openings(acting=system_actor(scope.id), now=now + timedelta(days=7))
    assert Message.objects.filter(kind=SENT).count() == 2 * len(watching)


def test_it_names_the_week_before_and_leads_behind_the_sign_in(scope: Any, now: Any) -> None:
    make_staff("审计01", Role.AUDIT_ADMIN)
    send_week_of_openings(acting=system_actor(scope.id), now=now)
    message = Message.objects.get(kind=SENT)
    # The 25th of November 2026 is a Wednesday.
    assert "2026-11-16 至 2026-11-22" in message.title
    assert message.path == "/desk/identities/week/?day=2026-11-16"
    assert message.notice == "【协治】您有一条新消息，请登录查看。"
    assert Delivery.objects.filter(message=message).exists()
    settle_entries()
    assert LedgerEntry.objects.filter(act="intake.send_week").count() == 1


def test_outside_there_is_no_such_list(scope: Any, settings: Any) -> None:
    make_staff("审计01", Role.AUDIT_ADMIN)
    settings.XIEZHI_ZONE = "outer"
    send_week()
    assert not Message.objects.filter(kind=SENT).exists()
    settings.XIEZHI_ZONE = "single"
    send_week()
    assert Message.objects.filter(kind=SENT).count() == 1
