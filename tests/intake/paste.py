"""A paste as it comes out of a chat: two members, three matters, twelve messages. All invented."""

from tests.evidence.pictures import encode, quarters
from xiezhi.evidence.services.storing import IncomingFile

CHAT = """展旦召07号网格员 2026/11/24 09:02
加油站北边二百米的消防水鹤让车撞歪了，底下一直冒水
展旦召07号网格员 2026/11/24 09:02
[图片]
展旦召07号网格员 2026/11/24 09:03
[图片]
检察官助理 2026/11/24 09:04
收到
老赵头 2026/11/24 10:20
白泥井镇井滩村西边渠里倒了一车垃圾，全是塑料袋
老赵头 2026/11/24 10:21
[图片]
老赵头 2026/11/24 10:21
天刚亮就有人来倒，蓝色三轮车
展旦召07号网格员 2026/11/24 15:40
另外，北滩嘎查路口的井盖又没了，晚上看不见
展旦召07号网格员 2026/11/24 15:41
[图片]
展旦召07号网格员 2026/11/24 15:41
[图片]
检察官助理 2026/11/24 15:45
好的
展旦召07号网格员 2026/11/24 15:46
辛苦了
"""
# As a computer saves them out of the chat; each picture another one.
NAMES = (
    "微信图片_20261124090210.jpg",
    "微信图片_20261124090305.jpg",
    "微信图片_20261124102105.jpg",
    "微信图片_20261124154102.jpg",
    "微信图片_20261124154130.jpg",
)


def pictures() -> list[IncomingFile]:
    return [
        IncomingFile(name=name, data=encode(quarters(400 + 8 * place, 300)))
        for place, name in enumerate(NAMES)
    ]
