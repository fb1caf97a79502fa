"""What a case repeats of its clocks is written anew when they are counted anew."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from xiezhi.cases.models import Case
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.services._procedure import DUE_FIELDS, repeat_nearest
from xiezhi.clocks.models import Clock
from xiezhi.clocks.services.recounting import ClockOwner, own_clocks
from xiezhi.kernel.matters import MatterKind

_REPEATED: Final = {
    CaseRule.SUGGESTION_REPLY: "reply_due_on",
    CaseRule.GOVERNANCE_REPLY: "reply_due_on",
    CaseRule.ANNOUNCEMENT: "announcement_due_on",
}


def keep_clocks() -> None:
    """Take over the clocks of cases; called when the application starts."""
    own_clocks(MatterKind.CASE, ClockOwner(lock=_lock, repeat=_repeat))


def _lock(case_id: UUID) -> None:
    Case.objects.select_for_update().get(id=case_id)


def _repeat(case_id: UUID, changed: Sequence[Clock]) -> None:
    case = Case.objects.get(id=case_id)
    for clock in changed:
        field = _REPEATED.get(CaseRule(clock.rule_key))
        if field is not None:
            setattr(case, field, clock.due_on)
    repeat_nearest(case)
    case.save(update_fields=[*DUE_FIELDS, *sorted(set(_REPEATED.values()))])
