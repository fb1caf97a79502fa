"""Texts of what is refused of 会签职责 and 联席会议, at the desk and in the portal."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register

_CHECK: Final = _("请核对后重新提交。")
_TEXTS: Final[dict[str, tuple[object, object]]] = {
    "partners.no_instrument": (_("没有找到这份会签文件。"), _("请从单位页面进入。")),
    "partners.no_meeting": (_("没有这次联席会议。"), _("请回到联席会议列表查看。")),
    "partners.no_minutes": (_("这次会议还没有纪要扫描件。"), _("请回到会议页面查看。")),
    "partners.meeting_incomplete": (
        _("会议名称、地点、议程都要写。"),
        _("补充后再提交，已填写的都在。"),
    ),
    "partners.no_units_called": (
        _("没有选到单位，或者超过 %(limit)s 家，或者有单位已停用。"),
        _("请重新选择通知的单位。"),
    ),
    "partners.answer_day": (_("回执截止日期晚于会议日期。"), _CHECK),
    "partners.meeting_in_past": (_("会议时间已经过了。"), _CHECK),
    "partners.posts_missing": (_("请写明参加人员的职务。"), _("写职务即可，不必写姓名。")),
    "partners.absence_reason_missing": (_("请写明不能参加的原因。"), _("写上再提交。")),
    "partners.meeting_over": (
        _("这次会议已经开始、召开或者取消，不能再回执。"),
        _("有变化请打会议通知上的电话。"),
    ),
    "partners.meeting_not_begun": (
        _("会议还没有开始，不能登记纪要。"),
        _("请在会议之后登记。"),
    ),
    "partners.minutes_missing": (_("会议纪要和扫描件都没有。"), _("请写纪要，或者上传扫描件。")),
    "partners.cancel_reason_missing": (_("请写明取消的原因。"), _CHECK),
}


def register_texts() -> None:
    """Register the texts; called once, when addresses load."""
    register(_TEXTS)
