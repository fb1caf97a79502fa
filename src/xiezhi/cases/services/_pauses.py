"""Days that do not count for the review: expert work commissioned and not come back (第48条)."""

from datetime import timedelta
from typing import Final

from xiezhi.cases.models import Case, Commission
from xiezhi.cases.rules.clocks import REVIEWS
from xiezhi.cases.rules.evidence import COMMISSION_LABELS, CommissionKind
from xiezhi.clocks.services.running import pause_clocks

BASIS: Final = "办案规则第48条"


def pause_for(case: Case, made: Commission) -> None:
    """Let the days of an open commission not count for the review."""
    pause_clocks(
        case.id,
        REVIEWS,
        first_on=made.commissioned_on + timedelta(days=1),
        reason=f"委托{COMMISSION_LABELS[CommissionKind(made.kind)]}",
        basis=BASIS,
        about_id=made.id,
    )


def pause_for_open(case: Case) -> None:
    """Let the days of every open commission not count for a review that has just begun to run."""
    for made in Commission.objects.filter(case_id=case.id, returned_on__isnull=True):
        pause_for(case, made)
