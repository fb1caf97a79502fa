"""What people say in a group that is no report: 收到, 谢谢, a thumb; and the program's notices."""

import re
import unicodedata
from typing import Final

from xiezhi.language.pasting.placeholders import find_placeholders, without_placeholders
from xiezhi.language.pasting.values import LeftOutReason, Placeholder, PlaceholderKind

_MAX_CHATTER: Final = 40
_MAX_NOTICE: Final = 200
_MENTION: Final = re.compile("@[^\\s\u2005@]{1,30}(?:[\\s\u2005]|$)")
_EMOTICON: Final = re.compile(r"\[[一-鿿A-Za-z]{1,8}\]")
_CUT: Final = re.compile(r"[\W_]+")
# A piece is chatter when these words alone make it up: 好的收到谢谢领导.
_SAYINGS: Final = (
    "收到 已收到 已阅 已读 已转 转发 请查收 请查阅 好 好的 好滴 好嘞 好哒 好吧 好勒 嗯 哦 噢 喔 行 可以 没问题 没事 没有 "
    "谢谢 多谢 感谢 谢了 谢 辛苦 辛苦了 明白 知道 了解 ok yes 是 是的 对 对的 不客气 不用谢 不谢 赞 棒 点赞 加油 哈 呵 嘿 嘻 "
    "在 在吗 早 早安 晚安 早上 上午 中午 下午 晚上 新年 节日 快乐 稍等 马上 立即 1 6 "
    "了 的 啦 啊 呀 哟 呢 吧 哒 您 你 大家 各位 领导 老师 检察官 同志 们 也"
)
_WORDS: Final = frozenset(_SAYINGS.split())
_LONGEST: Final = max(map(len, _WORDS))
_NOTICE: Final = re.compile(
    r"(?:\".{1,40}?\"|.{1,40}?)撤回了一条消息.{0,12}"
    r"|.{1,60}邀请.{1,120}加入了?群聊.{0,20}"
    r"|.{1,60}通过扫描.{1,60}加入群聊.{0,20}"
    r"|.{1,40}拍了拍.{1,40}"
    r"|.{1,40}修改群名为.{1,60}"
    r"|.{1,60}移出了?群聊.{0,10}"
    r"|.{1,40}(?:退出|加入)了?群聊"
    r"|.{0,40}领取了.{0,40}红包.{0,20}"
    r"|.{0,20}以[上下](?:是|为)(?:新消息|打招呼的内容).{0,20}"
    r"|你已添加了.{1,40}现在可以开始聊天了.?"
    r"|.{1,40}(?:recalled|unsent) a message.?"
    r"|查看更多消息|[-—–\s]*(?:以下为新消息|没有更多了)[-—–\s]*"
)


def is_notice(line: str) -> bool:
    """Return whether a line is the program speaking: recalled, invited, renamed."""
    return len(line) <= _MAX_NOTICE and _NOTICE.fullmatch(line.strip()) is not None


def left_out_reason(
    text: str, placeholders: tuple[Placeholder, ...] | None = None
) -> LeftOutReason | None:
    """Return why a message says nothing of a matter, or None when it does."""
    found = find_placeholders(text) if placeholders is None else placeholders
    if any(one.kind is not PlaceholderKind.STICKER for one in found):
        return None
    words = without_placeholders(text)
    if len(words) > _MAX_CHATTER:
        return None
    plain = unicodedata.normalize("NFKC", _EMOTICON.sub(" ", _MENTION.sub(" ", f"{words} ")))
    pieces = [piece for piece in _CUT.split(plain) if piece]
    if not pieces:
        return LeftOutReason.STICKER
    if all(map(_is_chatter, pieces)):
        return LeftOutReason.CHATTER
    return None


def _is_chatter(piece: str) -> bool:
    """Return whether a piece can be cut into words of chatter; linear in its few characters."""
    plain = piece.casefold()
    reached = {0}
    for end in range(1, len(plain) + 1):
        begins = range(max(0, end - _LONGEST), end)
        if any(begin in reached and plain[begin:end] in _WORDS for begin in begins):
            reached.add(end)
    return len(plain) in reached
