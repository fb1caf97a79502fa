"""The ledger under many hands: gap-free, refusals kept, nothing emptied."""

import threading
from collections.abc import Callable
from datetime import datetime

import psycopg
import pytest
from django.db import connection, connections

from tests.cast import make_office
from tests.database import Clone
from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.ledger.models import LedgerCheckpoint, LedgerEntry
from xiezhi.ledger.rules.audit import Outcome
from xiezhi.ledger.services.acts import act, record_refusal
from xiezhi.ledger.services.checkpoints import sign_checkpoint
from xiezhi.ledger.services.verification import verify_ledger

THREADS, ACTS = 4, 50


def in_threads(work: Callable[[int], None]) -> list[Exception]:
    failures: list[Exception] = []

    def run(number: int) -> None:
        try:
            work(number)
        except Exception as error:  # noqa: BLE001  # reported by the test
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_entries_of_four_threads_stand_without_a_gap(own_database: Clone, now: datetime) -> None:
    office = make_office(now)
    acting = system_actor(office.id)

    def work(number: int) -> None:
        for index in range(ACTS):
            with tenant_scope(office.id), act(acting=acting, now=now) as record:
                record("test.act", "thing", f"{number}-{index}")

    assert in_threads(work) == []
    with tenant_scope(office.id):
        places = list(LedgerEntry.objects.order_by("id").values_list("id", flat=True))
        audit = verify_ledger().audit
    assert places == list(range(len(places)))
    assert len(places) == THREADS * ACTS + 1
    assert audit.outcome is Outcome.SOUND


def test_two_signers_at_once_sign_a_size_once(own_database: Clone, now: datetime) -> None:
    office = make_office(now)

    def work(_number: int) -> None:
        with tenant_scope(office.id):
            sign_checkpoint(now=now)

    assert in_threads(work) == []
    with tenant_scope(office.id):
        assert LedgerCheckpoint.objects.count() == 1
        assert sign_checkpoint(now=now) is None


def test_ledger_is_verified_while_it_grows(own_database: Clone, now: datetime) -> None:
    office = make_office(now)
    acting = system_actor(office.id)
    outcomes: list[Outcome] = []

    def work(number: int) -> None:
        for index in range(10):
            if number:
                with tenant_scope(office.id), act(acting=acting, now=now) as record:
                    record("test.act", "thing", f"{number}-{index}")
            else:
                with tenant_scope(office.id):
                    outcomes.append(verify_ledger().audit.outcome)
                    sign_checkpoint(now=now)

    assert in_threads(work) == []
    assert set(outcomes) == {Outcome.SOUND}


def test_refusal_is_kept_although_its_act_is_rolled_back(
    office: Procuratorate, now: datetime
) -> None:
    acting = system_actor(office.id)

    def forbidden() -> None:
        with tenant_scope(office.id), act(acting=acting, now=now) as record:
            record("test.forbidden", "thing", "1")
            raise NotAllowedError("accounts.no_right")

    with pytest.raises(NotAllowedError) as refused:
        forbidden()
    record_refusal(acting=acting, now=now, error=refused.value, target="desk:lead")
    with tenant_scope(office.id):
        kept = list(LedgerEntry.objects.order_by("id").values_list("act", "object_id"))
    assert kept[-1] == ("refused", "desk:lead")
    assert "test.forbidden" not in {name for name, _ in kept}


@pytest.mark.parametrize("table", ["ledger_ledgerentry", "ledger_ledgercheckpoint"])
@pytest.mark.parametrize("role", ["owner", "app"])
def test_nobody_may_empty_the_ledger(own_database: Clone, table: str, role: str) -> None:
    with (
        psycopg.connect(getattr(own_database.urls, role)) as database,
        pytest.raises((psycopg.errors.RestrictViolation, psycopg.errors.InsufficientPrivilege)),
    ):
        database.execute(f"TRUNCATE {table}")


def test_app_role_cannot_switch_the_triggers_off(own_database: Clone) -> None:
    with (
        psycopg.connect(own_database.urls.app) as database,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        database.execute("ALTER TABLE ledger_ledgerentry DISABLE TRIGGER USER")
    assert connection.settings_dict["USER"].endswith("_app")


def test_scope_rolled_back_after_its_act_takes_no_later_entry_with_it(
    own_database: Clone, now: datetime
) -> None:
    office = make_office(now)
    acting = system_actor(office.id)

    def fail_afterwards() -> None:
        with tenant_scope(office.id):
            with act(acting=acting, now=now) as record:
                record("test.lost", "thing", "1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_afterwards()
    with tenant_scope(office.id), act(acting=acting, now=now) as record:
        record("test.kept", "thing", "2")
    with tenant_scope(office.id):
        acts = list(LedgerEntry.objects.order_by("id").values_list("act", flat=True))
    assert acts[-1] == "test.kept"
    assert "test.lost" not in acts
