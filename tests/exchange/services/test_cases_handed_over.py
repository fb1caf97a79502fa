"""移送案件 by package: facts, papers and evidence go, nobody's identity; taken in, taken over, answered."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pytest

from tests.cases.office import CaseOffice, at, case_office
from tests.cases.test_civil_case import become_a_city_office, reviewed
from tests.cast import make_department, make_grid_member, make_office, make_staff
from tests.exchange.sides import Side, make_side, pair
from tests.leads.desk import Office, paper
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case, CaseLead, CasePaper, EvidenceItem
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.crossing import offered_of
from xiezhi.clocks.models import Clock
from xiezhi.evidence.models import CustodyEntry
from xiezhi.evidence.rules.custody import CustodyEvent
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.exchange.inner.cases import CaseTelling, hand_case_over, take_case
from xiezhi.exchange.models import ReceivedMatter, SentMatter
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.matters import MatterAnswer
from xiezhi.exchange.rules.procedure import ItemState
from xiezhi.exchange.services.matters import answer_matter
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, DomainError, InvalidInputError
from xiezhi.notifications.models import Message

DECIDED_ON = date(2026, 6, 23)


@dataclass
class Offices:
    """A county that reviewed a civil case, and the city it goes to."""

    county: Side
    city: Side
    desk: CaseOffice
    case: Case
    city_head: Actor

    def hand_over(self, **changes: Any) -> SentMatter:
        with tenant_scope(self.county.office.id):
            offered = offered_of(self.case)
            chosen = {one.id for one in offered.papers} | {one.id for one in offered.evidence}
            fields: dict[str, Any] = {
                "title": "河道倾倒建筑垃圾民事公益诉讼案",
                "facts": "河道内倾倒建筑垃圾约四百立方米。",
                "chosen": chosen,
            }
            return hand_case_over(
                case_id=self.case.id,
                peer_id=self.county.peer_id,
                telling=CaseTelling(**(fields | changes)),
                office=self.county.office,
                acting=self.desk.handler,
                now=self.county.now,
            )

    def take(self) -> Case:
        assert self.city_head.id is not None
        with tenant_scope(self.city.office.id):
            return take_case(
                matter_id=ReceivedMatter.objects.get().id,
                department_id=make_department().id,
                handler_id=self.city_head.id,
                acting=self.city_head,
                now=self.city.now,
            )


def transferred(office: CaseOffice) -> Case:
    case = reviewed(office)
    item = EvidenceItem.objects.get(case_id=case.id)
    item.file_id = keep_papers(check_papers([paper("勘验笔录.pdf")]), at(DECIDED_ON))[0]
    item.save(update_fields=["file"])
    office.register(case, PaperKind.CASE_TRANSFER, DECIDED_ON)
    return case


def two_offices(now: datetime) -> Offices:
    county = make_side(make_office(now, slug="qi", number=1), now)
    city = make_side(make_office(now, slug="shi", number=2, is_default=False), now)
    pair(county, city, PeerKind.SUPERIOR, PeerKind.SUBORDINATE)
    with tenant_scope(county.office.id):
        desk = case_office()
        case = transferred(desk)
    with tenant_scope(city.office.id):
        become_a_city_office()
        head = make_staff("部门负责人09", Role.DEPARTMENT_HEAD)
    return Offices(county, city, desk, case, head)


@pytest.fixture
def offices(db: None, now: datetime) -> Offices:
    return two_offices(now)


def test_a_case_arrives_with_its_papers_and_evidence_byte_for_byte(offices: Offices) -> None:
    offices.hand_over()
    assert offices.city.take(offices.county.send()).counts == {ItemState.APPLIED: 1}
    case = offices.take()
    with tenant_scope(offices.county.office.id):
        sent = {
            one.number: bytes(one.file.sha256)
            for one in offered_of(offices.case).papers
            if one.file
        }
        proof = bytes(EvidenceItem.objects.get().file.sha256)
    with tenant_scope(offices.city.office.id):
        papers = CasePaper.objects.filter(case_id=case.id, file__isnull=False)
        assert {one.number: bytes(one.file.sha256) for one in papers} == sent
        item = EvidenceItem.objects.get(case_id=case.id)
        stream, _media_type = open_copy(item.file, FileCopy.ORIGINAL)
        with stream:
            assert sha256(stream.read()).digest() == proof
        assert item.source.startswith("qi人民检察院 案件 2026-1移送")
        assert (item.collector_count, item.collectors) == (2, [])


def test_the_city_reviews_it_for_the_suit_from_the_day_it_came(offices: Offices) -> None:
    offices.hand_over()
    offices.city.take(offices.county.send())
    case = offices.take()
    came_on = legal_day(offices.city.now)
    with tenant_scope(offices.city.office.id):
        clock = Clock.objects.get(matter_id=case.id, rule_key=CaseRule.CIVIL_REVIEW)
        assert (case.state, clock.trigger_on) == (CaseState.UNDER_REVIEW, came_on)
        assert ReceivedMatter.objects.get().case_id == case.id
        step = case.steps.get(event="take_over")
        assert step.paper is not None
        assert step.paper.kind == PaperKind.CASE_TRANSFER


def test_it_is_opened_once(offices: Offices) -> None:
    offices.hand_over()
    offices.city.take(offices.county.send())
    offices.take()
    with pytest.raises(ConflictError, match=r"exchange\.case_taken"):
        offices.take()


def test_nothing_of_whoever_worked_on_it_or_reported_crosses(offices: Offices) -> None:
    with tenant_scope(offices.county.office.id):
        people = Office(
            chief=offices.desk.chief,
            head=offices.desk.head,
            handler=offices.desk.handler,
            clerk=offices.desk.clerk,
            member=make_grid_member(),
            now=offices.county.now,
        )
        lead = people.register()
        CaseLead.objects.create(
            case=offices.case, lead=lead, linked_at=offices.county.now, linked_by_label="-"
        )
    told = str(offices.hand_over().body)
    for hidden in ("检察官01", "书记员01", "检察人员00", "检察长01", "网格员07", "13800000007"):
        assert hidden not in told
    with pytest.raises(DomainError) as refused:
        offices.hand_over(facts="网格员07说河道内有垃圾")
    assert refused.value.code == "leads.referral_names_reporter"


def test_a_picture_of_a_report_crosses_without_its_cameras_notes(offices: Offices) -> None:
    with tenant_scope(offices.county.office.id):
        item = EvidenceItem.objects.get()
        item.from_report = True
        item.save(update_fields=["from_report"])
        bare = item.file.shared_sha256
    matter = offices.hand_over()
    (row,) = matter.body["evidence"]
    assert row["file"] == (None if bare is None else bytes(bare).hex())


def test_only_a_case_decided_to_go_is_handed_over(offices: Offices) -> None:
    with tenant_scope(offices.county.office.id):
        other = offices.desk.open(DECIDED_ON)
        with pytest.raises(DomainError) as refused:
            hand_case_over(
                case_id=other.id,
                peer_id=offices.county.peer_id,
                telling=CaseTelling(title="案", facts="事实"),
                office=offices.county.office,
                acting=offices.desk.handler,
                now=offices.county.now,
            )
    assert refused.value.code == "exchange.case_not_transferred"


def test_the_chain_of_custody_says_where_the_evidence_went(offices: Offices) -> None:
    offices.hand_over()
    offices.county.send()
    with tenant_scope(offices.county.office.id):
        entry = CustodyEntry.objects.get(file_id=EvidenceItem.objects.get().file_id)
    assert entry.event == CustodyEvent.TRANSFERRED
    assert entry.purpose == "superior"
    assert "随第 1 号摆渡包移送" in entry.words
    assert "案件 2026-1" in entry.words


def test_papers_of_another_case_do_not_go_along(offices: Offices) -> None:
    with pytest.raises(InvalidInputError, match=r"cases\.no_paper"):
        offices.hand_over(chosen={offices.city.office.id})


def test_the_answer_comes_back_to_the_handler_who_is_told(offices: Offices) -> None:
    matter = offices.hand_over()
    offices.city.take(offices.county.send())
    with tenant_scope(offices.city.office.id):
        answer_matter(
            matter_id=matter.id,
            answer=MatterAnswer.ACCEPTED,
            number="市检民公〔2026〕3号",
            answered_on=legal_day(offices.city.now),
            acting=offices.city_head,
            now=offices.city.now,
        )
    offices.county.take(offices.city.send())
    with tenant_scope(offices.county.office.id):
        answered = SentMatter.objects.get()
        assert (answered.answer, answered.answer_number) == ("accepted", "市检民公〔2026〕3号")
        assert Message.objects.filter(kind="cases.transfer_answered").count() == 1
