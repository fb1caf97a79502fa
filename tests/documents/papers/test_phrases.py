"""A 催办函 says which paper, when it was served, and what is asked now."""

from dataclasses import replace
from datetime import date

import pytest

from tests.documents.papers.measured import measure
from tests.documents.papers.samples import LETTER, TITLE
from xiezhi.documents.papers.pdf import paper_pdf
from xiezhi.documents.papers.phrases import urging_body, urging_title
from xiezhi.documents.papers.wording import paragraphs_of


@pytest.mark.parametrize(
    ("urged", "title"),
    [
        (TITLE, "关于催办移送展旦召苏木消防水鹤损坏公益损害问题线索办理情况的函"),
        ("关于商请\n协助核实的函", "关于催办商请协助核实办理情况的函"),
        ("移送函", "关于催办移送办理情况的函"),
    ],
)
def test_title_names_what_is_urged(urged: str, title: str) -> None:
    assert urging_title(urged) == title


def test_body_names_paper_number_service_and_both_periods() -> None:
    body = urging_body(
        urged_title=TITLE,
        urged_number="达检函〔2026〕5号",
        served_on=date(2026, 3, 10),
        due_on=date(2026, 4, 9),
        days=10,
    )
    assert body.startswith(
        f"我院于2026年3月10日向你单位送达《{TITLE}》（达检函〔2026〕5号），函复期限至2026年4月9日。"
    )
    assert "收到本函之日起10日内" in body
    assert body.endswith("特此函催。")


@pytest.mark.parametrize("number", ["", "无"])
def test_paper_without_number_and_period_is_named_without_them(number: str) -> None:
    body = urging_body(
        urged_title=TITLE, urged_number=number, served_on=date(2026, 3, 10), due_on=None, days=10
    )
    assert body.startswith(f"我院于2026年3月10日向你单位送达《{TITLE}》。截至目前")


def test_urging_letter_is_one_page() -> None:
    body = urging_body(
        urged_title=TITLE,
        urged_number="达检函〔2026〕5号",
        served_on=date(2026, 3, 10),
        due_on=date(2026, 4, 9),
        days=10,
    )
    paper = replace(
        LETTER, title=urging_title(TITLE), body=paragraphs_of(body), attachments=(), copies=()
    )
    (page,) = measure(paper_pdf(paper))
    assert page.line_with("特此函催。").size == 16
