"""The guards written out from the articles: the line's name, its guard, the facts, the code of the refusal."""

from collections.abc import Callable
from dataclasses import replace

from xiezhi.cases.rules import facts as guards
from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.grounds import ClosingGround, Finding, NotPerformed, SuspensionCondition

Guard = Callable[[CaseFacts], str]

LIMBS = CaseFacts(is_interest_harmed=True, is_duty_neglected=True, has_main_party=True)
SERVED = CaseFacts(has_main_party=True, is_filing_served=True, has_rectification_due=True)
LOOKED = CaseFacts(visits=1, finding=Finding.PART)
DONE = CaseFacts(visits=1, finding=Finding.ALL)
THREE = frozenset(SuspensionCondition)
SUABLE = replace(
    LOOKED,
    is_rectification_over=True,
    may_sue=True,
    not_performed=frozenset({NotPerformed.REPLY_ONLY}),
    has_main_party=True,
)
OWN = replace(SERVED, has_own_suggestion=True)
URGENT = CaseFacts(has_main_party=True, has_objection_days=True, urgent_reply_days=15)
APPEALABLE = CaseFacts(is_appeal_running=True)
LAPSED = CaseFacts(is_appeal_running=True, is_appeal_over=True)
URGED = replace(LOOKED, was_urged=True)
_G = ClosingGround

