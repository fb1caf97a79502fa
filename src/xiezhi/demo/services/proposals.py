"""The demo's proposals on their way: registered, screened, linked with leads, answered, told back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Final
from uuid import UUID

from xiezhi.campaigns.rules.actions import Figure
from xiezhi.campaigns.services.actions import ActionDraft, record_action
from xiezhi.demo.plan import at_work
from xiezhi.demo.proposal_tables import (
    DemoAction,
    DemoContact,
    DemoConversion,
    DemoMaterial,
    DemoProposal,
    demo_actions,
    demo_contacts,
    demo_conversions,
    demo_materials,
    demo_proposals,
)
from xiezhi.demo.schedule import Moment
from xiezhi.demo.services.cast import Cast, known_id
from xiezhi.demo.services.leads import LeadWalk
from xiezhi.demo.services.steps import Step
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import Matter
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.selectors.letter_door import matter_of as matter_of_lead
from xiezhi.proposals.models import Conversion, Proposal
from xiezhi.proposals.rules.conversion import ConversionKind, CopyKind
from xiezhi.proposals.rules.kinds import ProposalLevel
from xiezhi.proposals.rules.procedure import Decided
from xiezhi.proposals.rules.reading_in.entries import ProposalEntry
from xiezhi.proposals.selectors.page import latest_answer, matter_of
from xiezhi.proposals.services.answers import AnswerDraft, record_satisfaction, send_answer
from xiezhi.proposals.services.contacts import ContactDraft, follow_up_contact, record_contact
from xiezhi.proposals.services.conversion import ConversionDraft, convert_proposal
from xiezhi.proposals.services.copies import CopyDraft, expect_outcome, record_copy
from xiezhi.proposals.services.materials import (
    offer_material,
    record_outcome_of_material,
    write_material,
)
from xiezhi.proposals.services.registration import (
    assign_proposal,
    mark_complex,
    register_proposal,
)
from xiezhi.proposals.services.screening import Screening, screen_proposal

_RECEIVED_AFTER: Final = 2
_SCREENED_AFTER: Final = 6
_SATISFIED_AFTER: Final = 9
_HEAD: Final = "部门负责人01"
_CHIEF: Final = "检察长"
_LAST: Final = timedelta(minutes=5)
_DATED: Final = frozenset(
    {
        ConversionKind.MECHANISM,
        ConversionKind.GOVERNANCE_SUGGESTION,
        ConversionKind.JOINT_DISCUSSION,
    }
)


class ProposalWalk:
    """Carries the proposals; the clerk types what the head of the department decided."""

    def __init__(self, cast: Cast, leads: Mapping[str, LeadWalk], now: datetime) -> None:
        self.cast = cast
        self.leads = leads
        self.now = now
        self._proposals: dict[str, Proposal] = {}
        self._conversions: dict[str, Conversion] = {}
        self._contacts: dict[int, UUID] = {}

    def steps(self) -> list[Step]:
        """Return everything that happened, each at its time."""
        found = [step for row in demo_proposals().values() for step in self._of(row)]
        for row in demo_conversions():
            found += self._conversion(row)
        found += [self._step(row.days, 5, partial(self._action, row)) for row in demo_actions()]
        for contact in demo_contacts():
            found.append(self._step(contact.days, 6, partial(self._contact, contact)))
            if contact.done:
                found.append(self._step(contact.done, 6, partial(self._followed, contact)))
        found += [step for row in demo_materials() for step in self._material(row)]
        return found

    @property
    def clerk(self) -> Actor:
        """Return who types."""
        return self.cast.staff["sjy01"]

    @property
    def handler(self) -> Actor:
        """Return the prosecutor in charge."""
        return self.cast.staff["jcg01"]

    def _step(self, days: int, order: int, do: Callable[[datetime], None]) -> Step:
        """Return a step in office hours of a day, before now; ``order`` keeps a day's steps apart."""
        at = at_work(self.now - timedelta(days=days)) + timedelta(minutes=order)
        return Step(min(at, self.now - _LAST), do)

    def _of(self, row: DemoProposal) -> list[Step]:
        steps = [self._step(row.assigned - _RECEIVED_AFTER, 0, partial(self._register, row))]
        if row.finding:
            steps.append(self._step(row.assigned - _SCREENED_AFTER, 1, partial(self._screen, row)))
        if row.complex:
            steps.append(self._step(row.assigned - _SCREENED_AFTER, 2, partial(self._complex, row)))
        if row.answered:
            days = row.assigned - row.answered
            steps.append(self._step(days, 3, partial(self._answer, row)))
            steps.append(self._step(days - _SATISFIED_AFTER, 4, partial(self._satisfied, row)))
        return steps

    def _register(self, row: DemoProposal, at: datetime) -> None:
        entry = ProposalEntry(
            kind=row.kind,
            level=ProposalLevel.COUNTY,
            session=row.session,
            number=row.number,
            title=row.title,
            text=row.text,
            submitters=row.submitters,
            joint_signers=row.joint_signers,
            delegation=row.delegation,
            assigned_on=self._day(row.assigned),
            received_on=legal_day(at),
        )
        self._proposals[row.key] = register_proposal(entry=entry, acting=self.clerk, now=at)

    def _screen(self, row: DemoProposal, at: datetime) -> None:
        screen_proposal(
            proposal_id=self._id(row.key),
            screening=Screening(
                has_substance=row.wish is None,
                words=row.finding,
                area=row.area,
                reason=row.wish,
                decided=Decided(by=_HEAD, on=legal_day(at)),
            ),
            acting=self.clerk,
            now=at,
        )
        if row.wish is None:
            assign_proposal(
                proposal_id=self._id(row.key),
                handler_id=known_id(self.handler),
                acting=self.cast.staff["fzr01"],
                now=at,
            )

    def _complex(self, row: DemoProposal, at: datetime) -> None:
        mark_complex(proposal_id=self._id(row.key), reason=row.complex, acting=self.clerk, now=at)

    def _answer(self, row: DemoProposal, at: datetime) -> None:
        proposal = self._proposals[row.key]
        drafted = latest_answer(proposal)
        text = drafted.text if drafted is not None else self._told(row)
        draft = AnswerDraft(
            text=text,
            answer_class=row.answer_class,
            sent_on=legal_day(at),
            number=f"达检函〔{at.year}〕演{row.number}号",
            signed_by=_CHIEF,
        )
        send_answer(proposal_id=proposal.id, draft=draft, acting=self.clerk, now=at)

    def _told(self, row: DemoProposal) -> str:
        became = "；".join(one.words for one in demo_conversions() if one.proposal == row.key)
        return f"您提出的《{row.title}》收悉，感谢您的关心支持。办理情况：{became}（演示推演）"

    def _satisfied(self, row: DemoProposal, at: datetime) -> None:
        if row.satisfaction is None:
            return
        record_satisfaction(
            proposal_id=self._id(row.key),
            satisfaction=row.satisfaction,
            words=row.said,
            on=legal_day(at),
            acting=self.clerk,
            now=at,
        )

    def _conversion(self, row: DemoConversion) -> list[Step]:
        steps = [self._step(row.days, 5, partial(self._convert, row))]
        if row.kind is ConversionKind.LEAD:
            walk = self.leads.get(demo_proposals()[row.proposal].story)
            if walk is None:
                return []
            linked = max(walk.times[Moment.REGISTERED] + timedelta(hours=2), steps[0].at)
            steps = [Step(min(at_work(linked), self.now - _LAST), partial(self._convert, row))]
        for days, kind in ((row.copied, CopyKind.DECISION), (row.outcome, CopyKind.OUTCOME)):
            if days:
                steps.append(self._step(days, 7, partial(self._copy, row, kind)))
        if row.ended:
            steps.append(self._step(row.ended, 6, partial(self._ended, row)))
        return steps

    def _convert(self, row: DemoConversion, at: datetime) -> None:
        is_campaign = row.kind is ConversionKind.CAMPAIGN
        draft = ConversionDraft(
            kind=row.kind,
            words=row.words,
            matter=self._lead(row) if row.kind is ConversionKind.LEAD else None,
            campaign_id=self.cast.campaigns["fire"] if is_campaign else None,
            document_name=row.name,
            document_number=row.number,
            document_on=legal_day(at) if row.kind in _DATED else None,
            decided=Decided(by=_HEAD, on=legal_day(at)),
        )
        made = convert_proposal(
            proposal_id=self._id(row.proposal), draft=draft, acting=self.clerk, now=at
        )
        self._conversions[f"{row.proposal}/{row.kind}"] = made

    def _lead(self, row: DemoConversion) -> Matter:
        walk = self.leads[demo_proposals()[row.proposal].story]
        return matter_of_lead(access_lead(self.cast.staff["jcz"], walk.lead_id))

    def _copy(self, row: DemoConversion, kind: CopyKind, at: datetime) -> None:
        words = row.name if kind is CopyKind.DECISION else row.result
        draft = CopyDraft(kind=kind, sent_on=legal_day(at), words=words)
        conversion = self._conversions[f"{row.proposal}/{row.kind}"]
        record_copy(conversion_id=conversion.id, draft=draft, acting=self.clerk, now=at)

    def _ended(self, row: DemoConversion, at: datetime) -> None:
        conversion = self._conversions[f"{row.proposal}/{row.kind}"]
        expect_outcome(
            conversion_id=conversion.id, ended_on=legal_day(at), acting=self.clerk, now=at
        )

    def _action(self, row: DemoAction, at: datetime) -> None:
        draft = ActionDraft(
            kind=row.kind,
            done_on=legal_day(at),
            place=row.place,
            words=row.words,
            problem_count=row.problems,
            problems=row.found,
            unit_ids=[self.cast.unit_id(key) for key in row.units],
            figures=[Figure(name=row.name, amount=Decimal(row.amount), unit=row.unit)],
        )
        campaign_id = self.cast.campaigns["fire"]
        record_action(campaign_id=campaign_id, draft=draft, acting=self.clerk, now=at)

    def _contact(self, row: DemoContact, at: datetime) -> None:
        about = self._proposals.get(row.proposal)
        draft = ContactDraft(
            kind=row.kind,
            held_on=legal_day(at),
            who=row.who,
            place=row.place,
            said=row.said,
            follow_up=row.follow,
            matter=None if about is None else matter_of(about),
        )
        held = record_contact(draft=draft, acting=self.clerk, now=at)
        self._contacts[row.days] = held.id

    def _followed(self, row: DemoContact, at: datetime) -> None:
        follow_up_contact(
            contact_id=self._contacts[row.days],
            on=legal_day(at),
            words=row.how,
            acting=self.clerk,
            now=at,
        )

    def _material(self, row: DemoMaterial) -> list[Step]:
        made: list[UUID] = []

        def offer(at: datetime) -> None:
            written = write_material(title=row.title, words=row.words, acting=self.handler, now=at)
            offer_material(
                material_id=written.id,
                offered_to=row.to,
                offered_on=legal_day(at),
                acting=self.handler,
                now=at,
            )
            made.append(written.id)

        def outcome(at: datetime) -> None:
            record_outcome_of_material(
                material_id=made[0],
                proposal_id=self._id(row.proposal),
                on=legal_day(at),
                words="代表以自己名义提出",
                acting=self.handler,
                now=at,
            )

        steps = [self._step(row.days, 8, offer)]
        return [*steps, self._step(row.outcome, 9, outcome)] if row.outcome else steps

    def _id(self, key: str) -> UUID:
        found: UUID = self._proposals[key].id
        return found

    def _day(self, days: int) -> date:
        return legal_day(self.now) - timedelta(days=days)
