"""Why a paper is not made: every field named with where to mend it; both files or neither."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.documents.papers.case.samples import DATED, KEYS, OFFICE, ORGAN, SAMPLES, sample
from xiezhi.documents.papers.case.definitions import FillPlace
from xiezhi.documents.papers.case.making import docx, pdf, pictures
from xiezhi.documents.papers.case.problems import problems_of
from xiezhi.documents.papers.case.registry import definition
from xiezhi.documents.papers.case.values import CasePaperValues, Filled, ProblemCode
from xiezhi.kernel.errors import InvalidInputError

P = ProblemCode


def found(values: CasePaperValues) -> dict[str, ProblemCode]:
    return {problem.field: problem.code for problem in problems_of(values)}


def without(key: str, field: str) -> CasePaperValues:
    values = SAMPLES[key]
    return replace(values, fields={**values.fields, field: ""})


def changed(key: str, **fields: Filled) -> CasePaperValues:
    values = SAMPLES[key]
    return replace(values, fields={**values.fields, **fields})


@pytest.mark.parametrize("key", KEYS)
def test_each_required_field_that_is_missing_is_named(key: str) -> None:
    known = definition(key)
    values = SAMPLES[key]
    for one in known.fields:
        if not one.is_required or one.key not in values.fields or one.options:
            continue
        problems = {problem.field: problem for problem in problems_of(without(key, one.key))}
        assert problems[one.key].code is P.MISSING, one.key
        assert problems[one.key].label == one.label
        assert problems[one.key].place is one.place
        assert problems[one.key].basis == one.basis


def test_empty_paper_names_everything_it_asks_for() -> None:
    problems = problems_of(CasePaperValues(key="governance_suggestion", office="", fields={}))
    missing = [problem.field for problem in problems if problem.code is P.MISSING]
    wanted = [one.key for one in definition("governance_suggestion").fields if one.is_required]
    assert missing == ["office", *wanted]


def test_whitespace_is_not_an_answer() -> None:
    assert found(changed("filing_decision", harm=" \u3000\n\u200b"))["harm"] is P.MISSING


@pytest.mark.parametrize(
    ("key", "fields", "field", "code"),
    [
        pytest.param(
            "investigation_report", {"filed_on": date(2026, 7, 1)}, "filed_on", P.AFTER_PAPER,
            id="filed-after-the-paper",
        ),
        pytest.param(
            "suspension_decision", {"measure_on": date(2026, 5, 20)}, "rectify_due", P.BEFORE_OTHER,
            id="办案规则第78条: plan after the period",
        ),
        pytest.param(
            "suspension_decision", {"rectify_due": date(2026, 3, 1)}, "rectify_due", P.BEFORE_OTHER,
            id="period-ends-before-service",
        ),
        pytest.param(
            "review_report", {"replied_on": date(2026, 3, 1)}, "replied_on", P.BEFORE_OTHER,
            id="reply-before-service",
        ),
        pytest.param(
            "evidence_order", {"provide_by_day": DATED}, "provide_by_day", P.LIMIT_NOT_AFTER_PAPER,
            id="limit-on-the-day-of-issue",
        ),
        pytest.param(
            "addressee_opinion", {"answer_by_day": date(2026, 6, 1)}, "answer_by_day",
            P.LIMIT_NOT_AFTER_PAPER, id="limit-before-issue",
        ),
        pytest.param(
            "site_record", {"investigators": ["承办检察官02"]}, "investigators", P.TOO_FEW_PEOPLE,
            id="办案规则第36条: one alone",
        ),
        pytest.param(
            "site_record", {"investigators": ["承办检察官02", "承办 检察官02"]}, "investigators",
            P.TOO_FEW_PEOPLE, id="the-same-twice",
        ),
        pytest.param(
            "governance_suggestion", {"objection_within": ""}, "objection_within", P.MISSING,
            id="检察建议规定第16条: no objection period",
        ),
        pytest.param(
            "governance_suggestion", {"objection_within": "三个月"}, "objection_within",
            P.LONGER_THAN_REPLY, id="objection-longer-than-reply",
        ),
        pytest.param(
            "governance_suggestion", {"reply_within": "尽快"}, "reply_within", P.MALFORMED,
            id="no-period",
        ),
        pytest.param(
            "pil_suggestion", {"reply_within": "十五日"}, "urgent_reason", P.URGENCY_UNEXPLAINED,
            id="检察公益诉讼解释第21条: urgency without a reason",
        ),
        pytest.param(
            "pil_suggestion", {"objection_within": "十日"}, "objection_within", P.NOT_OF_PAPER,
            id="no objection period in 公益诉讼",
        ),
        pytest.param(
            "announcement", {"announced_within": "十五日"}, "announced_within", P.NOT_THIRTY_DAYS,
            id="办案规则第91条: thirty days",
        ),
        pytest.param(
            "termination_decision", {"admin_ground": "tired"}, "admin_ground", P.NOT_A_CHOICE,
            id="办案规则第74条: no such ground",
        ),
        pytest.param(
            "termination_decision", {"civil_ground": "protected"}, "civil_ground", P.NOT_OF_PAPER,
            id="civil-ground-in-an-administrative-case",
        ),
        pytest.param(
            "follow_up_record", {"checked": "all"}, "failures", P.CONTRADICTS,
            id="all-mended-and-yet-failures",
        ),
        pytest.param(
            "follow_up_record", {"failures": ["lazy"]}, "failures", P.NOT_A_CHOICE,
            id="办案规则第82条: no such failure",
        ),
        pytest.param("pil_suggestion", {"copies": [ORGAN]}, "copies", P.CONTRADICTS, id="copy-to-addressee"),
        pytest.param("pil_suggestion", {"organ": OFFICE}, "organ", P.CONTRADICTS, id="office-to-itself"),
        pytest.param(
            "pil_suggestion", {"contact_telephone": ""}, "contact_telephone", P.MISSING,
            id="person-without-telephone",
        ),
        pytest.param(
            "pil_suggestion", {"contact_person": ""}, "contact_person", P.MISSING,
            id="telephone-without-person",
        ),
        pytest.param(
            "settlement_agreement", {"compensation_terms": "付清后检察机关作不起诉处理。"},
            "compensation_terms", P.PROMISES_PROSECUTION, id="guilt-is-not-settled",
        ),
        pytest.param(
            "evidence_list", {"evidence_items": [{"name": "", "quantity": "1"}]}, "evidence_items",
            P.MISSING, id="item-without-a-name",
        ),
        pytest.param(
            "evidence_list", {"evidence_items": [{"weight": "1"}]}, "evidence_items", P.MALFORMED,
            id="unknown-column",
        ),
        pytest.param("evidence_list", {"evidence_items": "x"}, "evidence_items", P.MALFORMED, id="no-rows"),
        pytest.param("filing_decision", {"harm": "😀"}, "harm", P.NO_SHAPE, id="no-glyph"),
        pytest.param("filing_decision", {"clue": "长" * 401}, "clue", P.TOO_LONG, id="long-line"),
        pytest.param("filing_decision", {"harm": ["一"]}, "harm", P.MALFORMED, id="list-for-words"),
        pytest.param("resumption_decision", {"resumed_on": "明天"}, "resumed_on", P.MALFORMED, id="no-day"),
        pytest.param("resumption_decision", {"cause_gone": ""}, "cause_gone", P.MISSING, id="no-cause"),
        pytest.param("escalation_report", {"issuers": []}, "issuers", P.MISSING, id="upwards-without-签发人"),
    ],
)  # fmt: skip
def test_contradiction_is_named(
    key: str, fields: Mapping[str, Filled], field: str, code: ProblemCode
) -> None:
    assert found(changed(key, **fields)) == {field: code}


@pytest.mark.parametrize(
    ("key", "number", "code"),
    [
        pytest.param("pil_suggestion", "达检函〔2026〕5号", P.OTHER_FAMILY, id="公文-number"),
        pytest.param("pil_suggestion", "达检行公立〔2026〕5号", P.OTHER_PAPER, id="of-a-filing"),
        pytest.param("pil_suggestion", "达检行公建[2026]5号", P.MALFORMED, id="not-normalised"),
        pytest.param("pil_suggestion", "达检行公建〔2025〕5号", P.OTHER_YEAR, id="other-year"),
        pytest.param(
            "termination_decision", "达检民公终〔2026〕5号", P.OTHER_PAPER, id="civil-code"
        ),
        pytest.param(
            "announcement", "达检民公立〔2026〕5号", P.OTHER_FAMILY, id="judicial-on-公文"
        ),
        pytest.param(
            "record_filing_report", "达检发〔2025〕5号", P.OTHER_YEAR, id="公文-other-year"
        ),
        pytest.param("follow_up_record", "达检行公建〔2026〕5号", P.NOT_OF_PAPER, id="record"),
    ],
)
def test_number_of_another_family_kind_or_year_is_named(
    key: str, number: str, code: ProblemCode
) -> None:
    assert found(replace(SAMPLES[key], number=number)) == {"number": code}


@pytest.mark.parametrize("number", ["", "无", "达检行公建〔2026〕3号", "达检行建公〔2026〕Z3号"])
def test_number_may_be_open_or_have_a_code_of_the_offices_own(number: str) -> None:
    assert found(replace(SAMPLES["pil_suggestion"], number=number)) == {}


def test_notified_report_needs_no_issuer_and_may_have_none() -> None:
    values = sample("escalation_report", escalation_way="notify")
    assert problems_of(values) == ()
    assert "issuers" not in values.fields


def test_other_label_is_said() -> None:
    [problem] = problems_of(changed("review_report", replied_on=date(2026, 3, 1)))
    assert (problem.label, problem.other) == ("书面回复日期", "送达日期")
    assert problem.place is FillPlace.FORM


@pytest.mark.parametrize("make", [pdf, docx, pictures])
def test_no_file_is_made_while_a_problem_stands(make: object) -> None:
    assert callable(make)
    with pytest.raises(InvalidInputError) as refused:
        make(changed("governance_suggestion", objection_within="", reply_within="x"))
    assert refused.value.code == "documents.case_paper_problems"
    assert refused.value.params["paper_problems"] == (
        "objection_within:missing,reply_within:malformed"
    )


def test_long_title_is_a_problem_of_the_title() -> None:
    assert found(replace(SAMPLES["filing_decision"], title="书" * 18)) == {"title": P.TOO_LONG}
