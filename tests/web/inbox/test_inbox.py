"""The inbox on the desk and in the portal."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import make_staff, make_unit, make_unit_actor
from xiezhi.accounts.models import Account, Procuratorate, StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import current_tenant, tenant_scope
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.notifications.models import Message
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.selectors.deliveries import deliveries_about
from xiezhi.notifications.services.messages import Draft, send_message
from xiezhi.partners.models import LiaisonOfficer


def send(
    kind: RecipientKind, recipient_id: UUID | None, now: datetime, *, title: str, path: str = ""
) -> Message:
    assert recipient_id is not None
    message = send_message(
        to=Recipient(kind=kind, id=recipient_id),
        draft=Draft(kind="test", title=title, notice=Notice.NEW_MESSAGE, path=path),
        acting=system_actor(current_tenant()),
        now=now,
    )
    assert message is not None
    return message


def signed_in(client: Client, account: Account) -> Client:
    session = client.session
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "xiezhi.accounts.backends.OfficeBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["has_second_factor"] = str(account.pk)
    session.save()
    return client


@pytest.fixture
def clerk(office: Procuratorate, client: Client) -> Actor:
    with tenant_scope(office.id):
        actor = make_staff("书记员01", Role.CLERK)
        account = StaffMember.objects.select_related("account").get(id=actor.id).account
    signed_in(client, account)
    return actor


def test_unread_messages_are_counted_and_opening_one_leads_to_its_matter(
    office: Procuratorate, client: Client, clerk: Actor, now: datetime
) -> None:
    with tenant_scope(office.id):
        message = send(
            RecipientKind.STAFF, clerk.id, now, title="线索 2026-1 已分派给您", path="/desk/pool/"
        )
    page = client.get("/desk/inbox/")
    assert "线索 2026-1 已分派给您" in page.content.decode()
    assert str(page.context["unread_count"]) == "1"
    answer = client.post(f"/desk/inbox/{message.id}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/pool/")
    assert str(client.get("/desk/inbox/").context["unread_count"]) == ""


@pytest.mark.parametrize(
    "path", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_message_never_leads_out_of_the_site(
    client: Client, clerk: Actor, now: datetime, path: str
) -> None:
    with tenant_scope(clerk.procuratorate_id):
        message = send(RecipientKind.STAFF, clerk.id, now, title="消息", path=path)
    answer = client.post(f"/desk/inbox/{message.id}/")
    assert answer.headers["Location"] == "/desk/inbox/"


def test_other_peoples_messages_are_not_told_of(
    office: Procuratorate, client: Client, clerk: Actor, now: datetime
) -> None:
    with tenant_scope(office.id):
        other = make_staff("检察官助理03", Role.ASSISTANT)
        message = send(RecipientKind.STAFF, other.id, now, title="别人的消息")
    assert "别人的消息" not in client.get("/desk/inbox/").content.decode()
    assert client.post(f"/desk/inbox/{message.id}/").status_code == 404


def test_whole_inbox_is_marked_as_read(
    office: Procuratorate, client: Client, clerk: Actor, now: datetime
) -> None:
    with tenant_scope(office.id):
        for number in range(3):
            send(RecipientKind.STAFF, clerk.id, now, title=f"消息{number}")
    assert client.post("/desk/inbox/read-all/").status_code == 302
    assert "没有未读消息" in client.get("/desk/inbox/").content.decode()


def test_inbox_page_takes_few_queries(
    office: Procuratorate, client: Client, clerk: Actor, now: datetime
) -> None:
    with tenant_scope(office.id):
        for number in range(40):
            send(RecipientKind.STAFF, clerk.id, now, title=f"消息{number}")
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/desk/inbox/")
    assert "第 1–30 条" in page.content.decode()
    assert len(queries) <= 15


def test_unit_reads_its_inbox_in_the_portal(
    office: Procuratorate, client: Client, now: datetime
) -> None:
    with tenant_scope(office.id):
        unit = make_unit()
        officer = make_unit_actor(unit)
        account = LiaisonOfficer.objects.select_related("account").get(id=officer.id).account
        message = send(RecipientKind.UNIT, unit.id, now, title="移送函")
    signed_in(client, account)
    assert "移送函" in client.get("/portal/inbox/").content.decode()
    answer = client.post(f"/portal/inbox/{message.id}/")
    assert answer.headers["Location"] == "/portal/inbox/"


@pytest.mark.parametrize("address", ["/desk/inbox/", "/portal/inbox/"])
def test_nobody_reads_an_inbox_without_signing_in(
    office: Procuratorate, client: Client, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code in {302, 403}


def test_sender_sees_how_far_a_message_got(scope: Any, now: datetime) -> None:
    member = make_staff("检察官助理03", Role.ASSISTANT)
    thing = uuid4()
    assert member.id is not None
    send_message(
        to=Recipient(kind=RecipientKind.STAFF, id=member.id),
        draft=Draft(
            kind="test", title="移送函", notice=Notice.NEW_MESSAGE, about=("referral", thing)
        ),
        acting=system_actor(scope.id),
        now=now,
    )
    words = render_to_string(
        "inbox/_deliveries.html",
        {"deliveries": deliveries_about("referral", thing)},
        request=HttpRequest(),
    )
    assert "移送函" in words
    assert "站内消息" in words
    assert "已发送" in words
