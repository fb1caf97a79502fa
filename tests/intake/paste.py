"""A paste as it comes out of a chat: two members, three matters, twelve messages. All invented."""

from datetime import date

from tests.evidence.pictures import encode, quarters
from xiezhi.evidence.services.storing import IncomingFile

_CHAT = """展旦召07号网格员 {day} 09:02
加油站北边二百米的消防水鹤让车撞歪了，底下一直冒水
展旦召07号网格员 {day} 09:02
[图片]
展旦召07号网格员 {day} 09:03
[图片]
检察官助理 {day} 09:04
收到
老赵头 {day} 10:20
白泥井镇井滩村西边渠里倒了一车垃圾，全是塑料袋
老赵头 {day} 10:21
[图片]
老赵头 {day} 10:21
天刚亮就有人来倒，蓝色三轮车
展旦召07号网格员 {day} 15:40
另外，北滩嘎查路口的井盖又没了，晚上看不见
展旦召07号网格员 {day} 15:41
[图片]
展旦召07号网格员 {day} 15:41
[图片]
检察官助理 {day} 15:45
好的
展旦召07号网格员 {day} 15:46
辛苦了
"""
# As a computer saves them out of the chat; each picture another one.
_NAMES = ("090210", "090305", "102105", "154102", "154130")
DAY = date(2026, 11, 24)


def chat(day: date) -> str:
    """The twelve messages, sent on a day."""
    return _CHAT.format(day=f"{day.year}/{day.month}/{day.day}")


def pictures(day: date = DAY) -> list[IncomingFile]:
    """Five pictures of the chat, each another one."""
    return [
        IncomingFile(
            name=f"微信图片_{day:%Y%m%d}{moment}.jpg", data=encode(quarters(400 + 8 * place, 300))
        )
        for place, moment in enumerate(_NAMES)
    ]


CHAT = chat(DAY)
