"""The list of proposals: tabs with counts, words, kind; nearest due first."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, QuerySet

from xiezhi.infra.search import Matches
from xiezhi.kernel.actor import Actor
from xiezhi.language.segmentation import search_query
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.kinds import ProposalKind
from xiezhi.proposals.rules.procedure import ProposalState
from xiezhi.proposals.rules.queues import PAGE_SIZE, ProposalTab
from xiezhi.proposals.selectors.access import visible_proposals

_HEAVY: Final = ("text", "search", "screening_words")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFilter:
    """What of the list is asked for."""

    tab: ProposalTab = ProposalTab.RECEIVED
    kind: ProposalKind | None = None
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsFound:
    """One page of the list; each row has ``conversion_count``."""

    rows: tuple[Proposal, ...]
    page: int
    has_next: bool


def list_proposals(acting: Actor, asked: ProposalFilter) -> ProposalsFound:
    """Return one page: what is due first, then what came last."""
    found = _narrowed(acting, asked)
    if asked.tab is not ProposalTab.ALL:
        found = found.filter(state=ProposalState(asked.tab.value))
    first = (asked.page - 1) * PAGE_SIZE
    rows = list(
        found.annotate(conversion_count=Count("conversions"))
        .select_related("handler")
        .defer(*_HEAVY)
        .order_by(F("next_due_on").asc(nulls_last=True), "-received_on", "id")[
            first : first + PAGE_SIZE + 1
        ]
    )
    return ProposalsFound(
        rows=tuple(rows[:PAGE_SIZE]), page=asked.page, has_next=len(rows) > PAGE_SIZE
    )


def count_tabs(acting: Actor, asked: ProposalFilter) -> dict[ProposalTab, int]:
    """Return how many proposals each tab has under the same narrowing."""
    counted = dict(
        _narrowed(acting, asked).order_by().values_list("state").annotate(count=Count("id"))
    )
    counts = {
        tab: int(counted.get(tab.value, 0)) for tab in ProposalTab if tab is not ProposalTab.ALL
    }
    return counts | {ProposalTab.ALL: sum(counts.values())}


def list_linkable(acting: Actor) -> list[Proposal]:
    """Return the newest proposals, to choose from."""
    found = visible_proposals(acting).defer(*_HEAVY)
    return list(found.order_by("-received_on", "id")[:500])


def _narrowed(acting: Actor, asked: ProposalFilter) -> QuerySet[Proposal]:
    found = visible_proposals(acting)
    if asked.kind is not None:
        found = found.filter(kind=asked.kind)
    query = search_query(asked.words) if asked.words else ""
    if query:
        found = found.filter(Matches("search", query))
    elif asked.words:
        found = found.none()
    return found
