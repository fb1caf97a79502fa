"""What the guards of a case's procedure ask about, and the guards."""

from dataclasses import dataclass, field
from typing import Final

from xiezhi.cases.rules.grounds import (
    GROUNDS,
    SUPPORTABLE,
    ClosingGround,
    Finding,
    NotPerformed,
    SuspensionCondition,
)
from xiezhi.cases.rules.kinds import CaseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """Facts of a case and of the act at hand.

    Attributes:
        has_main_party: an organ, violator or addressee is named.
        is_serious_and_unknown: serious harm and still nobody to name (办案规则第29条).
        is_interest_harmed, is_duty_neglected: the two limbs of articles 67 and 85.
        is_area_open: the area's law lets this kind of case be brought.
        is_filing_served: the 立案决定书 reached whoever it is for.
        lone_evidence: pieces of evidence collected by fewer than two 检察人员 (第36条).
        evidence: pieces of evidence on the list.
        has_rectification_due, has_objection_days: the suggestion names these dates.
        is_rectification_over, is_announcement_over: the last day has passed; where another
            procuratorate made the suggestion, it saw to that before it handed the case over.
        visits: follow-up investigations by two 检察人员 with a record.
        finding: what the last of them found.
        not_performed: items of article 82 the act names.
        ground: for closing.
        conditions: of article 78, as affirmed.
        open_commissions: appraisals not come back.
        has_supported: the suit of others is supported by this office.
        has_own_suggestion: a suggestion of this office stands; another's is not this office's to change.
        urgent_reply_days, is_urgency_explained: the paper names a reply within fewer days than the
            law's two months, and why (检察建议规定第19条).
        may_sue: this office may bring the suit itself (level of the court, area).
        is_about_martyrs: the area is that of heroes and martyrs (第92条).
        has_criminal_case: the criminal case a suit is incidental to is named.
        was_urged: an urging is on file.
        was_appealed: the court of second instance has had the case.
        has_own_appeal: this office appealed.
        is_appeal_running, is_appeal_over: the office's days to appeal run; their last day has passed.
        is_appeal_uncounted: no clock counts them: the judgment is older than the limit in the platform.
    """

    has_main_party: bool = False
    is_serious_and_unknown: bool = False
    is_interest_harmed: bool = False
    is_duty_neglected: bool = False
    is_area_open: bool = True
    is_filing_served: bool = False
    evidence: int = 0
    lone_evidence: int = 0
    has_rectification_due: bool = False
    has_objection_days: bool = False
    is_rectification_over: bool = False
    is_announcement_over: bool = False
    visits: int = 0
    finding: Finding | None = None
    not_performed: frozenset[NotPerformed] = frozenset()
    ground: ClosingGround | None = None
    conditions: frozenset[SuspensionCondition] = field(default_factory=frozenset)
    open_commissions: int = 0
    has_supported: bool = False
    has_own_suggestion: bool = False
    urgent_reply_days: int | None = None
    is_urgency_explained: bool = False
    may_sue: bool = False
    is_about_martyrs: bool = False
    has_criminal_case: bool = False
    was_urged: bool = False
    was_appealed: bool = False
    has_own_appeal: bool = False
    is_appeal_running: bool = False
    is_appeal_over: bool = False
    is_appeal_uncounted: bool = False


def two_limbs(facts: CaseFacts) -> str:
    """Both limbs of article 67 or 85, and somebody it is about unless article 29 applies."""
    if not facts.is_interest_harmed:
        return "cases.no_harm"
    if facts.is_serious_and_unknown:
        return ""
    if not facts.is_duty_neglected:
        return "cases.no_breach"
    return "" if facts.has_main_party else "cases.no_party"


def filing(facts: CaseFacts) -> str:
    """Two limbs, in an area where such cases may be brought."""
    if not facts.is_area_open:
        return "cases.area_not_open"
    return two_limbs(facts)


def criminal_filing(facts: CaseFacts) -> str:
    """As `filing`, beside a criminal case (第97条)."""
    return filing(facts) or ("" if facts.has_criminal_case else "cases.no_criminal_case")


def has_party(facts: CaseFacts) -> str:
    """Somebody it is about is named."""
    return "" if facts.has_main_party else "cases.no_party"


def filing_served(facts: CaseFacts) -> str:
    """The 立案决定书 was served first (第70条)."""
    return "" if facts.is_filing_served else "cases.filing_not_served"


def investigated(facts: CaseFacts) -> str:
    """There is evidence, each piece collected by two 检察人员."""
    if facts.evidence == 0:
        return "cases.no_evidence"
    return "cases.collected_alone" if facts.lone_evidence else ""


def suggestion(facts: CaseFacts) -> str:
    """Served filing, a known organ, and the rectification period the suggestion must name (第75条)."""
    refusal = filing_served(facts) or has_party(facts)
    if refusal:
        return refusal
    return "" if facts.has_rectification_due else "cases.no_rectification_due"


def governance_suggestion(facts: CaseFacts) -> str:
    """A known addressee, the objection period (检察建议规定第16条), urgency only with its reason."""
    refusal = has_party(facts) or ("" if facts.has_objection_days else "cases.no_objection_period")
    return refusal or _urgency(facts)


LONGEST_URGENT_DAYS: Final = 59
"""The longest urgent reply: two months, which it must stay below, are never fewer days (第19条)."""


def _urgency(facts: CaseFacts) -> str:
    days = facts.urgent_reply_days
    if days is None:
        return ""
    if not 1 <= days <= LONGEST_URGENT_DAYS:
        return "cases.urgent_reply_too_long"
    return "" if facts.is_urgency_explained else "cases.no_urgent_reason"


