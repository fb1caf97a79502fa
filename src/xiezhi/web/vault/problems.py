"""Words for what the vault refuses."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of the vault's codes at the desk."""
    register(_TEXTS)


_ANEW = _("需要的话，请重新申请。")
_SHEET = _("请对照封存的纸张逐词核对。")
_TEXTS: dict[str, tuple[object, object]] = {
    "vault.same_person": (
        _("申请人、审批人和复核人必须是三个不同的人。"),
        _("请由另一位有权限的人员办理。"),
    ),
    "vault.second_on_team": (
        _("您承办或者参与办理这件事，不能作复核人。"),
        _("请由不参与办理的人员复核。"),
    ),
    "vault.second_has_no_right": (_("复核人当时没有复核的岗位。"), _ANEW),
    "vault.approver_not_chief": (_("审批人当时不是检察长。"), _ANEW),
    "vault.not_the_requester": (
        _("只有申请人本人可以打开，代办也不行。"),
        _("确有需要的，请本人另行申请。"),
    ),
    "vault.not_deputised": (
        _("身份信息的申请、审批、复核和打开不能代办。"),
        _("请先结束代办，以本人身份办理。"),
    ),
    "vault.not_waiting": (_("这一项已经办过，或者还没轮到这一步。"), _("请刷新页面查看。")),
    "vault.opening_awaits_chief": (_("检察长还没有批准。"), _("批准并复核后才能打开。")),
    "vault.opening_awaits_second": (_("还没有经第二人复核。"), _("复核后才能打开。")),
    "vault.opening_refused": (_("这一申请没有同意。"), _("请看不同意的理由。")),
    "vault.opening_over": (_("打开的十五分钟已过。"), _ANEW),
    "vault.opening_lapsed": (_("批准后七日内没有打开，已经失效。"), _ANEW),
    "vault.no_reason": (_("请写明理由。"), _("写一两句话，说清为什么。")),
    "vault.block_reason": (
        _("暂不告知反映人，须写明理由。"),
        _("请写明理由，或者清空暂不告知的日期。"),
    ),
    "vault.block_too_long": (
        _("暂不告知最长 %(days)s 日，须从明天起算。"),
        _("请改日期；到期仍有必要的，另行决定。"),
    ),
    "vault.no_request": (_("没有这一申请，或者您无权查看。"), _("请回到列表查看。")),
    "vault.no_matter": (
        _("这条反映没有您能看到的线索或案件。"),
        _("请先登记线索，或者由承办人申请。"),
    ),
    "vault.not_sealed_report": (
        _("这条反映不是保密反映，身份没有封存。"),
        _("网格员履职反映请在原文旁点“打电话”。"),
    ),
    "vault.no_identity": (
        _("保密柜里没有这条反映的身份：没有留下，或者已经销毁。"),
        _("可以在查询码后面留言，等反映人查看。"),
    ),
    "vault.identity_unreadable": (
        _("身份打不开：密文损坏，或者没有对应的私钥。"),
        _("请联系系统管理员，用两张词表恢复私钥后再试。"),
    ),
    "vault.identity_misplaced": (
        _("密文不属于这条反映，可能被人挪动过。"),
        _("请立即报告检察长，并运行 xiezhi verify ledger。"),
    ),
    "vault.sheet_word": (_("第 %(place)s 个词“%(word)s”不在词表里。"), _SHEET),
    "vault.sheet_checksum": (_("词表有一处抄错，校验不符。"), _SHEET),
    "vault.sheets_differ": (
        _("这些词表凑不出私钥：不足两张、重复，或者不是同一把钥匙的。"),
        _SHEET,
    ),
    "vault.device_silent": (_("存放私钥的设备没有应答。"), _("请检查设备后再试。")),
    "vault.closed": (
        _("保密柜没有开启，现在打不开。"),
        _("请联系系统管理员启动 xiezhi vault serve，稍后再试。"),
    ),
    "vault.not_understood": (_("保密柜没有听懂。"), _("请刷新页面再试。")),
    "vault.no_message": (_("没有这条短信。"), _("请刷新页面查看。")),
    "vault.relay_empty": (_("请写上要说的话。"), _("一句话就行，不提反映的事。")),
    "vault.relay_too_long": (_("最多 %(limit)s 个字。"), _("请写短一些。")),
    "vault.relay_link": (_("短信里不能有网址。"), _("请去掉网址。")),
    "vault.relay_number": (
        _("短信里不能有号码、编号和字母。"),
        _("请去掉；电话号码可以写在查询码后面的对话里。"),
    ),
    "vault.relay_telling": (
        _("“%(word)s”会让旁人看出是什么事。"),
        _("请换成中性的话，例如“有新的消息，请方便时查看”。"),
    ),
    "vault.relay_limit": (
        _("对同一反映人一天最多转发 %(count)s 条。"),
        _("请明天再发，或者在查询码后面留言。"),
    ),
}
