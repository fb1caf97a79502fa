"""本院设定: how many months after closing the office looks back by itself."""

from collections.abc import Sequence
from datetime import datetime

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import LookBackSchedule
from xiezhi.cases.rules.look_backs import checked_months
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act


def set_schedule(*, months: Sequence[int], acting: Actor, now: datetime) -> LookBackSchedule:
    """Set after how many months closed cases are looked at again; [] plans nothing by itself.

    What was planned already stays.

    Raises:
        InvalidInputError: ``cases.no_months``, ``cases.too_many_months``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_OFFICE)
        chosen = checked_months(months)
        made: LookBackSchedule = LookBackSchedule.objects.create(
            months=chosen, set_by_label=acting.signature[:60], set_at=now
        )
        listed: list[Json] = list(chosen)
        after: dict[str, Json] = {"months": listed}
        record("cases.set_look_back_schedule", "look_back_schedule", made.id, after=after)
    return made
