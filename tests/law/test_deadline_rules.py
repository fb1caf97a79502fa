"""The time limits: found by the law of the day, 法定 kept apart from 本院规定."""

from datetime import date

import pytest

from xiezhi.kernel.errors import InvalidInputError, NotFoundError, RuleRefusedError
from xiezhi.law.deadline_rules import NO_LAW, deadline_rules
from xiezhi.law.deadlines import DeadlineKind, DeadlineRule, Direction, due, rule_on, rules_on
from xiezhi.law.instruments import instruments, provenance
from xiezhi.law.periods import Period, Suspension, Unit

TODAY = date(2026, 11, 25)
RULES = pytest.mark.parametrize(
    "rule", deadline_rules(), ids=lambda rule: f"{rule.key}-{rule.effective_from.year}"
)


@RULES
def test_every_rule_names_its_basis_and_begins_on_a_day(rule: DeadlineRule) -> None:
    assert rule.basis
    assert rule.effective_from <= (rule.effective_to or rule.effective_from)
    assert rule.is_in_force(rule.effective_from)


@RULES
def test_a_statutory_rule_stands_in_an_instrument_of_its_time(rule: DeadlineRule) -> None:
    if rule.kind is DeadlineKind.STATUTORY:
        assert rule.instrument is not None
        assert rule.period is not None or rule.wording or rule.variants
        assert rule.basis.startswith(rule.instrument.short)
        assert rule.instrument.is_in_force(rule.effective_from)
    else:
        assert rule.instrument is None


@RULES
def test_no_own_rule_is_called_statutory(rule: DeadlineRule) -> None:
    if rule.kind is DeadlineKind.OWN:
        assert rule.tag in NO_LAW
        assert "法定" not in rule.title + rule.basis + rule.note


@RULES
def test_what_was_not_read_is_marked_to_be_verified(rule: DeadlineRule) -> None:
    assert rule.tag in provenance()
    if rule.tag in {"K", "L"}:
        assert not rule.is_verified
    if rule.instrument is not None and rule.is_verified:
        assert rule.instrument.is_verified


STATUTORY: list[tuple[str, int | None, Unit | None, str]] = [
    # key, length, unit, article; None: the law gives words or a length for each variant
    ("petition_intake_review", 7, Unit.DAY, "刑诉规则第161条"),
    ("petition_procedural_reply", 7, Unit.DAY, "刑诉规则第163条"),
    ("petition_substantive_reply", 3, Unit.MONTH, "刑诉规则第163条"),
    ("jubao_visit_reply", 15, Unit.DAY, "举报工作规定第55条"),
    ("xinfang_notice", 15, Unit.DAY, "信访工作条例第23条"),
    ("xinfang_handle", 60, Unit.DAY, "信访工作条例第34条"),
    ("xinfang_review_apply", 30, Unit.DAY, "信访工作条例第35条、第36条"),
    ("pil_recusal_decision", 3, Unit.DAY, "办案规则第23条"),
    ("pil_recusal_review", 3, Unit.DAY, "办案规则第23条"),
    ("pil_entrusted_investigation", 30, Unit.DAY, "办案规则第43条"),
    ("pil_transferred_review_restart", None, None, "办案规则第47条第3款"),
    ("pil_complaint_backup", 5, Unit.DAY, "办案规则第46条"),
    ("pil_court_attendance", 3, Unit.DAY, "办案规则第49条"),
    ("pil_court_notice", 3, Unit.DAY, "两高解释第8条"),
    ("pil_defendant_copy", 5, Unit.DAY, "两高解释第17条"),
    ("pil_judgment_backup", 3, Unit.DAY, "办案规则第58条"),
    ("pil_appeal_copy_report", 3, Unit.DAY, "办案规则第62条"),
    ("pil_withdraw_or_change", 3, Unit.DAY, "办案规则第84条、第99条"),
    ("pil_withdraw_support", 3, Unit.DAY, "办案规则第102条"),
    ("pil_filing_decision_service", 7, Unit.DAY, "办案规则第70条"),
    ("pil_suggestion_service", 3, Unit.DAY, "办案规则第76条第1款"),
    ("pil_suggestion_backup", 5, Unit.DAY, "办案规则第75条第1款"),
    ("pil_suggestion_reply", 2, Unit.MONTH, "两高解释第21条第2款"),
    ("pil_follow_up", None, None, "办案规则第77条"),
    ("pil_admin_review", 1, Unit.MONTH, "办案规则第47条第1款"),
    ("pil_admin_appeal", 15, Unit.DAY, "行诉法第85条"),
    ("pil_civil_announcement", 30, Unit.DAY, "办案规则第91条"),
    ("pil_civil_review", 3, Unit.MONTH, "办案规则第47条第2款"),
    ("pil_civil_appeal", 15, Unit.DAY, "民诉法第171条"),
    ("pil_incidental_appeal", 10, Unit.DAY, "刑诉法第230条"),
    ("sugg_investigation", 2, Unit.MONTH, "检察建议规定第15条"),
    ("sugg_reply", 2, Unit.MONTH, "检察建议规定第19条"),
    ("sugg_backup", 5, Unit.DAY, "检察建议规定第21条"),
    ("hearing_notice", 3, Unit.DAY, "听证规定第10条"),
    ("hearing_in_case_limit", None, None, "听证规定第20条"),
    ("npc_proposal_reply", 3, Unit.MONTH, "代表法第51条"),
    ("judicial_confirmation_apply", 30, Unit.DAY, "人民调解法第33条"),
    ("judicial_confirmation_accept", 3, Unit.DAY, "司法确认规定第4条"),
    ("judicial_confirmation_decide", 15, Unit.DAY, "司法确认规定第5条"),
    ("settlement_performance", None, None, "刑诉规则第499条"),
    ("prosecution_review", 1, Unit.MONTH, "刑诉法第172条"),
    ("relief_decision", 10, Unit.WORKING_DAY, "司法救助意见（条号待核）"),
    ("relief_payment_notice", 2, Unit.WORKING_DAY, "司法救助意见（条号待核）"),
    ("relief_poverty_transfer", 5, Unit.WORKING_DAY, "救助扶贫衔接意见（条号待核）"),
    ("mediator_term", 3, Unit.YEAR, "人民调解法第9条"),
    ("service_by_publication", 30, Unit.DAY, "民诉法第95条"),
    ("log_retention", 6, Unit.MONTH, "网络安全法留存网络日志的规定（2025年修正后条号待核）"),
    ("pia_retention", 3, Unit.YEAR, "个人信息保护法第56条"),
    ("archive_transfer_county", 10, Unit.YEAR, "档案法实施条例第20条"),
    ("mlps_filing", 30, Unit.DAY, "等级保护办法第15条"),
    ("mlps_assessment_l3", 1, Unit.YEAR, "等级保护办法第14条"),
    ("crypto_assessment", 1, Unit.YEAR, "密评办法（条号待核）"),
]


