"""A suggestion that was changed or withdrawn: what its addressees have of it stands no longer.

Source: 检察建议规定第22条: the units are told at once, with the reasons; the decision itself says them.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from xiezhi.cases.models import Case, CasePaper, PaperDelivery
from xiezhi.cases.rules.papers import ANSWERED, PaperKind
from xiezhi.cases.selectors.access import access_case
from xiezhi.kernel.actor import Actor
from xiezhi.letters.rules.setting_aside import SetAside
from xiezhi.letters.selectors.access import access_letter
from xiezhi.letters.services.setting_aside import SettingAside, set_aside_letter


def lock_suggestions(acting: Actor, case_id: UUID) -> None:
    """Lock the letters of a case's suggestions: whoever locks a letter and its matter locks it first."""
    access_case(acting, case_id)
    for letter_id in _letters_of(case_id):
        access_letter(acting, letter_id, lock=True)


def set_aside(case: Case, decision: CasePaper, *, acting: Actor, now: datetime) -> None:
    """Mark each letter of the suggestion as changed or withdrawn by a registered decision."""
    is_change = decision.kind == PaperKind.SUGGESTION_CHANGE
    by = SettingAside(
        how=SetAside.CHANGED if is_change else SetAside.WITHDRAWN,
        number=decision.number,
        on=decision.decided_on,
        decided_by_label=decision.decided_by_label,
    )
    for letter_id in _letters_of(case.id):
        set_aside_letter(letter_id=letter_id, by=by, acting=acting, now=now)


def _letters_of(case_id: UUID) -> Iterator[UUID]:
    rows = PaperDelivery.objects.filter(
        paper__case_id=case_id,
        paper__kind__in=sorted(ANSWERED),
        paper__voided_at__isnull=True,
        letter__isnull=False,
    )
    yield from rows.order_by("letter_id").values_list("letter_id", flat=True)
