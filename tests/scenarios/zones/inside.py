"""Steps of the inner zone: what the office does, by its services."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings

from tests.cast import make_department
from tests.leads.desk import paper, proposing
from tests.scenarios.zones.carrying import person, scope, the_office, when
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.services.towns import TownEntry, set_towns
from xiezhi.clocks.models import Clock
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.intake.models import Report, ReportFile, ReportMessage
from xiezhi.intake.selectors.crossing import find_arrival
from xiezhi.intake.services.conversation import ask_reporter
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead, LeadStep
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.services import letter_effects
from xiezhi.leads.services.assessment import add_opinion, decide_lead, submit_assessment
from xiezhi.leads.services.feedback import give_feedback
from xiezhi.leads.services.field_tasks import send_field_task
from xiezhi.leads.services.registration import Registration, register_lead
from xiezhi.leads.services.verification import verify_lead
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.letters.services.drafting import LetterText
from xiezhi.letters.services.issuing import EnteredIssue, Sealing, register_paper
from xiezhi.letters.services.sending import record_service, send_letter, withdraw_letter
from xiezhi.partners.models import LiaisonOfficer
from xiezhi.partners.rules.kinds import UnitKind
from xiezhi.partners.services.units import (
    LiaisonContact,
    UnitDetails,
    add_unit,
    appoint_liaison,
)
from xiezhi.supporters.models import FieldTask
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.services.appointments import (
    SupporterDetails,
    appoint_supporter,
    unbind_phones,
)
from xiezhi.supporters.services.work_cards import issue_work_card
from xiezhi.vault.rules.unsealing import open_identity

PASSWORD = "水鹤要修好-2026-Xz"
MOBILE = "13812345678"


def chief() -> Actor:
    return person("检察长", Role.CHIEF_PROCURATOR)


def head() -> Actor:
    return person("部门负责人", Role.DEPARTMENT_HEAD)


def handler() -> Actor:
    return person("检察官助理03", Role.ASSISTANT)


def clerk() -> Actor:
    return person("书记员01", Role.CLERK)


def furnish() -> dict[str, str]:
    """Give the office its towns, a unit with its officer, a grid member with a card."""
    now = when(-1)
    with scope() as office:
        acting = system_actor(office.id)
        set_towns(
            towns=[TownEntry(name="展旦召苏木", latitude=40.4, longitude=109.9)],
            acting=acting,
            now=now,
        )
        details = UnitDetails(
            name="旗消防救援大队", short_name="消防", kind=UnitKind.ADMINISTRATIVE
        )
        unit = add_unit(acting=acting, details=details, now=now)
        appoint_liaison(
            acting=acting,
            unit_id=unit.id,
            label="消防联络员",
            login="xiaofang",
            password=PASSWORD,
            contact=LiaisonContact(section="办公室", mobile="13900000016"),
            now=now,
        )
        member = appoint_supporter(acting=acting, details=member_details(7), now=now)
        token = issue_work_card(acting=acting, supporter_id=member.id, now=now)
    return {
        "unit": str(unit.id),
        "member": str(member.id),
        "card": token,
        "login": "xiaofang",
        "password": PASSWORD,
    }


def another_unit(login: str) -> str:
    """Add one more unit with an officer."""
    now = when(-1)
    with scope() as office:
        acting = system_actor(office.id)
        details = UnitDetails(name="旗水利局", short_name="水利", kind=UnitKind.ADMINISTRATIVE)
        unit = add_unit(acting=acting, details=details, now=now)
        appoint_liaison(
            acting=acting,
            unit_id=unit.id,
            label="水利联络员",
            login=login,
            password=PASSWORD,
            now=now,
        )
    return str(unit.id)


def officers_of(unit: str) -> list[tuple[str, bool]]:
    """Return who answers for a unit, and whether their account is open."""
    with scope():
        officers = LiaisonOfficer.objects.filter(unit_id=unit).select_related("account")
        return [(one.label, one.account.is_active) for one in officers.order_by("since", "label")]


def member_details(number: int) -> SupporterDetails:
    today = legal_day(when(-1))
    return SupporterDetails(
        kind=SupporterKind.GRID_MEMBER,
        number=number,
        name="不可外传的姓名",
        mobile=MOBILE if number == 7 else "",
        town="展旦召苏木",
        term_from=today,
        term_until=today + timedelta(days=365),
        contact_id=handler().id,
    )


def another_member(number: int = 8) -> tuple[str, str]:
    """Appoint one more grid member; return the card and the id."""
    now = when(0)
    with scope() as office:
        acting = system_actor(office.id)
        member = appoint_supporter(acting=acting, details=member_details(number), now=now)
        token = issue_work_card(acting=acting, supporter_id=member.id, now=now)
    return token, str(member.id)


def pool_report(report: str) -> dict[str, Any]:
    """Return a report as it lies in the pool inside, with its pictures looked at."""
    with scope():
        found = Report.objects.get(id=report)
        links = ReportFile.objects.filter(report=found).select_related("file")
        sizes = [
            len(open_copy(link.file, FileCopy.SHARED)[0].read())
            for link in links.order_by("position")
        ]
        arrival = find_arrival(found.id)
        return {
            "words": found.words,
            "grade": found.grade,
            "pool_state": found.pool_state,
            "received_at": found.received_at.isoformat(),
            "received_on": found.received_on.isoformat(),
            "arrived_on": arrival and legal_day(arrival.arrived_at).isoformat(),
            "supporter": found.supporter and found.supporter.label,
            "pictures": sizes,
            "sealed": [link.file.is_sealed for link in links],
            "photo_count": found.photo_count,
            "has_unread_answer": found.has_unread_answer,
            "messages": list(
                ReportMessage.objects.filter(report=found)
                .order_by("written_at")
                .values_list("kind", "words")
            ),
            "read": ReportMessage.objects.filter(
                report=found, seen_by_reporter_at__isnull=False
            ).count(),
        }


def identity(report: str) -> dict[str, str]:
    """Open who reported, as the vault does: its own role, its private key."""
    office = the_office()
    key = Path(settings.XIEZHI_KEYS, "vault", f"{office.slug}.key").read_bytes()
    with psycopg.connect(os.environ["ZONE_VAULT_URL"]) as vault:
        vault.execute("SELECT set_config('app.tenant', %s, true)", [str(office.id)])
        row = vault.execute(
            "SELECT sealed FROM vault_sealedidentity WHERE id = %s", [UUID(report)]
        ).fetchone()
    assert row is not None
    opened = open_identity(key, bytes(row[0]), bound_to=f"{office.id}/{report}")
    return {"phone": opened.phone, "name": opened.name}


def register(report: str, title: str) -> str:
    """Register a lead and decide that it goes to the unit's organ."""
    now = when(0)
    with scope():
        lead = register_lead(
            report_ids=[UUID(report)],
            registration=Registration(
                title=title, department_id=make_department().id, handler_id=handler().id
            ),
            acting=handler(),
            now=now,
        )
        draft = proposing(LeadEvent.DECIDE_REFERRAL)
        submit_assessment(lead_id=lead.id, draft=draft, acting=handler(), now=now)
        add_opinion(lead_id=lead.id, agrees=True, words="同意", acting=head(), now=now)
        decide_lead(lead_id=lead.id, acting=chief(), now=now)
    return str(lead.id)


