"""The ledgers, and the ways a copy of one is made."""

from enum import StrEnum
from typing import Final


class LedgerKind(StrEnum):
    """Each ledger has its own count, never one: information is not a lead, a letter not a reply."""

    INFORMATION = "information"
    LEADS = "leads"
    CASES = "cases"
    LETTERS = "letters"
    REPLIES = "replies"
    FEEDBACK = "feedback"
    PROPOSALS = "proposals"


class LedgerForm(StrEnum):
    """How a copy is made."""

    XLSX = "xlsx"
    PDF = "pdf"
    PRINT = "print"


LEDGER_TITLES: Final = {
    LedgerKind.INFORMATION: "反映信息台账",
    LedgerKind.LEADS: "公益诉讼线索台账",
    LedgerKind.CASES: "案件台账",
    LedgerKind.LETTERS: "函件台账",
    LedgerKind.REPLIES: "回复台账",
    LedgerKind.FEEDBACK: "反馈台账",
    LedgerKind.PROPOSALS: "建议提案转化台账",
}
LEDGER_COUNT_WORDS: Final = {
    LedgerKind.INFORMATION: "统计期内收到的反映信息，按收到日期，不论是否登记为线索。",
    LedgerKind.LEADS: "统计期内登记的线索，按登记日期，含已并入的；仅计您有权查看的。",
    LedgerKind.CASES: "统计期内立案的案件，按立案日期；仅计您有权查看的。",
    LedgerKind.LETTERS: "统计期内发出的函件，按发出日期，已撤回的不计；仅计您有权查看的。",
    LedgerKind.REPLIES: "统计期内收到的书面回复，按收到日期；仅计您有权查看的。",
    LedgerKind.FEEDBACK: "反馈期限在统计期内的线索；仅计您有权查看的。",
    LedgerKind.PROPOSALS: "统计期内收到的代表建议、政协提案，按收到日期，不论是否转化。",
}
"""口径 of each ledger's own count."""
