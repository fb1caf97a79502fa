"""What a proposal is and where it comes from; its words as printed."""

import re
from enum import StrEnum
from typing import Final

from xiezhi.law.sources import IntakeChannel

MAX_SESSION: Final = 40
MAX_NUMBER: Final = 40
MAX_TITLE: Final = 200
MAX_TEXT: Final = 60_000
MAX_SUBMITTERS: Final = 200
MAX_DELEGATION: Final = 100
MAX_JOINT: Final = 1_000
MAX_BODY: Final = 60
MAX_WORDS: Final = 4_000
MAX_LINE: Final = 300
MAX_FILES: Final = 9


class ProposalKind(StrEnum):
    """Who may put one forward: deputies of the people's congress, members of the CPPCC."""

    DEPUTY_SUGGESTION = "deputy_suggestion"
    CPPCC_PROPOSAL = "cppcc_proposal"


PROPOSAL_KIND_LABELS: Final = {
    ProposalKind.DEPUTY_SUGGESTION: "代表建议",
    ProposalKind.CPPCC_PROPOSAL: "政协提案",
}
CHANNELS: Final = {
    ProposalKind.DEPUTY_SUGGESTION: IntakeChannel.DEPUTY_SUGGESTION,
    ProposalKind.CPPCC_PROPOSAL: IntakeChannel.CPPCC_PROPOSAL,
}
USUAL_BODIES: Final = {
    ProposalKind.DEPUTY_SUGGESTION: "人大常委会代表工作委员会",
    ProposalKind.CPPCC_PROPOSAL: "政协提案委员会",
}


class ProposalLevel(StrEnum):
    """The congress or conference it was put to."""

    NATION = "nation"
    REGION = "region"
    CITY = "city"
    COUNTY = "county"


PROPOSAL_LEVEL_LABELS: Final = {
    ProposalLevel.NATION: "全国",
    ProposalLevel.REGION: "自治区、省",
    ProposalLevel.CITY: "市、盟",
    ProposalLevel.COUNTY: "旗、县、区",
}


class Undertaking(StrEnum):
    """The office's part in handling it."""

    MAIN = "main"
    JOINT = "joint"
    PASSED_ON = "passed_on"


UNDERTAKING_LABELS: Final = {
    Undertaking.MAIN: "本院主办",
    Undertaking.JOINT: "本院会办",
    Undertaking.PASSED_ON: "本院收转（其他单位主办）",
}

_DIGITS: Final = re.compile(r"\d+")


def plain_number(number: str) -> str:
    """Return a number as it is told apart: 第 012 号 and 12 are one."""
    text = "".join(number.split()).removeprefix("第").removesuffix("号")
    return _DIGITS.sub(lambda found: str(int(found.group())), text)


def proposal_label(kind: ProposalKind, session: str, number: str) -> str:
    """Return the words staff call it by: 代表建议 十七届五次第12号."""
    told = plain_number(number)
    return f"{PROPOSAL_KIND_LABELS[kind]} {session}第{told}号"[:60]
