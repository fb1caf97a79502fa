"""A date explains itself: trigger, article, each step; and so does the want of one."""

from datetime import date
from typing import Any

import pytest

from xiezhi.kernel.errors import InvalidInputError, NotFoundError, RuleRefusedError
from xiezhi.law.deadlines import CountOutcome, Explanation, Extension, due, explain, rule_on
from xiezhi.law.periods import Period, Suspension, Unit
from xiezhi.law.steps import StepCode

C = StepCode
ONE_MONTH = Period(length=1, unit=Unit.MONTH)
FULL = date(2026, 3, 2)
EXPERT = Suspension(first=date(2026, 3, 10), last=date(2026, 3, 19))


def told(key: str, day: date, variant: str = "", **how: Any) -> Explanation:
    return explain(rule_on(key, day, variant=variant), day, **how)


def codes(found: Explanation) -> list[StepCode]:
    return [step.code for step in found.steps]


def params(found: Explanation, code: StepCode) -> dict[str, object]:
    return dict(next(step for step in found.steps if step.code is code).params)


def test_a_plain_count_names_trigger_article_and_each_step() -> None:
    found = told("pil_filing_decision_service", date(2026, 9, 24))

    assert codes(found) == [
        C.EVENT,
        C.BASIS_STATUTORY,
        C.FIRST_DAY_EXCLUDED,
        C.COUNTED,
        C.ROLLED_HOLIDAY,
        C.LAST_DAY,
    ]
    assert params(found, C.EVENT) == {"event": "决定立案", "day": date(2026, 9, 24)}
    assert params(found, C.BASIS_STATUTORY) == {"basis": "办案规则第70条"}
    assert params(found, C.COUNTED)["day"] == date(2026, 10, 1)
    assert params(found, C.ROLLED_HOLIDAY)["holiday"] == "国庆节"
    assert (found.outcome, found.day) == (CountOutcome.COUNTED, date(2026, 10, 8))


def test_the_urgent_reply_is_fifteen_days_and_names_its_condition() -> None:
    found = told("pil_suggestion_reply", FULL, "urgent")

    assert (found.period, found.day) == (Period(length=15, unit=Unit.DAY), date(2026, 3, 17))
    assert "继续扩大" in str(params(found, C.CONDITION)["condition"])


def test_appraisal_time_is_left_out_and_the_approver_is_named() -> None:
    # 办案规则47条、48条: 2 Apr, ten days out -> 12 Apr, one month more -> 12 May
    found = told(
        "pil_admin_review",
        FULL,
        suspensions=[EXPERT],
        extensions=[Extension(approver="检察长", period=ONE_MONTH)],
    )

    assert params(found, C.SUSPENDED)["days"] == 10
    assert params(found, C.EXTENDED_BY)["approver"] == "检察长"
    assert params(found, C.EXCLUDES)["basis"] == "办案规则第48条"
    assert params(found, C.RESTARTS)["basis"] == "办案规则第47条第3款"
    assert found.day == date(2026, 5, 12)


def test_the_superior_may_fix_the_day() -> None:
    found = told(
        "pil_civil_review",
        FULL,
        extensions=[
            Extension(approver="检察长", period=ONE_MONTH),
            Extension(approver="上一级人民检察院", until=date(2026, 8, 15)),
        ],
    )

    assert params(found, C.EXTENDED_UNTIL) == {
        "approver": "上一级人民检察院",
        "day": date(2026, 8, 15),
    }
    assert (found.day, params(found, C.LAST_DAY)["day"]) == (date(2026, 8, 15),) * 2


def test_a_suspension_still_open_has_no_last_day() -> None:
    found = told("pil_admin_review", FULL, paused_since=date(2026, 3, 20))

    assert (found.outcome, found.day) == (CountOutcome.PAUSED, None)
    assert params(found, C.PAUSED) == {"first": date(2026, 3, 20)}
    assert C.LAST_DAY not in codes(found)


@pytest.mark.parametrize("since", [date(2026, 4, 3), date(2026, 3, 2)])
def test_a_suspension_outside_the_running_period_changes_nothing(since: date) -> None:
    found = told("pil_admin_review", FULL, paused_since=since)

    assert (found.outcome, found.day) == (CountOutcome.COUNTED, date(2026, 4, 2))


def test_a_rule_counted_back_says_what_it_looks_to() -> None:
    found = told("hearing_notice", date(2026, 5, 10))

    assert codes(found) == [
        C.LOOKS_TO,
        C.BASIS_STATUTORY,
        C.UNVERIFIED,
        C.COUNTED_BACK,
        C.LAST_DAY,
    ]
    assert found.day == date(2026, 5, 6)


def test_no_number_in_law_is_told_as_such() -> None:
    found = told("sugg_objection", FULL)

    assert codes(found) == [C.EVENT, C.BASIS_OPEN, C.NO_NUMBER]
    assert (found.outcome, found.day) == (CountOutcome.OPEN, None)


def test_an_own_length_is_never_told_as_law() -> None:
    own = Period(length=10, unit=Unit.DAY)

    suggested = told("lead_assessment", FULL)
    set_by_the_office = told("lead_assessment", FULL, own_length=own)

    assert codes(suggested)[1] is C.BASIS_SUGGESTED
    assert codes(set_by_the_office)[1] is C.BASIS_OWN
    assert set_by_the_office.day == date(2026, 3, 12)
    for found in (suggested, set_by_the_office):
        assert C.BASIS_STATUTORY not in codes(found)