def send(lead: str, unit: str, number: str) -> str:
    """登记发文, and into the portal."""
    now, today = when(0), legal_day(when(0))
    with scope():
        written = register_paper(
            matter_kind=MatterKind.LEAD,
            matter_id=UUID(lead),
            text=LetterText(
                kind=LetterKind.REFERRAL,
                unit_id=UUID(unit),
                title="关于移送取水设施损坏问题的函",
                body="经核查，一处市政消防取水设施损坏，影响火灾扑救，请依法处理并书面回复。",
                contact_words="第四检察部 0477-8581234",
            ),
            issue=EnteredIssue(
                issued_by_label="检察长", issued_on=today - timedelta(days=5), slip=paper()
            ),
            sealing=Sealing(
                office_number=number,
                sealed_on=today - timedelta(days=5),
                sealed_letter=paper("函.pdf"),
            ),
            acting=clerk(),
            now=now,
        )
        return str(send_letter(letter_id=written.id, acting=clerk(), now=now).id)


def serve(letter: str, days: int) -> None:
    """Record service by the signed receipt of some days ago."""
    now = when(0)
    with scope():
        served = record_service(
            letter_id=UUID(letter),
            service=Service(
                way=ServiceWay.DIRECT,
                served_on=legal_day(now) + timedelta(days=days),
                signed_for_by="办公室主任",
            ),
            receipt=paper("回证.pdf"),
            acting=clerk(),
            now=now,
        )
        letter_effects.take_service(letter=served, acting=clerk(), now=now)


