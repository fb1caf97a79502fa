"""The procedures of cases written out from the articles: state, event, state, article, papers, who decides.

``chief`` is the chief procurator, or the committee the chief may ask (办案规则第5条); ``prosecutor`` is
whoever handles the case, or anybody above; ``nobody`` marks what follows from service, days or others' acts.
"""

from typing import Final

from xiezhi.cases.rules.kinds import CaseKind

_ADMINISTRATIVE: Final = """
proposed | file | filed | 办案规则第67条 | filing_decision | chief
proposed | refuse_filing | not_filed | 办案规则第30条 | no_filing_decision | chief
filed | hold_talks | filed | 办案规则第70条 | talks_minutes fact_confirmation | prosecutor
investigating | hold_talks | investigating | 办案规则第70条 | talks_minutes fact_confirmation | prosecutor
filed | start_investigation | investigating | 办案规则第33条 | investigation_plan | prosecutor
investigating | report_investigation | investigated | 办案规则第73条 | investigation_report | prosecutor
investigated | terminate | closed | 办案规则第74条 | termination_decision | chief
investigated | decide_suggestion | suggestion_decided | 办案规则第75条 | pil_suggestion | chief
suggestion_decided | serve_suggestion | follow_up | 办案规则第76条 | - | nobody
follow_up | file_record | follow_up | 办案规则第75条 | record_filing_report | prosecutor
suspended | file_record | suspended | 办案规则第78条 | record_filing_report | prosecutor
under_review | file_record | under_review | 办案规则第75条 | record_filing_report | prosecutor
reviewed | file_record | reviewed | 办案规则第75条 | record_filing_report | prosecutor
follow_up | suspend | suspended | 办案规则第78条 | suspension_decision | chief
under_review | suspend | suspended | 办案规则第78条 | suspension_decision | chief
suspended | resume | follow_up | 办案规则第78条 | resumption_decision | chief
follow_up | change_suggestion | suggestion_decided | 检察建议规定第22条、第30条 | suggestion_change | chief
under_review | change_suggestion | suggestion_decided | 检察建议规定第22条、第30条 | suggestion_change | chief
reviewed | change_suggestion | suggestion_decided | 检察建议规定第22条、第30条 | suggestion_change | chief
suggestion_decided | withdraw_suggestion | investigated | 检察建议规定第22条、第30条 | suggestion_withdrawal | chief
follow_up | withdraw_suggestion | investigated | 检察建议规定第22条、第30条 | suggestion_withdrawal | chief
under_review | withdraw_suggestion | investigated | 检察建议规定第22条、第30条 | suggestion_withdrawal | chief
reviewed | withdraw_suggestion | investigated | 检察建议规定第22条、第30条 | suggestion_withdrawal | chief
follow_up | start_review | under_review | 办案规则第47条 | - | nobody
follow_up | report_review | reviewed | 办案规则第79条 | review_report | prosecutor
under_review | report_review | reviewed | 办案规则第79条 | review_report | prosecutor
reviewed | terminate | closed | 办案规则第80条 | termination_decision | chief
reviewed | transfer | transferred | 办案规则第79条 | case_transfer | chief
reviewed | sue | sued | 办案规则第81条 | complaint | chief
proposed | take_over | under_review | 办案规则第47条 | case_transfer | nobody
sued | receive_notice | sued | 办案规则第49条 | - | nobody
sued | attend_court | sued | 办案规则第49条 | court_attendance | prosecutor
appealed | attend_court | appealed | 办案规则第63条 | court_attendance | prosecutor
sued | receive_judgment | judged | 办案规则第58条 | judgment | court
appealed | receive_judgment | judged | 办案规则第58条 | judgment | court
sued | change_claim | sued | 办案规则第84条 | claim_change_decision | chief
sued | withdraw_suit | closed | 办案规则第84条 | withdrawal_decision | chief
sued | file_record | sued | 办案规则第46条 | record_filing_report | prosecutor
judged | file_record | judged | 办案规则第58条 | record_filing_report | prosecutor
appealed | file_record | appealed | 办案规则第58条 | record_filing_report | prosecutor
judged | appeal | appealed | 办案规则第58条 | appeal | chief
appealed | appeal | appealed | 办案规则第58条 | appeal | chief
judged | receive_appeal | appealed | 办案规则第62条 | - | nobody
appealed | receive_appeal | appealed | 办案规则第62条 | - | nobody
appealed | receive_answer | appealed | 行诉解释第108条 | - | nobody
judged | conclude | closed | 本院规定 | - | prosecutor
judged | waive_appeal | judged | 办案规则第58条 | - | chief
judged | lapse_appeal | judged | 行诉法第85条 | - | nobody
appealed | waive_appeal | appealed | 办案规则第58条 | - | chief
appealed | lapse_appeal | appealed | 行诉法第85条 | - | nobody
"""

