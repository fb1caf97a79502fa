"""Words for what can go wrong with files on their way, and with where they are kept."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of upload codes."""
    register(_TEXTS)


_BY_ITSELF = _("这一页会自己重新传，请不要关。")
_TEXTS: dict[str, tuple[object, object]] = {
    "uploads.unreadable": (_("传来的内容读不懂。"), _("请刷新这一页再试，已填写的内容都在。")),
    "uploads.gone": (_("传了一半的文件已经清除。"), _BY_ITSELF),
    "uploads.busy": (_("这个文件正在传。"), _BY_ITSELF),
    "uploads.elsewhere": (_("文件接不上了。"), _BY_ITSELF),
    "uploads.beyond_the_end": (_("传来的比文件还长。"), _BY_ITSELF),
    "uploads.part_too_large": (_("一次传得太多。"), _BY_ITSELF),
    "uploads.unfinished": (_("还有文件没有传完。"), _BY_ITSELF),
    "uploads.altered": (_("文件在路上变了样，没有收。"), _BY_ITSELF),
    "uploads.used": (_("这些文件已经随另一条信息收下。"), _("请重新打开这一页，重新选文件。")),
    "uploads.no_room": (
        _("现在传文件的人太多，一时放不下。"),
        _("文字可以先交；文件留在手机上，过一会儿会再试。"),
    ),
    "storage.away": (
        _("存放文件的地方暂时没有应答，这一次没有办成，什么也没有丢失。"),
        _("请过一会儿再试，填写过的内容都在；已收到的不受影响。"),
    ),
    "storage.refused": (
        _("存放文件的地方不让存取，这一次没有办成，什么也没有丢失。"),
        _("请联系管理员检查文件存储的设置；填写过的内容都在。"),
    ),
    "storage.altered": (
        _("这个文件与收下时不一样了，没有打开。"),
        _("请立即联系管理员：可能是硬盘损坏，也可能被人改动。"),
    ),
    "storage.full": (
        _("服务器的硬盘满了，这次没有收下。"),
        _("内容都在手机上，请过一会儿再试；急事请打检察院电话。"),
    ),
}
