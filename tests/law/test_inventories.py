"""Papers, eligibility, publication and decision rights: the tables the procedures rely on."""

from datetime import date

import pytest

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.decisions import DecisionMaker, decision_right, decision_rights
from xiezhi.law.documents import InventoryFamily, Paper, paper, papers
from xiezhi.law.eligibility import EligibilityRule, eligibility, figure
from xiezhi.law.instruments import provenance
from xiezhi.law.publication import PublicationRule, publications

J, G, R, F = (
    InventoryFamily.JUDICIAL,
    InventoryFamily.OFFICIAL,
    InventoryFamily.RECORD,
    InventoryFamily.FORM,
)
PAPERS = [
    # key, name, family, served
    ("lead_assessment", "线索评估表", F, False),
    ("preliminary_report", "初步调查报告", J, False),
    ("lead_transfer_notice", "移送案件线索通知书", J, True),
    ("lead_report_up", "报请移送案件线索意见书", J, True),
    ("filing_approval", "立案审批表", F, False),
    ("filing_decision", "立案决定书", J, True),
    ("no_filing_decision", "不立案决定书", J, False),
    ("case_transfer", "移送案件意见书", J, True),
    ("investigation_plan", "调查方案", J, False),
    ("inquiry_record", "询问笔录", R, False),
    ("evidence_order", "调取证据通知书", J, True),
    ("evidence_list", "调取证据清单", F, True),
    ("commission_letter", "委托鉴定（评估、审计、检验、检测、翻译）函", J, True),
    ("site_record", "勘验笔录", R, False),
    ("fact_confirmation", "事实确认书", J, True),
    ("talks_minutes", "磋商会议记录", R, False),
    ("investigation_report", "调查终结报告", J, False),
    ("recusal_decision", "回避决定书", J, True),
    ("recusal_review", "回避复议决定书", J, True),
    ("pil_suggestion", "检察建议书", J, True),
    ("service_receipt", "送达回证", F, True),
    ("record_filing_report", "备案报告", G, False),
    ("follow_up_record", "跟进调查笔录", R, False),
    ("suspension_decision", "中止审查决定书", J, True),
    ("resumption_decision", "恢复审查决定书", J, True),
    ("promotion_minutes", "工作推进会纪要", G, False),
    ("review_report", "审查终结报告", J, False),
    ("termination_decision", "终结案件决定书", J, True),
    ("announcement", "公告", G, False),
    ("kin_inquiry", "征询英雄烈士近亲属意见函", G, True),
    ("complaint", "公益诉讼起诉书", J, True),
    ("court_attendance", "派员出庭通知书", J, True),
    ("appeal", "公益诉讼上诉书", J, True),
    ("withdrawal_decision", "撤回起诉决定书", J, True),
    ("claim_change_decision", "变更诉讼请求决定书", J, True),
    ("support_opinion", "支持起诉意见书", J, True),
    ("support_withdrawal", "撤回支持起诉决定书", J, True),
    ("governance_report", "调查终结报告", J, False),
    ("policy_review", "法律政策研究部门审核意见", F, False),
    ("addressee_opinion", "征求意见函", G, True),
    ("governance_suggestion", "检察建议书", J, True),
    ("objection_review", "异议复核意见", J, True),
    ("suggestion_change", "变更检察建议决定书", J, True),
    ("suggestion_withdrawal", "撤回检察建议决定书", J, True),
    ("escalation_report", "督促落实报告", G, True),
    ("settlement_agreement", "和解协议书", J, False),
    ("escrow_notice", "赔偿保证金提存公证通知书", J, True),
    ("escrow_release_notice", "赔偿保证金提取通知书", J, True),
]


@pytest.mark.parametrize(
    ("key", "name", "family", "is_served"), PAPERS, ids=[row[0] for row in PAPERS]
)
def test_a_paper_is_named_as_the_article_names_it(
    key: str, name: str, family: InventoryFamily, is_served: bool
) -> None:
    found = paper(key)

    assert (found.name, found.family, found.is_served) == (name, family, is_served)


def test_no_paper_is_without_a_line_in_the_table() -> None:
    assert set(papers()) == {row[0] for row in PAPERS}


