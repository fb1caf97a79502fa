"""The forms with boxes: which boxes stand where. Type-setter and DOCX templates both read this."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

OFFICE_PT: Final = 18.0
WORDS_PT: Final = 12.0
NOTE_PT: Final = 10.5
HIGHER_MM: Final = 7.0  # a form begins higher and ends lower than a 公文
LOWER_MM: Final = 10.0
TALL_MM: Final = 60.0  # words in a taller box start at its top


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of a form.

    Attributes:
        label: printed words; "" for a box that holds a field.
        field: name of the field whose words stand in it.
        foot: name of the field at its lower right: who and which day.
        span: columns it takes.
    """

    label: str = ""
    field: str = ""
    foot: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Boxes side by side; ``height_mm`` is the least height, room for a hand.

    Attributes:
        each: name of a field of rows; the row is printed once for each, its boxes name columns.
    """

    boxes: Sequence[Box]
    height_mm: float = 12.0
    each: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form on one page, more when it is filled with much.

    Attributes:
        title: printed under the office's name.
        columns_mm: widths; they add up to the 版心.
        notes: printed small under the boxes.
        is_draft: carries the grey line of papers that are made formally elsewhere.
    """

    title: str
    columns_mm: Sequence[float]
    rows: Sequence[Row]
    notes: Sequence[str] = ()
    is_draft: bool = False


def row(label: str, field: str, *, foot: str = "", height_mm: float = 12.0, span: int = 3) -> Row:
    """Return a label and one wide box beside it."""
    boxes = (Box(label=label), Box(field=field, foot=foot, span=span))
    return Row(boxes=boxes, height_mm=height_mm)


def pair(left: str, left_field: str, right: str, right_field: str) -> Row:
    """Return two labels, each with a box beside it."""
    return Row(
        boxes=(
            Box(label=left),
            Box(field=left_field),
            Box(label=right),
            Box(field=right_field),
        )
    )


FOUR: Final = (34.0, 44.0, 34.0, 44.0)

SERVICE_RECEIPT: Final = Sheet(
    title="送达回证",
    columns_mm=FOUR,
    rows=(
        row("送达文书名称、\n文号及件数", "papers", height_mm=22),
        row("事由", "matter"),
        row("受送达人", "addressee"),
        pair("送达方式", "way", "送达地点", "place"),
        row("签收人签名或\n盖章、职务", "signed_by", foot="signed_on", height_mm=26),
        row("代收人及\n代收理由", "taken_for", foot="taken_on", height_mm=24),
        row("拒收事由\n（留置送达）", "refusal", foot="refused_on", height_mm=24),
        row("见证人签名\n（留置送达）", "witness", foot="witnessed_on", height_mm=20),
        row("送达人签名", "deliverers", foot="delivered_on", height_mm=22),
        row("备注", "remarks", height_mm=16),
    ),
    notes=(
        (
            "注：1. 送达应由二人进行，由受送达人在本回证上记明收到日期，签名或者盖章；"
            "签收日期为送达日期。"
        ),
        (
            "2. 受送达人拒绝接收的，写明拒收事由和日期，由送达人、见证人签名或者盖章，"
            "并以拍照、录像等方式记录送达过程。"
        ),
    ),
)

SEAL_SLIP: Final = Sheet(
    title="用印审批单",
    columns_mm=FOUR,
    rows=(
        pair("申请部门", "department", "申请人", "applicant"),
        pair("申请日期", "applied_on", "印章名称", "seal"),
        row("文件标题", "paper_title", height_mm=14),
        pair("文种", "paper_kind", "文号", "paper_number"),
        row("主送单位", "addressee"),
        pair("用印份数", "copies", "页数", "pages"),
        row("用印事由", "reason", height_mm=14),
        row("核稿意见", "checked_by", foot="checked_on", height_mm=22),
        row("部门负责人\n意见", "department_opinion", foot="department_on", height_mm=26),
        row("签发人意见", "issued_by", foot="issued_on", height_mm=28),
        row("用印登记", "sealed_by", foot="sealed_on", height_mm=20),
        row("备注", "remarks", height_mm=14),
    ),
    notes=("依据：%(rule)s。本单与文件签发稿一并存档。",),
)

CONTACT_RECORD: Final = Sheet(
    title="%(way)s记录",
    columns_mm=FOUR,
    rows=(
        pair("事项", "matter", "相关文书", "paper"),
        row("时间", "at_words"),
        row("对方单位", "other_party"),
        pair("姓名、职务", "other_post", "对方号码", "telephone"),
        pair("方式", "way_words", "记录人", "recorded_by"),
        row("通话（谈话）\n内容", "spoken", height_mm=105),
        row("结果或\n下一步", "outcome", height_mm=24),
        row("备注", "remarks", height_mm=14),
    ),
)

_CHAIN: Final = (10.0, 31.0, 22.0, 30.0, 28.0, 35.0)
CUSTODY_RECORD: Final = Sheet(
    title="证据保管记录表",
    columns_mm=_CHAIN,
    rows=(
        *(
            Row(boxes=(Box(label=label, span=2), Box(field=name, span=4)))
            for label, name in (
                ("文件名称", "name"),
                ("案件或者线索", "matter"),
                ("材料性质", "standing"),
                ("格式和长度", "size"),
                ("接收", "received"),
                ("SHA-256", "sha256"),
                ("SM3", "sm3"),
                ("发送端计算的\nSHA-256", "device"),
                ("拍摄信息", "particulars"),
            )
        ),
        Row(
            boxes=tuple(
                Box(label=words) for words in ("序号", "时间", "事项", "人员", "用途", "说明")
            )
        ),
        Row(
            boxes=tuple(
                Box(field=name) for name in ("number", "at", "event", "by", "purpose", "words")
            ),
            each="custody_lines",
        ),
        Row(
            boxes=(Box(label="制表人", span=2), Box(field="prepared", span=4)),
        ),
        Row(
            boxes=(Box(label="核对人签名", span=2), Box(field="open", foot="open_day", span=4)),
            height_mm=20,
        ),
    ),
    notes=(
        (
            "注：本表由系统按保管链打印，各行写入时即入留痕账本，不能改动；"
            "可导出核验包，用 xiezhi verify bundle 核验。样式为本院设定。"
        ),
    ),
)