@pytest.mark.parametrize(
    ("key", "length", "unit", "basis"), STATUTORY, ids=[row[0] for row in STATUTORY]
)
def test_statutory_limits_are_those_of_the_article(
    key: str, length: int | None, unit: Unit | None, basis: str
) -> None:
    rule = rule_on(key, TODAY)

    assert rule.kind is DeadlineKind.STATUTORY
    found = rule.period
    assert (found and found.length, found and found.unit) == (length, unit)
    assert rule.basis == basis


def test_nothing_else_is_statutory() -> None:
    found = {rule.key for rule in rules_on(TODAY) if rule.kind is DeadlineKind.STATUTORY}

    assert found == {row[0] for row in STATUTORY}


@pytest.mark.parametrize(
    "key",
    [
        "intake_screening",
        "lead_registration",
        "lead_assessment",
        "preliminary_investigation",
        "more_material",
        "urgent_handling",
        "official_system_registration",
        "lead_transfer",
        "internal_transfer",
        "crime_lead_transfer",
        "major_lead_record_filing",
        "referral_reply",
        "grid_member_verification",
        "reporter_feedback",
        "reporter_words_reply",
        "screening_feedback",
        "pil_investigation",
        "petition_monthly_followup",
        "look_back",
        "sugg_objection",
        "cppcc_proposal_reply",
        "conversion_ack",
        "conversion_copy_back",
        "conversion_outcome",
        "conversion_outcome_back",
        "hearing_officer_term",
        "assistant_term",
        "pre_job_training_validity",
        "yearly_training_validity",
    ],
)
def test_what_the_law_leaves_open_is_an_own_rule(key: str) -> None:
    assert rule_on(key, TODAY).kind is DeadlineKind.OWN


def test_the_rule_of_the_day_is_found() -> None:
    old = rule_on("pil_suggestion_reply", date(2020, 12, 31))
    new = rule_on("pil_suggestion_reply", date(2021, 1, 1))

    assert old.instrument == instruments()["pil_interpretation_2018"]
    assert new.instrument == instruments()["pil_interpretation_2020"]


