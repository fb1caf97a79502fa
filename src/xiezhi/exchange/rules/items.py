"""Items: the kinds of things that cross, between whom, and in which order they are applied."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from xiezhi.ledger.rules.canonical import Json, canonical_bytes


class PeerKind(StrEnum):
    """What the other side is to this installation."""

    OUTER = "outer"
    INNER = "inner"
    PROCURATORATE = "procuratorate"
    SUPERIOR = "superior"
    SUBORDINATE = "subordinate"


PEER_LABELS: Final = {
    PeerKind.OUTER: "本院互联网端",
    PeerKind.INNER: "本院内网端",
    PeerKind.PROCURATORATE: "其他检察院",
    PeerKind.SUPERIOR: "上级检察院",
    PeerKind.SUBORDINATE: "下级检察院",
}


class ItemKind(StrEnum):
    """A kind of thing that may cross. The order is the order they are applied in."""

    ACKNOWLEDGEMENT = "acknowledgement"
    # Rosters come first: what follows names their people and units.
    TOWN = "town"
    HOUSE = "house"
    FIGURES = "figures"
    UNIT = "unit"
    LIAISON = "liaison"
    SUPPORTER = "supporter"
    WORK_CARD = "work_card"
    # Inward.
    REPORT = "report"
    REPORT_WORDS = "report_words"
    REPORT_SEEN = "report_seen"
    UNIT_RECEIPT = "unit_receipt"
    UNIT_OBJECTION = "unit_objection"
    UNIT_REPLY = "unit_reply"
    UNIT_REPORT = "unit_report"
    TASK_RESULT = "task_result"
    PATROL_RESULT = "patrol_result"
    TRAINING_REPLY = "training_reply"
    # Outward.
    REPORT_STEP = "report_step"
    REPORT_QUESTION = "report_question"
    REPORT_FEEDBACK = "report_feedback"
    UNIT_STANDING = "unit_standing"
    LETTER = "letter"
    FIELD_TASK = "field_task"
    PATROL = "patrol"
    TRAINING = "training"
    # Between procuratorates.
    LEAD_TRANSFER = "lead_transfer"
    TRANSFER_RECEIPT = "transfer_receipt"
    FILING = "filing"
    FILING_RECEIPT = "filing_receipt"
    CASE_TRANSFER = "case_transfer"
    CASE_RECEIPT = "case_receipt"


KIND_LABELS: Final = {
    ItemKind.ACKNOWLEDGEMENT: "收包回执",
    ItemKind.TOWN: "苏木镇",
    ItemKind.HOUSE: "公开的制度和联系电话",
    ItemKind.FIGURES: "公开数据",
    ItemKind.UNIT: "协作单位",
    ItemKind.LIAISON: "联络员",
    ItemKind.SUPPORTER: "网格员等人员",
    ItemKind.WORK_CARD: "工作证",
    ItemKind.REPORT: "反映信息",
    ItemKind.REPORT_WORDS: "反映人的回复与补充",
    ItemKind.REPORT_SEEN: "反映人已阅",
    ItemKind.UNIT_RECEIPT: "单位签收",
    ItemKind.UNIT_OBJECTION: "单位提出异议",
    ItemKind.UNIT_REPLY: "单位书面回复",
    ItemKind.UNIT_REPORT: "单位移送线索",
    ItemKind.TASK_RESULT: "协助核实结果",
    ItemKind.PATROL_RESULT: "巡查结果",
    ItemKind.TRAINING_REPLY: "培训参加或请假",
    ItemKind.REPORT_STEP: "办理进度",
    ItemKind.REPORT_QUESTION: "向反映人提问",
    ItemKind.REPORT_FEEDBACK: "向反映人反馈",
    ItemKind.UNIT_STANDING: "单位移送线索的进展",
    ItemKind.LETTER: "函件",
    ItemKind.FIELD_TASK: "协助核实任务",
    ItemKind.PATROL: "巡查任务",
    ItemKind.TRAINING: "培训安排",
    ItemKind.LEAD_TRANSFER: "移送线索",
    ItemKind.TRANSFER_RECEIPT: "移送回执",
    ItemKind.FILING: "重大线索备案",
    ItemKind.FILING_RECEIPT: "备案回执",
    ItemKind.CASE_TRANSFER: "移送案件",
    ItemKind.CASE_RECEIPT: "案件移送回执",
}

_ROSTERS: Final = frozenset(
    {
        ItemKind.TOWN,
        ItemKind.HOUSE,
        ItemKind.FIGURES,
        ItemKind.UNIT,
        ItemKind.LIAISON,
        ItemKind.SUPPORTER,
        ItemKind.WORK_CARD,
    }
)
_TRANSFERS: Final = frozenset(
    {
        ItemKind.LEAD_TRANSFER,
        ItemKind.TRANSFER_RECEIPT,
        ItemKind.CASE_TRANSFER,
        ItemKind.CASE_RECEIPT,
    }
)

SENT_TO: Final[Mapping[PeerKind, frozenset[ItemKind]]] = {
    PeerKind.INNER: frozenset(
        {
            ItemKind.ACKNOWLEDGEMENT,
            # A unit may hand its sign-in over in the portal.
            ItemKind.LIAISON,
            ItemKind.REPORT,
            ItemKind.REPORT_WORDS,
            ItemKind.REPORT_SEEN,
            ItemKind.UNIT_RECEIPT,
            ItemKind.UNIT_OBJECTION,
            ItemKind.UNIT_REPLY,
            ItemKind.UNIT_REPORT,
            ItemKind.TASK_RESULT,
            ItemKind.PATROL_RESULT,
            ItemKind.TRAINING_REPLY,
        }
    ),
    PeerKind.OUTER: _ROSTERS
    | {
        ItemKind.ACKNOWLEDGEMENT,
        ItemKind.REPORT_STEP,
        ItemKind.REPORT_QUESTION,
        ItemKind.REPORT_FEEDBACK,
        ItemKind.UNIT_STANDING,
        ItemKind.LETTER,
        ItemKind.FIELD_TASK,
        ItemKind.PATROL,
        ItemKind.TRAINING,
    },
    PeerKind.PROCURATORATE: _TRANSFERS | {ItemKind.ACKNOWLEDGEMENT},
    PeerKind.SUPERIOR: _TRANSFERS | {ItemKind.ACKNOWLEDGEMENT, ItemKind.FILING},
    PeerKind.SUBORDINATE: _TRANSFERS | {ItemKind.ACKNOWLEDGEMENT, ItemKind.FILING_RECEIPT},
}
"""What may be sent to a peer of each kind."""

_SEEN_FROM_THERE: Final = {
    PeerKind.OUTER: PeerKind.INNER,
    PeerKind.INNER: PeerKind.OUTER,
    PeerKind.PROCURATORATE: PeerKind.PROCURATORATE,
    PeerKind.SUPERIOR: PeerKind.SUBORDINATE,
    PeerKind.SUBORDINATE: PeerKind.SUPERIOR,
}
TAKEN_FROM: Final[Mapping[PeerKind, frozenset[ItemKind]]] = {
    peer: SENT_TO[us] for peer, us in _SEEN_FROM_THERE.items()
}
"""What may be taken from a peer of each kind: what it may send to what we are to it."""

ORDER: Final[Mapping[ItemKind, int]] = {kind: place for place, kind in enumerate(ItemKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFile:
    """A file that travels with an item, named in the package by its SHA-256 (hex)."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that crosses.

    Attributes:
        object_id: the id of the thing at the side it comes from; the same whenever it is sent.
        version: grows whenever the thing says something new; senders leave it 0 and the engine
            numbers it by what was sent before.
        body: the fields of `FIELDS`, nothing else. A file is named there by its SHA-256.
        files: every file the body names, each once.
    """

    kind: ItemKind
    object_id: str
    body: Mapping[str, Json]
    version: int = 0
    files: tuple[ItemFile, ...] = field(default=())

    @property
    def content(self) -> bytes:
        """The bytes of the body as they stand in a package."""
        return canonical_bytes(self.body)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over kind, object and content, files included by their hashes."""
        return hashlib.sha256(
            canonical_bytes({"kind": self.kind, "id": self.object_id}) + b"\n" + self.content
        ).hexdigest()


def in_order(items: list[Item]) -> list[Item]:
    """Return items as they are written and applied: by kind, then by object and version."""
    return sorted(items, key=lambda item: (ORDER[item.kind], item.object_id, item.version))
