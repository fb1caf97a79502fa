"""What procuratorates hand to each other: leads and cases transferred, major leads filed for the record.

Source: 办案规则第26条: the receiver takes a transferred lead, and may neither send it back nor pass
it on; who thinks it is not theirs either asks the common superior to designate. 重大线索 are filed
with the next higher procuratorate (统一登记备案).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from xiezhi.exchange.rules.items import ItemKind, PeerKind


class CarriedMatter(StrEnum):
    """What a matter is carried to another procuratorate for."""

    TRANSFER = "transfer"
    FILING = "filing"
    CASE = "case"


CARRIED_LABELS: Final = {
    CarriedMatter.TRANSFER: "移送线索",
    CarriedMatter.FILING: "重大线索备案",
    CarriedMatter.CASE: "移送案件",
}
CARRIED_BASIS: Final = {
    CarriedMatter.TRANSFER: "办案规则第26条",
    CarriedMatter.FILING: "办案规则第25条",
    CarriedMatter.CASE: "办案规则第16条、第79条",
}
TAKEN_BASIS: Final = "办案规则第47条"
"""Of a case taken over for the suit: from which day its review counts."""


class MatterAnswer(StrEnum):
    """回执: what the receiving procuratorate answers."""

    ACCEPTED = "accepted"
    REPORTED_UP = "reported_up"
    FILED = "filed"


ANSWER_LABELS: Final = {
    MatterAnswer.ACCEPTED: "已受理",
    MatterAnswer.REPORTED_UP: "已受理，认为不属本院管辖，报请指定管辖",
    MatterAnswer.FILED: "已备案",
}
ANSWERS: Final[Mapping[CarriedMatter, tuple[MatterAnswer, ...]]] = {
    CarriedMatter.TRANSFER: (MatterAnswer.ACCEPTED, MatterAnswer.REPORTED_UP),
    CarriedMatter.FILING: (MatterAnswer.FILED,),
    CarriedMatter.CASE: (MatterAnswer.ACCEPTED, MatterAnswer.REPORTED_UP),
}
GOES_TO: Final[Mapping[CarriedMatter, frozenset[PeerKind]]] = {
    CarriedMatter.TRANSFER: frozenset(
        {PeerKind.PROCURATORATE, PeerKind.SUPERIOR, PeerKind.SUBORDINATE}
    ),
    CarriedMatter.FILING: frozenset({PeerKind.SUPERIOR}),
    CarriedMatter.CASE: frozenset(
        {PeerKind.PROCURATORATE, PeerKind.SUPERIOR, PeerKind.SUBORDINATE}
    ),
}
ITEM_OF: Final[Mapping[CarriedMatter, ItemKind]] = {
    CarriedMatter.TRANSFER: ItemKind.LEAD_TRANSFER,
    CarriedMatter.FILING: ItemKind.FILING,
    CarriedMatter.CASE: ItemKind.CASE_TRANSFER,
}
OBJECT_OF: Final[Mapping[CarriedMatter, str]] = {
    CarriedMatter.TRANSFER: "lead",
    CarriedMatter.FILING: "lead",
    CarriedMatter.CASE: "case",
}
"""What is handed on, as the ledger names it."""