@pytest.mark.parametrize(
    ("key", "days"),
    [("pil_admin_appeal", 10), ("pil_civil_appeal", 10), ("pil_incidental_appeal", 5)],
)
def test_a_ruling_is_appealed_sooner_than_a_judgment(key: str, days: int) -> None:
    # 行诉法第85条、民诉法第171条、刑诉法第230条
    ruling = rule_on(key, TODAY, variant="ruling")

    assert ruling.period == Period(length=days, unit=Unit.DAY)
    assert ruling.kind is DeadlineKind.STATUTORY


@pytest.mark.parametrize(
    ("day", "basis"),
    [
        (date(2021, 12, 31), "民诉法第164条"),
        (date(2022, 1, 1), "民诉法第171条"),
        (date(2024, 1, 1), "民诉法第171条"),
    ],
)
def test_the_appeal_in_civil_suits_stands_in_the_law_of_the_day(day: date, basis: str) -> None:
    assert rule_on("pil_civil_appeal", day).basis == basis


@pytest.mark.parametrize(
    ("key", "day"),
    [("no_such_rule", TODAY), ("pil_filing_decision_service", date(2021, 6, 30))],
)
def test_a_rule_not_in_force_is_not_found(key: str, day: date) -> None:
    with pytest.raises(NotFoundError) as refused:
        rule_on(key, day)

    assert refused.value.code == "law.no_rule"
    assert refused.value.params == {"rule": key, "day": day.isoformat()}


DUE = [
    # key, trigger, last day, why
    ("pil_filing_decision_service", date(2026, 2, 9), date(2026, 2, 24)),  # 16 Feb is 春节
    ("pil_suggestion_service", date(2026, 9, 17), date(2026, 9, 20)),  # worked Sunday
    ("pil_suggestion_reply", date(2021, 12, 31), date(2022, 2, 28)),  # no 31 February
    ("petition_procedural_reply", date(2024, 1, 28), date(2024, 2, 4)),  # worked Sunday
    ("urgent_handling", date(2026, 2, 16), date(2026, 2, 17)),  # holidays do not wait
    ("hearing_notice", date(2026, 5, 10), date(2026, 5, 6)),  # 7, 8, 9 May between
]


@pytest.mark.parametrize(("key", "trigger", "last"), DUE, ids=[row[0] for row in DUE])
def test_due_days(key: str, trigger: date, last: date) -> None:
    assert due(rule_on(key, trigger), trigger).day == last


def test_an_own_length_replaces_the_suggestion() -> None:
    rule = rule_on("lead_assessment", TODAY)
    own = Period(length=5, unit=Unit.WORKING_DAY)

    assert due(rule, date(2026, 3, 2)).day == date(2026, 3, 17)
    assert due(rule, date(2026, 3, 2), own_length=own).day == date(2026, 3, 9)


def test_an_office_cannot_change_a_statutory_length() -> None:
    rule = rule_on("pil_filing_decision_service", TODAY)

    with pytest.raises(RuleRefusedError) as refused:
        due(rule, TODAY, own_length=Period(length=10, unit=Unit.DAY))

    assert refused.value.code == "law.statutory_length_fixed"
    assert refused.value.basis == "办案规则第70条"


def test_an_own_rule_without_any_length_cannot_be_counted() -> None:
    rule = rule_on("pil_investigation", TODAY)

    with pytest.raises(InvalidInputError, match=r"^law\.own_length_missing$"):
        due(rule, TODAY)


def test_review_leaves_out_expert_work_and_takes_an_extension() -> None:
    # 办案规则47条、48条: 2 Apr, ten days out -> 12 Apr, one month more -> 12 May
    rule = rule_on("pil_admin_review", TODAY)
    expert_work = Suspension(first=date(2026, 3, 10), last=date(2026, 3, 19))
    first = rule.extensions[0]

    assert (first.approver, first.period) == ("检察长", Period(length=1, unit=Unit.MONTH))
    assert rule.extensions[1].period is None
    found = due(
        rule,
        date(2026, 3, 2),
        suspensions=[expert_work],
        extensions=[Period(length=1, unit=Unit.MONTH)],
    )
    assert found.day == date(2026, 5, 12)


def test_a_notice_counted_back_takes_no_extension() -> None:
    rule = rule_on("hearing_notice", TODAY)

    assert rule.direction is Direction.BEFORE
    with pytest.raises(InvalidInputError, match=r"^law\.counted_back_fixed$"):
        due(rule, TODAY, extensions=[Period(length=1, unit=Unit.DAY)])