TABLE: list[tuple[str, Guard, CaseFacts, str]] = [
    ("67: both limbs", guards.filing, LIMBS, ""),
    (
        "67: nothing harmed",
        guards.filing,
        replace(LIMBS, is_interest_harmed=False),
        "cases.no_harm",
    ),
    (
        "67: no neglect",
        guards.filing,
        replace(LIMBS, is_duty_neglected=False),
        "cases.no_breach",
    ),
    ("67: no organ", guards.filing, replace(LIMBS, has_main_party=False), "cases.no_party"),
    (
        "29: serious and unknown",
        guards.filing,
        CaseFacts(is_interest_harmed=True, is_serious_and_unknown=True),
        "",
    ),
    (
        "29: serious is not enough without harm",
        guards.filing,
        CaseFacts(is_serious_and_unknown=True),
        "cases.no_harm",
    ),
    (
        "area not opened by law",
        guards.filing,
        replace(LIMBS, is_area_open=False),
        "cases.area_not_open",
    ),
    ("97: no criminal case", guards.criminal_filing, LIMBS, "cases.no_criminal_case"),
    ("97: beside one", guards.criminal_filing, replace(LIMBS, has_criminal_case=True), ""),
    ("97: limbs first", guards.criminal_filing, CaseFacts(), "cases.no_harm"),
    ("100: no plaintiff", guards.has_party, CaseFacts(), "cases.no_party"),
    ("100: a plaintiff", guards.has_party, CaseFacts(has_main_party=True), ""),
    ("70: not served", guards.filing_served, CaseFacts(), "cases.filing_not_served"),
    ("70: served", guards.filing_served, SERVED, ""),
    ("73: no evidence", guards.investigated, CaseFacts(), "cases.no_evidence"),
    (
        "36: collected alone",
        guards.investigated,
        CaseFacts(evidence=3, lone_evidence=1),
        "cases.collected_alone",
    ),
    ("36: by two", guards.investigated, CaseFacts(evidence=3), ""),
    ("75: all of it", guards.suggestion, SERVED, ""),
    (
        "70: filing not served",
        guards.suggestion,
        replace(SERVED, is_filing_served=False),
        "cases.filing_not_served",
    ),
    ("75: no organ", guards.suggestion, replace(SERVED, has_main_party=False), "cases.no_party"),
    (
        "75: no period",
        guards.suggestion,
        replace(SERVED, has_rectification_due=False),
        "cases.no_rectification_due",
    ),
    (
        "16: no objection period",
        guards.governance_suggestion,
        CaseFacts(has_main_party=True),
        "cases.no_objection_period",
    ),
    (
        "19: urgent, with the reason",
        guards.governance_suggestion,
        replace(URGENT, is_urgency_explained=True),
        "",
    ),
    ("19: urgent, no reason", guards.governance_suggestion, URGENT, "cases.no_urgent_reason"),
    (
        "19: urgent, two months",
        guards.governance_suggestion,
        replace(URGENT, urgent_reply_days=60, is_urgency_explained=True),
        "cases.urgent_reply_too_long",
    ),
    (
        "19: urgent, no day",
        guards.governance_suggestion,
        replace(URGENT, urgent_reply_days=0, is_urgency_explained=True),
        "cases.urgent_reply_too_long",
    ),
    ("22: an own suggestion", guards.own_suggestion, OWN, ""),
    ("22: another office's", guards.own_suggestion, SERVED, "cases.no_own_suggestion"),
    ("22: changed", guards.changed_suggestion, OWN, ""),
    (
        "22: changed, not this office's",
        guards.changed_suggestion,
        SERVED,
        "cases.no_own_suggestion",
    ),
    (
        "22: changed, the old period kept",
        guards.changed_suggestion,
        replace(OWN, is_rectification_over=True),
        "cases.rectification_is_over",
    ),
    (
        "22: changed, no period",
        guards.changed_suggestion,
        replace(OWN, has_rectification_due=False),
        "cases.no_rectification_due",
    ),
    ("47: taken over", guards.may_take_over, SUABLE, ""),
    (
        "47: taken over by an office that may not sue",
        guards.may_take_over,
        replace(SUABLE, may_sue=False),
        "cases.county_may_not_sue",
    ),
    (
        "47: taken over, nobody to sue",
        guards.may_take_over,
        replace(SUABLE, has_main_party=False),
        "cases.no_party",
    ),
    (
        "16: nobody addressed",
        guards.governance_suggestion,
        CaseFacts(has_objection_days=True),
        "cases.no_party",
    ),
    (
        "16: with it",
        guards.governance_suggestion,
        CaseFacts(has_main_party=True, has_objection_days=True),
        "",
    ),
    ("74: no ground", guards.administrative_grounded, CaseFacts(), "cases.no_ground"),
    (
        "74: a ground of civil cases",
        guards.administrative_grounded,
        CaseFacts(ground=_G.KIN_REFUSES),
        "cases.wrong_ground",
    ),
    (
        "74: not unlawful",
        guards.administrative_grounded,
        CaseFacts(ground=_G.NOT_UNLAWFUL),
        "",
    ),
    (
        "90: a ground of administrative cases",
        guards.civil_grounded,
        CaseFacts(ground=_G.RECTIFIED),
        "cases.wrong_ground",
    ),
    ("90: none", guards.civil_grounded, CaseFacts(), "cases.no_ground"),
    (
        "90(2): others sue",
        guards.civil_grounded,
        CaseFacts(ground=_G.OTHERS_SUE),
        "",
    ),
    (
        "90(2): others sue with support",
        guards.civil_grounded,
        CaseFacts(ground=_G.OTHERS_SUE, has_supported=True),
        "cases.supported_stays_open",
    ),
    (
        "90(1): no violation, support or not",
        guards.civil_grounded,
        CaseFacts(ground=_G.NO_VIOLATION, has_supported=True),
        "",
    ),
    (
        "support: a civil ground",
        guards.support_grounded,
        CaseFacts(ground=_G.COMPENSATION),
        "cases.wrong_ground",
    ),
    ("support: judgment", guards.support_grounded, CaseFacts(ground=_G.JUDGMENT), ""),
    (
        "80: never looked",
        guards.administrative_closing,
        CaseFacts(ground=_G.RECTIFIED),
        "cases.no_follow_up",
    ),
    (
        "80: put right in part",
        guards.administrative_closing,
        replace(LOOKED, ground=_G.RECTIFIED),
        "cases.not_rectified",
    ),
    (
        "80: put right",
        guards.administrative_closing,
        replace(DONE, ground=_G.RECTIFIED),
        "",
    ),
    (
        "80: protected otherwise",
        guards.administrative_closing,
        replace(LOOKED, ground=_G.PROTECTED),
        "",
    ),
    ("80: no ground", guards.administrative_closing, DONE, "cases.no_ground"),
    (
        "24: adopted in part",
        guards.governance_closing,
        replace(LOOKED, ground=_G.ADOPTED),
        "cases.not_rectified",
    ),
    ("24: adopted", guards.governance_closing, replace(DONE, ground=_G.ADOPTED), ""),
    (
        "24: a ground of public-interest cases",
        guards.governance_closing,
        replace(DONE, ground=_G.RECTIFIED),
        "cases.wrong_ground",
    ),
    ("77: not looked", guards.followed_up, CaseFacts(), "cases.no_follow_up"),
    ("77: looked", guards.followed_up, LOOKED, ""),
    ("78: all three", guards.suspension, replace(LOOKED, conditions=THREE), ""),
    (
        "78: not seen",
        guards.suspension,
        CaseFacts(conditions=THREE),
        "cases.no_follow_up",
    ),
    ("47: period runs", guards.review_begins, CaseFacts(), "cases.rectification_runs"),
    ("47: period over", guards.review_begins, CaseFacts(is_rectification_over=True), ""),
    ("91: thirty days run", guards.announced_long_enough, CaseFacts(), "cases.announcement_runs"),
    ("91: over", guards.announced_long_enough, CaseFacts(is_announcement_over=True), ""),
    ("92: others", guards.about_martyrs, CaseFacts(), "cases.not_about_martyrs"),
    ("92: martyrs", guards.about_martyrs, CaseFacts(is_about_martyrs=True), ""),
    ("81: all there", guards.administrative_suit, SUABLE, ""),
    (
        "81: not looked",
        guards.administrative_suit,
        replace(SUABLE, visits=0, finding=None),
        "cases.no_follow_up",
    ),
    (
        "81: the organ still has time",
        guards.administrative_suit,
        replace(SUABLE, is_rectification_over=False),
        "cases.rectification_runs",
    ),
    (
        "81: put right",
        guards.administrative_suit,
        replace(SUABLE, finding=Finding.ALL),
        "cases.rectified_no_suit",
    ),
    (
        "82: no case of it",
        guards.administrative_suit,
        replace(SUABLE, not_performed=frozenset()),
        "cases.no_article_82",
    ),
    (
        "area the county may not sue in",
        guards.administrative_suit,
        replace(SUABLE, may_sue=False),
        "cases.county_may_not_sue",
    ),
    (
        "16: county, civil",
        guards.civil_suit,
        replace(SUABLE, may_sue=False),
        "cases.county_may_not_sue",
    ),
    (
        "46: nobody to sue",
        guards.civil_suit,
        replace(SUABLE, has_main_party=False),
        "cases.no_party",
    ),
    ("96: the city", guards.civil_suit, SUABLE, ""),
    ("84: claims not met", guards.claims_met, LOOKED, "cases.claims_not_met"),
    ("84: never looked", guards.claims_met, CaseFacts(), "cases.claims_not_met"),
    ("84: claims met", guards.claims_met, DONE, ""),
    ("58: first judgment", guards.first_instance, CaseFacts(), ""),
    (
        "58: second judgment",
        guards.first_instance,
        CaseFacts(was_appealed=True),
        "cases.judgment_is_final",
    ),
    ("58: the other side's appeal", guards.own_appeal, CaseFacts(was_appealed=True), ""),
    (
        "58: appealed twice",
        guards.own_appeal,
        CaseFacts(was_appealed=True, has_own_appeal=True),
        "cases.already_appealed",
    ),
    (
        "108: our appeal answered",
        guards.appealed_ourselves,
        CaseFacts(was_appealed=True, has_own_appeal=True),
        "",
    ),
    (
        "108: their own appeal",
        guards.appealed_ourselves,
        CaseFacts(was_appealed=True),
        "cases.no_own_appeal",
    ),
    ("58: not to appeal", guards.appeal_runs, APPEALABLE, ""),
    ("58: nothing to waive", guards.appeal_runs, CaseFacts(), "cases.no_appeal_period"),
    ("85: days are over", guards.appeal_over, LAPSED, ""),
    ("85: days run", guards.appeal_over, APPEALABLE, "cases.appeal_period_runs"),
    ("85: no days", guards.appeal_over, CaseFacts(), "cases.no_appeal_period"),
    ("85: no effect yet", guards.appeal_settled, APPEALABLE, "cases.appeal_period_runs"),
    ("85: effect by lapse", guards.appeal_settled, LAPSED, ""),
    ("85: effect without days", guards.appeal_settled, CaseFacts(), ""),
    ("25: not urged", guards.escalation, LOOKED, "cases.not_urged"),
    (
        "25: put right",
        guards.escalation,
        replace(URGED, finding=Finding.ALL),
        "cases.rectified_no_escalation",
    ),
    ("25: not seen", guards.escalation, CaseFacts(was_urged=True), "cases.no_follow_up"),
    ("25: urged in vain", guards.escalation, URGED, ""),
]
