"""Kinds of the fields, how they are read, and in which order their days must lie."""

import re
from enum import StrEnum
from typing import Final


class FieldKind(StrEnum):
    """What may be filled into a field of a paper."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    PERIOD = "period"
    CHOICE = "choice"
    CHOICES = "choices"
    PEOPLE = "people"
    NAMES = "names"
    ROWS = "rows"


# 两个月, 十五日, 30日, 二个月: as papers write it.
PERIOD: Final = re.compile(r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3})(日|个月|个工作日)")
_UNITS: Final = {"日": 1, "个工作日": 1, "个月": 30}
_FIGURES: Final = {
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_TEN: Final = 10
LEAST_PEOPLE: Final = 2  # 办案规则第36条: 调查和收集证据应当由两名以上检察人员共同进行

_BY_SUFFIX: Final = (
    ("_on", FieldKind.DATE),
    ("_by_day", FieldKind.DATE),
    ("_due", FieldKind.DATE),
    ("_within", FieldKind.PERIOD),
)
_KINDS: Final = {
    FieldKind.PEOPLE: ("investigators",),
    FieldKind.NAMES: ("attachments", "copies", "issuers", "present", "witnesses"),
    FieldKind.ROWS: ("evidence_items", "court_staff", "duty_list"),
    FieldKind.CHOICE: (
        "flow", "opinion", "unknown_party", "stage", "admin_ground", "civil_ground",
        "conclusion", "review_conclusion", "compensation", "kin", "commission_kind", "checked",
        "support_ground", "support_end_ground", "recusal_result", "recusal_review_result",
        "decided_by", "governance_ground", "governance_conclusion", "policy_result",
        "objection_result", "filed_matter", "escalation_way", "confirmation",
    ),
    FieldKind.CHOICES: ("failures",),
    FieldKind.TEXT: (
        "addressee", "agency", "amount", "applicant", "area",
        "at_words", "case_name", "chair", "charge", "chief_opinion", "clue", "complaint_number",
        "contact_person", "contact_telephone", "court", "court_case_number", "defendant",
        "department", "department_opinion", "handler", "handler_opinion",
        "higher_court", "holder", "judgment_number", "kin_person", "lead_number", "notary",
        "organ", "own_rule", "paper_name", "paper_number", "person", "person_particulars",
        "place", "plaintiff", "receiver", "recorder", "recused", "refusal", "remarks", "source",
        "suggestion_number", "superior", "suspect", "suspension_number", "topic", "unit",
        "urgent_reason", "victim", "weather", "wrongdoer", "decision_number", "reviewer",
    ),
}  # fmt: skip
_KIND_OF: Final = {key: kind for kind, keys in _KINDS.items() for key in keys}

# Days that must not lie before another, on whatever paper both stand.
IN_ORDER: Final = (
    ("found_on", "filed_on"),
    ("filed_on", "suggested_on"),
    ("filed_on", "announced_on"),
    ("suggested_on", "served_on"),
    ("served_on", "rectify_due"),
    ("served_on", "replied_on"),
    ("served_on", "objected_on"),
    ("served_on", "checked_on"),
    ("filed_on", "sued_on"),
    ("suggested_on", "sued_on"),
    ("sued_on", "judged_on"),
    ("measure_on", "rectify_due"),
    ("suspended_on", "resumed_on"),
    ("applied_on", "decided_on"),
    ("decided_on", "review_asked_on"),
)
# Days that lie ahead of the paper that sets them; every other day lies behind the paper.
LIMITS: Final = frozenset({"answer_by_day", "provide_by_day", "finish_by_day"})
# Days that may lie on either side of the paper's own.
FREE_DAYS: Final = frozenset({"rectify_due", "resumed_on", "pay_by_day"})


def kind_of(key: str) -> FieldKind:
    """Return the kind of a field; what is not named otherwise holds lines."""
    for suffix, kind in _BY_SUFFIX:
        if key.endswith(suffix):
            return kind
    return _KIND_OF.get(key, FieldKind.LINES)


def period_days(words: str) -> int | None:
    """Return about how many days 两个月 or 十五日 is, to compare periods; None when it is none."""
    found = PERIOD.fullmatch(words)
    if found is None:
        return None
    number = int(found[1]) if found[1].isdigit() else _han(found[1])
    return number * _UNITS[found[2]] or None


def _han(words: str) -> int:
    tens, ten, ones = words.partition("十")
    if not ten:
        return _FIGURES.get(words, 0)
    return _FIGURES.get(tens, 1 if not tens else 0) * _TEN + _FIGURES.get(ones, 0)
