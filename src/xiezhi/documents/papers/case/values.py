"""What a caller hands in to have a paper made, and why it is not made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xiezhi.documents.papers.case.definitions import FillPlace

Filled = str | date | Sequence[str] | Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaperValues:
    """One set of field values: both files are made of it.

    Attributes:
        key: which paper.
        office: full name of the procuratorate.
        fields: by field key: words for text, periods and choices (the option's key), a day for
            dates, words for lines (a paragraph a line), names for people and lists, mappings for
            rows.
        number: 文号 as the national system or the OA gave it; "" while there is none.
        dated: 成文日期; None leaves its place open.
        title: what the regime of the case calls this paper, "" for its usual name.
        suggestion_title: what the regime calls the suggestion to the organ, in every paper.
        citation: legal ground in place of the usual one, where the regime changes it.
    """

    key: str
    office: str
    fields: Mapping[str, Filled]
    number: str = ""
    dated: date | None = None
    title: str = ""
    suggestion_title: str = "检察建议书"
    citation: str = ""


class ProblemCode(StrEnum):
    """Why a paper is not made because of one of its fields."""

    MISSING = "missing"
    MALFORMED = "malformed"
    TOO_LONG = "too_long"
    NOT_A_CHOICE = "not_a_choice"
    NOT_OF_PAPER = "not_of_paper"
    TOO_FEW_PEOPLE = "too_few_people"
    BEFORE_OTHER = "before_other"
    AFTER_PAPER = "after_paper"
    LIMIT_NOT_AFTER_PAPER = "limit_not_after_paper"
    LONGER_THAN_REPLY = "longer_than_reply"
    NOT_THIRTY_DAYS = "not_thirty_days"
    URGENCY_UNEXPLAINED = "urgency_unexplained"
    OTHER_FAMILY = "other_family"
    OTHER_PAPER = "other_paper"
    OTHER_YEAR = "other_year"
    CONTRADICTS = "contradicts"
    PROMISES_PROSECUTION = "promises_prosecution"
    NO_SHAPE = "no_shape"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperProblem:
    """One reason why a paper is not made, and where to mend it.

    Attributes:
        field: key of the field; ``number``, ``dated``, ``office`` and ``title`` are the paper's own.
        label: what officers call it.
        other: label of the field it contradicts, a character without a shape, "" when none.
        basis: article that wants the field, "" when none does.
    """

    code: ProblemCode
    field: str
    label: str
    place: FillPlace
    other: str = ""
    basis: str = ""