def own_suggestion(facts: CaseFacts) -> str:
    """A suggestion of this office stands (检察建议规定第22条)."""
    return "" if facts.has_own_suggestion else "cases.no_own_suggestion"


def changed_suggestion(facts: CaseFacts) -> str:
    """As `own_suggestion`; the changed one names a rectification period that is not over (第75条)."""
    refusal = own_suggestion(facts) or suggestion(facts)
    return refusal or ("cases.rectification_is_over" if facts.is_rectification_over else "")


def _grounded(facts: CaseFacts, kind: CaseKind) -> str:
    if facts.ground is None:
        return "cases.no_ground"
    return "" if facts.ground in GROUNDS[kind] else "cases.wrong_ground"


def administrative_grounded(facts: CaseFacts) -> str:
    """A ground of article 74 is given."""
    return _grounded(facts, CaseKind.ADMINISTRATIVE)


def support_grounded(facts: CaseFacts) -> str:
    """A ground the office set for support of suits is given."""
    return _grounded(facts, CaseKind.SUPPORT)


def civil_grounded(facts: CaseFacts) -> str:
    """A ground of article 90; where the suit of others is supported, three of them do not close."""
    if facts.ground in SUPPORTABLE and facts.has_supported:
        return "cases.supported_stays_open"
    return _grounded(facts, CaseKind.CIVIL)


def administrative_closing(facts: CaseFacts) -> str:
    """After a suggestion: looked at again, and where 整改 is the ground, all of it found done."""
    return administrative_grounded(facts) or _verified(facts, ClosingGround.RECTIFIED)


def governance_closing(facts: CaseFacts) -> str:
    """As `administrative_closing`, with the grounds of a social-governance suggestion."""
    return _grounded(facts, CaseKind.GOVERNANCE) or _verified(facts, ClosingGround.ADOPTED)


def _verified(facts: CaseFacts, done: ClosingGround) -> str:
    is_done = facts.ground is done
    return followed_up(facts) or (
        "cases.not_rectified" if is_done and facts.finding is not Finding.ALL else ""
    )


def followed_up(facts: CaseFacts) -> str:
    """A follow-up investigation by two 检察人员 stands (第77条)."""
    return "" if facts.visits else "cases.no_follow_up"


def suspension(facts: CaseFacts) -> str:
    """All three conditions of article 78, with a look at the place."""
    if set(SuspensionCondition) - facts.conditions:
        return "cases.conditions_missing"
    return followed_up(facts)


def review_begins(facts: CaseFacts) -> str:
    """The rectification period is over; an early reply does not begin the review (第47条)."""
    return "" if facts.is_rectification_over else "cases.rectification_runs"


def announced_long_enough(facts: CaseFacts) -> str:
    """Thirty days of announcement are over (第91条)."""
    return "" if facts.is_announcement_over else "cases.announcement_runs"


def about_martyrs(facts: CaseFacts) -> str:
    """Kin are asked only where heroes and martyrs are concerned (第92条)."""
    return "" if facts.is_about_martyrs else "cases.not_about_martyrs"


def administrative_suit(facts: CaseFacts) -> str:
    """Not performed by a case of article 82, seen by a follow-up that did not find all put right.

    Until the period the suggestion set is over, the organ may still perform (第81条).
    """
    refusal = followed_up(facts) or review_begins(facts)
    if refusal:
        return refusal
    if facts.finding is Finding.ALL:
        return "cases.rectified_no_suit"
    if not facts.not_performed:
        return "cases.no_article_82"
    return "" if facts.may_sue else "cases.county_may_not_sue"


def may_take_over(facts: CaseFacts) -> str:
    """Only an office that may sue reviews what another one handed over for the suit (第47条)."""
    return has_party(facts) or ("" if facts.may_sue else "cases.county_may_not_sue")


def civil_suit(facts: CaseFacts) -> str:
    """A known defendant (第46条), and the procuratorate of the court's level (两高解释第5条)."""
    return has_party(facts) or ("" if facts.may_sue else "cases.county_may_not_sue")


def claims_met(facts: CaseFacts) -> str:
    """All that was claimed has come about; only then may a suit be withdrawn (第84条、第99条)."""
    return "" if facts.finding is Finding.ALL else "cases.claims_not_met"


def first_instance(facts: CaseFacts) -> str:
    """The judgment is that of the first instance: the second is final (第58条)."""
    return "cases.judgment_is_final" if facts.was_appealed else ""


def own_appeal(facts: CaseFacts) -> str:
    """The other side appealed, and this office has not yet: its own days run on beside (第58条)."""
    return "cases.already_appealed" if facts.has_own_appeal else ""


def appealed_ourselves(facts: CaseFacts) -> str:
    """This office appealed: only then has the other side an appeal to answer."""
    return "" if facts.has_own_appeal else "cases.no_own_appeal"


def appeal_runs(facts: CaseFacts) -> str:
    """There are days to appeal in which not to appeal is decided (第58条)."""
    return "" if facts.is_appeal_running else "cases.no_appeal_period"


def appeal_over(facts: CaseFacts) -> str:
    """The last day to appeal has passed without an appeal."""
    return appeal_runs(facts) or ("" if facts.is_appeal_over else "cases.appeal_period_runs")


def appeal_settled(facts: CaseFacts) -> str:
    """No day is left to appeal, or not to appeal was decided: before that no judgment takes effect."""
    is_open = facts.is_appeal_running and not facts.is_appeal_over
    return "cases.appeal_period_runs" if is_open else ""


def escalation(facts: CaseFacts) -> str:
    """Urged and still not put right without reason (检察建议规定第25条)."""
    if not facts.was_urged:
        return "cases.not_urged"
    return "cases.rectified_no_escalation" if facts.finding is Finding.ALL else followed_up(facts)
