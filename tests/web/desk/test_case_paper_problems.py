"""Why a paper of a procedure is not made, and why a template is refused, in an officer's words."""

import pytest
from django.utils import translation

from xiezhi.documents.papers.case.definitions import FillPlace
from xiezhi.documents.papers.case.template_faults import (
    TemplateFault,
    TemplateFaultCode,
    TemplatePart,
)
from xiezhi.documents.papers.case.values import PaperProblem, ProblemCode
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.web.desk.case_paper_problems import (
    FILL_PLACE_WORDS,
    PART_WORDS,
    PROBLEM_WORDS,
    TEMPLATE_WORDS,
    fault_words,
    problem_words,
)
from xiezhi.web.desk.paper_problems import register_texts
from xiezhi.web.problem_texts import text_of


@pytest.fixture(autouse=True)
def _chinese_words() -> None:
    register_texts()
    translation.activate("zh-hans")


def problem(code: ProblemCode, label: str = "送达日期", other: str = "") -> PaperProblem:
    return PaperProblem(
        code=code, field="served_on", label=label, place=FillPlace.CASE, other=other
    )


def test_every_code_and_place_has_its_words() -> None:
    assert set(PROBLEM_WORDS) == set(ProblemCode)
    assert set(TEMPLATE_WORDS) == set(TemplateFaultCode)
    assert set(PART_WORDS) == set(TemplatePart)
    assert set(FILL_PLACE_WORDS) == set(FillPlace)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (problem(ProblemCode.MISSING), "送达日期未填写"),
        (problem(ProblemCode.BEFORE_OTHER, other="检察建议书日期"), "送达日期早于“检察建议书日期”"),
        (problem(ProblemCode.BEFORE_OTHER), "送达日期与其他日期先后矛盾"),
        (problem(ProblemCode.NO_SHAPE, "公益受到侵害的事实", "😀"), "公益受到侵害的事实有字库中没有的字“😀”"),
    ],
)  # fmt: skip
def test_problem_is_a_sentence(found: PaperProblem, words: str) -> None:
    assert problem_words(found) == words


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (TemplateFault(code=TemplateFaultCode.MACROS), "含有宏"),
        (
            TemplateFault(
                code=TemplateFaultCode.UNKNOWN_FIELD,
                part=TemplatePart.BODY,
                paragraph=3,
                detail="orgna",
            ),
            "正文第3段：没有这个字段（orgna）",
        ),
    ],
)
def test_fault_of_a_template_says_where(fault: TemplateFault, words: str) -> None:
    assert fault_words(fault) == words


def test_refused_paper_names_its_fields() -> None:
    refused = InvalidInputError(
        "documents.case_paper_problems", paper_problems="harm:missing,number:other_family"
    )
    assert text_of(refused).text == (
        "文书还不能生成：公益受到侵害的事实未填写；文号与文书类别不符，公文与检察法律文书分别编号。"
    )


def test_refused_template_names_its_paragraphs() -> None:
    refused = InvalidInputError(
        "documents.template_faults", template_faults="body:2:unknown_field,file:0:macros"
    )
    assert text_of(refused).text == "文书模板不能使用：正文第2段：没有这个字段；含有宏。"


def test_wrong_number_shows_a_right_one() -> None:
    refused = InvalidInputError("language.not_a_judicial_number", typed="2022-1")
    found = text_of(refused)
    assert found.text == "“2022-1”不是检察法律文书文号。"
    assert "达检行公建〔2022〕Z1号" in found.next_step
