"""The words of the acts of partner units, their texts and meetings; part of `act_labels`."""

from typing import Final

from django.utils.translation import gettext_lazy as _

PARTNER_ACTS: Final[dict[str, object]] = {
    "partners.write_duties": _("写明会签职责"),
    "partners.plan_meeting": _("召集联席会议"),
    "partners.change_meeting": _("变更联席会议"),
    "partners.cancel_meeting": _("取消联席会议"),
    "partners.answer_meeting": _("联席会议回执"),
    "partners.enter_meeting_answer": _("代录联席会议回执"),
    "partners.record_minutes": _("登记会议纪要"),
    "partners.add_unit": _("添加协作单位"),
    "partners.take_unit": _("协作单位转到外网"),
    "partners.take_officer": _("联络员跨网同步"),
    "partners.change_unit": _("修改协作单位"),
    "partners.add_superior": _("登记上级单位"),
    "partners.change_superior": _("修改上级单位"),
    "partners.remove_superior": _("删除误登的上级单位"),
    "partners.sign_instrument": _("登记会签文件"),
    "partners.appoint_liaison": _("登记联络员"),
    "partners.hand_over_liaison": _("联络员交接"),
    "partners.confirm_liaison": _("确认联络员"),
}
