"""工作情况报告 says what was counted, how, and nothing else."""

import re
from dataclasses import replace

import pytest

from tests.reporting.work_reports import FIGURES_OF_A_YEAR, HEAD, WORK_REPORT
from xiezhi.documents.papers.values import PaperLayout
from xiezhi.reporting.rules.figures import FIGURES, FigureValue, counted_by
from xiezhi.reporting.rules.work_report import REPORTED, report_body, report_paper

TEXT = "\n".join(part.number + part.heading + part.text for part in WORK_REPORT.body)


def test_it_is_a_paper_that_goes_upwards_without_number_and_date() -> None:
    assert WORK_REPORT.layout is PaperLayout.GENERAL
    assert WORK_REPORT.is_upward
    assert WORK_REPORT.issuers == ("待填",)
    assert (WORK_REPORT.office_number, WORK_REPORT.dated) == ("", None)


def test_sections_stand_in_the_order_officials_write_them() -> None:
    headings = [part.number + part.heading for part in WORK_REPORT.body if part.heading]
    assert headings == [
        "一、基本情况",
        "二、线索情况",
        "三、立案办理情况",
        "四、检察建议和函件情况",
        "五、向反映人反馈情况",
        "六、“回头看”情况",
        "七、代表建议、政协提案衔接转化情况",
        "八、存在的问题",
        "九、下一步工作",
        "十、数据口径",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "现将2026年1月1日至2026年11月25日（以下称统计期）",
        "取数时间为2026年11月26日10时05分。",
        "截至2026年11月26日，在任公益诉讼网格员43人、听证员12人；现行会签文件涉及协作单位16家。",
        "收到的61条反映信息中，已初筛58条，待初筛3条；登记或者并入线索40条，留信息池8条，不作线索10条。",
        "登记线索36件，其中重大线索2件。按来源方式分：随手拍3件、微信群25件、来信8件。",
        "按领域分：生态环境和资源保护20件、安全生产9件、其他或者未定7件。",
        "线索成案率（评估办结）30.00%（9÷30）。",
        "立案9件，终结案件4件，经跟进调查核实整改到位5件。按立案领域分：生态环境和资源保护6件、安全生产3件。",
        "送达公益诉讼检察建议书7份、社会治理检察建议书1份。",
        "到期应回复函件20份，已回复18份，其中按期回复17份；逾期未回复2份；另有回复未到期0份。",
        "回复率90.00%（18÷20）。按期回复率85.00%（17÷20）。",
        "到期应看5件，其中逾期未看1件。统计期内已看4件，其中未反弹3件、反弹1件。",
        "（此处填写存在的问题）",
        "（制作编号：K7M2P9，制作人：案管01。",
    ],
)
def test_figures_stand_in_sentences(said: str) -> None:
    assert said in TEXT


def test_name_of_figures_does_not_run_into_its_count() -> None:
    figures = replace(FIGURES_OF_A_YEAR, channels=[("12345", 1), ("电话", 2)])
    text = "".join(part.text for part in report_body(HEAD, figures))
    assert "按来源方式分：“12345”1件、电话2件。" in text


def test_a_rate_of_nothing_is_not_said() -> None:
    before = TEXT[: TEXT.index("十、数据口径")]
    assert "反馈率" not in before


def test_each_figure_that_is_said_has_its_meaning() -> None:
    meanings = TEXT[TEXT.index("十、数据口径") :]
    for key in REPORTED:
        figure = FIGURES[key]
        assert figure.name in meanings, figure.name
        assert all(part.meaning.rstrip("。") in meanings for part in counted_by(figure)), (
            figure.name
        )


def test_each_number_in_the_text_was_counted() -> None:
    """Counted differently, each figure changes the text: none is written down."""
    for key in REPORTED:
        value = FIGURES_OF_A_YEAR.values[key]
        changed = FigureValue(figure=value.figure, count=7777, numerator=77, denominator=99)
        values = {**FIGURES_OF_A_YEAR.values, key: changed}
        body = report_body(HEAD, replace(FIGURES_OF_A_YEAR, values=values))
        found = "".join(part.text for part in body)
        assert ("（77÷99）" if value.figure.is_rate else "7777") in found, key


def test_it_praises_and_ranks_nothing() -> None:
    assert not re.search("排名|第一|显著|良好|领先|优秀|大幅|同比|环比|通报", TEXT)


def test_the_issuer_is_named_when_known() -> None:
    assert report_paper(replace(HEAD, issuer="检察长"), FIGURES_OF_A_YEAR).issuers == ("检察长",)
