"""Words for refusals of the inbox."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of notification and ledger codes."""
    register(_TEXTS)


_TEXTS: dict[str, tuple[object, object]] = {
    "notifications.no_message": (_("没有这条消息。"), _("请返回消息列表查看。")),
    "ledger.no_entry": (_("没有这条操作留痕。"), _("请核对序号。")),
    "ledger.not_signed_yet": (
        _("这条留痕还没有签入检查点。"),
        _("检查点每十分钟签一次，请稍后再取证明。"),
    ),
}
