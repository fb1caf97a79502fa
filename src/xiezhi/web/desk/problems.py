"""Words for what the desk may be refused."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from xiezhi.web import letter_problems
from xiezhi.web.desk import clock_problems, lead_problems, paper_problems, volume_problems
from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of the codes of intake and leads that staff meet."""
    register(_TEXTS)
    register(clock_problems.TEXTS)
    register(lead_problems.TEXTS)
    register(letter_problems.TEXTS)
    paper_problems.register_texts()
    volume_problems.register_texts()


_RELOAD: Final = _("请刷新页面后再看。")
_TEXTS: Final[dict[str, tuple[object, object]]] = {
    "intake.no_report": (_("没有这条反映信息，或者您无权查看。"), _RELOAD),
    "intake.already_lead": (
        _("其中有已登记为线索的，不能再这样办理。"),
        _("请从选择中去掉后再办。"),
    ),
    "intake.screened_out": (
        _("其中有已作“不作线索”的。"),
        _("请先退回待初筛，再登记线索。"),
    ),
    "intake.reason_needs_note": (_("选“其他”须写明理由。"), _("请在说明栏写一句。")),
    "intake.too_many": (_("一次最多办理 %(limit)s 条。"), _("请分几次办理。")),
    "intake.none_chosen": (_("还没有选中反映信息。"), _("请先勾选。")),
    "intake.no_words": (_("还没有写内容。"), _("请写一句话再发出。")),
    "intake.sealed": (
        _("反映人身份已封存，这里不能查看。"),
        _("可在对话里询问，对方凭查询码看到。"),
    ),
    "intake.no_contact": (_("没有登记这名网格员的电话。"), _("请联系联络员补登。")),
    "intake.no_message": (_("没有这条往来。"), _RELOAD),
    "intake.no_judgement": (_("判断须写明理由。"), _("请写一句理由再登记。")),
    "intake.judged_on_the_lead": (
        _("这条反映信息已作线索，再次反映在线索页判断。"),
        _("请打开所在线索。"),
    ),
    "intake.already_judged": (_("这条再次反映已经判断过。"), _RELOAD),
    "evidence.no_copy": (_("没有这个文件，或者您无权查看。"), _("原件封存的，只能看共享件。")),
}
