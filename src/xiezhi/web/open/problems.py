"""Words for what the handling of released figures may be refused."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of disclosure's codes."""
    register(_TEXTS)


_TEXTS: dict[str, tuple[object, object]] = {
    "disclosure.no_release": (_("没有找到这一期公开数据。"), _("请返回列表重新选择。")),
    "disclosure.period_order": (_("统计期的结束日早于开始日。"), _("请改统计期。")),
    "disclosure.period_not_over": (
        _("这段时间还没有过完，不能公开。"),
        _("请选已经结束的季度、半年或者年度。"),
    ),
    "disclosure.period_short": (
        _("公开数据至少以一个季度为一期：时间太短，容易看出是谁反映的。"),
        _("请把统计期改为一个季度以上。"),
    ),
    "disclosure.period_overlaps": (
        _("和 %(since)s 至 %(until)s 那一期有重叠：两期相减，会露出过小的数。"),
        _("请接着那一期之后选；那一期有错的，先撤下，再按同样的起止日重新公开。"),
    ),
    "disclosure.releases_own": (
        _("拟公开的人和审核人不能是同一个人。"),
        _("请另一位有权限的同事审核。"),
    ),
    "disclosure.no_reason": (_("还没有填写理由。"), _("请写明理由后再办。")),
}
