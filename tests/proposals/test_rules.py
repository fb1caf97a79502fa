"""Procedure, screening, conversion, answers and contacts of proposals; no database."""

from datetime import date

import pytest

from xiezhi.kernel.errors import InvalidInputError, TransitionRefusedError
from xiezhi.kernel.transitions import next_state
from xiezhi.proposals.rules.answers import check_answer, check_sent_on
from xiezhi.proposals.rules.contacts import names_them
from xiezhi.proposals.rules.conversion import ConversionKind, ConversionParts, check_conversion
from xiezhi.proposals.rules.kinds import ProposalKind, plain_number, proposal_label
from xiezhi.proposals.rules.materials import MaterialState
from xiezhi.proposals.rules.procedure import (
    TRANSITIONS,
    ProposalEvent,
    ProposalFacts,
    ProposalState,
)
from xiezhi.proposals.rules.screening import (
    Named,
    WishReason,
    check_screening,
    converted_answer,
    kind_answer,
    screening_hint,
)

S, E = ProposalState, ProposalEvent
FREE_BUS = "部分公交企业拒绝持证残疾人免费乘车，有关部门监管不到位。"
NAMED = Named(
    kind=ProposalKind.CPPCC_PROPOSAL,
    title="关于落实残疾人免费乘车的提案",
    session="十五届一次",
    number="36",
)


@pytest.mark.parametrize(
    ("source", "event", "facts", "target"),
    [
        (S.RECEIVED, E.FIND_SUBSTANCE, ProposalFacts(), S.IN_HAND),
        (S.RECEIVED, E.FIND_WISH, ProposalFacts(), S.AWAITING_ANSWER),
        (S.IN_HAND, E.SCREEN_AGAIN, ProposalFacts(), S.RECEIVED),
        (S.IN_HAND, E.CONVERT, ProposalFacts(conversions=2), S.IN_HAND),
        (S.ANSWERED, E.CONVERT, ProposalFacts(conversions=1), S.ANSWERED),
        (S.IN_HAND, E.FINISH, ProposalFacts(conversions=1), S.AWAITING_ANSWER),
        (S.IN_HAND, E.ANSWER, ProposalFacts(), S.ANSWERED),
        (S.AWAITING_ANSWER, E.ANSWER, ProposalFacts(), S.ANSWERED),
        (S.ANSWERED, E.HANDLE_AGAIN, ProposalFacts(is_dissatisfied=True), S.IN_HAND),
    ],
)
def test_lawful_step(
    source: ProposalState, event: ProposalEvent, facts: ProposalFacts, target: ProposalState
) -> None:
    assert next_state(TRANSITIONS, source, event, facts).target is target


@pytest.mark.parametrize(
    ("source", "event", "facts", "code"),
    [
        (S.RECEIVED, E.CONVERT, ProposalFacts(), "transition.none"),
        (S.RECEIVED, E.ANSWER, ProposalFacts(), "transition.none"),
        (S.IN_HAND, E.SCREEN_AGAIN, ProposalFacts(conversions=1), "proposals.already_converted"),
        (S.IN_HAND, E.FINISH, ProposalFacts(), "proposals.nothing_converted"),
        (S.ANSWERED, E.HANDLE_AGAIN, ProposalFacts(), "proposals.not_dissatisfied"),
        (S.ANSWERED, E.ANSWER, ProposalFacts(), "transition.none"),
    ],
)
def test_refused_step(
    source: ProposalState, event: ProposalEvent, facts: ProposalFacts, code: str
) -> None:
    with pytest.raises(TransitionRefusedError) as refused:
        next_state(TRANSITIONS, source, event, facts)
    assert refused.value.code == code


def test_every_state_is_reached_and_has_a_way_on() -> None:
    reached = {S.RECEIVED} | {row.target for row in TRANSITIONS}
    assert reached == set(S) == {row.source for row in TRANSITIONS}


def test_no_event_of_material_submits_it() -> None:
    """代表、委员 decide freely and put proposals forward in their own name."""
    assert {state.value for state in MaterialState} == {"draft", "offered", "taken_up", "not_taken"}


@pytest.mark.parametrize(
    ("written", "plain"), [("第012号", "12"), ("第 7 号", "7"), ("A036", "A36"), ("12", "12")]
)
def test_number_is_told_apart_however_it_is_written(written: str, plain: str) -> None:
    assert plain_number(written) == plain


