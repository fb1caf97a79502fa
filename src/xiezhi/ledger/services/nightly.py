"""The ledger recomputed every night; the result is an entry of the ledger itself, so it stays."""

from datetime import datetime
from typing import Final

from xiezhi.infra.jobs import enqueue
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.rules.audit import Audit
from xiezhi.ledger.services.acts import act
from xiezhi.ledger.services.verification import verify_ledger

SOUND: Final = "ledger.found_sound"
FAULTY: Final = "ledger.found_faulty"


def verify_and_record(*, acting: Actor, now: datetime) -> Audit:
    """Recompute the open scope's ledger and append what was found; a fault is told to people.

    The entry's object is the number of entries read, or the first that cannot be trusted.
    """
    audit = verify_ledger().audit
    with act(acting=acting, now=now) as record:
        if audit.finding is None:
            record(SOUND, "ledger", str(audit.entries))
            return audit
        record(FAULTY, "ledger", str(audit.finding.sequence), after={"fault": audit.finding.fault})
        enqueue("notifications.tell_ledger_fault", sequence=audit.finding.sequence)
    return audit
