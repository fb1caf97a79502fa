"""Outside parties signed in: a world of one lead, its reporter, two units and two grid members."""

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.cast import make_grid_member, make_report, make_unit, make_unit_actor
from tests.leads.desk import Office, proposing, small_office
from xiezhi.accounts.models import Account, Procuratorate
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.services.field_tasks import send_field_task
from xiezhi.leads.services.letter_effects import take_service
from xiezhi.leads.services.registration import Registration, register_lead
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.letters.services.drafting import LetterText, write_letter
from xiezhi.letters.services.issuing import EnteredIssue, Sealing, register_letter
from xiezhi.letters.services.sending import record_service, send_letter
from xiezhi.partners.models import LiaisonOfficer, PartnerUnit
from xiezhi.supporters.models import Supporter

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
REPORTED = "卫生院东墙外那根红色水鹤让拉沙子的车撞歪了，阀门一直漏水，我上周三亲眼看见的"
REPORTER_PHONE = "13800000007"
BODY = (
    "我院在履行公益诉讼检察职责中发现，展旦召苏木辖区一处市政消防取水设施损坏，"
    "影响火灾扑救。\n\n请你单位依法核查处理，并将办理情况书面回复我院。"
)
TITLE = "关于移送消防水鹤损坏问题的函"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who and what the tests of outside faces need; ids only, no open scope."""

    office: Procuratorate
    inside: Office
    lead: Lead
    report_id: UUID
    member: Actor
    other_member: Actor
    unit: PartnerUnit
    officer: Actor
    other_officer: Actor
    letter_id: UUID
    task_id: UUID


def make_world(office: Procuratorate, now: datetime, *, consented: bool = False) -> World:
    """A lead handed to a unit, whose grid member is asked to look again."""
    with tenant_scope(office.id):
        inside = small_office(now)
        report, guide_id = _reported(inside, now)
        lead = _referred(inside, report.id, now)
        unit = make_unit("旗消防救援大队", consented_on=date(2026, 1, 5) if consented else None)
        officer = make_unit_actor(unit, "消防大队联络员01")
        _name_account(officer, f"{office.slug}/xiaofang")
        other = make_unit_actor(make_unit("旗住房和城乡建设局"), "住建局联络员01")
        letter_id = _letter(inside, lead, unit, now)
        task = send_field_task(
            lead_id=lead.id,
            supporter_id=inside.member.id or UUID(int=0),
            words="请到卫生院附近看看水鹤修好没有，拍一张同样角度的照片",
            guide_id=guide_id,
            acting=inside.handler,
            now=now,
        )
        return World(
            office=office,
            inside=inside,
            lead=lead,
            report_id=report.id,
            member=inside.member,
            other_member=make_grid_member(8, mobile="13800000008"),
            unit=unit,
            officer=officer,
            other_officer=other,
            letter_id=letter_id,
            task_id=task.id,
        )


def _name_account(officer: Actor, username: str) -> None:
    account_id = LiaisonOfficer.objects.get(id=officer.id).account_id
    Account.objects.filter(pk=account_id).update(username=username)


def _reported(inside: Office, now: datetime) -> tuple[Report, UUID]:
    report = make_report(now, words=REPORTED, supporter_id=inside.member.id, photo_count=1)
    checked = check_files(MediaKind.PHOTO, [IncomingFile(name="水鹤.jpg", data=jpeg())])
    stored = store_file(checked[0], received_at=now)
    ReportFile.objects.create(report=report, file=stored, position=0)
    return report, stored.id


def _referred(inside: Office, report_id: UUID, now: datetime) -> Lead:
    registration = Registration(
        title="卫生院旁取水设施漏水一事",
        department_id=inside.handler.department_id or UUID(int=0),
        handler_id=inside.handler.id,
    )
    lead = register_lead(
        report_ids=[report_id], registration=registration, acting=inside.handler, now=now
    )
    return inside.decide(lead, proposing(LeadEvent.DECIDE_REFERRAL))


def _letter(inside: Office, lead: Lead, unit: PartnerUnit, now: datetime) -> UUID:
    day = legal_day(now) - timedelta(days=3)
    written = write_letter(
        matter_kind=MatterKind.LEAD,
        matter_id=lead.id,
        text=LetterText(
            kind=LetterKind.REFERRAL,
            unit_id=unit.id,
            title=TITLE,
            body=BODY,
            contact_words="检察官助理03，0477-5200000",
        ),
        acting=inside.handler,
        now=now,
    )
    register_letter(
        letter_id=written.id,
        issue=EnteredIssue(issued_by_label="检察长", issued_on=day),
        sealing=Sealing(
            office_number="达检函〔2026〕17号",
            sealed_on=day,
            sealed_letter=IncomingFile(name="函.pdf", data=PDF),
        ),
        acting=inside.clerk,
        now=now,
    )
    return send_letter(letter_id=written.id, acting=inside.handler, now=now).id


def serve(world: World, now: datetime) -> None:
    """Record service on paper, so that the unit's time runs."""
    with tenant_scope(world.office.id):
        served = record_service(
            letter_id=world.letter_id,
            service=Service(
                way=ServiceWay.DIRECT,
                served_on=(now - timedelta(days=1)).date(),
                signed_for_by="办公室主任01",
            ),
            receipt=IncomingFile(name="回证.pdf", data=PDF),
            acting=world.inside.clerk,
            now=now,
        )
        take_service(letter=served, acting=world.inside.clerk, now=now)


def as_unit(world: World, officer: Actor | None = None) -> Client:
    """A browser signed in as a liaison officer."""
    acting = officer or world.officer
    with tenant_scope(world.office.id):
        account_id = LiaisonOfficer.objects.get(id=acting.id).account_id
    return _signed_in(account_id)


def as_member(world: World, member: Actor | None = None) -> Client:
    """A browser signed in as a grid member."""
    acting = member or world.member
    with tenant_scope(world.office.id):
        account_id = Supporter.objects.get(id=acting.id).account_id
    return _signed_in(account_id)


def _signed_in(account_id: UUID) -> Client:
    """A browser with a session; how people sign in is tested apart."""
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in_cookie(account_id)
    return client


def signed_in_cookie(account_id: UUID) -> str:
    """The key of a session of an account."""
    account = Account.objects.get(pk=account_id)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "xiezhi.accounts.backends.OfficeBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return session.session_key or ""


def jpeg(shade: int = 90) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, 120, 90)).save(target, "JPEG")
    return target.getvalue()


def photo(name: str = "后.jpg", shade: int = 90) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(shade), "image/jpeg")


def letter(name: str = "复函.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")
