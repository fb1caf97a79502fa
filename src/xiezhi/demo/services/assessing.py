"""Assessment, opinion and decision of a story: on line, or entered from a slip."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from xiezhi.demo.canvas import Dice
from xiezhi.demo.facts import departments, offices, units
from xiezhi.demo.papers import paper
from xiezhi.demo.plan import at_work, between
from xiezhi.demo.schedule import Moment
from xiezhi.demo.services.steps import Step
from xiezhi.demo.services.walking import Walk
from xiezhi.demo.stories import Assessment, Reporting
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.rules.assessment import AssessmentDraft, DutyOrgan
from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import LeadEvent, LeadState
from xiezhi.leads.services._deciding import EnteredDecision
from xiezhi.leads.services.assessment import add_opinion, decide_lead, submit_assessment
from xiezhi.leads.services.outcomes import accept_transfer, note_handed_over
from xiezhi.letters.rules.notes import NoteKind
from xiezhi.letters.services.notes import NoteText, note_on_matter

_ENTERED_SHARE: Final = 0.35
_NOTED_SHARE: Final = 0.6
_HANDED_OVER_AFTER: Final = timedelta(hours=20)
_HANDED_OVER: Final = frozenset(
    {LeadState.TRANSFERRED_DEPARTMENT, LeadState.TRANSFERRED_SUPERVISION}
)
_ONE, _OTHER = "经现场查看和比对照片，反映情况属实。", "经核查，反映的情况与实际不符。"


@dataclass(slots=True)
class Assessing:
    """The part of a story from the written assessment to the decision."""

    walk: Walk

    def steps(self) -> Iterator[Step]:
        """Yield the steps reached."""
        story, times = self.walk.story, self.walk.times
        if story.assessed is None:
            return
        if self._is_noted:
            early = between(times[Moment.REGISTERED], times[Moment.ASSESSED], 0.6)
            yield Step(min(at_work(early), times[Moment.ASSESSED]), self._note_call)
        yield Step(times[Moment.ASSESSED], self._assess)
        if Moment.DECIDED not in times:
            if story.reporting is Reporting.OFFICE:
                yield Step(times[Moment.ASSESSED], self._agree)
            return
        agreed = between(times[Moment.ASSESSED], times[Moment.DECIDED], 0.4)
        yield Step(min(at_work(agreed), times[Moment.DECIDED]), self._agree)
        yield Step(times[Moment.DECIDED], self._decide)
        if story.state in _HANDED_OVER:
            yield Step(at_work(times[Moment.DECIDED] + _HANDED_OVER_AFTER), self._hand_over)
        if Moment.ACCEPTED in times:
            yield Step(times[Moment.ACCEPTED], self._accept)

    @property
    def _is_noted(self) -> bool:
        share = Dice(self.walk.story.key, "call").between(0, 1)
        return self.walk.story.grid_number is not None and share < _NOTED_SHARE

    @property
    def _assessed(self) -> Assessment:
        if self.walk.story.assessed is None:
            raise LookupError(self.walk.story.key)
        return self.walk.story.assessed

    def _note_call(self, now: datetime) -> None:
        number = self.walk.story.grid_number or 0
        note_on_matter(
            matter_kind=MatterKind.LEAD,
            matter_id=self.walk.lead_id,
            note=NoteText(
                kind=NoteKind.CALL,
                party=self.walk.cast.members[number].label,
                words="电话核实位置和现状，对方称情况没有变化，愿意带路。",
                spoken_at=now,
            ),
            acting=self.walk.handler,
            now=now,
        )

    def _assess(self, now: datetime) -> None:
        story, assessed = self.walk.story, self._assessed
        organs = [
            DutyOrgan(
                name=units()[key].name,
                duty_basis=units()[key].basis,
                unit_id=self.walk.cast.unit_id(key),
            )
            for key in story.organs
        ]
        facts = f"{assessed.facts}\n{assessed.duty}".strip()
        draft = AssessmentDraft(
            facts=facts,
            area=story.area,
            area_basis="",
            is_violator_unclear=True,
            organs=tuple(organs),
            authenticity=_OTHER if assessed.verdict is Verdict.UNTRUE else _ONE,
            verifiability="位置明确，有照片或者材料可查。",
            is_public_interest=assessed.public_interest,
            is_minor_and_mended=assessed.minor_and_mended,
            is_major=assessed.major,
            involves_crime=assessed.proposal is LeadEvent.DECIDE_SUPERVISION,
            proposal=assessed.proposal,
            proposal_target=self._target(),
            reason=assessed.reason,
            verdict=assessed.verdict,
        )
        submit_assessment(lead_id=self.walk.lead_id, draft=draft, acting=self.walk.handler, now=now)

    def _target(self) -> str:
        story = self.walk.story
        names = {key: unit.name for key, unit in units().items()}
        names |= {row.key: row.name for row in departments() if row.office == "dalad"}
        names |= {key: office.name for key, office in offices().items()}
        if self._assessed.proposal is LeadEvent.DECIDE_UPWARD:
            return offices()["dalad"].superior
        if story.referral is not None:
            return names[story.referral.organ]
        return names.get(story.transferred_to, "")

    def _agree(self, now: datetime) -> None:
        add_opinion(
            lead_id=self.walk.lead_id,
            agrees=True,
            words="同意承办人意见，报检察长决定。",
            acting=self.walk.cast.staff["fzr01"],
            now=now,
        )

    def _decide(self, now: datetime) -> None:
        """Decide on line, or let the clerk enter the decision from the signed slip."""
        staff = self.walk.cast.staff
        if Dice(self.walk.story.key, "entered").between(0, 1) >= _ENTERED_SHARE:
            decide_lead(lead_id=self.walk.lead_id, words="同意。", acting=staff["jcz"], now=now)
            return
        decide_lead(
            lead_id=self.walk.lead_id,
            words="同意。",
            entered=EnteredDecision(
                decided_by_label=staff["jcz"].label, decided_on=legal_day(now), slip=self._slip(now)
            ),
            acting=staff["sjy01"],
            now=now,
        )

    def _slip(self, now: datetime) -> IncomingFile:
        page = paper(
            "线索评估审批单",
            [f"线索：{self.walk.story.title}", self._assessed.reason, "检察长意见：同意。"],
            signed=f"检察长（签名）　{legal_day(now):%Y年%m月%d日}",
        )
        return IncomingFile(name="审批单.pdf", data=page)

    def _hand_over(self, now: datetime) -> None:
        note_handed_over(
            lead_id=self.walk.lead_id, handed_on=legal_day(now), acting=self.walk.handler, now=now
        )

    def _accept(self, now: datetime) -> None:
        if self.walk.story.state is LeadState.TRANSFERRED:
            accept_transfer(
                lead_id=self.walk.lead_id,
                accepted_by=f"{self._target()}（收件回执，演示推演）",
                acting=self.walk.handler,
                now=now,
            )
