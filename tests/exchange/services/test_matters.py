"""移送 and 备案 between procuratorates, by package: out, taken, answered, written to the lead."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from tests.cast import make_office, make_staff
from tests.exchange.sides import Side, make_side, pair
from tests.leads.desk import Office, proposing, small_office
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.evidence.models import CustodyEntry
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.exchange.inner.filing import file_lead
from xiezhi.exchange.inner.telling import Telling, proposed_telling
from xiezhi.exchange.inner.transfer import transfer_lead
from xiezhi.exchange.models import ExchangePackage, ReceivedMatter, SentMatter
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.matters import MatterAnswer
from xiezhi.exchange.rules.procedure import ItemState
from xiezhi.exchange.services.matters import answer_matter, withdraw_matter
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, RuleRefusedError
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.procedure import LeadEvent, LeadState


@dataclass
class Offices:
    """Two procuratorates; the first has decided what to do with a lead."""

    a: Side
    b: Side
    desk: Office
    lead: Lead
    picture_id: UUID
    other_head: Actor

    def telling(self, **changes: Any) -> Telling:
        with tenant_scope(self.a.office.id):
            proposed = proposed_telling(self.lead)
        fields = {"title": proposed.title, "facts": proposed.facts} | changes
        return Telling(**fields)

    def transfer(self, **changes: Any) -> SentMatter:
        telling = self.telling(**changes)
        with tenant_scope(self.a.office.id):
            return transfer_lead(
                lead_id=self.lead.id,
                peer_id=self.a.peer_id,
                telling=telling,
                office=self.a.office,
                acting=self.desk.handler,
                now=self.a.now,
            )

    def file(self) -> SentMatter:
        telling = self.telling()
        with tenant_scope(self.a.office.id):
            return file_lead(
                lead_id=self.lead.id,
                peer_id=self.a.peer_id,
                telling=telling,
                office=self.a.office,
                acting=self.desk.handler,
                now=self.a.now,
            )

    def answer(self, matter: SentMatter, answer: MatterAnswer, number: str = "") -> None:
        with tenant_scope(self.b.office.id):
            answer_matter(
                matter_id=matter.id,
                answer=answer,
                number=number,
                answered_on=legal_day(self.b.now),
                words="已登记",
                acting=self.other_head,
                now=self.b.now,
            )

    def fresh(self) -> Lead:
        with tenant_scope(self.a.office.id):
            found: Lead = Lead.objects.get(id=self.lead.id)
            return found


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 240), (90, 120, 60)).save(out, "JPEG")
    return out.getvalue()


def decided(side: Side, event: LeadEvent, **changes: Any) -> tuple[Office, Lead, UUID]:
    with tenant_scope(side.office.id):
        desk = small_office(side.now)
        lead = desk.register()
        report = Report.objects.get()
        file = store_file(
            check_files(MediaKind.PHOTO, [IncomingFile(name="1.jpg", data=jpeg())])[0],
            received_at=side.now,
        )
        ReportFile.objects.create(report=report, file=file, position=0)
        desk.decide(lead, proposing(event, **changes))
        lead.refresh_from_db()
        return desk, lead, file.id


def two_offices(now: datetime, event: LeadEvent, kinds: tuple[PeerKind, PeerKind]) -> Offices:
    a = make_side(make_office(now, slug="jia", number=1), now)
    b = make_side(make_office(now, slug="yi", number=2, is_default=False), now)
    pair(a, b, *kinds)
    is_major = event is not LeadEvent.DECIDE_TRANSFER
    desk, lead, picture_id = decided(a, event, is_major=is_major)
    with tenant_scope(b.office.id):
        head = make_staff("部门负责人09", Role.DEPARTMENT_HEAD)
    return Offices(a, b, desk, lead, picture_id, head)


@pytest.fixture
def offices(db: None, now: datetime) -> Offices:
    equals = (PeerKind.PROCURATORATE, PeerKind.PROCURATORATE)
    return two_offices(now, LeadEvent.DECIDE_TRANSFER, equals)


@pytest.fixture
def superior(db: None, now: datetime) -> Offices:
    kinds = (PeerKind.SUPERIOR, PeerKind.SUBORDINATE)
    return two_offices(now, LeadEvent.DECIDE_FILING, kinds)


def test_a_transferred_lead_becomes_a_report_of_the_other_pool(offices: Offices) -> None:
    offices.transfer(picture_ids=[offices.picture_id])
    assert offices.b.take(offices.a.send()).counts == {ItemState.APPLIED: 1}
    with tenant_scope(offices.b.office.id):
        report = Report.objects.get()
        assert report.channel == "procuratorate_transfer"
        assert report.words == "河道内倾倒建筑垃圾约四百立方米"
        assert report.external_number == "jia人民检察院 线索 2026-1"
        assert (report.photo_count, report.supporter_id) == (1, None)
        assert ReceivedMatter.objects.get().report_id == report.id


def test_nothing_of_the_reporter_crosses(offices: Offices) -> None:
    matter = offices.transfer(picture_ids=[offices.picture_id])
    told = str(matter.body)
    for hidden in ("网格员07", "13800000007", "河滩上有建筑垃圾"):
        assert hidden not in told


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ("网格员07说河道内有垃圾", "leads.referral_names_reporter"),
        ("河道内有垃圾，可打 138 0000 0007", "leads.referral_has_telephone"),
    ],
)
def test_words_that_name_the_reporter_are_refused(offices: Offices, facts: str, code: str) -> None:
    with pytest.raises(RuleRefusedError) as refusal:
        offices.transfer(facts=facts)
    assert refusal.value.code == code


def test_acceptance_moves_the_senders_lead(offices: Offices) -> None:
    matter = offices.transfer()
    offices.b.take(offices.a.send())
    offices.answer(matter, MatterAnswer.ACCEPTED, "乙检公线〔2026〕9号")
    offices.a.take(offices.b.send())
    assert offices.fresh().state == LeadState.TRANSFERRED
    with tenant_scope(offices.a.office.id):
        answered = SentMatter.objects.get()
    assert (answered.answer, answered.answer_number) == ("accepted", "乙检公线〔2026〕9号")


def test_asking_the_superior_to_designate_leaves_the_lead_where_it_is(offices: Offices) -> None:
    matter = offices.transfer()
    offices.b.take(offices.a.send())
    offices.answer(matter, MatterAnswer.REPORTED_UP)
    offices.a.take(offices.b.send())
    assert offices.fresh().state == LeadState.TRANSFER_OFFERED
    offices.answer(matter, MatterAnswer.ACCEPTED)
    offices.a.take(offices.b.send())
    assert offices.fresh().state == LeadState.TRANSFERRED


def test_a_lead_goes_to_one_procuratorate_once(offices: Offices) -> None:
    offices.transfer()
    with pytest.raises(ConflictError, match=r"exchange\.matter_sent"):
        offices.transfer()


def test_a_transfer_is_taken_back_only_before_it_is_packed(offices: Offices) -> None:
    matter = offices.transfer()
    with tenant_scope(offices.a.office.id):
        withdraw_matter(
            lead_id=offices.lead.id,
            matter_id=matter.id,
            acting=offices.desk.handler,
            now=offices.a.now,
        )
    again = offices.transfer()
    offices.a.draft()
    with (
        pytest.raises(ConflictError, match=r"exchange\.matter_on_its_way"),
        tenant_scope(offices.a.office.id),
    ):
        withdraw_matter(
            lead_id=offices.lead.id,
            matter_id=again.id,
            acting=offices.desk.handler,
            now=offices.a.now,
        )


def test_a_lead_not_decided_to_go_does_not_go(superior: Offices) -> None:
    with pytest.raises(RuleRefusedError, match=r"exchange\.not_decided"):
        superior.transfer()


def test_a_filing_reaches_the_superiors_register_and_its_receipt_meets_the_limit(
    superior: Offices,
) -> None:
    matter = superior.file()
    superior.b.take(superior.a.send())
    with tenant_scope(superior.b.office.id):
        entered = ReceivedMatter.objects.get()
        assert not Report.objects.exists()
    assert entered.body["state_words"] == "建议立案"
    superior.answer(matter, MatterAnswer.FILED, "市检备〔2026〕12号")
    superior.a.take(superior.b.send())
    with tenant_scope(superior.a.office.id):
        clock = Clock.objects.get(rule_key=ClockRule.MAJOR)
        answered = SentMatter.objects.get()
    assert clock.met_on == legal_day(superior.a.now)
    assert answered.answer_number == "市检备〔2026〕12号"


def test_a_lead_that_is_not_major_is_not_filed(offices: Offices) -> None:
    with pytest.raises(RuleRefusedError, match=r"exchange\.not_major"):
        offices.file()


def test_a_superior_is_not_sent_what_only_it_may_send(superior: Offices) -> None:
    with pytest.raises(RuleRefusedError, match=r"exchange\.nothing_to_send"):
        superior.b.draft()


def test_pictures_that_went_stand_in_their_chain_of_custody(offices: Offices) -> None:
    offices.transfer(picture_ids=(offices.picture_id,))
    with tenant_scope(offices.a.office.id):
        assert not CustodyEntry.objects.filter(file_id=offices.picture_id).exists()
    offices.a.send()
    with tenant_scope(offices.a.office.id):
        line = CustodyEntry.objects.get(file_id=offices.picture_id)
        package = ExchangePackage.objects.get(sequence__isnull=False)
        name = package.peer.name
    assert (line.event, line.purpose) == ("transferred", "transfer")
    assert line.by_label == package.reviewer_label[:60]
    assert line.words == f"随第 1 号摆渡包移送{name}：线索 2026-1"


def test_a_filing_without_files_leaves_no_line(superior: Offices) -> None:
    superior.file()
    superior.a.send()
    with tenant_scope(superior.a.office.id):
        assert not CustodyEntry.objects.filter(event="transferred").exists()


def test_files_of_a_filing_are_said_to_have_gone_to_the_superior(superior: Offices) -> None:
    matter = superior.file()
    with tenant_scope(superior.a.office.id):
        SentMatter.objects.filter(id=matter.id).update(file_ids=[str(superior.picture_id)])
    superior.a.send()
    with tenant_scope(superior.a.office.id):
        line = CustodyEntry.objects.get(file_id=superior.picture_id)
    assert (line.event, line.purpose) == ("transferred", "superior")
    assert "摆渡包报备案" in line.words
