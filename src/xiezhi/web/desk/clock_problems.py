"""Words for what a time limit may be refused."""

from typing import Final

from django.utils.translation import gettext_lazy as _

_RELOAD: Final = _("请刷新页面后再看。")

TEXTS: Final[dict[str, tuple[object, object]]] = {
    "clocks.not_found": (_("没有这项期限，或者您无权查看。"), _RELOAD),
    "clocks.no_calendar": (
        _("没有这个日历，或者地址已停用。"),
        _("请在工作台的日历订阅页取得新的地址。"),
    ),
    "clocks.stopped": (_("这项期限已经结束。"), _RELOAD),
    "clocks.pause_reversed": (
        _("扣除期间的最后一日早于第一日。"),
        _("请核对起止日期。"),
    ),
    "clocks.length_or_day": (
        _("延长须写明长度，或者写明延长到哪一天，二者选一。"),
        _("请只填其中一项。"),
    ),
    "clocks.extension_too_late": (
        _("延长须在期限届满前批准。"),
        _("请核对批准日期；期限已满的，不能再延长。"),
    ),
    "clocks.extension_not_later": (
        _("延长到的日期没有晚于现在的最后一日。"),
        _("请核对日期。"),
    ),
    "clocks.no_extension": (
        _("规定没有允许这样延长。"),
        _("请核对依据；可以延长的，最多 %(most)s 次。"),
    ),
    "clocks.extension_too_long": (
        _("延长超过了规定允许的长度。"),
        _("请按规定的长度填写。"),
    ),
    "clocks.no_approver": (_("没有写明由谁批准延长。"), _("请写明批准人。")),
}
