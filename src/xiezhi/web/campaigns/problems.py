"""Words for the refusals of campaigns."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register

_CHECK = _("请核对后再提交，已填写的内容都在。")
_TEXTS: dict[str, tuple[object, object]] = {
    "campaigns.not_found": (_("没有找到这项专项活动。"), _("请从专项活动列表进入。")),
    "campaigns.none_chosen": (_("还没有选择专项活动。"), _("请选择一项，或者先登记。")),
    "campaigns.title_missing": (_("专项活动的名称没有填写。"), _CHECK),
    "campaigns.exists": (
        _("已登记同名的专项活动“%(title)s”。"),
        _("请使用已登记的一项，或者换一个名称。"),
    ),
    "campaigns.ends_before_start": (_("结束日期早于开始日期。"), _CHECK),
    "campaigns.not_running": (
        _("专项活动“%(title)s”不在进行中。"),
        _("请选择进行中的专项活动，或者先更正它的起止日期。"),
    ),
    "campaigns.not_taggable": (
        _("只有线索、案件、建议提案可以列入专项活动。"),
        _("反映信息请先登记为线索。"),
    ),
    "campaigns.not_tagged": (_("它不在这项专项活动里。"), _("请刷新页面后再看。")),
    "campaigns.too_many_figures": (_("成效数字最多 %(limit)s 项。"), _CHECK),
    "campaigns.figure_unnamed": (_("有一项成效只有数字，没有名称。"), _CHECK),
    "campaigns.figure_out_of_range": (_("“%(name)s”的数字不合理。"), _CHECK),
    "campaigns.figure_twice": (_("有两项成效的名称和单位相同。"), _("请合成一项。")),
    "campaigns.done_in_future": (_("日期在今天以后。"), _("请在行动以后登记。")),
    "campaigns.words_missing": (_("做了什么没有填写。"), _CHECK),
    "campaigns.no_unit": (
        _("还没有选择参加单位。"),
        _("请至少选择一家协作单位；名单里没有的，先在“协作单位”添加。"),
    ),
    "campaigns.too_many_files": (_("材料最多 %(limit)s 份。"), _("请合并后再提交。")),
    "campaigns.matter_not_gathered": (
        _("有一件事项不在这项专项活动里。"),
        _("请先把它列入专项活动。"),
    ),
}


def register_texts() -> None:
    """Add the texts of campaigns."""
    register(_TEXTS)
