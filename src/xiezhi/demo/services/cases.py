"""The demo's cases on their way, from the proposal to the look-back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import NO_CLAIMS, Claims
from xiezhi.cases.rules.follow_up import SamplingWay
from xiezhi.cases.rules.grounds import SuspensionCondition
from xiezhi.cases.rules.kinds import MAIN_ROLE, CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services.appeals import lapse_appeals
from xiezhi.cases.services.look_backs import BatchInput, make_batch
from xiezhi.cases.services.opening import Opening, PartyInput, open_case
from xiezhi.cases.services.results import Result, register_result
from xiezhi.cases.services.steps import take_step
from xiezhi.demo.case_photos import photos_of
from xiezhi.demo.case_tables import DemoAct, DemoCase, DemoCaseAct, demo_case_acts, demo_cases
from xiezhi.demo.plan import at_work
from xiezhi.demo.schedule import Moment, Photo
from xiezhi.demo.services.case_field import CaseField
from xiezhi.demo.services.case_papers import Numbers, delivery, scan
from xiezhi.demo.services.cast import Cast, known_id
from xiezhi.demo.services.leads import LeadWalk
from xiezhi.demo.services.reports import file_of
from xiezhi.demo.services.steps import Step
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day

_LAST: Final = timedelta(minutes=5)
_APPEAL_OVER: Final = timedelta(days=30)
_OBJECTION_DAYS: Final = 15
_PAPERS: Final = {
    DemoAct.FILE: PaperKind.FILING_DECISION,
    DemoAct.PLAN: PaperKind.INVESTIGATION_PLAN,
    DemoAct.REPORT: PaperKind.INVESTIGATION_REPORT,
    DemoAct.SUGGEST: PaperKind.PIL_SUGGESTION,
    DemoAct.BACKUP: PaperKind.RECORD_FILING_REPORT,
    DemoAct.SUSPEND: PaperKind.SUSPENSION_DECISION,
    DemoAct.REVIEW: PaperKind.REVIEW_REPORT,
    DemoAct.ANNOUNCE: PaperKind.ANNOUNCEMENT,
    DemoAct.TRANSFER: PaperKind.CASE_TRANSFER,
    DemoAct.CLOSE: PaperKind.TERMINATION_DECISION,
    DemoAct.SUE: PaperKind.COMPLAINT,
    DemoAct.JUDGMENT: PaperKind.JUDGMENT,
}
_GOVERNANCE: Final = {
    DemoAct.REPORT: PaperKind.GOVERNANCE_REPORT,
    DemoAct.SUGGEST: PaperKind.GOVERNANCE_SUGGESTION,
}
_BY_PROSECUTOR: Final = frozenset({DemoAct.PLAN, DemoAct.REPORT, DemoAct.BACKUP, DemoAct.REVIEW})


class CaseWalk:
    """Carries the cases; the clerk registers what the national system made."""

    def __init__(self, cast: Cast, leads: Mapping[str, LeadWalk], now: datetime) -> None:
        self.cast = cast
        self.leads = leads
        self.now = now
        self._numbers = Numbers()
        self._cases: dict[str, Case] = {}
        self._field = CaseField(cast)

    def steps(self) -> list[Step]:
        """Return everything that happened, each at its time, after its lead was decided."""
        found = []
        for place, row in enumerate(demo_case_acts()):
            case = demo_cases()[row.case]
            walk = self.leads.get(case.story)
            if walk is not None:
                found.append(Step(self._when(row, walk, place), partial(self._do, row)))
                if row.act is DemoAct.JUDGMENT:
                    over = self._when(row, walk, place) + _APPEAL_OVER
                    found.append(Step(min(over, self.now - _LAST), self._lapse))
        return found

    def photos(self) -> list[Photo]:
        """Return every photo taken in the cases, to be drawn ahead."""
        found: list[Photo] = []
        for place, row in enumerate(demo_case_acts()):
            walk = self.leads.get(demo_cases()[row.case].story)
            if walk is not None:
                found += photos_of(row, walk.story, self._when(row, walk, place))
        return found

    @property
    def clerk(self) -> Actor:
        """Return who types."""
        return self.cast.staff["sjy01"]

    def _when(self, row: DemoCaseAct, walk: LeadWalk, place: int) -> datetime:
        """Return an office hour of the day; acts of one day keep the order of the table."""
        at = at_work(self.now - timedelta(days=row.days)) + timedelta(seconds=place)
        decided = walk.times.get(Moment.DECIDED, at) + timedelta(hours=1, seconds=place)
        return min(max(at, decided), self.now - _LAST)

    def _do(self, row: DemoCaseAct, at: datetime) -> None:
        acts: dict[DemoAct, Callable[[DemoCaseAct, datetime], None]] = {
            DemoAct.OPEN: self._open,
            DemoAct.DECIDE: self._decide,
            DemoAct.POLICY: self._policy,
            DemoAct.BEGIN_REVIEW: self._begin_review,
            DemoAct.BATCH: self._batch,
        }
        if row.act in _PAPERS:
            self._register(row, at)
        elif row.act in acts:
            acts[row.act](row, at)
        else:
            walk = self.leads[demo_cases()[row.case].story]
            taken = photos_of(row, walk.story, at)
            self._field.do(
                row,
                self._cases[row.case],
                at,
                handler=walk.handler,
                pictures=[file_of(photo, walk.studio) for photo in taken],
            )

    def _lapse(self, at: datetime) -> None:
        """Nobody appeals in the demo: the days are over."""
        lapse_appeals(acting=self.cast.system, now=at)

    def _open(self, row: DemoCaseAct, at: datetime) -> None:
        case = demo_cases()[row.case]
        handler = self._handler(row)
        opening = Opening(
            kind=case.kind,
            title=case.title,
            department_id=self.cast.departments["d4"],
            handler_id=known_id(handler),
            area=case.area,
            summary=f"{case.summary}（演示推演）",
            campaign="八号检察建议专项（演示推演）" if case.campaign else "",
            situation=case.situation,
            national_number=case.number,
            parties=(self._party(case),),
        )
        lead_id = self.leads[case.story].lead_id
        self._cases[case.key] = open_case(
            opening=opening, lead_ids=[lead_id], acting=handler, now=at
        )

    def _party(self, case: DemoCase) -> PartyInput:
        role = MAIN_ROLE[case.kind]
        if case.unit:
            return PartyInput(role=role, unit_id=self.cast.unit_id(case.unit))
        return PartyInput(role=role, name=case.party)

    def _register(self, row: DemoCaseAct, at: datetime) -> None:
        case = self._cases[row.case]
        kind = _PAPERS[row.act]
        if case.kind == CaseKind.GOVERNANCE:
            kind = _GOVERNANCE.get(row.act, kind)
        day = legal_day(at) - timedelta(days=max(row.served, 0))
        is_addressed = kind is not PaperKind.ANNOUNCEMENT and (
            row.served >= 0 or row.act is DemoAct.FILE
        )
        result = Result(
            paper=kind,
            decided_on=day,
            decider=self._decider(row),
            decided_by_label=self._decided_by(row),
            number=self._numbers.of(kind, day),
            words=row.words,
            file=scan(kind, row.words or case.summary, day),
            claims=self._claims(row, day),
            deliveries=delivery(case, kind, day, row.served) if is_addressed else (),
        )
        register_result(case_id=case.id, result=result, acting=self.clerk, now=at)
        case.refresh_from_db()

    def _decider(self, row: DemoCaseAct) -> Decider:
        if row.act is DemoAct.JUDGMENT:
            return Decider.COURT
        return Decider.PROSECUTOR if row.act in _BY_PROSECUTOR else Decider.CHIEF

    def _decided_by(self, row: DemoCaseAct) -> str:
        if row.act is DemoAct.JUDGMENT:
            return "达拉特旗人民法院"
        by = self._handler(row) if row.act in _BY_PROSECUTOR else self.cast.staff["jcz"]
        return by.label

    def _handler(self, row: DemoCaseAct) -> Actor:
        """Return the prosecutor in charge: that of the lead."""
        return self.leads[demo_cases()[row.case].story].handler

    def _claims(self, row: DemoCaseAct, day: date) -> Claims:
        match row.act:
            case DemoAct.FILE:
                return Claims(is_interest_harmed=True, is_duty_neglected=True)
            case DemoAct.SUGGEST:
                due_on = day + timedelta(days=row.within) if row.within else None
                return Claims(
                    rectification_due_on=due_on,
                    objection_days=None if row.within else _OBJECTION_DAYS,
                    is_urgent=row.urgent,
                    sent_on=None if row.within else day,
                )
            case DemoAct.SUSPEND:
                return Claims(conditions=frozenset(SuspensionCondition))
            case DemoAct.CLOSE:
                return Claims(ground=row.ground)
            case DemoAct.SUE:
                found = row.not_performed
                return Claims(not_performed=frozenset({found} if found else ()))
            case _:
                return NO_CLAIMS

    def _decide(self, row: DemoCaseAct, at: datetime) -> None:
        case = self._cases[row.case]
        event = CaseEvent.DECIDE_INVESTIGATION
        take_step(case_id=case.id, event=event, acting=self.cast.staff["jcz"], now=at)
        case.refresh_from_db()

    def _policy(self, row: DemoCaseAct, at: datetime) -> None:
        case = self._cases[row.case]
        event = CaseEvent.REQUEST_POLICY_REVIEW
        take_step(case_id=case.id, event=event, acting=self.clerk, now=at)
        passed = Result(
            paper=PaperKind.POLICY_REVIEW,
            decided_on=legal_day(at),
            decider=Decider.HEAD,
            decided_by_label="法律政策研究部门负责人",
            words="必要、合法、说理充分",
        )
        register_result(case_id=case.id, result=passed, acting=self.clerk, now=at)
        case.refresh_from_db()

    def _begin_review(self, row: DemoCaseAct, at: datetime) -> None:
        case = self._cases[row.case]
        take_step(case_id=case.id, event=CaseEvent.START_REVIEW, acting=self.clerk, now=at)
        case.refresh_from_db()

    def _batch(self, row: DemoCaseAct, at: datetime) -> None:
        """One of the closed cases of the same campaign is drawn."""
        campaign = demo_cases()[row.case].campaign
        closed = [
            self._cases[key].id
            for key, case in demo_cases().items()
            if case.campaign == campaign
            and key in self._cases
            and self._cases[key].state == CaseState.CLOSED
        ]
        batch = BatchInput(
            title=row.name,
            basis=row.words,
            way=SamplingWay.RANDOM,
            draw=row.amount,
            due_on=legal_day(at) + timedelta(days=row.within),
            case_ids=closed,
        )
        make_batch(batch=batch, acting=self.cast.staff["fzr01"], now=at)
