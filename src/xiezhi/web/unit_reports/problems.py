"""Words for what can go wrong in handing over a lead, as a unit's clerk understands them."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of the codes of 移送线索."""
    register(_TEXTS)


_TEXTS: dict[str, tuple[object, object]] = {
    "intake.no_unit_report": (
        _("没有这件移送，或者不是贵单位移送的。"),
        _("请返回线索移送的列表查看。"),
    ),
    "intake.unit_report_incomplete": (
        _("线索名称、线索内容、地点都要写，线索内容不少于 5 个字。"),
        _("补充后再提交，已填写的都在。"),
    ),
    "intake.unit_report_changed": (
        _("这件移送刚才已经收到，后来又改了内容。"),
        _("请返回线索移送的列表查看；要另外移送一件，请重新打开这一页。"),
    ),
}
