"""Figures of the whole office that no ledger lists: suggestions served, 回头看 of a period."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import LookBack, PaperDelivery
from xiezhi.cases.rules.follow_up import LookBackResult
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionCounts:
    """检察建议书 served on at least one addressee in a period, each paper once; void ones not."""

    public_interest: int
    governance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBackFigures:
    """回头看 of a period: due in it and over, of those done and not done; done in it, by result."""

    due: int
    due_done: int
    done: int
    holds: int
    rebound: int
    new_problem: int

    @property
    def late(self) -> int:
        """Due and not done."""
        return self.due - self.due_done


def count_office_suggestions(acting: Actor, since: date, until: date) -> SuggestionCounts:
    """Return how many suggestions were served in a period, both days included.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    served = PaperDelivery.objects.filter(
        served_on__range=(since, until), paper__voided_at__isnull=True
    )
    found = served.aggregate(
        public_interest=_papers(PaperKind.PIL_SUGGESTION),
        governance=_papers(PaperKind.GOVERNANCE_SUGGESTION),
    )
    return SuggestionCounts(**found)


def count_office_look_backs(
    acting: Actor, since: date, until: date, *, today: date
) -> LookBackFigures:
    """Return the look-backs of a period; those called off are not counted.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    due = Q(due_on__range=(since, until), due_on__lt=today)
    done = Q(done_on__range=(since, until))
    found = LookBack.objects.filter(called_off_on__isnull=True).aggregate(
        due=Count("id", filter=due),
        due_done=Count("id", filter=due & Q(done_on__lte=min(today, until))),
        done=Count("id", filter=done),
        **{result.value: Count("id", filter=done & Q(result=result)) for result in LookBackResult},
    )
    return LookBackFigures(**found)


def _papers(kind: PaperKind) -> Count:
    return Count("paper_id", filter=Q(paper__kind=kind), distinct=True)