def withdraw(letter: str) -> None:
    """Withdraw a letter."""
    now = when(0)
    with scope():
        taken = withdraw_letter(
            letter_id=UUID(letter), reason="另行发函", acting=handler(), now=now
        )
        letter_effects.take_withdrawal(letter=taken, acting=handler(), now=now)


def letter_inside(letter: str) -> dict[str, Any]:
    """Return a letter as the office has it."""
    with scope():
        found = Letter.objects.get(id=letter)
        return {
            "state": found.state,
            "served_on": found.served_on and found.served_on.isoformat(),
            "reply_due_on": found.reply_due_on and found.reply_due_on.isoformat(),
            "received_by": found.received_by_label,
            "unit_section": found.unit_section,
            "replies": [
                [one.reply_number, one.received_on.isoformat(), one.way, one.files.count()]
                for one in LetterReply.objects.filter(letter=found, is_draft=False)
            ],
        }


def lead_inside(lead: str) -> dict[str, Any]:
    """Return a lead's state, the clocks that run and have run, and its steps."""
    with scope():
        found = Lead.objects.get(id=lead)
        return {
            "state": found.state,
            "clocks": [
                [
                    one.rule_key,
                    one.trigger_on.isoformat(),
                    one.due_on.isoformat(),
                    one.met_on and one.met_on.isoformat(),
                ]
                for one in clocks_of(found)
            ],
            "steps": list(
                LeadStep.objects.filter(lead=found).order_by("at").values_list("event", flat=True)
            ),
        }


def clocks_of(lead: Lead) -> list[Any]:
    return list(Clock.objects.filter(matter_id=lead.id).order_by("trigger_on", "rule_key"))


def give_task(lead: str, member: str) -> str:
    """Ask the grid member to look again, with the first picture as guide."""
    with scope():
        found = Lead.objects.get(id=lead)
        return str(
            send_field_task(
                lead_id=found.id,
                supporter_id=UUID(member),
                words="请到卫生院附近看看取水设施修好没有",
                place_words="展旦召苏木卫生院附近",
                guide_id=found.cover_id,
                acting=handler(),
                now=when(0),
            ).id
        )


def task_inside(task: str) -> dict[str, Any]:
    with scope():
        found = FieldTask.objects.get(id=task)
        return {
            "result": found.result,
            "words": found.result_words,
            "files": found.photos.count(),
        }


def finish(lead: str, words: str) -> None:
    """Find the matter mended and tell whoever reported."""
    with scope():
        verify_lead(
            lead_id=UUID(lead),
            is_mended=True,
            words="现场已恢复供水",
            acting=handler(),
            now=when(0),
        )
        give_feedback(lead_id=UUID(lead), words=words, acting=handler(), now=when(0))


def ask(report: str, words: str) -> None:
    """Put a question to the reporter."""
    with scope():
        ask_reporter(report_id=UUID(report), words=words, acting=handler(), now=when(0))


def unbind(member: str) -> None:
    """Sign a grid member out of every phone: one is lost."""
    with scope() as office:
        unbind_phones(acting=system_actor(office.id), supporter_id=UUID(member), now=when(0))


def today() -> str:
    day: date = legal_day(when(0))
    return day.isoformat()
