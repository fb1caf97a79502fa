"""Words for what 快速登记 may be refused."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of the codes of entering by hand."""
    register(_TEXTS)


_KEPT: Final = _("其余内容都保留着。")
_TEXTS: Final[dict[str, tuple[object, object]]] = {
    "intake.entry_not_enough": (
        _("内容太少：写满 %(characters)s 个字，或者附一张照片、一段录音、一份扫描件。"),
        _("补充后再保存，已填写的都在。"),
    ),
    "intake.too_many_files": (
        _("这一条有 %(count)s 个同类文件，最多 %(limit)s 个。"),
        _("请把多出的移到别的行，或者拆成两条。"),
    ),
    "intake.received_in_future": (_("收到日期不能晚于今天。"), _("请改收到日期。")),
    "intake.received_too_long_ago": (_("收到日期太早，超过十年了。"), _("请核对年份。")),
    "intake.number_taken": (
        _("这个外部编号已经登记过，编号 %(number)s。"),
        _("请在信息池里查看那一条；确是另一件的，请核对外部编号。"),
    ),
    "intake.reason_missing": (_("不作线索须选理由。"), _("请选一个理由。")),
    "intake.no_lead_chosen": (_("并入须选线索。"), _("请从列表中选线索号。")),
    "intake.nothing_to_split": (
        _("这一行没有可以拆开的内容。"),
        _("请把光标放在要另立一行的文字前面。"),
    ),
    "intake.nothing_above": (_("上面没有可以并入的行。"), _("请从第二行起合并。")),
    "intake.too_many_rows": (
        _("一次最多 %(limit)s 行。"),
        _("请先保存或删去几行，再继续；还没列出的内容都留着。"),
    ),
    "intake.draft_full": (
        _("一次登记最多放 %(limit)s 个文件。"),
        _("请先保存已有的，再粘贴其余的。"),
    ),
    "intake.paste_empty": (
        _("没有粘贴任何内容，也没有选择文件。"),
        _("请粘贴文字或图片，或者选择文件。"),
    ),
    "intake.file_not_taken": (
        _("这不是照片、录音、PDF、邮件（.eml）或文本文件，没有收。"),
        _("视频请截图；微信语音请另存为 mp3、m4a 或 amr。"),
    ),
    "intake.text_too_large": (
        _("文本文件超过 %(limit_megabytes)s 兆。"),
        _("请分成几份再放进来。"),
    ),
    "intake.no_number": (_("这一行的内容里没有电话号码。"), _KEPT),
    "intake.no_draft": (
        _("没有这次未完成的登记：可能已经保存、放弃，或者超过 30 日已清除。"),
        _("请回到快速登记，从列表中另选。"),
    ),
    "evidence.unreadable": (_("存放的内容打不开。"), _("请联系系统管理员核对密钥文件。")),
    "language.encoding_unknown": (
        _("文字编码认不出来，为免出现乱码没有收。"),
        _("请用记事本另存为 UTF-8，或者直接复制文字粘贴。"),
    ),
    "language.not_text": (
        _("这个文件不是文字。"),
        _("请放照片、录音、PDF、邮件（.eml）或文本文件。"),
    ),
    "language.mail_too_large": (
        _("邮件超过 %(megabytes)s 兆。"),
        _("请在邮箱里把附件另存，再和正文一起分次放进来。"),
    ),
    "language.mail_unreadable": (
        _("这个邮件文件读不出来。"),
        _("请在邮箱里另存为 .eml，或者直接复制正文粘贴。"),
    ),
}