NAMED_BY = [
    # key, articles of 办案规则 that ask for the paper or name it
    ("filing_approval", "第30条"),
    ("filing_decision", "第30条、第70条"),
    ("no_filing_decision", "第30条"),
    ("case_transfer", "第16条、第79条、第94条"),
    ("investigation_plan", "第33条"),
    ("investigation_report", "第73条、第89条"),
    ("pil_suggestion", "第75条、第76条"),
    ("suspension_decision", "第78条"),
    ("review_report", "第79条、第94条"),
    ("termination_decision", "第74条、第80条、第90条、第95条"),
    ("announcement", "第91条"),
    ("complaint", "第46条、第81条、第96条、第97条"),
    ("court_attendance", "第49条、第63条"),
    ("appeal", "第59条"),
    ("withdrawal_decision", "第84条、第99条"),
    ("claim_change_decision", "第84条"),
    ("support_withdrawal", "第102条"),
]


@pytest.mark.parametrize(("key", "articles"), NAMED_BY, ids=[row[0] for row in NAMED_BY])
def test_a_paper_cites_the_articles_that_name_it(key: str, articles: str) -> None:
    found = paper(key).source

    assert found.basis == f"办案规则{articles}"
    assert found.is_verified or key == "case_transfer"


@pytest.mark.parametrize("found", papers().values(), ids=lambda one: one.key)
def test_every_paper_has_its_step_and_its_source(found: Paper) -> None:
    assert found.step
    assert found.flows
    assert found.source.tag in provenance()
    if found.source.tag in {"S1", "S3", "S12"}:
        assert found.instrument is not None
        assert found.source.basis.startswith(found.instrument.short)


def test_only_the_announcement_is_published() -> None:
    assert [one.key for one in papers().values() if one.is_published] == ["announcement"]


def test_the_settlement_agreement_bears_neither_seal_nor_prosecutors_signature() -> None:
    # 刑诉规则498条
    assert "检察人员不签名，不加盖检察院印章" in paper("settlement_agreement").source.note


def test_the_policy_review_belongs_to_governance_suggestions_alone() -> None:
    assert paper("policy_review").flows == ("检察建议",)
    assert decision_right("governance_suggest", TODAY).reviewed_by == (DecisionMaker.POLICY,)
    assert DecisionMaker.POLICY not in decision_right("suggest", TODAY).reviewed_by


@pytest.mark.parametrize("key", ["no_such_paper", ""])
def test_a_paper_nobody_knows_is_not_found(key: str) -> None:
    with pytest.raises(NotFoundError, match=r"^law\.no_paper$"):
        paper(key)


FIGURES = [
    # rule, figure, value, verified
    ("hearing_officer", "minimum_age", 23, True),
    ("hearing_officer", "fewest", 3, False),
    ("hearing_officer", "most", 7, False),
    ("special_assistant", "term_years", 3, False),
    ("grid_officer", "minimum_age", 18, True),
    ("mediator", "fewest", 3, True),
    ("mediator", "most", 9, True),
    ("mediator", "term_years", 3, True),
    ("prosecutor_staff_recusal", "decision_days", 3, True),
    ("prosecutor_staff_recusal", "review_days", 3, True),
    ("settlement_parties", "years_intent", 3, True),
    ("settlement_parties", "years_negligence", 7, True),
    ("settlement_parties", "years_back", 5, True),
    ("relief_applicant", "cap_months", 36, False),
    ("lead_reward", "least_yuan", 500, False),
    ("lead_reward", "most_yuan", 20000, False),
]


@pytest.mark.parametrize(("role", "key", "value", "is_verified"), FIGURES)
def test_a_number_of_eligibility_has_its_source(
    role: str, key: str, value: int, is_verified: bool
) -> None:
    found = figure(role, key)

    assert (found.value, found.source.is_verified) == (value, is_verified)


def test_no_number_is_without_a_line_in_the_table() -> None:
    stated = {(rule.key, key) for rule in eligibility().values() for key in rule.figures}

    assert stated == {(role, key) for role, key, *_ in FIGURES}


CONDITIONS = [
    # rule, conditions, bars
    ("hearing_officer", 5, 4),
    ("special_assistant", 3, 3),
    ("grid_officer", 4, 2),
    ("volunteer_yixin", 4, 0),
    ("mediator", 4, 4),
    ("prosecutor_staff_recusal", 0, 2),
    ("settlement_parties", 4, 1),
    ("relief_applicant", 4, 3),
    ("lead_reward", 4, 2),
    ("respondent_of_pil", 1, 0),
]


@pytest.mark.parametrize(("key", "require", "bar"), CONDITIONS)
def test_every_condition_and_bar_is_there(key: str, require: int, bar: int) -> None:
    rule = eligibility()[key]

    assert (len(rule.require), len(rule.bar)) == (require, bar)


