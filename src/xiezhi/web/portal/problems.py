"""Words for what can go wrong in the portal, as a bureau's clerk understands them."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of the codes a unit meets."""
    register(_TEXTS)


_TEXTS: dict[str, tuple[object, object]] = {
    "leads.referral_not_found": (
        _("没有这件来函，或者不是发给贵单位的。"),
        _("请回到来函列表核对。"),
    ),
    "leads.referral_not_sent": (_("这件来函已经撤回。"), _("请与本院联系人核对。")),
    "leads.already_replied": (_("这件来函已经回复过了。"), _("要更正的，请与本院联系人联系。")),
    "leads.reply_incomplete": (_("这一项还没有填。"), _("补上后再提交；已填写的都已暂存。")),
    "leads.day_in_future": (_("日期不能晚于今天。"), _("请改正后再提交。")),
    "leads.too_many_measures": (_("整改措施最多 %(limit)s 行。"), _("请合并后再提交。")),
    "leads.measure_without_words": (
        _("整改措施第 %(row)s 行没有写措施。"),
        _("请写上措施，或者清空这一行。"),
    ),
    "leads.too_many_files": (_("文件太多，这一项最多 %(limit)s 个。"), _("请去掉几个再传。")),
    "partners.no_officer": (_("您已经不是贵单位的联络员。"), _("请由新联络员登录。")),
    "partners.already_handed_over": (_("联络员已经交接。"), _("请由新联络员登录。")),
}
