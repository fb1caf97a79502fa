"""Words for what an act on a case may be refused."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiezhi.cases.selectors.access import find_case
from xiezhi.web.cases.naming import said
from xiezhi.web.problem_texts import register, register_speaker

_RELOAD: Final = _("请刷新页面后再看。")
_FOLLOW: Final = _("请先由两名检察人员跟进调查，并登记现场核查笔录。")

TEXTS: Final[dict[str, tuple[object, object]]] = {
    # Finding.
    "cases.not_found": (_("没有这个案件，或者您无权查看。"), _RELOAD),
    "cases.no_paper": (_("没有这份文书，或者它已经作废。"), _RELOAD),
    "cases.no_step": (
        _("案件现在的环节没有这一步。"),
        _("请回案件页，看“下一步可依法进行”。"),
    ),
    "cases.ended": (
        _("案件已经办结，不能再这样办理。"),
        _("有新情况的，请作为新线索登记，或者另行立案。"),
    ),
    # Opening.
    "cases.no_title": (_("案件名称没有填写。"), _("请写明案件名称。")),
    "cases.no_area": (_("案件领域没有选择。"), _("请选择法定领域或者等外领域。")),
    "cases.no_situation": (
        _("社会治理检察建议须写明属于哪一种情形。"),
        _("请从六种情形中选择。"),
    ),
    "cases.day_in_future": (_("日期不能晚于今天。"), _("请填写实际日期。")),
    "cases.no_party_name": (
        _("没有写明是哪个单位或者什么人。"),
        _("请选择协作单位，或者写明名称。"),
    ),
    "cases.suggestion_is_out": (
        _("检察建议已经提出，新的线索不能再并入本案。"),
        _("请就新的线索另行立案。"),
    ),
    "cases.no_national_number": (
        _("2.0案号没有填写。"),
        _("请照检察业务应用系统2.0中的案号填写。"),
    ),
    "cases.national_number_in_use": (
        _("2.0案号 %(number)s 已登记在另一个案件上。"),
        _("请核对案号。"),
    ),
    # Registering a paper.
    "cases.no_number": (
        _("这份文书须有文号。"),
        _("请照检察业务应用系统2.0中的文号填写；本平台不编文号。"),
    ),
    "cases.number_in_use": (
        _("文号 %(number)s 已经登记过。"),
        _("请核对文号；原登记有误的，先作废原文书再登记。"),
    ),
    "cases.no_file": (_("没有附上盖章或者签发的文书。"), _("请上传 PDF 或者扫描件。")),
    "cases.no_decider": (_("没有写明由谁决定。"), _("请选择决定人。")),
    "cases.wrong_decider": (
        _("这一步不是由所选的决定人决定的。"),
        _("请核对审批单，按规定的决定人填写。"),
    ),
    "cases.not_this_paper_now": (
        _("案件现在的环节还不能登记这份文书。"),
        _("请看案件页“下一步可依法进行”，先办完前面的步骤。"),
    ),
    "cases.step_needs_its_paper": (
        _("这一步要凭文书登记。"),
        _("请用“登记2.0办理结果”登记相应文书。"),
    ),
    "cases.slip_missing": (_("代录必须上传审批单扫描件。"), _("请上传 PDF 或照片。")),
    "cases.decision_not_delegable": (
        _("代办授权不包括作出决定。"),
        _("请由检察长本人决定，或凭审批单代录。"),
    ),
    "cases.no_reason": (_("还没有写理由。"), _("请写明理由后再提交。")),
    "cases.paper_carried_a_step": (
        _("案件已凭这份文书进入下一环节，不能作废。"),
        _("登记有误的，请用后续文书更正，并在文书中说明。"),
    ),
    # Service.
    "cases.no_addressee": (_("没有写明送达给谁。"), _("请选择或者写明受送达人。")),
    "cases.no_service": (_("没有填写送达情况。"), _("请填写送达方式和送达日期。")),
    "cases.announced_needs_agreement": (
        _("社会治理检察建议书宣告送达，须商被建议单位同意。"),
        _("被建议单位同意的请勾选；不同意的改用其他方式送达。"),
    ),
    "cases.letter_on_ended_case": (
        _("案件已经办结，不能再发函。"),
        _("确需发函的，请先另行立案。"),
    ),
    # What a step waits for.
    "cases.no_harm": (
        _("还没有认定国家利益或者社会公共利益受到侵害。"),
        _("确已查明的请勾选；没有查明的不能立案。"),
    ),
    "cases.no_breach": (
        _("还没有认定监督管理职责未依法履行，或者违法行为。"),
        _("确已查明的请勾选；没有查明的不能立案。"),
    ),
    "cases.no_party": (
        _("还没有写明被监督的行政机关、违法行为人、被建议单位或者原告。"),
        _("请先添加当事方。"),
    ),
    "cases.area_not_open": (
        _("按立案日的法律，这个领域不能提起这类公益诉讼。"),
        _("请核对领域、案件类型和立案日期。"),
    ),
    "cases.no_criminal_case": (
        _("还没有写明所附带的刑事案件。"),
        _("请填写刑事案件的案号或者案件名称。"),
    ),
    "cases.filing_not_served": (_("立案决定书还没有送达。"), _("请先登记立案决定书的送达。")),
    "cases.no_evidence": (_("证据清单还是空的。"), _("请先登记证据。")),
    "cases.collected_alone": (
        _("有证据不是两名检察人员收集的。"),
        _("请补正收集人，或者撤下这项证据。"),
    ),
    "cases.no_rectification_due": (
        _("检察建议书须写明整改期限。"),
        _("请照检察建议书填写整改期限。"),
    ),
    "cases.no_objection_period": (
        _("社会治理检察建议书须写明提出异议的期限。"),
        _("请照检察建议书填写异议期限的天数。"),
    ),
    "cases.no_ground": (_("还没有写明终结案件的理由。"), _("请选择终结案件的情形。")),
    "cases.wrong_ground": (
        _("这个理由不是这类案件的终结情形。"),
        _("请从这类案件的情形中选择。"),
    ),
    "cases.claims_not_met": (
        _("跟进调查没有认定诉讼请求全部实现，不能撤回起诉。"),
        _("请先由两名检察人员跟进调查并登记；请求没有全部实现的，请等待裁判。"),
    ),
    "cases.judgment_is_final": (
        _("二审裁判是终审裁判，不能上诉。"),
        _("认为裁判确有错误的，请报请上级检察院审查。"),
    ),
    "cases.already_appealed": (
        _("本院已经上诉。"),
        _("请等待二审裁判。"),
    ),
    "cases.no_own_appeal": (
        _("本院没有上诉，没有对方的答辩状。"),
        _("对方上诉的，请登记“收到对方上诉状副本”。"),
    ),
    "cases.received_in_future": (
        _("收到日期、发出日期不能晚于今天。"),
        _("请改正日期。"),
    ),
    "cases.sent_in_future": (
        _("发出、发布日期不能晚于今天。"),
        _("还没有发出、发布的，先不填。"),
    ),
    "cases.sent_before_decided": (
        _("发出、发布日期早于决定日期。"),
        _("请核对两个日期。"),
    ),
    "cases.received_before_made": (
        _("填写的日期早于文书的日期。"),
        _("请核对文书和送达回证上的日期。"),
    ),
    "cases.no_dated_step": (
        _("这一步没有可以更正的收到、发出、发布日期。"),
        _("送达日期请在“更正送达登记”中更正。"),
    ),
    "cases.nothing_corrected": (
        _("没有改动，不必更正。"),
        _("请填写正确的日期。"),
    ),
    "cases.no_appeal_period": (
        _("现在没有进行中的上诉期限。"),
        _("请查看案件页的期限和经过。"),
    ),
    "cases.appeal_period_runs": (
        _("上诉期限还没有届满，裁判还没有生效。"),
        _("请先登记上诉或者决定不上诉，或者等上诉期限届满。"),
    ),
    "cases.supported_stays_open": (
        _("本院已支持起诉，不能以这个理由终结案件。"),
        _("请等支持起诉的案件办结，或者另选理由。"),
    ),
    "cases.not_rectified": (
        _("跟进调查没有认定全部整改到位，不能以已整改为由终结案件。"),
        _("请再次跟进调查，或者依法中止审查、提起诉讼。"),
    ),
    "cases.no_follow_up": (_("还没有跟进调查。"), _FOLLOW),
    "cases.conditions_missing": (
        _("中止审查的三项条件没有全部具备。"),
        _("三项条件缺一不可，请逐项核对。"),
    ),
    "cases.foreign_case": (
        _("移送来的案件有本机不认识的内容，没有收。"),
        _("请先升级本机，或者请对方核对后重新移送。"),
    ),
    "cases.has_interest": (
        _("%(person)s 与本案来源的代表建议、政协提案有利害关系：%(reason)s"),
        _("请另行安排人员；认为可以参加的，按回避程序决定。"),
    ),
    "cases.suggestion_stands_no_longer": (
        _("这份检察建议书已经决定变更或者撤回，不再送达。"),
        _("请登记变更、撤回检察建议决定书的送达。"),
    ),
    "cases.rectification_is_over": (
        _("变更后的检察建议书没有写明新的整改期限。"),
        _("请照变更检察建议决定书填写今天以后的整改期限。"),
    ),
    "cases.no_own_suggestion": (
        _("本案没有本院发出的、仍然有效的检察建议。"),
        _("其他检察院发出的检察建议，由该院变更或者撤回。"),
    ),
    "cases.urgent_reply_too_long": (
        _("紧急情形的答复期限应当短于两个月。"),
        _("请填写 1 至 59 天；不紧急的不填。"),
    ),
    "cases.no_urgent_reason": (
        _("没有写明情况紧急的理由。"),
        _("缩短答复期限的，请照检察建议书写明理由。"),
    ),
    "cases.rectification_runs": (
        _("整改期限还没有届满。"),
        _("期满后审查起诉；提前回复的，可以跟进调查后制作审查终结报告。"),
    ),
    "cases.announcement_runs": (_("公告期间还没有届满。"), _("公告满三十日后再办。")),
    "cases.not_about_martyrs": (
        _("本案不涉及英雄烈士等的人格利益，不征询近亲属意见。"),
        _("请按公告程序办理。"),
    ),
    "cases.rectified_no_suit": (
        _("跟进调查认定已全部整改到位，不能起诉。"),
        _("请依法终结案件。"),
    ),
    "cases.no_article_82": (
        _("还没有写明行政机关没有依法履行职责属于哪种情形。"),
        _("请从七种情形中选择。"),
    ),
    "cases.county_may_not_sue": (
        _("本案不由本院向人民法院起诉。"),
        _("请移送有管辖权的检察院，或者报上级检察院指定。"),
    ),
    "cases.not_urged": (
        _("还没有催办记录。"),
        _("请先催办，并在函件页登记催办。"),
    ),
    "cases.rectified_no_escalation": (
        _("跟进调查认定已全部整改到位，不必报告有关机关。"),
        _("请依法终结案件。"),
    ),
}


def register_texts() -> None:
    """Add the texts of the codes of cases."""
    register(TEXTS)
    register_speaker("cases", _said_at)


def _said_at(kwargs: Mapping[str, object], words: str) -> str:
    """Return words of a page's refusal as the case has them that its address names."""
    case_id = kwargs.get("case_id")
    if gettext("检察建议") not in words or not isinstance(case_id, UUID):
        return words
    found = find_case(case_id)
    return words if found is None else said(found, words)
