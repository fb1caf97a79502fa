"""What is done outside the papers of a case of the demo: evidence, meetings, replies, looks, outcomes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal

from xiezhi.cases.models import Case, LookBack
from xiezhi.cases.rules.evidence import CollectionWay, CommissionKind, EvidenceKind
from xiezhi.cases.rules.follow_up import LookBackResult, OutcomeUnit
from xiezhi.cases.rules.grounds import Finding
from xiezhi.cases.rules.meetings import MeetingKind
from xiezhi.cases.rules.people import TeamRole
from xiezhi.cases.selectors.pictures import comparable_of
from xiezhi.cases.services.commissions import CommissionInput, commission
from xiezhi.cases.services.follow_ups import FollowUpInput, record_follow_up
from xiezhi.cases.services.investigation import EvidenceInput, add_evidence
from xiezhi.cases.services.letter_effects import take_reply
from xiezhi.cases.services.look_backs import LookBackInput, plan_look_back, record_look_back
from xiezhi.cases.services.meetings import DutyInput, MeetingInput, record_meeting
from xiezhi.cases.services.outcomes import OutcomeInput, add_outcome
from xiezhi.cases.services.picture_input import Picture
from xiezhi.cases.services.team import invite_expert
from xiezhi.demo.case_tables import DemoAct, DemoCaseAct
from xiezhi.demo.papers import paper
from xiezhi.demo.services.cast import Cast, known_id
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.rules.replies import Measure, ReplyConclusion, ReplyDraft, ReplyPart
from xiezhi.letters.selectors.of_matter import letters_on_matter
from xiezhi.letters.services.replies import ReplyPaper, record_paper_reply
from xiezhi.supporters.selectors.on_duty import list_special_assistants_on_duty

_HELPER = "特邀检察官助理06"
_WITNESS = "见证人01"


class CaseField:
    """Does what the handler and the clerk do outside the papers."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.handler: Actor = cast.staff["jcg01"]
        self._taken: Sequence[IncomingFile] = ()

    @property
    def clerk(self) -> Actor:
        """Return who types."""
        return self.cast.staff["sjy01"]

    def do(
        self,
        row: DemoCaseAct,
        case: Case,
        at: datetime,
        *,
        handler: Actor,
        pictures: Sequence[IncomingFile],
    ) -> None:
        """Do one act, as the prosecutor in charge and the clerk do it."""
        self.handler, self._taken = handler, pictures
        acts: dict[DemoAct, Callable[[DemoCaseAct, Case, datetime], None]] = {
            DemoAct.EVIDENCE: self._evidence,
            DemoAct.COMMISSION: self._commission,
            DemoAct.TALKS: self._talks,
            DemoAct.INVITE: self._invite,
            DemoAct.MEETING: self._meeting,
            DemoAct.REPLY: self._reply,
            DemoAct.FOLLOW: self._follow,
            DemoAct.OUTCOME: self._outcome,
            DemoAct.PLAN_LOOK: self._plan_look,
            DemoAct.LOOK: self._look,
        }
        acts[row.act](row, case, at)
        case.refresh_from_db()

    def _evidence(self, row: DemoCaseAct, case: Case, at: datetime) -> None:
        piece = EvidenceInput(
            kind=EvidenceKind.SITE_RECORD,
            way=CollectionWay.INSPECTION,
            title=row.name,
            proves=row.words,
            staff_ids=[known_id(self.handler), known_id(self.clerk)],
            collected_on=legal_day(at),
            place=row.place,
            witness=_WITNESS,
            file=self._scan(row.name, row.words, at),
            pictures=[
                Picture(file=one, is_after=False, position=place, taken_by=self.clerk.label)
                for place, one in enumerate(self._taken)
            ],
        )
        add_evidence(case_id=case.id, piece=piece, acting=self.handler, now=at)

    def _commission(self, row: DemoCaseAct, case: Case, at: datetime) -> None:
        given = CommissionInput(
            kind=CommissionKind.TESTING,
            institution=row.name,
            qualification="检验检测机构资质认定（演示）",
            question=row.words,
            commissioned_on=legal_day(at),
        )
        commission(case_id=case.id, given=given, acting=self.handler, now=at)

    def _talks(self, row: DemoCaseAct, case: Case, at: datetime) -> None:
        self._meet(row, case, at, kind=MeetingKind.TALKS, title="磋商座谈会")

    def _meeting(self, row: DemoCaseAct, case: Case, at: datetime) -> None:
        self._meet(row, case, at, kind=MeetingKind.PROMOTION, title=row.name)

    def _meet(
        self, row: DemoCaseAct, case: Case, at: datetime, *, kind: MeetingKind, title: str
    ) -> None:
        duties = (DutyInput(words="更换损坏阀门并复测水压", responsible="设施管护科"),)
        meeting = MeetingInput(
            kind=kind,
            title=title,
            held_on=legal_day(at),
            place=row.place,
            chaired_by=self.handler.label,
            attendees=[self.handler.label, self.clerk.label, _HELPER, "行政机关分管负责人"],
            minutes=row.words,
            duties=duties if kind is MeetingKind.PROMOTION else (),
        )
        record_meeting(case_id=case.id, meeting=meeting, acting=self.handler, now=at)

    def _invite(self, _row: DemoCaseAct, case: Case, at: datetime) -> None:
        party_units = {party.unit_id for party in case.parties.all()}
        for assistant in list_special_assistants_on_duty(legal_day(at)):
            if assistant.unit_id not in party_units:
                invite_expert(
                    case_id=case.id,
                    supporter_id=assistant.id,
                    part=TeamRole.SPECIAL_ASSISTANT,
                    acting=self.handler,
                    now=at,
                )
                return

    def _reply(self, row: DemoCaseAct, case: Case, at: datetime) -> None:
        asked = [
            one.letter
            for one in letters_on_matter(MatterKind.CASE, case.id)
            if one.letter.asks_reply
        ]
        draft = ReplyDraft(
            words=row.words,
            measures=(Measure(words=row.words, responsible="分管科室", progress="已落实"),),
            conclusion=ReplyConclusion.MENDING,
            reply_number=row.name,
            dated_on=legal_day(at),
        )
        reply = record_paper_reply(
            letter_id=asked[-1].id,
            draft=draft,
            received_on=legal_day(at),
            papers=[ReplyPaper(part=ReplyPart.LETTER, file=self._scan("回复函", row.words, at))],
            acting=self.clerk,
            now=at,
        )
        take_reply(reply=reply, acting=self.clerk, now=at)

    def _follow(self, row: DemoCaseAct, case: Case, at: datetime) -> None:
        found = row.not_performed
        follow_up = FollowUpInput(
            done_on=legal_day(at),
            place=row.place,
            staff_ids=[known_id(self.handler), known_id(self.clerk)],
            words=row.words,
            finding=row.finding or Finding.PART,
            record=self._scan("现场核查笔录", row.words, at),
            helpers=[_HELPER],
            has_measures=row.finding is not Finding.NONE,
            not_performed=frozenset({found} if found else ()),
            pictures=self._beside(case),
            witness=_WITNESS,
        )
        record_follow_up(case_id=case.id, follow_up=follow_up, acting=self.handler, now=at)

    def _outcome(self, row: DemoCaseAct, case: Case, at: datetime) -> None:
        outcome = OutcomeInput(
            words=row.words,
            quantity=Decimal(row.amount),
            unit=OutcomeUnit(row.unit),
            policy=row.name,
            verified_on=legal_day(at),
            verified_how="跟进调查时现场核实",
        )
        add_outcome(case_id=case.id, outcome=outcome, acting=self.handler, now=at)

    def _plan_look(self, row: DemoCaseAct, case: Case, at: datetime) -> None:
        plan_look_back(case_id=case.id, months=row.amount, acting=self.handler, now=at)

    def _look(self, row: DemoCaseAct, case: Case, at: datetime) -> None:
        waiting = LookBack.objects.filter(case_id=case.id, done_on__isnull=True)
        planned = waiting.order_by("due_on").first()
        if planned is None:
            return
        seen = LookBackInput(
            done_on=legal_day(at),
            place=row.place,
            words=row.words,
            result=LookBackResult.HOLDS,
            staff_ids=[known_id(self.handler), known_id(self.clerk)],
            helpers=["网格员07"],
            record=self._scan("“回头看”笔录", row.words, at),
            pictures=self._beside(case),
            witness=_WITNESS,
        )
        record_look_back(look_back_id=planned.id, seen=seen, acting=self.handler, now=at)

    def _beside(self, case: Case) -> list[Picture]:
        """Return the pictures taken now, each beside the former one of the same angle."""
        pairs = zip(comparable_of(case), self._taken, strict=False)
        return [
            one
            for place, (former, now) in enumerate(pairs)
            for one in (
                Picture(copy_of=former.id, is_after=False, position=place),
                Picture(file=now, is_after=True, position=place, taken_by=self.clerk.label),
            )
        ]

    def _scan(self, title: str, words: str, at: datetime) -> IncomingFile:
        page = paper(title, [words], signed=f"{legal_day(at):%Y年%m月%d日}")
        return IncomingFile(name=f"{title}.pdf", data=page)
