"""What defines a paper: its fields, its layout and the clauses its text is put together from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from xiezhi.documents.papers.case.rules import labels, vocabulary
from xiezhi.documents.papers.case.rules.vocabulary import FieldKind
from xiezhi.documents.papers.forms import PaperFamily
from xiezhi.documents.papers.sheets import Sheet
from xiezhi.documents.papers.values import Level

DRAFT_NOTE: Final = "草稿·正式文书在检察业务应用系统制作"
RULES: Final = "《人民检察院公益诉讼办案规则》"
ADVICE: Final = "《人民检察院检察建议工作规定》"
ADMINISTRATIVE: Final = "flow=administrative"
CIVIL: Final = "flow=civil|criminal_civil"


class FillPlace(StrEnum):
    """Where a field of a paper is filled in."""

    CASE = "case"
    FORM = "form"


class CaseLayout(StrEnum):
    """How a paper of a procedure is laid out."""

    DECISION = "decision"
    REPORT = "report"
    RECORD = "record"
    SHEET = "sheet"
    LETTER = "letter"
    GENERAL = "general"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperField:
    """One field as one paper uses it.

    Attributes:
        when: condition under which it is asked for: ``flow=civil``, a field that is filled, or
            ``!field`` for one that is not.
        basis: article that wants it, "" when none does.
    """

    key: str
    is_required: bool
    place: FillPlace
    basis: str = ""
    when: str = ""

    @property
    def label(self) -> str:
        """What the field is called."""
        return labels.FIELD_LABELS[self.key]

    @property
    def kind(self) -> FieldKind:
        """What may be filled in."""
        return vocabulary.kind_of(self.key)

    @property
    def options(self) -> Mapping[str, str]:
        """What may be chosen, with its words; empty for fields without a choice."""
        return labels.OPTION_LABELS.get(self.key, {})

    @property
    def columns(self) -> Mapping[str, str]:
        """The columns of a field of rows; empty for others."""
        return labels.COLUMN_LABELS.get(self.key, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One paragraph, or several where it is a field of lines alone.

    It is left out while its condition is unmet or a field it names is empty.

    Attributes:
        text: words with ``{field}`` where a field stands.
        level: of a heading; PLAIN for text.
        is_numbered: headings only; an unnumbered one is set in the same face.
        is_flush: begins at the left edge, as a court after 此致 does.
    """

    text: str
    when: str = ""
    level: Level = Level.PLAIN
    is_numbered: bool = True
    is_flush: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDefinition:
    """How one paper of the procedures is asked for and put together.

    Attributes:
        title: 文书名 with ``{field}`` where it depends on one.
        basis: article or rule it follows, cited on screens.
        heads: label and words of the lines above the text of a record.
        signed_by: lines above the date; none for papers that parties sign themselves.
        signs: labels of lines to sign by hand.
        court: the court named after 此致.
        citation: what is cited as legal ground: the first pair whose condition is met.
        codes: codes of 文号 known for it (待核), none for papers without a number.
        issuers: field of 签发人; the paper goes upwards when it is filled.
        heading: what follows the office in 发文机关标志.
        has_office: 院名 stands above 文书名.
    """

    key: str
    title: str
    family: PaperFamily
    layout: CaseLayout
    basis: str
    fields: tuple[PaperField, ...]
    body: tuple[Clause, ...] = ()
    addressee: str = ""
    heads: tuple[tuple[str, str], ...] = ()
    signed_by: tuple[str, ...] = ("{office}",)
    signs: tuple[str, ...] = ()
    court: str = ""
    citation: tuple[tuple[str, str], ...] = ()
    codes: tuple[str, ...] = ()
    issuers: str = ""
    heading: str = ""
    has_office: bool = True
    sheet: Sheet | None = None
    is_public: bool = False
    is_sealed: bool = True
    by_key: Mapping[str, PaperField] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {one.key: one for one in self.fields})

    @property
    def is_draft(self) -> bool:
        """Whether it carries the grey line that says where the formal paper is made."""
        return self.family is PaperFamily.JUDICIAL

    @property
    def is_numbered(self) -> bool:
        """Whether a 文号 stands on it."""
        return bool(self.codes) or self.family is PaperFamily.OFFICIAL


def needs(key: str, *, basis: str = "", when: str = "") -> PaperField:
    """A field of the case the paper is not made without."""
    return PaperField(key=key, is_required=True, place=FillPlace.CASE, basis=basis, when=when)


def asks(key: str, *, basis: str = "", when: str = "") -> PaperField:
    """A field of the paper's own form it is not made without."""
    return PaperField(key=key, is_required=True, place=FillPlace.FORM, basis=basis, when=when)


def may(key: str, *, basis: str = "", when: str = "") -> PaperField:
    """A field of the paper's own form that may stay empty."""
    return PaperField(key=key, is_required=False, place=FillPlace.FORM, basis=basis, when=when)


def say(text: str, *, when: str = "") -> Clause:
    """A paragraph of text."""
    return Clause(text=text, when=when)


def head(text: str, *, when: str = "") -> Clause:
    """A heading 一、; left out when nothing follows it."""
    return Clause(text=text, when=when, level=Level.FIRST)


def sub(text: str, *, when: str = "") -> Clause:
    """A heading （一）; left out when nothing follows it."""
    return Clause(text=text, when=when, level=Level.SECOND)


def label(text: str, *, when: str = "") -> Clause:
    """A heading without a number, as 诉讼请求."""
    return Clause(text=text, when=when, level=Level.FIRST, is_numbered=False)
