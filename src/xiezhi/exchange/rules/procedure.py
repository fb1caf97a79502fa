"""The way of a package: drawn up, looked through by a second person, sealed; staged, imported."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xiezhi.kernel.transitions import Transition

BASIS: Final = "本院规定：摆渡包须经第二人逐项审核"


class PackageDirection(StrEnum):
    """Which way a package goes."""

    OUT = "out"
    IN = "in"


class PackageState(StrEnum):
    """Where a package stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SEALED = "sealed"
    ACKNOWLEDGED = "acknowledged"
    TURNED_DOWN = "turned_down"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    STAGING = "staging"
    VERIFIED = "verified"
    IMPORTED = "imported"
    REFUSED = "refused"


STATE_LABELS: Final = {
    PackageState.DRAFT: "草稿",
    PackageState.IN_REVIEW: "待审核",
    PackageState.SEALED: "已封包，待对方回执",
    PackageState.ACKNOWLEDGED: "对方已导入",
    PackageState.TURNED_DOWN: "对方拒收",
    PackageState.WITHDRAWN: "已撤销",
    PackageState.VOID: "已作废",
    PackageState.STAGING: "分卷未收齐",
    PackageState.VERIFIED: "核验通过，待导入",
    PackageState.IMPORTED: "已导入",
    PackageState.REFUSED: "已拒收",
}


class PackageEvent(StrEnum):
    """What happens to a package."""

    SUBMIT = "submit"
    SEND_BACK = "send_back"
    SEAL = "seal"
    WITHDRAW = "withdraw"
    GIVE_UP = "give_up"
    ACKNOWLEDGE = "acknowledge"
    TURN_DOWN = "turn_down"
    COMPLETE = "complete"
    IMPORT = "import"
    REFUSE = "refuse"


class ItemState(StrEnum):
    """Where an item of a package stands."""

    LISTED = "listed"
    PASSED = "passed"
    HELD = "held"
    APPLIED = "applied"
    UNCHANGED = "unchanged"
    WAITS = "waits"
    DIFFERS = "differs"


ITEM_LABELS: Final = {
    ItemState.LISTED: "未审",
    ItemState.PASSED: "同意外发",
    ItemState.HELD: "暂缓",
    ItemState.APPLIED: "已导入",
    ItemState.UNCHANGED: "此前已收到，未改动",
    ItemState.WAITS: "等待前序内容",
    ItemState.DIFFERS: "与此前收到的不一致，未改动",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFacts:
    """What the guards ask about.

    Attributes:
        is_second_person: whoever acts is not the exporter.
        unmarked: items nobody looked at yet; ``passed`` those that may go.
        has_medium: the number of the medium is given.
    """

    is_second_person: bool = False
    unmarked: int = 0
    passed: int = 0
    has_medium: bool = False


def _reviewed(facts: PackageFacts) -> str:
    if not facts.is_second_person:
        return "exchange.own_package"
    if facts.unmarked:
        return "exchange.items_unmarked"
    if not facts.passed:
        return "exchange.nothing_passed"
    return "" if facts.has_medium else "exchange.no_medium"


def _second_person(facts: PackageFacts) -> str:
    return "" if facts.is_second_person else "exchange.own_package"


_S, _E = PackageState, PackageEvent
Row = Transition[PackageState, PackageEvent, PackageFacts]

TRANSITIONS: Final[tuple[Row, ...]] = (
    Row(source=_S.DRAFT, event=_E.SUBMIT, target=_S.IN_REVIEW, basis=BASIS),
    Row(source=_S.DRAFT, event=_E.WITHDRAW, target=_S.WITHDRAWN, basis=BASIS),
    Row(source=_S.IN_REVIEW, event=_E.WITHDRAW, target=_S.WITHDRAWN, basis=BASIS),
    Row(
        source=_S.IN_REVIEW,
        event=_E.SEND_BACK,
        target=_S.DRAFT,
        basis=BASIS,
        guard=_second_person,
    ),
    Row(source=_S.IN_REVIEW, event=_E.SEAL, target=_S.SEALED, basis=BASIS, guard=_reviewed),
    Row(source=_S.SEALED, event=_E.GIVE_UP, target=_S.VOID, basis=BASIS),
    *(
        Row(source=state, event=_E.ACKNOWLEDGE, target=_S.ACKNOWLEDGED, basis=BASIS)
        for state in (_S.SEALED, _S.VOID)
    ),
    *(
        Row(source=state, event=_E.TURN_DOWN, target=_S.TURNED_DOWN, basis=BASIS)
        for state in (_S.SEALED, _S.VOID)
    ),
    Row(source=_S.STAGING, event=_E.COMPLETE, target=_S.VERIFIED, basis=BASIS),
    Row(source=_S.STAGING, event=_E.REFUSE, target=_S.REFUSED, basis=BASIS),
    Row(source=_S.VERIFIED, event=_E.IMPORT, target=_S.IMPORTED, basis=BASIS),
    Row(source=_S.VERIFIED, event=_E.REFUSE, target=_S.REFUSED, basis=BASIS),
)

GONE: Final = frozenset({PackageState.WITHDRAWN, PackageState.VOID, PackageState.TURNED_DOWN})
"""Packages whose items count as not sent: they are offered again."""
OPEN_OUT: Final = frozenset({PackageState.DRAFT, PackageState.IN_REVIEW})
CARRIED: Final = frozenset({PackageState.SEALED, PackageState.ACKNOWLEDGED})
"""Packages whose parts can be made again, as long as their contents are kept."""
