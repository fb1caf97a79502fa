"""A document to an organ never holds the report."""

import pytest

from xiezhi.kernel.errors import RuleRefusedError
from xiezhi.leads.rules.outgoing import VERBATIM, SourceWords, check_not_the_report

REPORT = "昨天傍晚我骑车路过加油站北边二百米，看见三个消防水鹤都被货车撞歪了，冬天肯定放不出水，请你们管管"
SOURCES = SourceWords(
    words=[REPORT, "联系 0477-5212345"], names=["网格员07", "K3M9TQ2X"], telephones=["13800000007"]
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(REPORT, "leads.referral_repeats_report", id="whole-report"),
        pytest.param(
            "经查：" + REPORT[10 : 10 + VERBATIM + 3] + "。",
            "leads.referral_repeats_report",
            id="a-run",
        ),
        pytest.param(
            " ".join(REPORT.replace("，", "、")), "leads.referral_repeats_report", id="spaced-out"
        ),
        pytest.param("据网格员07反映", "leads.referral_names_reporter", id="label"),
        pytest.param("据网格员 ０７ 反映", "leads.referral_names_reporter", id="label-full-width"),
        pytest.param("编号k3m9tq2x", "leads.referral_names_reporter", id="receipt-code"),
        pytest.param("电话13800000007", "leads.referral_has_telephone", id="reporter-mobile"),
        pytest.param("电话138 0000-0007", "leads.referral_has_telephone", id="mobile-with-gaps"),
        pytest.param("电话１３９１２３４５６７８", "leads.referral_has_telephone", id="any-mobile"),
        pytest.param("电话0477 5212345", "leads.referral_has_telephone", id="number-in-report"),
    ],
)
def test_document_that_gives_the_report_away_is_refused(text: str, code: str) -> None:
    with pytest.raises(RuleRefusedError) as refused:
        check_not_the_report(text, SOURCES)
    assert refused.value.code == code
    assert refused.value.basis


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "展旦召苏木加油站以北三处消防水鹤损坏，请依法履行维护管理职责。", id="own-words"
        ),
        pytest.param("现场核查日期20261125，立方米数4000000", id="dates-and-figures"),
        pytest.param("联系电话0477-8581234", id="own-office-telephone"),
    ],
)
def test_officers_own_words_pass(text: str) -> None:
    check_not_the_report(text, SOURCES)
