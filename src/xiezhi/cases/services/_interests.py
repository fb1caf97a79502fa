"""Nobody works on a case whose interest of their own stands behind it."""

from typing import Final

from xiezhi.cases.models import Case
from xiezhi.cases.selectors.interests import interest_of
from xiezhi.kernel.errors import RuleRefusedError
from xiezhi.supporters.models import Supporter

BASIS: Final = "办案规则第19条"


def check_no_interest(case: Case, who: str) -> None:
    """Refuse somebody who put forward what the case came of, with an interest of their own.

    Raises:
        RuleRefusedError: ``cases.has_interest``.
    """
    interest = interest_of(case, who)
    if interest:
        raise RuleRefusedError("cases.has_interest", basis=BASIS, person=who, reason=interest)


def words_for(supporter: Supporter) -> str:
    """Return how a supporter may be named elsewhere: by number or by name."""
    return f"{supporter.label} {supporter.name}".strip()