def test_the_urgent_reply_to_a_governance_suggestion_is_the_offices_own() -> None:
    open_yet = told("sugg_reply", FULL, "urgent")
    stated = told("sugg_reply", FULL, "urgent", own_length=Period(length=20, unit=Unit.DAY))

    assert open_yet.outcome is CountOutcome.OPEN
    assert (stated.day, codes(stated)[2]) == (date(2026, 3, 23), C.BASIS_OWN)
    with pytest.raises(RuleRefusedError, match=r"^law\.statutory_length_fixed$"):
        told("sugg_reply", FULL, own_length=Period(length=20, unit=Unit.DAY))


@pytest.mark.parametrize(
    ("key", "variant", "words"),
    [
        ("settlement_performance", "", "立即履行，至迟在从宽处理决定作出前"),
        ("hearing_in_case_limit", "", "计入办案期限，不中断、不扣除"),
        ("pil_follow_up", "", "送达后即开展，不等回复期满"),
        ("sugg_investigation", "urgent", "及时办结"),
    ],
)
def test_where_the_law_speaks_in_words_its_words_stand(key: str, variant: str, words: str) -> None:
    found = told(key, FULL, variant)

    assert (found.outcome, found.day) == (CountOutcome.IN_WORDS, None)
    assert params(found, C.IN_WORDS) == {"wording": words}


@pytest.mark.parametrize(
    ("key", "variant", "code"),
    [
        ("pil_transferred_review_restart", "", "law.variant_needed"),
        ("settlement_performance", "", "law.in_words"),
        ("pil_investigation", "", "law.own_length_missing"),
        ("sugg_reply", "urgent", "law.own_length_missing"),
    ],
)
def test_what_has_no_number_is_not_counted(key: str, variant: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        due(rule_on(key, FULL, variant=variant), FULL)

    assert refused.value.code == code


def test_the_review_of_a_transferred_case_begins_anew() -> None:
    admin, civil = (
        told("pil_transferred_review_restart", FULL, kind).day
        for kind in ("administrative", "civil")
    )

    assert C.CHOOSE_VARIANT in codes(told("pil_transferred_review_restart", FULL))
    assert (admin, civil) == (date(2026, 4, 2), date(2026, 6, 2))


def test_custody_never_rolls() -> None:
    # One month ends on 2 May 2026, a day of 劳动节.
    received = date(2026, 4, 2)

    assert told("prosecution_review", received).day == date(2026, 5, 6)
    assert told("prosecution_review", received, "custody").day == date(2026, 5, 2)
    assert C.NEVER_ROLLS in codes(told("prosecution_review", received, "custody"))


def test_a_least_time_is_told_as_such() -> None:
    found = told("pil_civil_announcement", FULL)

    assert params(found, C.NOT_BEFORE)["day"] == date(2026, 4, 1)
    assert C.LAST_DAY not in codes(found)


def test_what_comes_round_again_says_so() -> None:
    assert codes(told("petition_monthly_followup", FULL))[-1] is C.RECURS


def test_a_variant_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFoundError, match=r"^law\.no_variant$"):
        rule_on("pil_suggestion_reply", FULL, variant="slow")


def test_an_alias_means_the_rule() -> None:
    assert rule_on("pil_lead_assessment", FULL) == rule_on("lead_assessment", FULL)


@pytest.mark.parametrize(
    "both", [{}, {"period": ONE_MONTH, "until": date(2026, 5, 1)}], ids=["neither", "both"]
)
def test_an_extension_is_a_length_or_a_day(both: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError, match=r"^law\.extension_unclear$"):
        Extension(approver="检察长", **both)


@pytest.mark.parametrize(
    ("key", "approvers"),
    [
        ("pil_admin_review", ["检察长", "上一级人民检察院"]),
        ("pil_civil_review", ["检察长", "上一级人民检察院"]),
        ("xinfang_handle", ["本机关、单位负责人"]),
        ("pil_suggestion_reply", []),
    ],
)
def test_who_may_extend_is_data(key: str, approvers: list[str]) -> None:
    assert [one.approver for one in rule_on(key, FULL).extensions] == approvers


def test_the_seven_days_stay_the_laws_beside_the_local_reading() -> None:
    law = rule_on("petition_procedural_reply", FULL)
    local = rule_on("petition_procedural_reply", FULL, variant="workdays")

    assert (law.kind, law.period) == ("statutory", Period(length=7, unit=Unit.DAY))
    assert (local.kind, local.instrument, local.is_verified) == ("own", None, False)
    assert due(law, date(2024, 2, 5)).day < due(local, date(2024, 2, 5)).day


def test_a_suggestion_has_three_clocks_with_three_triggers() -> None:
    keys = ("pil_suggestion_service", "pil_suggestion_backup", "pil_suggestion_reply")
    rules = [rule_on(key, FULL) for key in keys]

    assert len({rule.trigger for rule in rules}) == 3


def test_the_review_begins_at_the_end_of_rectification_not_at_the_reply() -> None:
    assert rule_on("pil_admin_review", FULL).trigger == "检察建议整改期满"


def test_a_deputys_clock_is_the_law_of_its_year() -> None:
    old, new = (rule_on("npc_proposal_reply", date(year, 6, 1)) for year in (2022, 2026))

    assert (old.basis, new.basis) == ("代表法第42条", "代表法第51条")
    assert due(rule_on("npc_proposal_reply", FULL, variant="complex"), FULL).day == date(2026, 9, 2)
