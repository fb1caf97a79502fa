"""Who has an interest of their own in what stands behind a case: asked of whoever keeps such matters.

Deputies' suggestions lie above cases; they name their source when the application starts.
"""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from xiezhi.cases.models import Case, CaseLead

InterestSource = Callable[[Sequence[UUID], str], str]
"""From matters and the words for somebody to the interest they have in them, "" for none."""

_sources: Final[list[InterestSource]] = []


def name_interests(source: InterestSource) -> None:
    """Name who knows of interests; called once, when the application starts."""
    if source not in _sources:
        _sources.append(source)


def interest_of(case: Case, who: str) -> str:
    """Return the interest somebody has in a case or the leads behind it; "" for none."""
    leads = CaseLead.objects.filter(case_id=case.id).values_list("lead_id", flat=True)
    matters = [case.id, *leads]
    return next((found for source in _sources if (found := source(matters, who))), "")
