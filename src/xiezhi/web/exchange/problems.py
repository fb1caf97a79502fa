"""Words for refusals of exchange."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiezhi.exchange.rules.allow_list import LABELS
from xiezhi.exchange.rules.items import KIND_LABELS, ItemKind
from xiezhi.kernel.errors import Param
from xiezhi.web.problem_texts import register, register_words


def register_texts() -> None:
    """Add the texts of exchange's codes."""
    register({**_READING, **_TAKING, **_SENDING, **_PEERS, **_ITEMS, **_MATTERS})
    register_words("kind", _kind_words)
    register_words("field", _field_words)


def _kind_words(kind: Param) -> str:
    """Return what a kind of item is called; one this version does not know stands for itself."""
    if not kind:
        return gettext("未写明种类")
    known = {one.value: label for one, label in KIND_LABELS.items()}
    return gettext(known[str(kind)]) if kind in set(ItemKind) else str(kind)


def _field_words(field: Param) -> str:
    """Return what a field is called; one that may not cross has no name here and stands for itself."""
    return gettext(LABELS[str(field)]) if field in LABELS else str(field)


_READING: dict[str, tuple[object, object]] = {
    "exchange.not_a_package": (
        _("这不是摆渡包文件。"),
        _("请选择扩展名为 .xzp 的分卷文件。"),
    ),
    "exchange.newer_format": (
        _("这个包由较新的版本生成（格式 %(found)s，本机认识到 %(known)s），没有收。"),
        _("请先升级本机，再导入；原介质请保留。"),
    ),
    "exchange.truncated": (
        _("文件不完整，后面缺了一段，没有收。"),
        _("请重新从介质复制；仍不行，请对方重新下载这一卷，内容不变。"),
    ),
    "exchange.damaged": (
        _("文件内容与签名不符：损坏或被改动过，没有收。"),
        _("请重新从介质复制；仍不行，请对方重新下载这一卷，并核对介质。"),
    ),
    "exchange.clock": (
        _("包的封包时间（%(made)s）不合理，没有收。"),
        _("请核对双方机器的日期和时间，更正后由发出方重新打包。"),
    ),
    "exchange.no_room": (
        _("本机磁盘放不下这个包（约 %(megabytes)s 兆），没有收。"),
        _("请联系系统管理员清理磁盘后再导入；已收的分卷还在。"),
    ),
}
_TAKING: dict[str, tuple[object, object]] = {
    "exchange.stranger": (
        _("这个包的签名密钥未经本院信任（自称“%(sender)s”，指纹 %(mark)s），没有收。"),
        _("请电话与对方核对指纹；确属对接方的，由系统管理员在“对接方”中登记。"),
    ),
    "exchange.own_package_back": (
        _("这是本机自己发出的包，不能导入本机。"),
        _("请带到接收方导入。"),
    ),
    "exchange.not_for_us": (
        _("这个包是发给“%(receiver)s”的，不是发给本机的，没有收。"),
        _("请送到它的接收方；如对方更换过密钥，请重新互换对接码。"),
    ),
    "exchange.wrong_office": (
        _("包上的检察院与登记的对接方不符（发出“%(sender)s”，接收“%(receiver)s”），没有收。"),
        _("请系统管理员核对“对接方”的登记。"),
    ),
    "exchange.kind_not_taken": (
        _("包里有不应由这一对接方发来的内容（%(kind)s），整个包没有收。"),
        _("请联系发出方核对；不要自行拆包。"),
    ),
    "exchange.already_imported": (
        _("这个包（第 %(number)s 号）已于 %(on)s 由%(by)s导入，不再导入。"),
        _("无须再办；可在列表中查看当时的结果。"),
    ),
    "exchange.already_refused": (
        _("这个包（第 %(number)s 号）已于 %(on)s 由%(by)s拒收（%(reason)s）。"),
        _("请等对方重新打包。"),
    ),
    "exchange.item_refused": (
        _("第 %(place)s 项（%(kind)s）不能导入，整个包都没有导入。"),
        _("请按原因处理后再导入；处理不了的，拒收并告诉发出方。"),
    ),
    "exchange.no_receiver": (
        _("本机不处理“%(kind)s”。"),
        _("请核对网络区域（内网端或互联网端）是否装错。"),
    ),
    "exchange.nothing_waits": (_("没有等待的内容。"), _("无须再办。")),
    "exchange.waits_for_package": (
        _("回执所说的包本机没有发出记录。"),
        _("多见于数据恢复之后；请与对方核对包号。"),
    ),
}
_SENDING: dict[str, tuple[object, object]] = {
    "exchange.nothing_to_send": (
        _("目前没有要发给“%(name)s”的内容。"),
        _("有新内容后再打包。"),
    ),
    "exchange.draft_open": (
        _("发给“%(name)s”的上一个包还没有封包。"),
        _("请先送审封包或撤销它，再打新包。"),
    ),
    "exchange.file_missing": (
        _("有一个文件在本机找不到了，不能打包（%(kind)s）。"),
        _("请系统管理员运行 xiezhi doctor 检查文件存储。"),
    ),
    "exchange.own_package": (
        _("自己打的包不能自己审核。"),
        _("请由另一位有审核权限的人员办理。"),
    ),
    "exchange.not_in_review": (_("这个包不在审核中。"), _("请刷新页面，查看它现在的状态。")),
    "exchange.items_unmarked": (
        _("还有内容没有审核。"),
        _("请逐项选择“同意外发”或“暂缓”，再封包。"),
    ),
    "exchange.nothing_passed": (
        _("所有内容都已暂缓，没有可封包的。"),
        _("请退回经办人，由经办人撤销。"),
    ),
    "exchange.no_medium": (_("没有填写介质编号。"), _("请填写光盘或专用U盘的编号。")),
    "exchange.no_reason": (_("没有填写理由。"), _("请写明理由，一句话即可。")),
    "exchange.not_sealed": (
        _("这个包没有封包，或已作废，不能下载。"),
        _("封包后即可下载全部分卷。"),
    ),
    "exchange.contents_gone": (
        _("对方已导入，包内内容不再保留。"),
        _("无须再带；清单和哈希值仍可查看。"),
    ),
    "exchange.source_altered": (
        _("要发出的内容与封包时不一致，没有生成。"),
        _("请联系系统管理员检查文件存储，并作废这个包。"),
    ),
    "exchange.too_many_parts": (
        _("这个包要分成 %(limit)s 卷以上，太多了。"),
        _("请系统管理员调大分卷大小（XIEZHI_EXCHANGE_PART_MB）。"),
    ),
    "exchange.part_too_small": (
        _("分卷大小设得太小，连清单也放不下。"),
        _("请系统管理员调大分卷大小（XIEZHI_EXCHANGE_PART_MB）。"),
    ),
    "exchange.no_package": (_("没有这个摆渡包，或您无权查看。"), _("请返回列表查看。")),
    "exchange.no_item": (_("包里没有这一项。"), _("请返回清单选择。")),
    "exchange.no_part": (_("没有这一卷。"), _("请按列表下载。")),
    "exchange.no_file": (
        _("没有这个文件，或导入后已转入正式存放处。"),
        _("请到信息池或线索中查看。"),
    ),
}
_PEERS: dict[str, tuple[object, object]] = {
    "exchange.no_peer": (_("没有这个对接方。"), _("请返回列表查看。")),
    "exchange.card_unreadable": (
        _("对接码认不出：不完整或抄错了。"),
        _("请让对方重新复制整行，原样粘贴。"),
    ),
    "exchange.key_card_unreadable": (
        _("密钥卡读不出来。"),
        _("请在内网端执行 xiezhi vault card 重新写出一张。"),
    ),
    "exchange.key_card_foreign": (
        _("密钥卡不是本院内网端签名的，或者被改动过。"),
        _("请核对来源，在内网端重新写出。"),
    ),
    "exchange.key_card_older": (
        _("已经用过更新的密钥卡。"),
        _("请使用内网端最后写出的一张。"),
    ),
    "exchange.no_inner_zone": (
        _("本端还没有登记内网端。"),
        _("请先凭院卡配对。"),
    ),
    "exchange.own_card": (
        _("这是本机自己的对接码。"),
        _("请粘贴对方的对接码。"),
    ),
    "exchange.card_of_other_office": (
        _("内外网两端必须是同一个检察院，这个对接码属于“%(name)s”。"),
        _("如对方是别的检察院，请选“其他检察院”“上级检察院”或“下级检察院”。"),
    ),
    "exchange.card_of_own_office": (
        _("这个对接码属于本院，不是别的检察院。"),
        _("请选“本院互联网端”或“本院内网端”。"),
    ),
    "exchange.already_trusted": (
        _("这个密钥，或同一端的另一个密钥，已经登记过。"),
        _("更换密钥的，请先停止信任旧的，再登记新的。"),
    ),
}
_ITEMS: dict[str, tuple[object, object]] = {
    "exchange.kind_unknown": (
        _("包里有本机不认识的内容种类（%(kind)s），没有收。"),
        _("发出方版本较新，请先升级本机。"),
    ),
    "exchange.field_unknown": (
        _("“%(kind)s”里有不准跨网的字段（%(field)s），没有办。"),
        _("请联系软件维护人员；不要自行拆包。"),
    ),
    "exchange.field_missing": (
        _("“%(kind)s”里缺少必需的字段（%(field)s），没有办。"),
        _("请联系软件维护人员。"),
    ),
    "exchange.field_wrong": (
        _("“%(kind)s”的字段（%(field)s）内容不合要求，没有办。"),
        _("请联系软件维护人员。"),
    ),
    "exchange.item_unnamed": (_("“%(kind)s”没有标识，没有办。"), _("请联系软件维护人员。")),
    "exchange.item_too_large": (
        _("包里有一项超过了允许的大小（%(kind)s），没有办。"),
        _("请联系发出方核对。"),
    ),
    "exchange.files_differ": (
        _("包里的文件与清单对不上（%(kind)s），没有办。"),
        _("请联系发出方重新打包。"),
    ),
}
_MATTERS: dict[str, tuple[object, object]] = {
    "exchange.case_not_transferred": (
        _("本案还没有决定移送其他检察院。"),
        _("请先登记移送案件意见书。"),
    ),
    "exchange.case_taken": (_("这件案件已经收案。"), _("请打开已收的案件办理。")),
    "exchange.no_matter": (_("没有这项移送或备案，或您无权查看。"), _("请返回列表查看。")),
    "exchange.not_decided": (
        _("这条线索没有作出移送其他检察院的决定。"),
        _("请先评估并决定移送，再办理。"),
    ),
    "exchange.not_major": (
        _("这条线索没有认定为重大线索。"),
        _("请在评估意见中勾选“重大线索，须报备”。"),
    ),
    "exchange.not_to_this_peer": (
        _("这项内容不能发往所选的检察院。"),
        _("移送发往其他检察院；备案只发往上级检察院。"),
    ),
    "exchange.matter_sent": (
        _("这条线索已经发往该检察院。"),
        _("可在线索页“移送与备案”中查看回执。"),
    ),
    "exchange.matter_on_its_way": (
        _("已经装进摆渡包，不能撤回。"),
        _("还没封包的，可由审核人暂缓这一项；已带走的，请电话告知对方。"),
    ),
    "exchange.answer_not_for_this": (_("这种回执不适用于此项。"), _("请重新选择。")),
    "exchange.day_in_future": (_("日期在今天之后。"), _("请填写实际日期。")),
    "exchange.no_number": (_("没有填写回执文号。"), _("请填写备案回执的文号。")),
    "exchange.no_assessment": (
        _("这条线索还没有提交的评估意见。"),
        _("请先评估，再办理。"),
    ),
    "exchange.no_title": (_("没有填写标题。"), _("请填写标题。")),
    "exchange.no_facts": (_("没有写明公益受损事实。"), _("请写明事实，不写反映人。")),
    "exchange.no_picture": (_("所选图片不属于这条线索。"), _("请重新选择图片。")),
    "exchange.waits_for_matter": (
        _("回执所说的移送或备案本机没有记录。"),
        _("多见于数据恢复之后；请与对方核对。"),
    ),
}
