"""A reporter is reached without a number seen, and an identity ends by rule or by wish."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.test import override_settings

from tests.database import Clone
from tests.vault.cast import PHONE, Sealed, sealed_office
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import ReportMessage
from xiezhi.intake.services.erasing import order_due_erasures
from xiezhi.intake.services.relaying import queue_waiting_relays, send_relay
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import ConflictError
from xiezhi.leads.rules.procedure import ENDED, LeadState
from xiezhi.ledger.models import LedgerEntry
from xiezhi.ledger.rules.audit import Outcome
from xiezhi.ledger.services.verification import verify_ledger
from xiezhi.vault.client import ask_to_erase
from xiezhi.vault.models import ErasureOrder, RelayMessage
from xiezhi.vault.rules.relay import RelayOutcome

WORDS = "您好，有新的消息，请方便时查看。"


@pytest.fixture
def sealed(own_database: Clone, tmp_path: Path) -> Iterator[Sealed]:
    with sealed_office(own_database, tmp_path) as office:
        yield office


def relay(sealed: Sealed, words: str = WORDS) -> int:
    answer = sealed.client(sealed.handler).post(
        f"/desk/identities/relay/{sealed.report.id}/", {"words": words}
    )
    return answer.status_code


def settle(sealed: Sealed) -> list[RelayOutcome]:
    """Do what the job does, oldest message first."""
    with tenant_scope(sealed.desk.procuratorate.id):
        ids = list(RelayMessage.objects.order_by("asked_at").values_list("id", flat=True))
        return [send_relay(message_id=one) for one in ids]


def acts(sealed: Sealed) -> set[str]:
    with tenant_scope(sealed.desk.procuratorate.id):
        return set(LedgerEntry.objects.values_list("act", flat=True))


def identities(sealed: Sealed) -> int:
    with psycopg.connect(sealed.clone.urls.vault) as vault:
        vault.execute(
            "SELECT set_config('app.tenant', %s, true)", [str(sealed.desk.procuratorate.id)]
        )
        row = vault.execute("SELECT count(*) FROM vault_sealedidentity").fetchone()
        assert row is not None
        return int(row[0])


def test_neutral_words_go_out_and_nobody_sees_the_number(sealed: Sealed) -> None:
    assert relay(sealed) == 302
    assert settle(sealed) == [RelayOutcome.SENT]
    sent = [json.loads(line) for line in sealed.vault.outbox.read_text("utf-8").splitlines()]
    assert [one["text"] for one in sent] == [f"【协治】{WORDS}"]
    page = sealed.client(sealed.handler).get(f"/desk/identities/relay/{sealed.report.id}/")
    assert "已转发" in page.content.decode()
    for text in (page.content.decode(), sealed.vault.outbox.read_text("utf-8")):
        assert PHONE not in text
    assert {"vault.ask_relay", "vault.relay"} <= acts(sealed)


def test_the_same_message_goes_out_once(sealed: Sealed) -> None:
    relay(sealed)
    assert settle(sealed) + settle(sealed) == [RelayOutcome.SENT, RelayOutcome.SENT]
    assert len(sealed.vault.outbox.read_text("utf-8").splitlines()) == 1


def test_there_are_two_a_day(sealed: Sealed) -> None:
    assert [relay(sealed) for _ in range(3)] == [302, 302, 400]
    assert settle(sealed) == [RelayOutcome.SENT, RelayOutcome.SENT]


def test_the_vault_counts_again_itself(sealed: Sealed) -> None:
    for _ in range(2):
        relay(sealed)
    with tenant_scope(sealed.desk.procuratorate.id):
        RelayMessage.objects.create(
            report_id=sealed.report.id,
            words=WORDS,
            asked_by_id=sealed.handler.id,
            asked_at=clock.now(),
        )
    assert settle(sealed)[-1] is RelayOutcome.OVER_LIMIT


def test_telling_words_are_refused_at_the_field(sealed: Sealed) -> None:
    assert relay(sealed, "您反映的污染有结果了") == 400


def test_a_reporter_asks_and_the_office_destroys(sealed: Sealed) -> None:
    phone = sealed.phone()
    assert "删除我的身份信息" in phone.get("/status/").content.decode()
    assert phone.post("/status/erase/", {"submission_key": str(uuid4())}).status_code == 302
    assert "答复会写在这里" in phone.get("/status/").content.decode()
    with tenant_scope(sealed.desk.procuratorate.id):
        wish = ReportMessage.objects.get(kind="erasure").id
    desk = sealed.client(sealed.handler)
    assert f"/desk/identities/erasures/{wish}/" in desk.get("/desk/identities/").content.decode()
    assert desk.post(f"/desk/identities/erasures/{wish}/", {"answer": "agree"}).status_code == 302
    assert "已按您的请求销毁" in phone.get("/status/").content.decode()
    assert identities(sealed) == 1
    with tenant_scope(sealed.desk.procuratorate.id):
        assert ask_to_erase() == 1
        assert ask_to_erase() == 0
        assert verify_ledger().audit.outcome is Outcome.SOUND
    assert identities(sealed) == 0
    where = sealed.ready()
    page = sealed.client(sealed.handler).post(f"{where}open/")
    assert page.status_code == 404
    assert "已经销毁" in page.content.decode()


def test_a_refusal_to_destroy_says_why(sealed: Sealed) -> None:
    phone = sealed.phone()
    phone.post("/status/erase/", {"submission_key": str(uuid4())})
    with tenant_scope(sealed.desk.procuratorate.id):
        wish = ReportMessage.objects.get(kind="erasure").id
    desk = sealed.client(sealed.handler)
    where = f"/desk/identities/erasures/{wish}/"
    assert desk.post(where, {"answer": "decline"}).status_code == 400
    given = {"answer": "decline", "reason": "案件还在办理"}
    assert desk.post(where, given).status_code == 302
    assert "案件还在办理" in phone.get("/status/").content.decode()
    with tenant_scope(sealed.desk.procuratorate.id):
        assert not ErasureOrder.objects.exists()


def test_an_identity_waits_while_somebody_may_open_it(sealed: Sealed) -> None:
    sealed.ready()
    office_id = sealed.desk.procuratorate.id
    with tenant_scope(office_id):
        ErasureOrder.objects.create(id=sealed.report.id, reason="retention", ordered_at=clock.now())
    with tenant_scope(office_id):
        assert ask_to_erase() == 0
    sealed.age("vault_openingrequest", "seconded_at", timedelta(days=7))
    with tenant_scope(office_id):
        assert ask_to_erase() == 1


@pytest.mark.parametrize(
    ("years", "is_closed", "ordered"),
    [
        pytest.param(4, True, 1, id="three years after the end"),
        pytest.param(2, True, 0, id="not yet"),
        pytest.param(9, False, 0, id="never while the lead is open"),
    ],
)
def test_the_time_of_an_identity_runs_from_the_end_of_the_matter(
    sealed: Sealed, years: int, is_closed: bool, ordered: int
) -> None:
    long_ago = timedelta(days=366 * years)
    with psycopg.connect(sealed.clone.urls.owner) as owner:
        owner.execute(
            "SELECT set_config('app.tenant', %s, true)", [str(sealed.desk.procuratorate.id)]
        )
        owner.execute("ALTER TABLE intake_report DISABLE TRIGGER USER")
        owner.execute("UPDATE intake_report SET received_on = received_on - 3000")
        owner.execute("ALTER TABLE intake_report ENABLE TRIGGER USER")
        if is_closed:
            owner.execute("ALTER TABLE leads_lead DISABLE TRIGGER USER")
            owner.execute(
                "UPDATE leads_lead SET is_open = false, state = %s, closed_at = now() - %s",
                [min(ENDED - {LeadState.MERGED}).value, long_ago],
            )
            owner.execute("ALTER TABLE leads_lead ENABLE TRIGGER USER")
    office_id = sealed.desk.procuratorate.id
    for count in (ordered, 0):
        with tenant_scope(office_id):
            acting = system_actor(office_id)
            assert order_due_erasures(acting=acting, now=clock.now()) == count


def test_words_wait_for_a_vault_that_is_closed(sealed: Sealed) -> None:
    relay(sealed)
    office_id = sealed.desk.procuratorate.id
    with override_settings(XIEZHI_VAULT_SOCKET=sealed.vault.socket.with_name("none.sock")):
        with pytest.raises(ConflictError) as refusal:
            settle(sealed)
        assert refusal.value.code == "vault.closed"
    with tenant_scope(office_id):
        assert queue_waiting_relays(now=clock.now()) == 1
    assert settle(sealed) == [RelayOutcome.SENT]
    with tenant_scope(office_id):
        assert queue_waiting_relays(now=clock.now()) == 0
