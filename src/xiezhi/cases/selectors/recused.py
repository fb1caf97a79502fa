"""Whose recusal was granted."""

from uuid import UUID

from xiezhi.cases.models import Case, Recusal
from xiezhi.cases.rules.recusal import RecusalOutcome


def recused_ids(case: Case) -> set[UUID]:
    """Return the members of staff whose recusal was granted, in the decision or in its review."""
    granted = set()
    for one in Recusal.objects.filter(case_id=case.id, about_staff__isnull=False):
        if (one.review_outcome or one.outcome) == RecusalOutcome.GRANTED:
            granted.add(one.about_staff_id)
    return granted
