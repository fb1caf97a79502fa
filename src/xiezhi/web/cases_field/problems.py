"""Words for what investigation, follow-up, people and 回头看 may be refused."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register

_RELOAD: Final = _("请刷新页面后再看。")
_WRITE: Final = _("请写明后再提交。")
_CHECK: Final = _("请核对后再提交。")

TEXTS: Final[dict[str, tuple[object, object]]] = {
    # Who acts.
    "cases.two_staff_needed": (
        _("检察人员不足两人，参与人不计入。"),
        _("请选择共同进行的两名以上检察人员。"),
    ),
    "cases.recused": (
        _("%(person)s 已决定回避，不能再办理本案。"),
        _("请由其他检察人员办理。"),
    ),
    "cases.not_procuratorial": (
        _("%(person)s 不是检察人员，不能计入两人。"),
        _("检察人员指检察官和检察辅助人员，请另选。"),
    ),
    "cases.no_prosecutor_led": (
        _("勘验须由检察官主持。"),
        _("请选择主持勘验的检察官；或者核对调查方式。"),
    ),
    "cases.no_such_row": (_("没有这一项，或者已经办过。"), _RELOAD),
    # Evidence and experts.
    "cases.no_evidence_title": (_("证据名称没有填写。"), _WRITE),
    "cases.no_proof": (_("没有写明证明什么。"), _WRITE),
    "cases.no_place": (_("地点没有填写。"), _WRITE),
    "cases.copy_note_missing": (
        _("复制件没有注明调取人、提供人、时间、出处和与原件核对一致。"),
        _("请填写提供人和来源，并核对原件。"),
    ),
    "cases.opinion_not_signed": (
        _("咨询意见没有附签名的笔录或者书面意见。"),
        _("口头意见请制作笔录由其签名，书面意见由其签名或者盖章，上传扫描件。"),
    ),
    "cases.no_such_picture": (
        _("这张照片不是本案线索的照片，或者已经固定。"),
        _("请从列出的照片中选择。"),
    ),
    "cases.no_picture_of_case": (
        _("用来对照的照片不是本案的照片。"),
        _("请从列出的照片中选择。"),
    ),
    "cases.taken_in_future": (_("拍摄时间晚于现在。"), _CHECK),
    "cases.no_whole_picture": (
        _("没有可以列入照片说明页的照片。"),
        _("请先补填拍摄时间、地点、拍摄人、见证人和证明内容。"),
    ),
    "cases.no_way_of_fixing": (_("没有写明怎样核实固定。"), _WRITE),
    "cases.no_such_evidence": (_("没有这项证据，或者已经撤下。"), _RELOAD),
    "cases.no_institution": (_("没有写明机构。"), _("鉴定意见请在来源中写明鉴定机构。")),
    "cases.no_qualification": (
        _("没有写明机构具备的资格。"),
        _("鉴定、评估等须委托具备资格的机构。"),
    ),
    "cases.no_question": (_("委托事项没有填写。"), _WRITE),
    "cases.no_commission": (_("没有这项委托，或者结果已经登记。"), _RELOAD),
    "cases.no_result": (_("结论没有填写。"), _WRITE),
    "cases.returned_before_commissioned": (_("收到日期早于委托日期。"), _CHECK),
    # Meetings.
    "cases.no_meeting_title": (_("会议名称没有填写。"), _WRITE),
    "cases.no_attendees": (_("参加人员没有填写。"), _("请照签到表填写。")),
    "cases.no_minutes": (
        _("没有会议记录。"),
        _("请写明会议纪要，或者上传纪要扫描件。"),
    ),
    "cases.no_responsible": (_("有责任事项没有写明责任单位。"), _WRITE),
    "cases.no_duty": (_("没有这项责任事项，或者已经完成。"), _RELOAD),
    "cases.no_words": (_("情况没有填写。"), _WRITE),
    # Follow-up and outcomes.
    "cases.not_followed_up_now": (
        _("检察建议书或者公告还没有发出，现在不能登记跟进调查。"),
        _("请先登记检察建议书的送达；终结后的查看请用“回头看”。"),
    ),
    "cases.no_record": (_("没有现场核查笔录。"), _("请上传笔录的扫描件或照片。")),
    "cases.not_performed_missing": (
        _("整改期满仍未全部整改，没有写明属于哪种未依法履行职责的情形。"),
        _("请从七种情形中选择。"),
    ),
    "cases.performed_after_all": (
        _("结论是全部整改到位，又选了未依法履行职责的情形。"),
        _CHECK,
    ),
    "cases.no_quantity": (_("数量须大于零。"), _("请填写数量。")),
    "cases.no_policy": (_("政策文件没有写明。"), _("请写明文件名称和文号。")),
    "cases.no_proof_of_outcome": (
        _("成效没有佐证。"),
        _("请上传佐证材料，或者写明怎样实地验证。"),
    ),
    "cases.no_outcome": (_("没有这项成效，或者已经撤回。"), _RELOAD),
    # 回头看.
    "cases.not_closed": (_("只有已终结的案件才能“回头看”。"), _("没有终结的案件请跟进调查。")),
    "cases.no_months": (
        _("终结后多久没有写明，或者超过 %(most)s 个月。"),
        _("请填 1 到 %(most)s 之间的月数。"),
    ),
    "cases.too_many_months": (
        _("“回头看”最多安排 %(most)s 次。"),
        _("请减少次数，其余的在案件页另行安排。"),
    ),
    "cases.look_back_planned": (_("这个时间的“回头看”已经安排。"), _RELOAD),
    "cases.no_look_back": (_("没有这次“回头看”，或者您无权查看。"), _RELOAD),
    "cases.look_back_done": (_("这次“回头看”已经登记，或者已注明不再查看。"), _RELOAD),
    "cases.nothing_rebounded": (
        _("结果不是反弹或者新问题，不必登记新线索。"),
        _("请核对查看结果。"),
    ),
    "cases.lead_linked": (_("新线索已经登记。"), _("请打开已登记的线索。")),
    "cases.no_batch_title": (_("批次名称没有填写。"), _WRITE),
    "cases.no_cases": (_("没有选案件。"), _("请至少选一件已终结的案件。")),
    "cases.draw_too_many": (
        _("抽取数须在 1 到 %(size)s 之间。"),
        _("请核对抽取数。"),
    ),
    # Recusal.
    "cases.no_person": (_("没有写明谁回避。"), _WRITE),
    "cases.no_applicant": (_("申请人没有填写。"), _WRITE),
    "cases.no_recusal": (_("没有这项回避。"), _RELOAD),
    "cases.recusal_decided": (_("这项回避已经决定。"), _RELOAD),
    "cases.wrong_recusal_decider": (
        _("这项回避不由所选的决定人决定。"),
        _("检察人员的回避由检察长决定，检察长的回避由检察委员会讨论决定。"),
    ),
    "cases.no_review_now": (
        _("现在不能复议。"),
        _("只有申请人对驳回决定可以申请复议一次。"),
    ),
    # Extension.
    "cases.no_review_runs": (
        _("没有正在计算的审查起诉期限。"),
        _("整改期满或者公告期满后才开始计算。"),
    ),
    "cases.wrong_approver": (
        _("这次延长不由所选的批准人批准。"),
        _("第一次由检察长批准一个月；还需延长的，报上一级人民检察院批准。"),
    ),
    "cases.no_until": (_("没有写明延长至哪一天。"), _("请照上一级人民检察院的批复填写。")),
    # Drafts.
    "cases.preview_off": (_("本院没有启用内部预审。"), _("草稿可以直接使用。")),
    "cases.preview_over": (
        _("这一稿的内部预审已经结束。"),
        _("退回修改的，修改保存后重新预审。"),
    ),
    "cases.no_template": (_("这种文书没有本院模板。"), _RELOAD),
    # Team.
    "cases.no_such_part": (_("没有这种身份。"), _CHECK),
    "cases.no_member": (_("这个人已不在本案办案人员之列。"), _RELOAD),
    "cases.in_team_already": (_("这个人已在本案办案人员之列。"), _("不必重复添加。")),
    "cases.of_the_organ": (
        _("%(person)s 的派出单位是本案当事方，或者是当事方的上级、下级单位，不能参与本案。"),
        _("请另选派出单位与本案无关的人员。"),
    ),
    "cases.handler_is_replaced": (_("承办检察官不能直接退出。"), _("请用“分派”更换承办检察官。")),
}


def register_texts() -> None:
    """Add the texts of these codes."""
    register(TEXTS)
