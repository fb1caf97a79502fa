"""An office with something on every page, and who may look at which address."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.accounts.people import make_person
from tests.architecture.addresses import addresses
from tests.browser.case_pages import case_ids, case_office_of, case_pages
from tests.browser.cooperation_pages import cooperation_ids
from tests.browser.exchange_pages import exchange_ids, exchange_pages, sent_matter
from tests.browser.home_pages import home_ids
from tests.browser.identity_pages import identity_ids
from tests.browser.journey_cast import SECRET, picture
from tests.browser.proposal_pages import proposal_ids, proposal_pages
from tests.browser.reporting_pages import reporting_ids, reporting_pages
from tests.cast import make_office, make_report, make_staff, make_unit
from tests.house.cast import clause, make_rule
from tests.intake.paste import chat, pictures
from tests.leads.desk import proposing
from tests.web.outside import BODY, TITLE, World, make_world
from xiezhi.accounts.models import Account, Delegation, Procuratorate, RoleHolding, StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.services.delegation import give_delegation
from xiezhi.clocks.models import Clock
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.house.rules.citations import CitedBy, supporter_subject
from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.house.services.citations import cite_clause
from xiezhi.house.services.functions import PostDraft, set_function
from xiezhi.house.services.limits import set_limit
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportBand, ReportFile
from xiezhi.intake.rules.submission import Place, Submission
from xiezhi.intake.services.conversation import ask_reporter
from xiezhi.intake.services.drafts import start_draft
from xiezhi.intake.services.unit_reports import Handing, take_from_unit
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.language.duplicates import band_keys
from xiezhi.law.sources import IntakeChannel
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.services.drafting import LetterText, write_letter
from xiezhi.partners.models import LiaisonOfficer
from xiezhi.partners.services.superiors import add_superior
from xiezhi.supporters.models import Supporter
from xiezhi.web.accounts.step_up import SESSION_KEY as STEPPED_UP
from xiezhi.web.law.views import PARTS as LAW_PARTS
from xiezhi.web.middleware.second_factor import SESSION_KEY as SECOND_FACTOR

NOBODY = "nobody"
STAFF = ("handler", "head", "chief", "clerk", "system_admin", "security_admin", "audit_admin")
ASKED_BY_FACE = (
    ("desk/", STAFF),
    ("account/", STAFF),
    ("portal/", ("unit",)),
    ("mine/", ("member",)),
)
SIGNS_IN = "zl09"
VIEWERS = (NOBODY, *STAFF, "unit", "member")


@dataclass(frozen=True)
class House:
    """The office, its people by what they do, and one of everything an address may name.

    ``more`` names further addresses: the same page in another state.
    """

    office: Procuratorate
    accounts: dict[str, Account]
    ids: dict[str, Any]
    more: dict[str, tuple[str, ...]]

    def cookie(self, viewer: str) -> str:
        """Return the key of a fresh session, with second factor and fresh proof."""
        account = self.accounts[viewer]
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "xiezhi.accounts.backends.OfficeBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session[SECOND_FACTOR] = str(account.pk)
        session[STEPPED_UP] = clock.now().timestamp()
        session.create()
        return str(session.session_key)


def furnish() -> House:
    """Fill a database of one's own."""
    now = clock.now()
    office = make_office(now)
    world = make_world(office, now, consented=True)
    make_person(office, "检察官助理09", SIGNS_IN, ("assistant",), secret=SECRET)
    with tenant_scope(office.id):
        actors = _staff(world)
        accounts = {name: _account_of(actor) for name, actor in actors.items()}
        ids = _ids(world, actors) | exchange_ids()
        ids |= reporting_ids(actors["clerk"], actors["head"])
        ids |= proposal_ids(world.lead.id, actors["clerk"], actors["handler"])
        ids |= case_ids(case_office_of(world.inside, world.unit))
        sent_matter(office, world.lead.id, actors["handler"], ids["peer_id"])
        return House(office, accounts, ids, _more(world, ids))


def code_of() -> str:
    """Return the present one-time code of who signs in."""
    _earlier, present, _later = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(SECRET, present)))


def _staff(world: World) -> dict[str, Actor]:
    inside = world.inside
    return {
        "handler": inside.handler,
        "head": inside.head,
        "chief": inside.chief,
        "clerk": inside.clerk,
        "system_admin": make_staff("系统管理员01", Role.SYSTEM_ADMIN),
        "security_admin": make_staff("安全管理员01", Role.SECURITY_ADMIN),
        "audit_admin": make_staff("审计管理员01", Role.AUDIT_ADMIN),
        "unit": world.officer,
        "member": world.member,
    }


