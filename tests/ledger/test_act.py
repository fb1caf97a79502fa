"""One act, one transaction."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import RuleRefusedError
from xiezhi.ledger.models import LedgerEntry, LedgerHead
from xiezhi.ledger.rules.merkle import Frontier, root_of
from xiezhi.ledger.services.acts import act


def test_entries_of_an_act_are_appended_without_gaps(office: Procuratorate, now: datetime) -> None:
    acting = system_actor(office.id)
    for index in range(3):
        with tenant_scope(office.id), act(acting=acting, now=now) as record:
            record("test.act", "thing", str(index), before={"a": 1}, after={"a": 2})
            record("test.act", "thing", f"{index}b")
    with tenant_scope(office.id):
        entries = list(LedgerEntry.objects.order_by("id"))
        head = LedgerHead.objects.get()
    assert [entry.id for entry in entries] == list(range(7))
    frontier = Frontier.from_list(head.size, [bytes(part) for part in head.frontier])
    assert frontier.root() == root_of([bytes(entry.leaf_hash) for entry in entries])


def test_refused_act_leaves_no_entry(office: Procuratorate, now: datetime) -> None:
    def refused() -> None:
        with act(acting=system_actor(office.id), now=now) as record:
            record("test.act", "thing", "1")
            raise RuleRefusedError("test.refused")

    with tenant_scope(office.id), pytest.raises(RuleRefusedError):
        refused()
    with tenant_scope(office.id):
        assert LedgerHead.objects.get().size == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_ledgerentry SET body = '' WHERE procuratorate_id IS NOT NULL",
        "DELETE FROM ledger_ledgerentry WHERE procuratorate_id IS NOT NULL",
    ],
)
def test_database_refuses_to_change_entries(scope: Procuratorate, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