def test_no_rule_of_eligibility_is_without_a_line() -> None:
    assert set(eligibility()) == {row[0] for row in CONDITIONS}


@pytest.mark.parametrize("rule", eligibility().values(), ids=lambda one: one.key)
def test_what_was_only_heard_is_marked(rule: EligibilityRule) -> None:
    for one in (*rule.require, *rule.bar):
        assert not (one.tag in {"K", "L"} and one.is_verified)


def test_an_assistant_is_no_second_prosecutor() -> None:
    assert "不计入二名以上检察人员" in eligibility()["special_assistant"].note


@pytest.mark.parametrize("asked", [("hearing_officer", "weight"), ("king", "minimum_age")])
def test_a_number_nobody_knows_is_not_found(asked: tuple[str, str]) -> None:
    with pytest.raises(NotFoundError, match=r"^law\.no_figure$"):
        figure(*asked)


D, TODAY = DecisionMaker, date(2026, 11, 25)
RIGHTS = [
    ("file", (D.CHIEF,)),
    ("not_file", (D.CHIEF,)),
    ("suggest", (D.CHIEF, D.COMMITTEE)),
    ("suspend", (D.CHIEF,)),
    ("terminate", (D.CHIEF, D.COMMITTEE)),
    ("sue", (D.CHIEF, D.COMMITTEE)),
    ("withdraw_or_change", (D.CHIEF, D.COMMITTEE)),
    ("extend_first", (D.CHIEF,)),
    ("extend_further", (D.SUPERIOR,)),
    ("recusal_of_staff", (D.CHIEF,)),
    ("recusal_of_chief", (D.COMMITTEE,)),
    ("designate", (D.SUPERIOR,)),
    ("governance_investigate", (D.CHIEF,)),
    ("governance_suggest", (D.CHIEF, D.COMMITTEE)),
    ("objection_upheld", (D.CHIEF, D.COMMITTEE)),
    ("objection_rejected", (D.CHIEF,)),
    ("escalate", (D.CHIEF,)),
    ("hold_hearing", (D.CHIEF,)),
    ("hearing_elsewhere", (D.CHIEF,)),
    ("invite_outside_pool", (D.CHIEF,)),
    ("depart_from_majority", (D.CHIEF,)),
    ("broadcast_hearing", (D.CHIEF,)),
    ("open_identity", (D.CHIEF,)),
    ("sign_delegated", (D.PROSECUTOR,)),
    ("handle", (D.PROSECUTOR, D.DEPARTMENT_HEAD, D.CHIEF)),
    ("committee", (D.COMMITTEE,)),
    ("resume", (D.CHIEF,)),
    ("transfer", (D.CHIEF,)),
    ("announce", (D.CHIEF,)),
    ("appeal", (D.CHIEF,)),
    ("judge", (D.COURT,)),
    ("support", (D.CHIEF,)),
    ("support_close", (D.CHIEF,)),
    ("conclude", (D.PROSECUTOR, D.DEPARTMENT_HEAD, D.CHIEF)),
    ("governance_handle", (D.PROSECUTOR, D.DEPARTMENT_HEAD, D.CHIEF)),
    ("governance_close", (D.PROSECUTOR, D.DEPARTMENT_HEAD, D.CHIEF)),
    ("change_or_withdraw", (D.CHIEF,)),
]


@pytest.mark.parametrize(("key", "makers"), RIGHTS, ids=[row[0] for row in RIGHTS])
def test_who_decides_is_data(key: str, makers: tuple[DecisionMaker, ...]) -> None:
    assert decision_right(key, TODAY).decided_by == makers


def test_no_decision_is_without_a_line() -> None:
    assert set(decision_rights()) == {row[0] for row in RIGHTS}
    with pytest.raises(NotFoundError, match=r"^law\.no_decision$"):
        decision_right("no_such_act", TODAY)


P = PublicationRule
PUBLISHED = [
    ("civil_announcement", P.MUST),
    ("hearing_announcement", P.CONDITIONAL),
    ("hearing_broadcast", P.CONDITIONAL),
    ("hearing_votes", P.NEVER),
    ("announced_service", P.CONDITIONAL),
    ("suggestion_text", P.NOT_BY_DEFAULT),
    ("filing_and_termination", P.NOT_BY_DEFAULT),
    ("supporter_lists", P.CONDITIONAL),
    ("reward_payments", P.NEVER),
    ("judgment", P.OTHERS),
]


def test_the_register_says_what_is_made_public() -> None:
    assert [(one.key, one.rule) for one in publications().values()] == PUBLISHED