def _account_of(actor: Actor) -> Account:
    for model in (Supporter, LiaisonOfficer, StaffMember):
        row = model.objects.filter(id=actor.id).first()
        if row is not None:
            return Account.objects.get(pk=row.account_id)
    raise LookupError(actor.label)


def _ids(world: World, actors: dict[str, Actor]) -> dict[str, Any]:
    now = clock.now()
    _backup(actors, now)
    report = _reported(world, "村口路灯不亮半个月了，晚上看不清路")
    _reported(world, "村口的路灯不亮半个月了，晚上看不清路了")
    ask_reporter(report_id=report.id, words="是哪个村的路灯？", acting=actors["handler"], now=now)
    return {
        "report_id": report.id,
        "file_id": ReportFile.objects.get(report_id=report.id).file_id,
        "copy": "original",
        "lead_id": world.lead.id,
        "clock_id": Clock.objects.filter(matter_id=world.lead.id).order_by("id")[0].id,
        "letter_id": world.letter_id,
        "task_id": world.task_id,
        "unit_id": world.unit.id,
        "relation_id": _superior(world, actors, now),
        "officer_id": world.officer.id,
        "supporter_id": world.member.id,
        "staff_id": actors["clerk"].id,
        "holding_id": RoleHolding.objects.get(staff_id=actors["clerk"].id).id,
        "delegation_id": Delegation.objects.get().id,
        "own_report_id": world.report_id,
        "unit_report_id": _handed(world, now),
        **home_ids(world.member, actors["head"], now),
        **cooperation_ids(world.unit, actors["head"], now),
        "rule_id": _rule(actors, now),
        "draft_id": _pasted(actors["handler"], now),
        **identity_ids(world.office, report, world.lead, acting=actors["head"], now=now),
    }


def _handed(world: World, now: datetime) -> UUID:
    """A lead the unit handed over."""
    handing = Handing(
        submission=Submission(
            submission_key=uuid4(),
            words="砂场越界取土约两亩，草场植被被毁",
            place=Place(town="展旦召苏木", words="北滩砂场"),
            seen_at=now - timedelta(days=2),
        ),
        title="北滩砂场越界取土",
        own_number="达消函〔2026〕3号",
    )
    return take_from_unit(handing=handing, office=world.office, acting=world.officer, now=now).id


def _superior(world: World, actors: dict[str, Actor], now: datetime) -> UUID:
    """The unit's superior, noted since last year."""
    made = add_superior(
        unit_id=world.unit.id,
        superior_id=make_unit("市消防救援支队").id,
        since=legal_day(now) - timedelta(days=365),
        acting=actors["head"],
        now=now,
    )
    return made.id


def _pasted(handler: Actor, now: datetime) -> Any:
    """An unfinished quick registration."""
    day = legal_day(now) - timedelta(days=1)
    drafted = start_draft(
        text=chat(day),
        files=pictures(day),
        channel=IntakeChannel.WECHAT_GROUP,
        acting=handler,
        now=now,
    )
    assert drafted.draft is not None
    return drafted.draft.id


def _rule(actors: dict[str, Actor], now: datetime) -> UUID:
    """A rule grid members may read, on which their duties and a limit rest, and who answers for what."""
    keeper, handler = actors["head"], actors["handler"]
    rule = make_rule(keeper, now, is_open_to_members=True)
    clause_id = clause(rule).id
    subject = supporter_subject("grid_member")
    cite_clause(cited_by=CitedBy.DUTY, subject=subject, clause_id=clause_id, acting=keeper, now=now)
    set_limit(
        rule_key="lead_assessment",
        length=10,
        unit="day",
        effective_from=legal_day(now),
        clause_id=clause_id,
        acting=actors["system_admin"],
        now=now,
    )
    assert handler.id is not None
    assert handler.department_id is not None
    draft = PostDraft(
        department_id=handler.department_id, first_id=handler.id, telephone="0477-5200000"
    )
    for circle in Circle:
        for function in ContactFunction:
            set_function(
                circle=circle,
                function=function,
                draft=draft,
                since=legal_day(now),
                acting=keeper,
                now=now,
            )
    return UUID(str(rule.id))


def _backup(actors: dict[str, Actor], now: Any) -> None:
    handler, clerk = actors["handler"].id, actors["clerk"].id
    assert handler is not None
    assert clerk is not None
    give_delegation(
        acting=actors["handler"],
        principal_id=handler,
        deputy_id=clerk,
        since=legal_day(now),
        until=legal_day(now) + timedelta(days=7),
        reason="出差",
        now=now,
    )


