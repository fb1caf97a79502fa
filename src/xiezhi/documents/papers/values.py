"""What each paper of the office holds. Words and dates only: no ids, no rows, no files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class PaperLayout(StrEnum):
    """Which chapter of GB/T 9704-2012 a 公文 is laid out after."""

    LETTER = "letter"
    GENERAL = "general"


class Level(IntEnum):
    """How deep a paragraph stands: plain text, 一、, （一）, 1. and （1）."""

    PLAIN = 0
    FIRST = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body.

    Attributes:
        number: as it is printed, for example ``（一）``; "" for plain text.
        heading: the words set in the face of the level (黑体 for 一、, 楷体 for （一）).
        text: what follows in 仿宋, in the same paragraph.
        is_flush: begins at the left edge.
    """

    text: str = ""
    heading: str = ""
    number: str = ""
    level: Level = Level.PLAIN
    is_flush: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """A 函 or another 公文 of the office.

    Attributes:
        layout: LETTER (信函格式, 10.1) for every 函, GENERAL (第7章) for the rest.
        heading: 发文机关标志, the office's full name; GENERAL may add 文件.
        office_number: 发文字号, ``达检函〔2026〕5号``; "" or 无 while there is none, its place is left.
        issuers: 签发人, only and always on papers that go upwards.
        title: one line, or several as the writer broke them.
        addressees: 主送; a notice to everybody (公告) has none, see ``is_public``.
        attachments: 附件 names, without their numbers.
        dated: 成文日期; None while it is not issued, ``年 月 日`` is left open.
        is_sealed: leaves the room a seal needs over signature and date.
        contact_person, contact_telephone: 附注, both or neither.
        copies: 抄送.
        printed_by, printed_on: 印发机关 and 印发日期; never in LETTER layout.
        copy_number: 份号, six figures; ``urgency``: 特急 or 加急.
    """

    heading: str
    title: str
    body: Sequence[Paragraph]
    signed_by: str
    addressees: Sequence[str] = ()
    layout: PaperLayout = PaperLayout.LETTER
    office_number: str = ""
    issuers: Sequence[str] = ()
    is_upward: bool = False
    is_public: bool = False
    attachments: Sequence[str] = ()
    dated: date | None = None
    is_sealed: bool = True
    contact_person: str = ""
    contact_telephone: str = ""
    copies: Sequence[str] = ()
    printed_by: str = ""
    printed_on: date | None = None
    copy_number: str = ""
    urgency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPaper:
    """One line of a 送达回证: which paper, its number, how many."""

    name: str
    number: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceReceipt:
    """送达回证. Whatever is "" or None is left open to be filled in by hand.

    Attributes:
        office: who serves; ``addressee``: on whom.
        matter: 案由 or 事由, without the reporter.
        way: 送达方式 in words, for example 直接送达.
        deliverers: 送达人, role and number; two lines are left when there is none.
        signed_by, signed_post, signed_on: 签收人, 职务 and the day of receipt.
        taken_for_by, taken_for_reason: 代收人 and why.
        is_retained: 留置送达; then ``refusal`` and ``witness`` count and nobody has signed.
    """

    office: str
    addressee: str
    papers: Sequence[ServedPaper]
    matter: str = ""
    way: str = ""
    place: str = ""
    deliverers: Sequence[str] = ()
    signed_by: str = ""
    signed_post: str = ""
    signed_on: date | None = None
    taken_for_by: str = ""
    taken_for_reason: str = ""
    is_retained: bool = False
    refusal: str = ""
    witness: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealSlip:
    """用印审批单. Opinions that are "" are left open to be written by hand.

    Attributes:
        seal: which seal, for example 院印.
        rule: the own rule of the office it follows; "" prints 本院设定.
        applicant: role and number of who asks.
    """

    office: str
    department: str
    applicant: str
    paper_title: str
    addressee: str
    seal: str = "院印"
    paper_kind: str = ""
    paper_number: str = ""
    copies: int = 1
    pages: int | None = None
    reason: str = ""
    applied_on: date | None = None
    checked_by: str = ""
    checked_on: date | None = None
    department_opinion: str = ""
    issued_by: str = ""
    issued_on: date | None = None
    sealed_by: str = ""
    sealed_on: date | None = None
    rule: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecord:
    """电话记录: one talk about a matter, printed for the file.

    Attributes:
        matter: ``线索 2026-17``; ``paper``: the paper it is about, "" when none.
        way: 电话, 来信, 上门, …; ``direction``: 去电 or 来电.
        at_words: day and time in words, 2026年3月5日9时30分.
        spoken: what was said, paragraph by paragraph.
    """

    office: str
    matter: str
    way: str
    at_words: str
    other_party: str
    recorded_by: str
    spoken: Sequence[str]
    direction: str = ""
    paper: str = ""
    other_post: str = ""
    telephone: str = ""
    outcome: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudicialPaper:
    """A paper of a procedure as 检察法律文书 are laid out, or a record of an act of investigation.

    Attributes:
        office: 院名 above 文书名; "" where none stands there.
        title: 文书名.
        number: 文号; "" leaves its place open, None has no place for one.
        heads: label and words of the lines above the text, for records.
        court: the court named after 此致.
        signed_by: lines above the date; none where the parties sign by hand.
        signs: labels of lines to sign by hand.
        draft_note: the grey line of papers that are made formally elsewhere; "" without.
        is_record: headings of a record: smaller.
    """

    office: str
    title: str
    body: Sequence[Paragraph]
    number: str | None = None
    addressee: str = ""
    heads: Sequence[tuple[str, str]] = ()
    attachments: Sequence[str] = ()
    court: str = ""
    signed_by: Sequence[str] = ()
    dated: date | None = None
    signs: Sequence[str] = ()
    copies: Sequence[str] = ()
    draft_note: str = ""
    is_record: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedPaper:
    """A paper of a procedure with boxes; ``words`` by the fields its sheet names.

    Attributes:
        kind: which form, for example filing_approval.
        lists: rows of the fields that are printed once for each.
    """

    kind: str
    office: str
    words: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]]
    draft_note: str = ""


Paper = LetterPaper | ServiceReceipt | SealSlip | ContactRecord | JudicialPaper | BoxedPaper


class FaultKind(StrEnum):
    """What is wrong with a field of a paper."""

    MISSING = "missing"
    MALFORMED = "malformed"
    CONTRADICTORY = "contradictory"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFault:
    """One reason why a paper is not made: which field, and what is wrong with it."""

    field: str
    kind: FaultKind
