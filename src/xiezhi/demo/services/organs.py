"""Letter, service, reply and second look of a story."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.demo.canvas import Dice
from xiezhi.demo.facts import units
from xiezhi.demo.papers import paper
from xiezhi.demo.plan import at_work, between
from xiezhi.demo.schedule import Moment, Photo, later_photo
from xiezhi.demo.services.cast import demo_key
from xiezhi.demo.services.letters import CONTACT, demo_sealing, receipt_paper
from xiezhi.demo.services.reports import file_of
from xiezhi.demo.services.steps import Step
from xiezhi.demo.services.walking import Walk
from xiezhi.demo.stories import OrganReply, Referral
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.selectors.behind_leads import find_cover_id
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.services.field_tasks import send_field_task
from xiezhi.leads.services.letter_effects import take_receipt, take_reply, take_service
from xiezhi.leads.services.task_effects import take_task_result
from xiezhi.leads.services.verification import verify_lead
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.rules.replies import Measure, ReplyDraft, ReplyPart
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.letters.services.drafting import LetterText, write_letter
from xiezhi.letters.services.issuing import EnteredIssue, register_letter
from xiezhi.letters.services.replies import ReplyPaper, record_paper_reply, submit_reply
from xiezhi.letters.services.sending import confirm_receipt, record_service, send_letter
from xiezhi.supporters.rules.field import FieldResult
from xiezhi.supporters.services.field_tasks import do_field_task

# The unit has not opened this letter yet.
_UNOPENED: Final = frozenset({"shelter-1"})
_RECTIFY_DAYS: Final = {"manhole-2": 45, "pests-1": 40, "coal-3": 60}
# Grid member 07 is asked to look at what a colleague reported.
_FIRST_LOOK: Final = {"grass-3": 7}


@dataclass(slots=True)
class Organs:
    """The part of a story from the letter to the officer's verification."""

    walk: Walk
    now: datetime
    _letter_id: UUID | None = None
    _task_id: UUID | None = None

    def later_photo(self) -> Photo | None:
        """Return the grid member's photo of the second look."""
        found = later_photo(self.walk.story, now=self.now)
        if found is None:
            return None
        taken = self.walk.times[Moment.LOOKED] - timedelta(minutes=15)
        taken = taken.astimezone(found.taken_at.tzinfo)
        return replace(found, taken_at=taken, name=f"IMG_{taken:%Y%m%d_%H%M%S}.jpg")

    def steps(self) -> Iterator[Step]:
        """Yield the steps reached."""
        times, story = self.walk.times, self.walk.story
        if story.key in _FIRST_LOOK:
            asked = between(times[Moment.REGISTERED], self.now, 0.6)
            yield Step(min(at_work(asked), self.now), self._ask_member)
        if Moment.SENT not in times:
            return
        written = between(times[Moment.DECIDED], times[Moment.SENT], 0.7)
        yield Step(min(at_work(written), times[Moment.SENT]), self._write)
        yield Step(times[Moment.SENT], self._send)
        if story.key not in _UNOPENED:
            yield Step(times[Moment.SIGNED], self._sign)
        if Moment.REPLIED not in times:
            return
        yield Step(times[Moment.REPLIED], self._reply)
        yield from self._second_look()

    def _second_look(self) -> Iterator[Step]:
        times = self.walk.times
        looked = times.get(Moment.LOOKED)
        asked = between(times[Moment.REPLIED], looked or self.now, 0.3)
        yield Step(min(at_work(asked), looked or self.now), self._ask_member)
        if looked is None:
            return
        yield Step(looked, self._look)
        after = min((at for at in times.values() if at > looked), default=self.now)
        yield Step(min(at_work(between(looked, after, 0.4)), after), self._verify)

    @property
    def letter_id(self) -> UUID | None:
        """Return the 移送函 once it is written."""
        return self._letter_id

    @property
    def _letter(self) -> Referral:
        if self.walk.story.referral is None:
            raise LookupError(self.walk.story.key)
        return self.walk.story.referral

    @property
    def _answer(self) -> OrganReply:
        if self.walk.story.reply is None:
            raise LookupError(self.walk.story.key)
        return self.walk.story.reply

    @property
    def _sent_id(self) -> UUID:
        if self._letter_id is None:
            raise LookupError(self.walk.story.key)
        return self._letter_id

    @property
    def _unit(self) -> Actor:
        return self.walk.cast.units[self._letter.organ]

    @property
    def _clerk(self) -> Actor:
        return self.walk.cast.staff["sjy01"]

    def _write(self, now: datetime) -> None:
        assessed = self.walk.story.assessed
        facts = assessed.facts if assessed else ""
        written = write_letter(
            matter_kind=MatterKind.LEAD,
            matter_id=self.walk.lead_id,
            text=LetterText(
                kind=LetterKind.REFERRAL,
                unit_id=self.walk.cast.unit_id(self._letter.organ),
                title=self._letter.title,
                body=f"本院在履行职责中了解到：{facts}\n{self._letter.ask}",
                contact_words=CONTACT,
                rectification_due_on=self._rectify_on(now),
            ),
            acting=self.walk.handler,
            now=now,
        )
        self._letter_id = written.id

    @property
    def _number(self) -> int:
        return Dice(self.walk.story.key, "number").whole(1, 99)

    def _rectify_on(self, now: datetime) -> date | None:
        """Some letters name a day by which the matter is to be put right."""
        days = _RECTIFY_DAYS.get(self.walk.story.key)
        return None if days is None else legal_day(now) + timedelta(days=days)

    def _send(self, now: datetime) -> None:
        """The clerk registers what the chief signed and the office sealed, then sends it."""
        register_letter(
            letter_id=self._sent_id,
            issue=EnteredIssue(issued_by_label="检察长", issued_on=legal_day(now)),
            sealing=demo_sealing(self._letter.title, self._letter.ask, self.walk.story.key, now),
            acting=self._clerk,
            now=now,
        )
        send_letter(letter_id=self._sent_id, acting=self._clerk, now=now)

    def _sign(self, now: datetime) -> None:
        """The unit confirms in the portal; without consent the paper is served as well."""
        received = confirm_receipt(
            letter_id=self._sent_id,
            section="办公室",
            contact="值班人员",
            acting=self._unit,
            now=now,
        )
        take_receipt(letter=received, acting=self._unit, now=now)
        if units()[self._letter.organ].partner:
            return
        served = record_service(
            letter_id=self._sent_id,
            service=Service(
                way=ServiceWay.EXCHANGE,
                served_on=legal_day(now),
                signed_for_by="办公室机要收发员",
            ),
            receipt=IncomingFile(name="送达回证.pdf", data=receipt_paper(self._letter.title, now)),
            acting=self._clerk,
            now=now,
        )
        take_service(letter=served, acting=self._clerk, now=now)

    def _reply(self, now: datetime) -> None:
        answer = self._answer
        dated = legal_day(now) - timedelta(days=1 if answer.paper else 0)
        short = units()[self._letter.organ].short
        draft = ReplyDraft(
            words=answer.words,
            measures=tuple(
                Measure(words=words, responsible="业务科室", progress="已完成")
                for words in answer.measures
            ),
            conclusion=answer.conclusion,
            reply_number=f"{short}函〔{dated.year}〕{self._number}号（演示推演）",
            dated_on=dated,
        )
        letter = IncomingFile(
            name="回复函.pdf",
            data=paper("回复函", [answer.words, *answer.measures], signed=f"{short}（盖章）"),
        )
        papers = [ReplyPaper(part=ReplyPart.LETTER, file=letter)]
        if answer.paper:
            reply = record_paper_reply(
                letter_id=self._sent_id,
                draft=draft,
                received_on=legal_day(now),
                papers=papers,
                acting=self._clerk,
                now=now,
            )
        else:
            reply = submit_reply(
                letter_id=self._sent_id, draft=draft, papers=papers, acting=self._unit, now=now
            )
        take_reply(reply=reply, acting=self._clerk if answer.paper else self._unit, now=now)

    def _ask_member(self, now: datetime) -> None:
        story = self.walk.story
        looker = int(story.looked.reporter) if story.looked else story.grid_number or 1
        number = _FIRST_LOOK.get(story.key, looker)
        task = send_field_task(
            lead_id=self.walk.lead_id,
            supporter_id=self.walk.cast.member_id(number),
            words="请到原地看一看现在的情况，从原来的角度拍一张照片。",
            guide_id=find_cover_id([self.walk.report_id]),
            acting=self.walk.handler,
            now=now,
        )
        self._task_id = task.id

    def _look(self, now: datetime) -> None:
        looked, photo = self.walk.story.looked, self.later_photo()
        if looked is None or photo is None or self._task_id is None:
            raise LookupError(self.walk.story.key)
        acting = self.walk.cast.members[int(looked.reporter)]
        done = do_field_task(
            task_id=self._task_id,
            submission_key=demo_key("look", self.walk.story.key),
            result=looked.result,
            words=looked.words,
            photos=[file_of(photo, self.walk.studio)],
            acting=acting,
            now=now,
        )
        take_task_result(task=done, acting=acting, now=now)

    def _verify(self, now: datetime) -> None:
        looked = self.walk.story.looked
        is_mended = looked is not None and looked.result is FieldResult.MENDED
        words = "经网格员实地查看并与回复材料核对，整改到位。"
        if not is_mended:
            words = "经网格员实地查看，问题尚未解决，重新评估。"
        verify_lead(
            lead_id=self.walk.lead_id,
            is_mended=is_mended,
            words=words,
            acting=self.walk.handler,
            now=now,
        )
