"""The demo's unfinished quick registrations: a pasted chat with pictures, and a letter put aside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from xiezhi.demo.facts import towns
from xiezhi.demo.pictures import Scene
from xiezhi.demo.schedule import Photo
from xiezhi.demo.services.cast import Cast
from xiezhi.demo.services.reports import file_of
from xiezhi.demo.services.steps import Step
from xiezhi.demo.studio import Studio
from xiezhi.intake.rules.entry import EntryRow
from xiezhi.intake.services.drafts import start_draft, start_single
from xiezhi.kernel.clock import CHINA
from xiezhi.law.sources import IntakeChannel

_CHAT: Final = """{title}07号网格员 {day} 08:41
{town}旧营盘嘎查卫生院东墙外的消防水鹤又歪了，阀门往外渗水，地上结了冰
{title}07号网格员 {day} 08:41
[图片]
检察官助理01 {day} 08:43
收到
河头巡河人 {day} 09:26
王爱召镇河头村滩地上有人夜里倒建筑垃圾，有砖头有水泥块
河头巡河人 {day} 09:27
[图片]
河头巡河人 {day} 09:27
怕开河冲进去，最好快点
{title}07号网格员 {day} 16:05
另外，北滩嘎查路口的窨井盖没了，用树枝插着
{title}07号网格员 {day} 16:06
[图片]
{title}07号网格员 {day} 16:20
辛苦了
"""
_LETTER: Final = "来信反映：镇上一家小超市长期把过期牛奶换日期再卖，附近学校的学生常去买。信里附了两张小票的复印件（演示推演）。"
_VIEWS: Final = (
    (Scene.CRANE, "zhandanzhao", (8, 40)),
    (Scene.RUBBISH, "wangaizhao", (9, 26)),
    (Scene.MANHOLE, "zhandanzhao", (16, 5)),
)


@dataclass(frozen=True, slots=True)
class DraftWalk:
    """What two members of staff have begun and not finished."""

    cast: Cast
    studio: Studio
    now: datetime

    def photos(self) -> tuple[Photo, ...]:
        """Return the pictures of the chat."""
        return tuple(
            Photo(
                name=f"微信图片_{taken:%Y%m%d%H%M%S}.jpg",
                scene=scene,
                key=f"draft-{scene}",
                taken_at=taken,
                latitude=towns()[town].latitude,
                longitude=towns()[town].longitude,
            )
            for scene, town, taken in self._views()
        )

    def steps(self) -> Iterator[Step]:
        """Yield the paste of this morning and the letter of yesterday."""
        yield Step(self.now - timedelta(hours=20), self._letter)
        yield Step(self.now - timedelta(minutes=40), self._paste)

    def _views(self) -> Iterator[tuple[Scene, str, datetime]]:
        day = self._yesterday()
        for scene, town, (hour, minute) in _VIEWS:
            yield scene, town, day.replace(hour=hour, minute=minute, second=30)

    def _yesterday(self) -> datetime:
        return (self.now - timedelta(days=1)).astimezone(CHINA)

    def _paste(self, now: datetime) -> None:
        day = self._yesterday()
        text = _CHAT.format(
            day=f"{day.year}/{day.month}/{day.day}",
            title="展旦召",
            town=towns()["zhandanzhao"].name,
        )
        start_draft(
            text=text,
            files=[file_of(photo, self.studio) for photo in self.photos()],
            channel=IntakeChannel.WECHAT_GROUP,
            acting=self.cast.staff["zl01"],
            now=now,
        )

    def _letter(self, now: datetime) -> None:
        row = EntryRow(channel=IntakeChannel.LETTER, words=_LETTER, town=towns()["shulinzhao"].name)
        start_single(row=row, acting=self.cast.staff["sjy01"], now=now)