def test_label_fits_where_matters_are_named() -> None:
    assert proposal_label(ProposalKind.DEPUTY_SUGGESTION, "十七届五次", "012") == (
        "代表建议 十七届五次第12号"
    )
    assert len(proposal_label(ProposalKind.CPPCC_PROPOSAL, "会" * 40, "9" * 40)) == 60


def test_hint_points_at_words_of_area_and_harm() -> None:
    hint = screening_hint("关于残疾人免费乘车的提案", FREE_BUS)
    assert hint.areas[0].area == "accessibility"
    assert set(hint.duty_words) == {"监管不到位", "拒绝"}
    assert hint.leans_to_substance


def test_hint_of_a_wish_leans_nowhere() -> None:
    hint = screening_hint("关于增设公交站点的建议", "建议增设站点、优化线路。")
    assert not hint.leans_to_substance
    assert set(hint.wish_words) == {"增设", "优化线路"}


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ({"has_substance": True, "words": "", "area": "food_drug"}, "proposals.reason_missing"),
        ({"has_substance": True, "words": "公益受损", "area": ""}, "proposals.area_missing"),
        ({"has_substance": False, "words": "愿望", "area": ""}, "proposals.wish_reason_missing"),
    ],
)
def test_screening_gives_its_reason(found: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_screening(reason=None, **found)  # type: ignore[arg-type]  # a table of cases
    assert refused.value.code == code


@pytest.mark.parametrize("reason", WishReason)
def test_every_wish_is_answered_kindly_and_with_a_way_on(reason: WishReason) -> None:
    text = kind_answer(NAMED, reason=reason, words="站点由交通运输局规划。")
    assert text.startswith("尊敬的委员：")
    assert "《关于落实残疾人免费乘车的提案》（第36号）" in text
    assert "站点由交通运输局规划。" in text
    assert "请随时与本院联系" in text


def test_answer_to_what_was_converted_tells_what_came_of_it() -> None:
    text = converted_answer(
        NAMED, outcomes=["公益诉讼线索（线索 2026-17）"], today=date(2026, 5, 1)
    )
    assert "截至2026年5月1日的办理情况：公益诉讼线索（线索 2026-17）" in text


@pytest.mark.parametrize(
    ("kind", "parts", "code"),
    [
        (ConversionKind.LEAD, ConversionParts(), "proposals.no_matter"),
        (ConversionKind.CASE, ConversionParts(), "proposals.no_matter"),
        (ConversionKind.CAMPAIGN, ConversionParts(), "proposals.no_campaign"),
        (ConversionKind.MECHANISM, ConversionParts(), "proposals.no_document_day"),
        (ConversionKind.JOINT_DISCUSSION, ConversionParts(), "proposals.no_document_day"),
    ],
)
def test_conversion_says_what_it_became(
    kind: ConversionKind, parts: ConversionParts, code: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_conversion(kind, parts, "说明")
    assert refused.value.code == code


def test_declined_needs_nothing_but_its_reason() -> None:
    check_conversion(ConversionKind.DECLINED, ConversionParts(), "已由其他机关办理")
    with pytest.raises(InvalidInputError, match=r"proposals\.words_missing"):
        check_conversion(ConversionKind.DECLINED, ConversionParts(), " ")


def test_answer_is_sorted() -> None:
    with pytest.raises(InvalidInputError, match=r"proposals\.answer_class_missing"):
        check_answer(text="答复", answer_class="")
    with pytest.raises(InvalidInputError, match=r"proposals\.answer_missing"):
        check_answer(text=" ", answer_class="a")


@pytest.mark.parametrize(
    ("sent_on", "code"),
    [
        (date(2026, 2, 28), "proposals.before_assigned"),
        (date(2026, 6, 2), "proposals.day_in_future"),
    ],
)
def test_answer_goes_between_assignment_and_today(sent_on: date, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_sent_on(sent_on, assigned_on=date(2026, 3, 1), today=date(2026, 6, 1))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("who", "submitters", "named"),
    [
        ("旗人大代表07、人民监督员02", "旗人大代表07", True),
        ("旗人大代表08", "旗人大代表07，旗人大代表08", True),
        ("旗人大代表09", "旗人大代表07、旗人大代表08", False),
        ("旗人大代表09", "", False),
        ("旗人大代表12", "旗人大代表1", False),
    ],
)
def test_submitter_is_known_among_those_present(who: str, submitters: str, named: bool) -> None:
    assert names_them(who, submitters) is named
