"""Words for what a package may bring that this house would never have written, or waits for."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of the codes an import meets, in either zone."""
    register(_TEXTS)


_ASK = _("请与对方核对并记录情况；对方更正后重新发包。")
_LATER = _("先收下，等前面的包导入后自动办理，不用重发。")
_TEXTS: dict[str, tuple[object, object]] = {
    "accounts.foreign_account": (_("包里的账号与本院登记的不是同一类账号。"), _ASK),
    "accounts.card_unreadable": (
        _("院卡读不出来或被改动过。"),
        _("请在内网端重新写出一张院卡。"),
    ),
    "evidence.foreign_file": (_("包里有文件与它的格式、哈希或封存标记不符。"), _ASK),
    "intake.foreign_report": (
        _("反映信息 %(number)s 有一项不符合外网端的收件规则（%(part)s）。"),
        _ASK,
    ),
    "intake.foreign_words": (_("反映人的话有一项不符合收件规则（%(part)s）。"), _ASK),
    "letters.foreign_letter": (_("函件或答复有一项不符合门户的规则。"), _ASK),
    "partners.foreign_unit": (_("包里的单位或联络员与本院登记的不一致。"), _ASK),
    "supporters.foreign_supporter": (_("包里的网格员或工作证与本院登记的不一致。"), _ASK),
    "supporters.foreign_task": (_("核实任务或结果有一项不符合规则。"), _ASK),
    "supporters.foreign_patrol": (_("巡查任务或结果有一项不符合规则。"), _ASK),
    "supporters.foreign_training": (_("培训安排或答复有一项不符合规则。"), _ASK),
    "web.no_outer_address": (
        _("这里是内网端，还不知道外网端的网址，印不了工作证上的二维码。"),
        _("请管理员设好 XIEZHI_OUTER_URL 后重新启动，再发工作证。"),
    ),
    "vault.not_sealed": (_("包里的身份没有封存，不能收。"), _ASK),
    "exchange.waits_for_letter": (_("它所答复的函件还没有到。"), _LATER),
    "exchange.waits_for_message": (_("它所指的那句话还没有到。"), _LATER),
    "exchange.waits_for_report": (_("它所属的反映信息还没有到。"), _LATER),
    "exchange.waits_for_supporter": (_("它所属的网格员名册还没有到。"), _LATER),
    "exchange.waits_for_task": (_("它所答复的核实任务还没有到。"), _LATER),
    "exchange.waits_for_patrol": (_("它所答复的巡查任务还没有到。"), _LATER),
    "exchange.waits_for_training": (_("它所答复的培训还没有到。"), _LATER),
    "exchange.waits_for_liaison": (_("移送它的联络员还没有到。"), _LATER),
    "exchange.waits_for_unit_report": (_("它所说的移送线索还没有到。"), _LATER),
    "exchange.waits_for_unit": (_("它所属的单位还没有到。"), _LATER),
}
