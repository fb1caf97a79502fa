"""Letters of the demo beside the 移送函: one at each point of its way, with calls and urgings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from xiezhi.demo.canvas import Dice
from xiezhi.demo.facts import units
from xiezhi.demo.papers import paper
from xiezhi.demo.plan import at_work, between
from xiezhi.demo.services.steps import Step
from xiezhi.demo.services.walking import Walk
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.services.letter_effects import take_reply, take_service
from xiezhi.letters.rules.kinds import ASKS_REPLY, LetterKind
from xiezhi.letters.rules.notes import NoteKind
from xiezhi.letters.rules.replies import ReplyConclusion, ReplyDraft, ReplyPart
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.letters.services.drafting import (
    LetterText,
    pass_check,
    submit_for_check,
    write_letter,
)
from xiezhi.letters.services.issuing import (
    EnteredIssue,
    Sealing,
    issue_letter,
    register_letter,
)
from xiezhi.letters.services.notes import NoteText, note_on_letter
from xiezhi.letters.services.replies import ReplyPaper, record_paper_reply
from xiezhi.letters.services.sending import record_service

_PAUSE: Final = timedelta(minutes=7)
CONTACT: Final = "第四检察部 0477-5210000"


class Reach(IntEnum):
    """How far a letter of the demo has come."""

    DRAFT = 1
    CHECKING = 2
    CHECKED = 3
    ISSUED = 4
    SEALED = 5
    SERVED = 6
    REPLIED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoLetter:
    """A letter on the lead of a story."""

    kind: LetterKind
    organ: str
    title: str
    body: str
    reach: Reach
    way: ServiceWay = ServiceWay.DIRECT
    rectify_days: int = 0


_LETTERS: Final = {
    "sand-3": DemoLetter(
        kind=LetterKind.REQUEST,
        organ="forestry",
        title="关于商请提供治沙区范围图的函（演示推演）",
        body="因核查线索需要，商请你单位提供治沙区四至范围图和近两年批准使用情况。\n请予支持，并书面函复我院。",
        reach=Reach.DRAFT,
    ),
    "hydrant-1": DemoLetter(
        kind=LetterKind.INQUIRY,
        organ="fire",
        title="关于询问老巷口消防取水设施维护情况的函（演示推演）",
        body="请你单位就下列问题书面说明：\n一、该处消防取水设施的维护责任单位。\n二、最近一次检查的时间和结果。",
        reach=Reach.CHECKING,
    ),
    "shelf-3": DemoLetter(
        kind=LetterKind.REQUEST,
        organ="market",
        title="关于商请协助核查校园周边商店的函（演示推演）",
        body="商请你单位派员协助核查校园周边商店的进货台账。\n请予支持，并书面函复我院。",
        reach=Reach.CHECKED,
    ),
    "relic-2": DemoLetter(
        kind=LetterKind.REQUEST,
        organ="culture",
        title="关于商请出具石碑保护级别说明的函（演示推演）",
        body="商请你单位出具旧渡口遗址石碑的保护级别、保护范围和责任人的书面说明。",
        reach=Reach.ISSUED,
    ),
    "ramp-3": DemoLetter(
        kind=LetterKind.INQUIRY,
        organ="housing",
        title="关于询问卫生服务站无障碍设施验收情况的函（演示推演）",
        body="请你单位就该处建筑竣工验收时无障碍设施的验收情况书面说明，并附有关材料。",
        reach=Reach.SEALED,
    ),
    "ditch-1": DemoLetter(
        kind=LetterKind.REQUEST,
        organ="health",
        title="关于商请督促规范医疗废物管理的函（演示推演）",
        body="商请你单位督促该卫生室规范医疗废物分类、贮存和交接，并将办理情况书面函复我院。",
        reach=Reach.SERVED,
        way=ServiceWay.POST,
        rectify_days=45,
    ),
    "well-1": DemoLetter(
        kind=LetterKind.INQUIRY,
        organ="water",
        title="关于询问集中供水点水源保护情况的函（演示推演）",
        body="请你单位就该集中供水点的水源保护范围和水质检测情况书面说明。",
        reach=Reach.REPLIED,
        way=ServiceWay.ANNOUNCED,
    ),
}
# The unit behind this 移送函 is telephoned, then urged in writing.
_URGED: Final = "coal-3"


class Sent(Protocol):
    """What the letters need to know of the 移送函."""

    @property
    def letter_id(self) -> UUID | None:
        """Return the 移送函 once it is written."""


@dataclass(slots=True)
class Letters:
    """The letters of a story beside its 移送函."""

    walk: Walk
    now: datetime
    organs: Sent
    _ids: dict[str, UUID] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """Yield what happens with them, in the last days before now, each after the one before."""
        last = datetime.min.replace(tzinfo=self.now.tzinfo)
        for step in self._steps():
            last = min(max(step.at, last + _PAUSE), self.now)
            yield Step(last, step.do)

    def _steps(self) -> Iterator[Step]:
        key = self.walk.story.key
        letter = _LETTERS.get(key)
        if letter is not None:
            yield from self._way(letter)
        if key == _URGED:
            yield from self._urging()

    def _at(self, share: float) -> datetime:
        """Return an hour of work between the story's last step and now."""
        last = max(self.walk.times.values())
        return min(at_work(between(last, self.now, share)), self.now)

    def _way(self, letter: DemoLetter) -> Iterator[Step]:
        yield Step(self._at(0.3), partial(self._write, letter))
        if letter.reach in {Reach.CHECKING, Reach.CHECKED}:
            yield Step(self._at(0.35), self._submit)
        if letter.reach is Reach.CHECKED:
            yield Step(self._at(0.4), self._pass)
        if letter.reach is Reach.ISSUED:
            yield Step(self._at(0.4), self._issue)
        if letter.reach >= Reach.SEALED:
            yield Step(self._at(0.45), partial(self._register, letter))
        if letter.reach >= Reach.SERVED:
            yield Step(self._at(0.5), partial(self._serve, letter))
        if letter.reach is Reach.REPLIED:
            yield Step(self._at(0.8), partial(self._reply, letter))

    def _urging(self) -> Iterator[Step]:
        urging = DemoLetter(
            kind=LetterKind.URGING,
            organ="environment",
            title="关于催办货场煤堆未苫盖问题办理情况的函（演示推演）",
            body="我院此前向你单位移送货场煤堆未苫盖问题，请你单位抓紧办理，并书面函复办理情况。",
            reach=Reach.SERVED,
            way=ServiceWay.EXCHANGE,
        )
        yield Step(self._at(0.4), self._call)
        yield Step(self._at(0.6), self._urge)
        yield Step(self._at(0.7), partial(self._write, urging))
        yield Step(self._at(0.75), partial(self._register, urging))
        yield Step(self._at(0.8), partial(self._serve, urging))

    @property
    def _id(self) -> UUID:
        return self._ids[self.walk.story.key]

    @property
    def _clerk(self) -> Actor:
        return self.walk.cast.staff["sjy01"]

    def _write(self, letter: DemoLetter, now: datetime) -> None:
        is_urging = letter.kind is LetterKind.URGING
        due = legal_day(now) + timedelta(days=letter.rectify_days)
        written = write_letter(
            matter_kind=MatterKind.LEAD,
            matter_id=self.walk.lead_id,
            text=LetterText(
                kind=letter.kind,
                unit_id=self.walk.cast.unit_id(letter.organ),
                title=letter.title,
                body=letter.body,
                contact_words=CONTACT,
                asks_reply=letter.kind in ASKS_REPLY,
                rectification_due_on=due if letter.rectify_days else None,
                urges_id=self.organs.letter_id if is_urging else None,
            ),
            acting=self.walk.handler,
            now=now,
        )
        self._ids[self.walk.story.key] = written.id

    def _submit(self, now: datetime) -> None:
        submit_for_check(letter_id=self._id, words="请核稿", acting=self.walk.handler, now=now)

    def _pass(self, now: datetime) -> None:
        pass_check(letter_id=self._id, acting=self.walk.cast.staff["fzr01"], now=now)

    def _issue(self, now: datetime) -> None:
        issue_letter(letter_id=self._id, acting=self.walk.cast.staff["fjcz01"], now=now)

    def _register(self, letter: DemoLetter, now: datetime) -> None:
        register_letter(
            letter_id=self._id,
            issue=EnteredIssue(issued_by_label="检察长", issued_on=legal_day(now)),
            sealing=demo_sealing(letter.title, letter.body, self.walk.story.key, now),
            acting=self._clerk,
            now=now,
        )

    def _serve(self, letter: DemoLetter, now: datetime) -> None:
        is_post = letter.way is ServiceWay.POST
        is_announced = letter.way is ServiceWay.ANNOUNCED
        served = record_service(
            letter_id=self._id,
            service=Service(
                way=letter.way,
                served_on=legal_day(now),
                signed_for_by="办公室主任",
                note="在该单位会议室宣告，人大代表1名见证" if is_announced else "",
                tracking_number="演示0001" if is_post else "",
            ),
            receipt=IncomingFile(name="送达回证.pdf", data=receipt_paper(letter.title, now)),
            acting=self._clerk,
            now=now,
        )
        take_service(letter=served, acting=self._clerk, now=now)

    def _reply(self, letter: DemoLetter, now: datetime) -> None:
        short = units()[letter.organ].short
        words = "已划定保护范围并设置围栏，最近一次水质检测各项指标合格。"
        page = paper("复函", [words], signed=f"{short}（盖章）")
        reply = record_paper_reply(
            letter_id=self._id,
            draft=ReplyDraft(
                words=words,
                conclusion=ReplyConclusion.MENDED,
                reply_number=f"演示函〔{legal_day(now).year}〕6号",
                dated_on=legal_day(now),
            ),
            received_on=legal_day(now),
            papers=[
                ReplyPaper(part=ReplyPart.LETTER, file=IncomingFile(name="复函.pdf", data=page))
            ],
            acting=self._clerk,
            now=now,
        )
        take_reply(reply=reply, acting=self._clerk, now=now)

    def _call(self, now: datetime) -> None:
        self._note(NoteKind.CALL, "询问办理进度，对方称已到现场查看，正在联系货场经营者。", now)

    def _urge(self, now: datetime) -> None:
        self._note(NoteKind.URGE_CALL, "催问书面回复，对方称报领导审签后寄出。", now)

    def _note(self, kind: NoteKind, words: str, now: datetime) -> None:
        if self.organs.letter_id is None:
            raise LookupError(self.walk.story.key)
        note_on_letter(
            letter_id=self.organs.letter_id,
            note=NoteText(
                kind=kind,
                party=f"{units()['environment'].short}办公室值班人员",
                telephone="0477-5210001",
                words=words,
                spoken_at=now,
            ),
            acting=self.walk.handler,
            now=now,
        )


def demo_sealing(title: str, body: str, key: str, now: datetime) -> Sealing:
    """Return number, day and scan of a sealed letter of the demo; the number says 演示."""
    day = legal_day(now)
    number = Dice(key, "number").whole(1, 99)
    sealed = paper(title, body.split("\n"), signed=f"（盖章）　{day:%Y年%m月%d日}")
    return Sealing(
        office_number=f"演示检函〔{day.year}〕{number}号",
        sealed_on=day,
        sealed_letter=IncomingFile(name="盖章函件.pdf", data=sealed),
    )


def receipt_paper(title: str, now: datetime) -> bytes:
    """Return the scan of a signed 送达回证."""
    return paper(
        "送达回证",
        [f"文书：{title}", "受送达单位已收到上述文书。"],
        signed=f"收件人（签名）　{legal_day(now):%Y年%m月%d日}",
    )
