"""公开: everyone may read it; it holds nothing of anybody."""

from datetime import datetime, time, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.ledger.models import LedgerCheckpoint
from xiezhi.ledger.rules.checkpoint import parse_and_verify_checkpoint
from xiezhi.ledger.services.acts import act
from xiezhi.ledger.services.checkpoints import sign_checkpoint
from xiezhi.ledger.services.keys import origin_of, public_checkpoint_key

MOST = 15


@pytest.fixture
def client(office: Procuratorate) -> Client:
    return Client(headers={"host": "localhost"})


def test_settings_open_the_public_face_in_this_zone() -> None:
    assert settings.XIEZHI_ZONE == "single"


@pytest.mark.parametrize("page", ["/open/", "/open/figures/", "/open/privacy/", "/open/ledger/"])
def test_everyone_may_read(client: Client, page: str) -> None:
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    assert len(found) <= MOST


def test_privacy_says_what_cannot_be_promised(client: Client) -> None:
    page = client.get("/open/privacy/").content.decode()
    assert "网络运营商能看到" in page


def test_no_checkpoint_yet_is_said(client: Client) -> None:
    assert "还没有签名的检验点" in client.get("/open/ledger/").content.decode()
    assert client.get("/open/ledger/checkpoint.txt").status_code == 404


def sign(office: Procuratorate, now: datetime) -> LedgerCheckpoint:
    """Let something be done at a time, and sign for it."""
    with tenant_scope(office.id), act(acting=system_actor(office.id), now=now) as record:
        record("tests.act", "test", "1")
    with tenant_scope(office.id):
        signed = sign_checkpoint(now=now)
    assert signed is not None
    return signed


def test_what_is_published_does_not_grow_with_what_is_done_today(
    client: Client, office: Procuratorate
) -> None:
    now = clock.now()
    midnight = datetime.combine(clock.legal_day(now), time(), clock.CHINA)
    first = sign(office, midnight - timedelta(minutes=40))
    last = sign(office, midnight - timedelta(minutes=1))
    sign(office, midnight)
    sign(office, now)
    assert first.id < last.id
    assert client.get("/open/ledger/checkpoint.txt").content.decode() == last.note
    page = client.get("/open/ledger/").content.decode()
    assert f"共 {last.id} 条" in page
    assert "23:59" not in page


def test_published_checkpoint_verifies_with_the_published_key(
    client: Client, office: Procuratorate
) -> None:
    signed = sign(office, clock.now())
    note = client.get("/open/ledger/checkpoint.txt").content
    key = client.get("/open/ledger/key.txt").content.decode()
    origin = origin_of(office.slug)
    found = parse_and_verify_checkpoint(note, origin=origin, public_key=public_checkpoint_key())
    assert found.size == signed.id
    assert key.startswith(f"{origin}+")
