"""What a volume is made of: cover, papers in order, pictures with what they prove, closing note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

Content = Path | bytes


class ItemOrigin(StrEnum):
    """How a paper came into the volume."""

    MADE = "made"
    RECEIVED = "received"
    SCANNED = "scanned"


class Retention(StrEnum):
    """保管期限. Source: 高检会〔2016〕11号 as known, to be confirmed (待核)."""

    PERMANENT = "permanent"
    SIXTY_YEARS = "sixty_years"
    THIRTY_YEARS = "thirty_years"


class Secrecy(StrEnum):
    """密级. State secrets have no value here: they may not enter the platform at all."""

    OPEN = "open"
    INTERNAL = "internal"
    WORK = "work"


RETENTION_WORDS = {
    Retention.PERMANENT: "永久",
    Retention.SIXTY_YEARS: "60年",
    Retention.THIRTY_YEARS: "30年",
}
SECRECY_WORDS = {
    Secrecy.OPEN: "公开",
    Secrecy.INTERNAL: "内部",
    Secrecy.WORK: "工作秘密",
}
ORIGIN_WORDS = {
    ItemOrigin.MADE: "本院制作",
    ItemOrigin.RECEIVED: "收到的电子文件",
    ItemOrigin.SCANNED: "扫描件",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeItem:
    """One paper of the volume (件).

    Attributes:
        title: 题名; ``author``: 责任者, who made it.
        number: 文号; "" when it has none.
        dated: None only where ``remarks`` say why there is no date.
        content: PDF, JPEG or PNG, as a file or as bytes.
    """

    title: str
    author: str
    content: Content
    number: str = ""
    dated: date | None = None
    remarks: str = ""
    origin: ItemOrigin = ItemOrigin.MADE


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeCover:
    """卷宗封面. "" and None leave the place open to be written by hand.

    Attributes:
        office: 院名 in full.
        kind: which volume, for example 公益诉讼检察卷宗（正卷）.
        case_title: 案件名称; ``case_number``: 案号.
        parties: whom it concerns; ``parties_label``: 被监督行政机关, 当事人 or 被建议单位.
        handlers: 承办检察官, 检察官助理, 书记员 by role and number.
        outcome: 办理结果.
        retention_class: the class of the office's own retention table and where it stands.
        fonds, catalogue, file_number: 全宗号, 目录号, 案卷号, given by the archive.
        volume_place, volume_count: 第 … 册, 共 … 册.
    """

    office: str
    kind: str
    case_title: str
    handlers: Sequence[str]
    retention: Retention
    case_number: str = ""
    parties: Sequence[str] = ()
    parties_label: str = "当事人"
    filed_on: date | None = None
    closed_on: date | None = None
    archived_on: date | None = None
    outcome: str = ""
    retention_class: str = ""
    secrecy: Secrecy = Secrecy.INTERNAL
    fonds: str = ""
    catalogue: str = ""
    file_number: str = ""
    volume_place: int = 1
    volume_count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingNote:
    """卷内备考表: what whoever opens the volume should know. "" and None are left open."""

    situation: str = ""
    compiled_by: str = ""
    compiled_on: date | None = None
    checked_by: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A volume before it is bound: cover, 卷内目录 of the items, items, 备考表."""

    cover: VolumeCover
    items: Sequence[VolumeItem]
    note: ClosingNote = ClosingNote()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundItem:
    """Where one paper stands in the bound volume: its first and last stamped page number."""

    first: int
    last: int

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundVolume:
    """What was bound.

    Attributes:
        front_pages: cover and 卷内目录, which bear no number.
        numbered_pages: the pages of the papers, numbered from 1.
        sha256: of the PDF, in hex.
    """

    items: tuple[BoundItem, ...]
    front_pages: int
    numbered_pages: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePhoto:
    """A picture on a 照片说明页.

    Attributes:
        content: JPEG or PNG, the original or a smaller copy of it.
        taken_at: 拍摄时间; ``time_source``: 设备, EXIF, 人工, … as the platform knows it.
        witness: 见证人; who took it alone writes 无.
        proves: 证明内容.
        original_sha256: of the original as it was received, in hex.
    """

    content: Content
    taken_at: datetime | None
    place: str
    photographer: str
    witness: str
    proves: str
    original_sha256: str
    time_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSheets:
    """照片说明页 of one matter, two pictures a page, numbered from ``first_number``."""

    office: str
    case_title: str
    photos: Sequence[EvidencePhoto]
    first_number: int = 1


class VolumeFaultKind(StrEnum):
    """Why a volume or a 照片说明页 is not made."""

    MISSING = "missing"
    MALFORMED = "malformed"
    CONTRADICTORY = "contradictory"
    TOO_LONG = "too_long"
    LOCKED = "locked"
    DAMAGED = "damaged"
    UNKNOWN_FORMAT = "unknown_format"
    TOO_COSTLY = "too_costly"


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeFault:
    """One fault.

    Attributes:
        where: ``cover``, ``note``, ``items``, ``photos``, or ``item-3``, ``photo-2`` from 1.
        field: the field of the value that stands there.
        name: 题名 of the item or 证明内容 of the picture, to be shown, never logged.
    """

    where: str
    field: str
    kind: VolumeFaultKind
    name: str = ""
