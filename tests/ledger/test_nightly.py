"""Each night's verification stays on record, and a fault is told to people."""

import hashlib
from datetime import datetime

from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import make_office, make_staff
from tests.database import Clone
from tests.ledger.ledgers import grow, owner
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import system_actor
from xiezhi.ledger.rules.audit import Outcome
from xiezhi.ledger.selectors.log import find_last_entry
from xiezhi.ledger.services.nightly import FAULTY, SOUND, verify_and_record
from xiezhi.notifications.selectors.inbox import list_inbox
from xiezhi.notifications.services.ledger_faults import tell_ledger_fault


def night(office: Procuratorate, now: datetime) -> Outcome:
    with tenant_scope(office.id):
        return verify_and_record(acting=system_actor(office.id), now=now).outcome


def test_sound_night_is_an_entry_of_the_ledger(office: Procuratorate, now: datetime) -> None:
    for _ in range(2):
        assert night(office, now) is Outcome.SOUND
    with tenant_scope(office.id):
        last = find_last_entry(SOUND, FAULTY)
    assert last is not None
    assert (last.act, last.actor_label) == (SOUND, "系统")
    assert last.object_id == str(last.sequence)


def test_faulty_night_names_the_entry_and_asks_for_people_to_be_told(
    own_database: Clone, now: datetime
) -> None:
    office = make_office(now)
    grow(office, now)
    with owner(own_database.urls.owner, office.id) as found:
        rows = found.rows()
        rows[7] = rows[7] | {"leaf_hash": hashlib.sha256(b"other").digest()}
        found.replace(rows)
        assert night(office, now) is Outcome.TAMPERED
    with tenant_scope(office.id):
        last = find_last_entry(SOUND, FAULTY)
    assert last is not None
    assert (last.act, last.object_id) == (FAULTY, "7")
    told = ProcrastinateJob.objects.get(task_name="notifications.tell_ledger_fault")
    assert told.args["sequence"] == 7


def test_fault_reaches_audit_administrator_and_chief_once_a_day(
    scope: Procuratorate, now: datetime
) -> None:
    auditor = make_staff("审计管理员01", Role.AUDIT_ADMIN)
    chief = make_staff("检察长", Role.CHIEF_PROCURATOR)
    clerk = make_staff("书记员01", Role.CLERK)
    for _ in range(2):
        tell_ledger_fault(sequence=7, acting=system_actor(scope.id), now=now)
    received = [len(list_inbox(person)[0]) for person in (auditor, chief, clerk)]
    assert received == [1, 1, 0]
