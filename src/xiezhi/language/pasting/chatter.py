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
_CHATTER: Final = re.compile(
    "(?:已?收到(?:了|啦|谢谢|感谢)?|好(?:的|滴|嘞|哒|吧|啊|勒)*|嗯+|哦+|噢+|行(?:的|吧)?|可以(?:的)?|"
    "(?:多谢|谢谢|感谢|谢了|辛苦)(?:了|您|你|啦|大家|各位|领导|检察官|老师|同志)*|明白(?:了)?|"
    "知道(?:了|啦)?|了解(?:了)?|ok(?:的|了)?|yes|是(?:的|啊|呀)?|对(?:的|啊|呀|对)*|没(?:事|问题|有)|"
    "不(?:客气|用谢|谢)|赞+|棒+|点赞|加油|哈+|呵+|嘿+|在(?:吗|的|呢)?|[早晚]安|(?:早上|上午|中午|下午|"
    "晚上|大家|领导|您|你)*好|新年快乐|节日快乐|请查收|请查阅|转发|已转|已阅|已读|稍等|马上|"
    "(?:检察官|老师|领导|各位|大家|同志)|1|\\+1|666+)",
    re.IGNORECASE,
)
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
    if all(_CHATTER.fullmatch(piece) for piece in pieces):
        return LeftOutReason.CHATTER
    return None
