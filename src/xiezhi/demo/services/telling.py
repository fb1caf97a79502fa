"""Number in the national system, 再次反映 and feedback of a story."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.demo.canvas import Dice
from xiezhi.demo.plan import at_work, between, is_newest_proposed
from xiezhi.demo.schedule import Moment
from xiezhi.demo.services.cast import demo_key
from xiezhi.demo.services.steps import Step
from xiezhi.demo.services.walking import Walk
from xiezhi.demo.stories import AgainReported
from xiezhi.intake.services.conversation import write_as_reporter
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.rules.clocks import FEEDBACK_AFTER
from xiezhi.leads.rules.feedback import FEEDBACK_WORDS
from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import OPEN, LeadState
from xiezhi.leads.services.feedback import give_feedback
from xiezhi.leads.services.outcomes import record_national_number, refuse_again, reopen_lead

# Decided a while ago, the reporter still to be told: the tab 待反馈 is not empty.
_UNTOLD: Final = frozenset({"shelter-1"})


@dataclass(slots=True)
class Telling:
    """The part of a story that looks back to the reporter and up to the national system."""

    walk: Walk
    now: datetime
    _again_id: UUID | None = None

    def steps(self) -> Iterator[Step]:
        """Yield the steps reached."""
        story, times = self.walk.story, self.walk.times
        if self._is_numbered:
            entered = at_work(times[Moment.DECIDED] + timedelta(hours=20))
            yield Step(min(entered, self.now), self._number)
        if Moment.SENT in times and story.key not in _UNTOLD:
            handed_on = at_work(times[Moment.SENT] + timedelta(hours=2))
            yield Step(min(handed_on, times[Moment.SIGNED]), self._tell_handed_on)
        told = times.get(Moment.TOLD)
        if Moment.REPORTED_AGAIN in times:
            # The first outcome was told before it was doubted.
            first = between(times[Moment.LOOKED], times[Moment.REPORTED_AGAIN], 0.7)
            yield Step(min(at_work(first), times[Moment.REPORTED_AGAIN]), self._tell_first)
            yield Step(times[Moment.REPORTED_AGAIN], self._say_again)
            yield Step(times[Moment.ANSWERED], self._answer)
        elif told is not None and self._owes_feedback:
            yield Step(told, self._tell)

    @property
    def _is_numbered(self) -> bool:
        """Tell whether the matter must be in the national system, the newest one still apart."""
        story = self.walk.story
        is_valid = story.assessed is not None and story.assessed.verdict is Verdict.VALID
        if not is_valid or story.state in OPEN:
            return False
        return story.state is not LeadState.PROPOSED_FILING or not is_newest_proposed(story)

    @property
    def _owes_feedback(self) -> bool:
        """Tell whether the end of the matter is told; that it was handed on is told apart."""
        state = self.walk.story.state
        is_ended = state in FEEDBACK_AFTER or state is LeadState.TRANSFERRED
        return is_ended and state is not LeadState.REFERRED

    @property
    def _again(self) -> AgainReported:
        if self.walk.story.again is None:
            raise LookupError(self.walk.story.key)
        return self.walk.story.again

    def _number(self, now: datetime) -> None:
        serial = Dice(self.walk.story.key, "national").whole(10000, 99999)
        record_national_number(
            lead_id=self.walk.lead_id,
            number=f"演示推演-{legal_day(now).year}-{serial}",
            registered_on=legal_day(now),
            acting=self.walk.handler,
            now=now,
        )

    def _tell(self, now: datetime) -> None:
        give_feedback(
            lead_id=self.walk.lead_id,
            words=self.walk.story.told,
            acting=self.walk.handler,
            now=now,
        )

    def _tell_handed_on(self, now: datetime) -> None:
        give_feedback(
            lead_id=self.walk.lead_id,
            words=FEEDBACK_WORDS[LeadState.REFERRED],
            acting=self.walk.handler,
            now=now,
        )

    def _tell_first(self, now: datetime) -> None:
        give_feedback(
            lead_id=self.walk.lead_id,
            words="您反映的问题经核实已整改，感谢您关心公共利益。",
            acting=self.walk.handler,
            now=now,
        )

    def _say_again(self, now: datetime) -> None:
        number = self.walk.story.grid_number
        public = Actor(kind=ActorKind.PUBLIC, procuratorate_id=self.walk.cast.office.id)
        message = write_as_reporter(
            report_id=self.walk.report_id,
            kind="again",
            words=self._again.words,
            key=demo_key("again", self.walk.story.key),
            office=self.walk.cast.office,
            acting=public if number is None else self.walk.cast.members[number],
            now=now,
        )
        self._again_id = message.id

    def _answer(self, now: datetime) -> None:
        if self._again_id is None:
            raise LookupError(self.walk.story.key)
        judge = reopen_lead if self._again.accepted else refuse_again
        judge(
            lead_id=self.walk.lead_id,
            message_id=self._again_id,
            judgement=self._again.answer,
            acting=self.walk.handler,
            now=now,
        )
