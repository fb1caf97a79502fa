"""Texts of what is refused of trainings, patrols and push, on the desk and on the phone."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register

_CHECK: Final = _("请核对后重新提交。")
_BACK: Final = _("请回到“我的”查看。")
_RELOAD: Final = _("请刷新页面。")
_TEXTS: Final[dict[str, tuple[object, object]]] = {
    "supporters.no_training": (_("没有这次培训。"), _BACK),
    "supporters.training_over": (_("这次培训已经开始或者取消，不能再答复。"), _BACK),
    "supporters.training_answered": (
        _("这次培训后来在别处答复过，以后来的为准。"),
        _("要改，请打开这次培训再答复。"),
    ),
    "supporters.leave_reason_missing": (_("请假要写一句原因。"), _("请写上再提交。")),
    "supporters.training_without_place": (
        _("题目没有填写，或者地点和学习材料都没有填写。"),
        _("请写明题目，并写地点或者要学习的材料。"),
    ),
    "supporters.nobody_to_call": (_("没有选到任何在聘期内的人员。"), _CHECK),
    "supporters.not_known": (_("名单里有查不到的人：%(words)s。"), _("请改成名册里的编号或姓名。")),
    "supporters.nobody_marked": (_("还没有勾选或贴入到场人员。"), _CHECK),
    "supporters.made_up_day": (_("补训日期要在培训之后、今天以前。"), _CHECK),
    "supporters.training_not_begun": (
        _("培训还没有开始，不能登记到场。"),
        _("请在培训之后登记。"),
    ),
    "supporters.training_begun": (
        _("培训已经开始，不能改期。"),
        _("没有举行的，请取消后另行安排。"),
    ),
    "supporters.moved_to_the_past": (_("改期后的时间已经过去。"), _CHECK),
    "supporters.training_not_moved": (_("时间和地点都没有变。"), _CHECK),
    "supporters.cancel_reason_missing": (_("请写明取消的原因。"), _CHECK),
    "supporters.no_patrol": (_("没有这项巡查，或者已经撤回。"), _BACK),
    "supporters.patrol_done": (_("这项巡查已经答复或者撤回。"), _RELOAD),
    "supporters.patrol_without_place": (_("请写明巡查哪里、看什么。"), _CHECK),
    "supporters.patrol_day": (_("截止日期早于今天。"), _CHECK),
    "supporters.report_before_patrol": (
        _("这条上报早于巡查任务，不能用来答复。"),
        _("请选任务下达之后的上报，或者先报一条。"),
    ),
    "notifications.push_off": (_("检察院没有开通手机提醒。"), _BACK),
    "notifications.push_host": (_("这部手机的提醒服务不在检察院准许的名单里。"), _BACK),
    "notifications.push_keys": (_("手机给出的提醒地址不完整。"), _("请关掉再开一次。")),
    "notifications.push_for_supporters": (_("手机提醒只给登录的网格员。"), _("请先登录。")),
    "supporters.too_many_reports": (_("最多选 %(limit)s 条上报。"), _CHECK),
}


def register_texts() -> None:
    """Register the texts; called once, when addresses load."""
    register(_TEXTS)
