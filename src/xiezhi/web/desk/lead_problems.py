"""Words for what an act on a lead may be refused."""

from typing import Final

from django.utils.translation import gettext_lazy as _

_RELOAD: Final = _("请刷新页面后再看。")
_MEND: Final = _("请改正后再提交。")
_ASSESS: Final = _("请在评估页写明后再办。")
_OWN_WORDS: Final = _("请用自己的话改写后再发出。")

TEXTS: Final[dict[str, tuple[object, object]]] = {
    # Finding and choosing.
    "leads.not_found": (_("没有这条线索，或者您无权查看。"), _RELOAD),
    "leads.none_chosen": (_("还没有选中线索。"), _("请先勾选。")),
    "leads.not_open": (
        _("这条线索已经办结，不能再并入反映信息。"),
        _("请另行登记，或选择未办结的线索。"),
    ),
    "leads.too_long": (_("文字太长，最多 %(limit)s 个字。"), _("请删短一些再提交。")),
    "leads.no_words": (_("还没有写内容。"), _("请写明后再提交。")),
    "leads.no_reason": (_("还没有写理由。"), _("请写明理由后再提交。")),
    # Registration and assignment.
    "leads.no_title": (_("线索摘要没有填写。"), _("请用一句话写明哪里、什么问题。")),
    "leads.unknown_area": (_("没有这个领域。"), _("请从列表中选择。")),
    "leads.source_not_lawful": (
        _("这种来源方式不能登记为所选的法定来源。"),
        _("请按反映到院的实际方式选择。"),
    ),
    "leads.same_person": (_("移交人和接收人是同一人。"), _("请选另一位同事。")),
    "leads.day_in_future": (_("日期不能晚于今天。"), _("请填写实际日期。")),
    "leads.no_national_number": (
        _("2.0线索号没有填写。"),
        _("请照检察业务应用系统中的编号填写。"),
    ),
    # Assessment and decision.
    "leads.assessment_incomplete": (
        _("评估表还有 %(parts)s 处没有填写。"),
        _("请补齐标出的内容。"),
    ),
    "leads.unknown_proposal": (_("没有这种处理意见。"), _("请从列表中选择。")),
    "leads.verdict_contradicts": (
        _("建议立案的，线索质效只能是“有效线索”。"),
        _("请核对处理意见和线索质效。"),
    ),
    "leads.no_assessment": (
        _("还没有提交书面评估意见。"),
        _("没有评估意见不能作出处理，请先评估。"),
    ),
    "leads.must_be_filed": (
        _("公益受损且未整改的，应当评估立案，不能移送主管行政机关了事。"),
        _("只有不属公益诉讼或者情节轻微且已整改的才能移送；请改为建议立案，或核对评估内容。"),
    ),
    "leads.not_public_interest": (
        _("评估认为不符合立案条件的，不能建议立案。"),
        _ASSESS,
    ),
    "leads.nothing_submitted": (_("还没有已提交的评估意见。"), _("请先由承办人提交评估。")),
    "leads.no_head_opinion": (_("还没有部门负责人意见。"), _("请部门负责人先审核。")),
    "leads.no_decider": (_("没有写明决定人。"), _("请填写决定人的职务和编号。")),
    "leads.slip_missing": (_("代录必须上传审批单扫描件。"), _("请上传 PDF 或照片。")),
    "leads.decision_not_delegable": (
        _("代办授权不包括作出决定。"),
        _("请由本人决定，或凭审批单代录。"),
    ),
    "leads.duties_open": (
        _("这条线索还有没收回的移送函或协助核实，不能再次作出处理。"),
        _("请先收回，或等它们办完。"),
    ),
    # Merging.
    "leads.merge_into_itself": (_("不能并入自己。"), _("请选另一条线索。")),
    "leads.merged_on": (_("并入的线索后来又并入了别的线索。"), _("请先撤销后一次合并。")),
    "leads.target_ended": (_("要并入的线索已经办结。"), _("请选择未办结的线索。")),
    # Clocks.
    "leads.no_clock": (_("没有这项期限。"), _RELOAD),
    "leads.clock_stopped": (_("这项期限已经结束。"), _RELOAD),
    "leads.statutory_clock_stays": (_("法定期限不能作废。"), _("只有本院规定的期限可以。")),
    # Letters, service and replies.
    "leads.letter_on_ended_lead": (
        _("线索已经办结，不能再发函。"),
        _("确需发函的，请先重新评估。"),
    ),
    "leads.not_referred": (
        _("还没有决定移送主管行政机关，不能写移送函。"),
        _("请先按评估意见作出决定。"),
    ),
    "leads.referral_repeats_report": (
        _("函件里有连续 %(limit)s 个字与反映原文相同。"),
        _OWN_WORDS,
    ),
    "leads.referral_names_reporter": (_("函件里出现了反映人的姓名或编号。"), _("请删去后再发出。")),
    "leads.referral_has_telephone": (_("函件里有像是反映人电话的号码。"), _("请删去后再发出。")),
    # Field checks, notes and feedback.
    "supporters.task_done": (_("这项核实已经完成，不能撤回。"), _RELOAD),
    "supporters.task_withdrawn": (_("这项核实已经撤回。"), _RELOAD),
    "supporters.no_words": (_("还没有写请网格员看什么。"), _("请写明后再派出。")),
    "leads.not_a_picture_of_lead": (_("这张照片不属于这条线索。"), _("请从线索的照片中选择。")),
    "leads.no_feedback_due": (_("这条线索现在没有要告知的结果。"), _RELOAD),
    "supporters.not_on_duty": (_("这位网格员不在聘期内。"), _("请另选一位。")),
    # Whoever acts.
    "accounts.staff_only": (_("这一步只能由检察人员办理。"), _("请用检察人员的账号登录。")),
    "accounts.no_such_account": (_("没有这个账号。"), _RELOAD),
    "intake.already_entered": (_("同一外部编号的反映信息已经登记过。"), _("请在信息池中查找。")),
    "documents.no_glyph": (
        _("字库里没有“%(character)s”（%(code_point)s）这个字，不能打印。"),
        _("请换一种写法，或请系统管理员添加字体。"),
    ),
}
