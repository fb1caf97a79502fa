"""A small office, and short ways to a lead at any point of the procedure."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tests.cast import make_department, make_grid_member, make_report, make_staff
from tests.evidence.papers import pdf
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.assessment import AssessmentDraft, DutyOrgan
from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.services.assessment import add_opinion, decide_lead, submit_assessment
from xiezhi.leads.services.registration import Registration, register_lead

COMPLETE = AssessmentDraft(
    facts="河道内倾倒建筑垃圾约四百立方米",
    area="eco_resources",
    is_violator_unclear=True,
    organs=(DutyOrgan(name="旗水利局", duty_basis="河道管理条例第35条"),),
    authenticity="现场照片与网格员反映一致",
    verifiability="位置明确，可以现场核查",
    is_public_interest=False,
    proposal=LeadEvent.DECIDE_SHELVE,
    reason="情况轻微，已自行清理",
    verdict=Verdict.GENERAL,
)


def paper(name: str = "签批单.pdf") -> IncomingFile:
    return IncomingFile(name=name, data=pdf())


def proposing(event: LeadEvent, **changes: Any) -> AssessmentDraft:
    """A complete assessment that proposes a decision."""
    if event is LeadEvent.DECIDE_FILING:
        changes = {"is_public_interest": True, "verdict": Verdict.VALID} | changes
    return replace(COMPLETE, proposal=event, proposal_target="某某单位", **changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who works here, and short ways to a lead in a state."""

    chief: Actor
    head: Actor
    handler: Actor
    clerk: Actor
    member: Actor
    now: datetime

    @property
    def member_id(self) -> UUID:
        assert self.member.id is not None
        return self.member.id

    def register(self, *, words: str = "河滩上有建筑垃圾", **fields: Any) -> Lead:
        report = make_report(self.now, words=words, supporter_id=self.member.id)
        registration = Registration(
            title="河滩倾倒建筑垃圾",
            department_id=make_department().id,
            handler_id=self.handler.id,
            **fields,
        )
        return register_lead(
            report_ids=[report.id], registration=registration, acting=self.handler, now=self.now
        )

    def submit(self, lead: Lead, draft: AssessmentDraft) -> None:
        submit_assessment(lead_id=lead.id, draft=draft, acting=self.handler, now=self.now)

    def decide(self, lead: Lead, draft: AssessmentDraft) -> Lead:
        """Submit, agree as head, decide as chief procurator."""
        self.submit(lead, draft)
        add_opinion(lead_id=lead.id, agrees=True, words="同意", acting=self.head, now=self.now)
        return decide_lead(lead_id=lead.id, acting=self.chief, now=self.now)

    def refer(self) -> Lead:
        """A lead decided to go to an organ."""
        return self.decide(self.register(), proposing(LeadEvent.DECIDE_REFERRAL))


def small_office(now: datetime) -> Office:
    """People of every post a lead needs. Needs an open scope."""
    return Office(
        chief=make_staff("检察长", Role.CHIEF_PROCURATOR),
        head=make_staff("部门负责人", Role.DEPARTMENT_HEAD, is_stepped_up=True),
        handler=make_staff("检察官助理03", Role.ASSISTANT),
        clerk=make_staff("书记员01", Role.CLERK),
        member=make_grid_member(),
        now=now,
    )