_CIVIL: Final = """
proposed | file | filed | 办案规则第85条 | filing_decision | chief
proposed | refuse_filing | not_filed | 办案规则第30条 | no_filing_decision | chief
filed | start_investigation | investigating | 办案规则第33条 | investigation_plan | prosecutor
investigating | report_investigation | investigated | 办案规则第89条 | investigation_report | prosecutor
investigated | terminate | closed | 办案规则第90条 | termination_decision | chief
investigated | announce | announced | 办案规则第91条 | announcement | chief
investigated | ask_kin | under_review | 办案规则第92条 | kin_inquiry | prosecutor
announced | start_review | under_review | 办案规则第47条 | - | nobody
under_review | report_review | reviewed | 办案规则第94条 | review_report | prosecutor
reviewed | terminate | closed | 办案规则第95条 | termination_decision | chief
reviewed | transfer | transferred | 办案规则第16条 | case_transfer | chief
reviewed | sue | sued | 办案规则第96条 | complaint | chief
sued | settle | sued | 办案规则第99条 | settlement_agreement escrow_notice escrow_release_notice | prosecutor
proposed | take_over | under_review | 办案规则第47条 | case_transfer | nobody
sued | receive_notice | sued | 办案规则第49条 | - | nobody
sued | attend_court | sued | 办案规则第49条 | court_attendance | prosecutor
appealed | attend_court | appealed | 办案规则第63条 | court_attendance | prosecutor
sued | receive_judgment | judged | 办案规则第58条 | judgment | court
appealed | receive_judgment | judged | 办案规则第58条 | judgment | court
sued | change_claim | sued | 办案规则第111条 | claim_change_decision | chief
sued | withdraw_suit | closed | 办案规则第99条 | withdrawal_decision | chief
sued | file_record | sued | 办案规则第46条 | record_filing_report | prosecutor
judged | file_record | judged | 办案规则第58条 | record_filing_report | prosecutor
appealed | file_record | appealed | 办案规则第58条 | record_filing_report | prosecutor
judged | appeal | appealed | 办案规则第58条 | appeal | chief
appealed | appeal | appealed | 办案规则第58条 | appeal | chief
judged | receive_appeal | appealed | 办案规则第62条 | - | nobody
appealed | receive_appeal | appealed | 办案规则第62条 | - | nobody
appealed | receive_answer | appealed | 民诉法第174条 | - | nobody
judged | conclude | closed | 本院规定 | - | prosecutor
judged | waive_appeal | judged | 办案规则第58条 | - | chief
judged | lapse_appeal | judged | 民诉法第158条 | - | nobody
appealed | waive_appeal | appealed | 办案规则第58条 | - | chief
appealed | lapse_appeal | appealed | 民诉法第158条 | - | nobody
"""

_SUPPORT: Final = """
proposed | file | filed | 办案规则第100条 | filing_decision | chief
proposed | refuse_filing | not_filed | 办案规则第30条 | no_filing_decision | chief
filed | start_investigation | investigating | 办案规则第101条 | investigation_plan | prosecutor
filed | support | supporting | 办案规则第101条 | support_opinion | chief
investigating | support | supporting | 办案规则第101条 | support_opinion | chief
filed | terminate | closed | 本院规定 | termination_decision | chief
investigating | terminate | closed | 本院规定 | termination_decision | chief
supporting | terminate | closed | 本院规定 | termination_decision | chief
supporting | withdraw_support | closed | 办案规则第102条 | support_withdrawal | chief
"""

_GOVERNANCE: Final = """
proposed | decide_investigation | investigating | 检察建议规定第13条 | - | chief
investigating | report_investigation | investigated | 检察建议规定第15条 | governance_report | prosecutor
investigated | close_without | closed | 检察建议规定第15条 | - | chief
policy_passed | close_without | closed | 检察建议规定第15条 | - | chief
investigated | request_policy_review | policy_review | 检察建议规定第17条 | - | prosecutor
policy_review | return_policy_review | investigated | 检察建议规定第17条 | - | prosecutor
policy_review | pass_policy_review | policy_passed | 检察建议规定第17条 | policy_review | prosecutor
policy_passed | ask_addressee | policy_passed | 检察建议规定第17条 | addressee_opinion | prosecutor
policy_passed | decide_suggestion | suggestion_decided | 检察建议规定第15条 | governance_suggestion | chief
suggestion_decided | serve_suggestion | follow_up | 检察建议规定第18条 | - | nobody
suggestion_decided | file_record | suggestion_decided | 检察建议规定第21条 | record_filing_report | prosecutor
follow_up | file_record | follow_up | 检察建议规定第21条 | record_filing_report | prosecutor
objected | file_record | objected | 检察建议规定第21条 | record_filing_report | prosecutor
escalated | file_record | escalated | 检察建议规定第21条 | record_filing_report | prosecutor
follow_up | object | objected | 检察建议规定第23条 | - | nobody
objected | reject_objection | follow_up | 检察建议规定第23条 | objection_review | chief
follow_up | change_suggestion | suggestion_decided | 检察建议规定第22条 | suggestion_change | chief
objected | change_suggestion | suggestion_decided | 检察建议规定第23条 | suggestion_change | chief
suggestion_decided | withdraw_suggestion | closed | 检察建议规定第22条 | suggestion_withdrawal | chief
follow_up | withdraw_suggestion | closed | 检察建议规定第22条 | suggestion_withdrawal | chief
objected | withdraw_suggestion | closed | 检察建议规定第23条 | suggestion_withdrawal | chief
follow_up | escalate | escalated | 检察建议规定第25条 | escalation_report | chief
follow_up | terminate | closed | 本院规定 | - | prosecutor
escalated | terminate | closed | 本院规定 | - | prosecutor
"""

WRITTEN_OUT: Final = {
    CaseKind.ADMINISTRATIVE: _ADMINISTRATIVE,
    CaseKind.CIVIL: _CIVIL,
    CaseKind.INCIDENTAL: _CIVIL.replace("办案规则第96条", "办案规则第97条").replace(
        "民诉法第158条", "刑诉法第259条"
    ),
    CaseKind.SUPPORT: _SUPPORT,
    CaseKind.GOVERNANCE: _GOVERNANCE,
}