def _reported(world: World, words: str) -> Report:
    report = make_report(clock.now(), words=words, photo_count=1)
    ReportBand.objects.bulk_create(
        ReportBand(report=report, band=band) for band in band_keys(words)
    )
    photo = IncomingFile(name="现场.jpg", data=_photo())
    stored = store_file(check_files(MediaKind.PHOTO, [photo])[0], received_at=clock.now())
    ReportFile.objects.create(report=report, file=stored, position=0)
    return report


@functools.cache
def _photo() -> bytes:
    data: bytes = picture()["buffer"]
    return data


def _more(world: World, ids: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Leads at other points, the pool's other lists, the problem pages."""
    inside = world.inside
    begun, waiting, closed = inside.register(), inside.register(), inside.register()
    inside.submit(waiting, proposing(LeadEvent.DECIDE_REFERRAL))
    inside.decide(closed, proposing(LeadEvent.DECIDE_SHELVE))
    draft = _draft(world, inside.refer())
    return {
        "nobody": ("/nowhere/", "/card/unknown/"),
        "handler": (
            *case_pages(case_office_of(inside, world.unit), ids),
            *(f"/desk/due/?tab={tab}" for tab in ("week", "overdue", "decide")),
            *(f"/desk/leads/{one.id}/" for one in (begun, waiting, closed)),
            f"/desk/leads/{begun.id}/assess/",
            *(f"/desk/letters/{draft}/{part}" for part in ("", "edit/", "register/")),
            "/desk/leads/?tab=all&scope=department",
            "/desk/pool/?state=lead",
            "/desk/search/?q=水鹤",
            *(f"/desk/law/?part={part}" for part in LAW_PARTS),
            "/desk/law/explain/?rule=pil_admin_review&date=2026-03-02&pause_from=2026-03-10",
            f"/desk/leads/new/?selected={ids['report_id']}",
            f"/desk/pool/join/?selected={ids['report_id']}",
            f"/desk/leads/merge/?selected={begun.id}",
            "/desk/office/people/",
            "/desk/nowhere/",
        ),
        "head": (
            *exchange_pages(ids),
            f"/desk/office/trainings/{ids['coming_training_id']}/",
            f"/desk/office/trainings/{ids['coming_training_id']}/move/",
            "/desk/office/trainings/?state=held",
            f"/desk/office/meetings/{ids['held_meeting_id']}/",
            f"/desk/office/meetings/{ids['held_meeting_id']}/minutes/",
            "/desk/office/meetings/?state=held",
            "/desk/office/patrols/?tab=done",
        ),
        "clerk": (*reporting_pages(ids), *proposal_pages(ids)),
        "chief": (f"/desk/leads/{waiting.id}/decide/",),
        "unit": (f"/portal/cooperation/meetings/{ids['held_meeting_id']}/",),
        "member": (
            f"/mine/reports/{ids['own_report_id']}/",
            f"/mine/trainings/{ids['coming_training_id']}/",
        ),
    }


def _draft(world: World, lead: Lead) -> Any:
    inside = world.inside
    text = LetterText(kind=LetterKind.REFERRAL, unit_id=world.unit.id, title=TITLE, body=BODY)
    return write_letter(
        matter_kind=MatterKind.LEAD,
        matter_id=lead.id,
        text=text,
        acting=inside.handler,
        now=inside.now,
    ).id


def pages_of(house: House) -> tuple[dict[str, list[str]], set[str]]:
    """Return the pages each viewer is the first to be shown, and the addresses nobody gets a page at."""
    clients = {viewer: _client(house, viewer) for viewer in VIEWERS}
    pages: dict[str, list[str]] = {viewer: list(house.more.get(viewer, ())) for viewer in VIEWERS}
    without = set()
    for address in addresses():
        ids = house.ids | (
            {"report_id": house.ids["own_report_id"]} if "mine/" in address.route else {}
        )
        path = address.path(ids)
        viewer = _first_shown(clients, address.route, path)
        if viewer is None:
            without.add(address.name)
        else:
            pages[viewer].append(path)
    return pages, without


def _asked(route: str) -> Iterator[str]:
    yield NOBODY
    for start, viewers in ASKED_BY_FACE:
        if route.startswith(start):
            yield from viewers


def _first_shown(clients: dict[str, Client], route: str, path: str) -> str | None:
    """Return who gets a page; an address that takes no GET takes it from nobody."""
    for viewer in _asked(route):
        answer = clients[viewer].get(path)
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        answer.close()
        if is_page:
            return viewer
        if answer.status_code == 405:
            return None
    return None


def _client(house: House, viewer: str) -> Client:
    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
    if viewer != NOBODY:
        client.cookies[settings.SESSION_COOKIE_NAME] = house.cookie(viewer)
    return client
