"""The demo's lead stories, walked step by step by whoever takes each step in an office."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.demo.canvas import Dice
from xiezhi.demo.plan import Times, at_work, between
from xiezhi.demo.schedule import Moment, Photo, photos
from xiezhi.demo.services.assessing import Assessing
from xiezhi.demo.services.cast import Cast, known_id
from xiezhi.demo.services.letters import Letters
from xiezhi.demo.services.organs import Organs
from xiezhi.demo.services.reports import bring_in, registrar
from xiezhi.demo.services.steps import Step
from xiezhi.demo.services.telling import Telling
from xiezhi.demo.stories import Story
from xiezhi.demo.studio import Studio
from xiezhi.intake.models import Report
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.services.assignment import assign_leads
from xiezhi.leads.services.merging import merge_leads
from xiezhi.leads.services.outcomes import ask_material, start_preliminary
from xiezhi.leads.services.registration import Registration, register_lead

_UNASSIGNED: Final = frozenset({"gas-1", "plastic-1"})


@dataclass(slots=True)
class LeadWalk:
    """One story on its way; ``others`` are the walks already begun, for mergers."""

    story: Story
    times: Times
    cast: Cast
    studio: Studio
    now: datetime
    others: Mapping[str, "LeadWalk"]
    _report: Report | None = None
    _lead_id: UUID | None = None
    _organs: Organs | None = None

    @property
    def report_id(self) -> UUID:
        """Return the report once it has come in."""
        if self._report is None:
            raise LookupError(self.story.key)
        return self._report.id

    @property
    def lead_id(self) -> UUID:
        """Return the lead once it is registered."""
        if self._lead_id is None:
            raise LookupError(self.story.key)
        return self._lead_id

    @property
    def handler(self) -> Actor:
        """Return the prosecutor in charge."""
        return self.cast.staff[self.story.handler]

    def photos(self) -> tuple[Photo, ...]:
        """Return every photo of the story."""
        later = self.organs.later_photo()
        return photos(self.story, now=self.now) + ((later,) if later else ())

    @property
    def organs(self) -> Organs:
        """Return the part with organs and a second look."""
        if self._organs is None:
            self._organs = Organs(self, self.now)
        return self._organs

    def steps(self) -> Iterator[Step]:
        """Yield every step the story reached, in order."""
        last = datetime.min.replace(tzinfo=self.now.tzinfo)
        for step in sorted(self._steps(), key=lambda one: one.at):
            last = max(step.at, last + timedelta(seconds=1))
            yield Step(last, step.do)

    def _steps(self) -> Iterator[Step]:
        times = self.times
        yield Step(times[Moment.RECEIVED], self._receive)
        yield Step(times[Moment.REGISTERED], self._register)
        if self.story.key not in _UNASSIGNED:
            minutes = Dice(self.story.key, "assigned").between(15, 90)
            later = at_work(times[Moment.REGISTERED] + timedelta(minutes=minutes))
            yield Step(min(later, self._next_after(Moment.REGISTERED)), self._assign)
        if Moment.MERGED in times:
            yield Step(times[Moment.MERGED], self._merge)
            return
        if Moment.INQUIRED in times:
            yield Step(times[Moment.INQUIRED], self._inquire)
        yield from Assessing(self).steps()
        yield from self.organs.steps()
        yield from Letters(self, self.now, self.organs).steps()
        yield from Telling(self, self.now).steps()

    def _next_after(self, moment: Moment) -> datetime:
        later = [at for known, at in self.times.items() if known is not moment]
        after = [at for at in later if at > self.times[moment]]
        return between(self.times[moment], min(after, default=self.now), 0.5)

    def _receive(self, now: datetime) -> None:
        pictures = photos(self.story, now=self.now)
        self._report = bring_in(self.story, pictures, self.cast, self.studio, now=now)

    def _register(self, now: datetime) -> None:
        lead = register_lead(
            report_ids=[self.report_id],
            registration=Registration(
                title=self.story.title,
                department_id=self.cast.departments["d4"],
                area=self.story.area,
                campaign_id=self.cast.campaigns["fire"] if self._is_fire_safety else None,
            ),
            acting=self.cast.staff[registrar(self.story.key)],
            now=now,
        )
        self._lead_id = lead.id

    @property
    def _is_fire_safety(self) -> bool:
        return self.story.topic == "消防设施"

    def _assign(self, now: datetime) -> None:
        assign_leads(
            lead_ids=[self.lead_id],
            handler_id=known_id(self.handler),
            acting=self.cast.staff["fzr01"],
            now=now,
        )

    def _merge(self, now: datetime) -> None:
        merge_leads(
            lead_ids=[self.lead_id],
            target_id=self.others[self.story.into].lead_id,
            reason="同一地点或者同类问题，并案评估。",
            acting=self.cast.staff["fzr01"],
            now=now,
        )

    def _inquire(self, now: datetime) -> None:
        if self.story.state is LeadState.MORE_MATERIAL:
            ask_material(lead_id=self.lead_id, words=self.story.told, acting=self.handler, now=now)
            return
        start_preliminary(
            lead_id=self.lead_id,
            reason="需实地查看并调取监管部门材料后再行评估。",
            acting=self.handler,
            now=now,
        )
