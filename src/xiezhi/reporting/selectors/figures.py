"""Figures counted over the whole office, each as the count of one list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.selectors.ledger import CaseLedgerFilter, count_office_cases
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.leads.selectors.feedback_ledger import count_office_feedback
from xiezhi.leads.selectors.ledgers import (
    LedgerFilter,
    count_office_leads,
    count_office_reports,
)
from xiezhi.letters.selectors.ledgers import (
    LetterLedgerFilter,
    count_office_letters,
    count_office_replies,
)
from xiezhi.proposals.rules.kinds import CHANNELS
from xiezhi.proposals.selectors.ledger import ProposalLedgerFilter, count_office_proposals
from xiezhi.reporting.rules.figures import (
    FIGURES,
    Figure,
    FigureFilter,
    FigureValue,
    counted_by,
)
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.rules.periods import StatisticalPeriod

Filters = tuple[tuple[FigureFilter, str], ...]
_OFFICE: Final[dict[LedgerKind, Callable[[Actor, LedgerFilter], int]]] = {
    LedgerKind.INFORMATION: count_office_reports,
    LedgerKind.LEADS: count_office_leads,
    LedgerKind.CASES: lambda acting, asked: count_office_cases(acting, case_filter(asked)),
    LedgerKind.FEEDBACK: count_office_feedback,
    LedgerKind.LETTERS: lambda acting, asked: count_office_letters(acting, letter_filter(asked)),
    LedgerKind.REPLIES: lambda acting, asked: count_office_replies(acting, letter_filter(asked)),
    LedgerKind.PROPOSALS: lambda acting, asked: count_office_proposals(
        acting, proposal_filter(asked)
    ),
}
_KINDS: Final = {channel.value: kind.value for kind, channel in CHANNELS.items()}


@dataclass(slots=True)
class Counting:
    """Counts figures as of a day; the same count is asked of the database once."""

    acting: Actor
    today: date
    _known: dict[tuple[str, LedgerFilter], int] = field(default_factory=dict)

    def value(self, figure: Figure, period: StatisticalPeriod, filters: Filters) -> FigureValue:
        """Return a figure over a period.

        Raises:
            NotAllowedError: ``accounts.no_right``.
        """
        asked = filter_of(period, filters, today=self.today)
        if not figure.is_rate:
            return FigureValue(figure=figure, count=self._count(figure, asked))
        above, below = (self._count(FIGURES[key], asked) for key in _parts(figure))
        return FigureValue(figure=figure, numerator=above, denominator=below)

    def _count(self, figure: Figure, asked: LedgerFilter) -> int:
        key = (figure.key, asked)
        if key not in self._known:
            require(self.acting, Action.PREPARE_RETURN)
            self._known[key] = _OFFICE[figure.ledger](self.acting, asked_of(figure, asked))
        return self._known[key]


def filter_of(period: StatisticalPeriod, filters: Filters, *, today: date) -> LedgerFilter:
    """Return the filter of a list over a period.

    Raises:
        InvalidInputError: ``reporting.unknown_filter``: the department is no id.
    """
    chosen = dict(filters)
    try:
        department = chosen.get(FigureFilter.DEPARTMENT)
        department_id = UUID(department) if department else None
    except ValueError as error:
        raise InvalidInputError("reporting.unknown_filter") from error
    return LedgerFilter(
        since=period.since,
        until=period.until,
        department_id=department_id,
        area=chosen.get(FigureFilter.AREA, ""),
        town=chosen.get(FigureFilter.TOWN, ""),
        channel=chosen.get(FigureFilter.CHANNEL, ""),
        source=chosen.get(FigureFilter.SOURCE, ""),
        today=today,
    )


def asked_of(figure: Figure, asked: LedgerFilter) -> LedgerFilter:
    """Return the filter of the list behind a count."""
    return replace(asked, measure=figure.measure)


def letter_filter(asked: LedgerFilter) -> LetterLedgerFilter:
    """Return what of a filter letters and replies know."""
    return LetterLedgerFilter(
        since=asked.since,
        until=asked.until,
        state=asked.state,
        measure=asked.measure,
        today=asked.today,
    )


def case_filter(asked: LedgerFilter) -> CaseLedgerFilter:
    """Return what of a filter cases know."""
    return CaseLedgerFilter(
        since=asked.since,
        until=asked.until,
        area=asked.area,
        town=asked.town,
        state=asked.state,
        department_id=asked.department_id,
        measure=asked.measure,
    )


def proposal_filter(asked: LedgerFilter) -> ProposalLedgerFilter:
    """Return what of a filter proposals know; the channel is their kind, another finds none."""
    return ProposalLedgerFilter(
        since=asked.since,
        until=asked.until,
        kind=_KINDS.get(asked.channel, asked.channel),
        area=asked.area,
        state=asked.state,
        department_id=asked.department_id,
        measure=asked.measure,
    )


def count_figures(
    acting: Actor,
    figures: Iterable[Figure],
    period: StatisticalPeriod,
    filters: Filters = (),
    *,
    today: date,
) -> list[FigureValue]:
    """Return figures over one period, in their order; a filter that is not theirs is left out.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    counting = Counting(acting, today)
    return [
        counting.value(figure, period, tuple(one for one in filters if one[0] in figure.filters))
        for figure in figures
    ]


def _parts(figure: Figure) -> Iterable[str]:
    return (one.key for one in counted_by(figure))
