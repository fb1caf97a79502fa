"""What the papers say: the regime's words, grounds with their items, lists, lines left out."""

import io
from dataclasses import replace
from datetime import date

import docx as python_docx
import pytest

from tests.documents.papers.case.samples import SAMPLES, sample
from xiezhi.documents.papers.case.composing import paper_of, printed
from xiezhi.documents.papers.case.making import docx, pdf
from xiezhi.documents.papers.case.values import CasePaperValues
from xiezhi.documents.papers.values import JudicialPaper, LetterPaper
from xiezhi.documents.papers.wording import date_in_han


def text(values: CasePaperValues) -> str:
    paper = paper_of(values)
    assert isinstance(paper, JudicialPaper | LetterPaper)
    return "\n".join(part.number + part.heading + part.text for part in paper.body)


def test_regime_gives_the_paper_another_name_and_its_words_follow() -> None:
    values = replace(
        SAMPLES["pil_suggestion"],
        suggestion_title="检察意见书",
        citation="《中华人民共和国检察公益诉讼法》第××条",
    )
    said = text(values)
    assert paper_of(values).title == "检察意见书"  # type: ignore[union-attr]  # no sheet
    assert "现向你单位提出如下检察意见：" in said
    assert "自收到本检察意见书之日起两个月" in said
    assert "检察建议" not in said
    assert "根据《中华人民共和国检察公益诉讼法》第××条的规定" in said


def test_other_papers_call_the_suggestion_by_the_name_of_the_regime() -> None:
    values = replace(SAMPLES["suspension_decision"], suggestion_title="检察意见书")
    assert "送达检察意见书（达检行公建〔2026〕Z3号）" in text(values)


@pytest.mark.parametrize(
    ("fields", "cited"),
    [
        ({"admin_ground": "not_unlawful", "stage": "investigation"}, "第七十四条第一款第一项的规定"),
        ({"admin_ground": "protected", "stage": "investigation"}, "第七十四条第一款第二项的规定"),
        ({"admin_ground": "rectified", "stage": "review"}, "第七十四条第一款第三项、第八十条的规定"),
        ({"flow": "civil", "civil_ground": "protected", "stage": "review"}, "第九十条第一款第五项、第九十五条的规定"),
        ({"flow": "civil", "civil_ground": "kin_object", "stage": "investigation"}, "第九十条第一款第三项的规定"),
    ],
)  # fmt: skip
def test_termination_cites_the_item_of_its_ground(fields: dict[str, str], cited: str) -> None:
    assert cited in text(sample("termination_decision", **fields))


def test_filing_of_an_unknown_party_cites_article_29() -> None:
    values = sample("filing_decision", unknown_party="yes")
    said = text(values)
    assert "第二十九条" in said
    assert "仍难以确定" in said
    assert "organ" not in values.fields


def test_suggestion_keeps_rectification_and_reply_apart() -> None:
    said = text(sample("pil_suggestion", rectify_within="三个月", reply_within="两个月"))
    assert "整改期限：自收到本检察建议书之日起三个月。" in said
    assert "回复期限：请自收到本检察建议书之日起两个月内" in said


def test_urgent_suggestion_says_why() -> None:
    said = text(sample("pil_suggestion", reply_within="十五日", urgent_reason="水体污染持续扩大"))
    assert "因水体污染持续扩大，情况紧急" in said


def test_heading_without_text_is_left_out_and_numbers_go_on() -> None:
    said = text(sample("investigation_report", notes=""))
    assert "需要说明的问题" not in said
    assert "五、处理意见" in said


def test_civil_report_has_the_headings_of_its_own() -> None:
    said = text(sample("investigation_report", flow="civil", conclusion="announce"))
    assert "（二）违法行为人的基本情况和违法行为" in said
    assert "行政机关" not in said.replace("行政机关或者", "")


def test_numbers_a_person_typed_stay() -> None:
    said = text(sample("filing_decision", harm="（一）甲处。\n（二）乙处。\n1. 丙处。"))
    assert "（一）甲处。\n（二）乙处。\n1.丙处。" in said


def test_choices_are_a_numbered_list_and_one_alone_is_not() -> None:
    assert printed("failures", ["no_reply", "partly"]).split("\n")[1].startswith("2. 虽按期回复")
    assert printed("failures", ["other"]) == "其他没有依法履行职责的情形。"


def test_decision_is_dated_in_chinese_numerals_and_a_letter_in_figures() -> None:
    assert date_in_han(date(2026, 3, 5)) == "二〇二六年三月五日"
    assert date_in_han(date(2030, 10, 31)) == "二〇三〇年十月三十一日"
    opened = python_docx.Document(io.BytesIO(docx(SAMPLES["kin_inquiry"])))
    assert "2026年6月12日" in "".join(one.text for one in opened.paragraphs)


def test_open_date_and_number_leave_their_places() -> None:
    values = replace(SAMPLES["filing_decision"], dated=None, number="")
    said = [one.text for one in python_docx.Document(io.BytesIO(docx(values))).paragraphs]
    assert "　　检　　〔　　　　〕　　号" in said
    assert "　　　年　　月　　日" in said


@pytest.mark.parametrize("key", SAMPLES)
def test_same_values_give_the_same_bytes(key: str) -> None:
    assert pdf(SAMPLES[key]) == pdf(SAMPLES[key])
    assert docx(SAMPLES[key]) == docx(SAMPLES[key])


def test_words_of_a_person_are_never_run_or_set_as_markup() -> None:
    hostile = "{{ 7*7 }}{% for x in y %}#panic() *粗* <w:p> {organ}"
    values = sample("filing_decision", clue=hostile)
    opened = python_docx.Document(io.BytesIO(docx(values)))
    assert hostile in "".join(one.text for one in opened.paragraphs)
    assert pdf(values)
