"""待我决定: the cases that wait for the chief procurator, for the list over every kind of matter."""

from datetime import date

from django.db.models import Q, QuerySet

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.models import Case
from xiezhi.cases.rules.awaiting import ASKED, asked_of_chief
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.naming import in_words_of
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.access import visible_cases
from xiezhi.cases.selectors.letter_door import label_of
from xiezhi.clocks.selectors.decisions import AwaitedDecision, DecisionDoor, register_decisions
from xiezhi.clocks.selectors.of_matters import Due, nearest_dues
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind

LONGEST = 200


def open_door() -> None:
    """Register the door; called when the application starts."""
    register_decisions(MatterKind.CASE, DecisionDoor(count=_count, list=_list))


def _waiting(acting: Actor) -> QuerySet[Case]:
    cases = visible_cases(acting)
    if acting.on_behalf_of is not None or not may(acting, Action.DECIDE_CASE):
        return cases.none()
    asked = Q()
    for kind, states in ASKED.items():
        asked |= Q(kind=kind, state__in=sorted(states))
    return cases.filter(asked)


def _count(acting: Actor, _today: date) -> int:
    return _waiting(acting).count()


def _list(acting: Actor, today: date) -> tuple[AwaitedDecision, ...]:
    cases = list(_waiting(acting).select_related("handler").order_by("opened_at", "id")[:LONGEST])
    dues = nearest_dues(MatterKind.CASE, [case.id for case in cases], today)
    return tuple(_awaited(case, dues.get(case.id)) for case in cases)


def _awaited(case: Case, due: Due | None) -> AwaitedDecision:
    return AwaitedDecision(
        matter_kind=MatterKind.CASE,
        matter_label=label_of(case),
        matter_title=case.title,
        asks=in_words_of(
            case.kind, case.regime, asked_of_chief(CaseKind(case.kind), CaseState(case.state))
        ),
        path=f"/desk/cases/{case.id}/",
        handler_label="" if case.handler is None else case.handler.label,
        due=due,
    )
