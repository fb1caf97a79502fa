"""Every address, and what each role is answered there: the matrix of the house."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

from tests.architecture.cooperation_rows import cooperation_rows
from tests.architecture.home_rows import home_rows
from tests.architecture.rows import AT, insert
from tests.cast import (
    make_department,
    make_grid_member,
    make_office,
    make_staff,
    make_unit,
    make_unit_actor,
)
from tests.database import Clone
from xiezhi.accounts.models import Account, Delegation, Procuratorate, RoleHolding, StaffMember
from xiezhi.accounts.rules.roles import STAFF_ROLES, Role
from xiezhi.campaigns.models import Campaign
from xiezhi.cases.models import (
    Case,
    CaseMember,
    CasePaper,
    CaseStep,
    Commission,
    EvidenceItem,
    LookBack,
    Meeting,
    MeetingDuty,
    Outcome,
    PlacePicture,
    Recusal,
)
from xiezhi.clocks.models import Clock
from xiezhi.disclosure.models import FigureRelease
from xiezhi.evidence.models import StoredFile
from xiezhi.exchange.models import (
    ExchangeItem,
    ExchangePackage,
    ExchangePeer,
    ReceivedMatter,
    SentMatter,
)
from xiezhi.house.models import OwnRule
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import ImportBatch, Report, ReportFile, ReportMessage, UnitReport
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.letters.models import Letter
from xiezhi.notifications.models import Message
from xiezhi.partners.models import LiaisonOfficer, UnitSuperior
from xiezhi.proposals.models import Conversion, DeputyContact, Material, Proposal
from xiezhi.supporters.models import FieldTask, Supporter

MATRIX = Path(__file__).with_name("url_matrix.csv")
METHODS = ("GET", "POST")
BACKEND = "xiezhi.accounts.backends.OfficeBackend"
NOBODY = "nobody"
UNIT, OTHER_UNIT = "unit_liaison", "other_unit"
MEMBER, OTHER_MEMBER = "grid_member", "other_grid_member"
OTHER_OFFICE = "other_office"
ROLES = (
    NOBODY,
    *sorted(STAFF_ROLES),
    UNIT,
    OTHER_UNIT,
    MEMBER,
    OTHER_MEMBER,
    OTHER_OFFICE,
)
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
# What stands in for parameters that name no row.
WORDS = {
    "copy": "shared",
    "year": "2027",
    "pk": "1",
    "token": str(UUID(int=9)),
    "key": "lead_assessment",
    "cited_by": "duty",
    "subject": "supporter:grid_member",
    "circle": "units",
    "function": "feedback",
    "paper": "letter",
    "form": "pdf",
    "page": "1",
    "position": "1",
    "number": "1",
    "event": "submit",
    "draft_form": "pdf",
    "case_event": "start_review",
    "case_paper": "pil_suggestion",
    "becoming": "new-lead",
    "carried": "transfer",
    "sha256": "0" * 64,
}
# Parameters of one word that name different rows.
CALLED = {
    ("desk:again", "message_id"): "report_message_id",
    ("cases:step", "event"): "case_event",
    ("cases:clock", "clock_id"): "case_clock_id",
    ("cases:draft_new", "paper"): "case_paper",
    ("cases:release", "member_id"): "case_member_id",
    ("cases:take_back", "task_id"): "case_task_id",
    ("cases:draft_file", "form"): "draft_form",
    **{
        (f"cases:{name}", "draft_id"): "case_draft_id"
        for name in ("draft_edit", "draft_opinion", "draft_drop", "draft_file")
    },
}


@dataclass(frozen=True)
class Address:
    """A named address with places for its parameters."""

    name: str
    route: str

    def path(self, ids: dict[str, Any]) -> str:
        def put(found: re.Match[str]) -> str:
            name = found.group(2)
            name = CALLED.get((self.name, name), name)
            return str(ids.get(name) or WORDS.get(name) or UUID(int=0))

        # A choice of words in a regular expression stands for its first word.
        plain = (
            re.sub(r"\^?\(\?P<\w+>(\w+)[^)]*\)", r"\1", self.route)
            .replace("$", "")
            .replace("^", "")
        )
        return "/" + PARAMETER.sub(put, plain)


@dataclass
class World:
    """Two offices; the first has one row of everything an address may name."""

    office: Procuratorate
    other: Procuratorate
    ids: dict[str, Any] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)


def addresses() -> list[Address]:
    """Every address, a name that stands twice once for each route."""
    return sorted(set(_walk(get_resolver().url_patterns, "", "")), key=lambda a: (a.route, a.name))


def _walk(patterns: list[Any], route: str, space: str) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = space + (f"{pattern.namespace}:" if pattern.namespace else "")
            yield from _walk(pattern.url_patterns, route + str(pattern.pattern), inner)
        elif isinstance(pattern, URLPattern):
            yield Address(space + (pattern.name or "nameless"), route + str(pattern.pattern))


def build(clone: Clone) -> World:
    """Fill a database of one's own."""
    world = World(make_office(AT), make_office(AT, slug="other", number=8, is_default=False))
    with tenant_scope(world.office.id):
        actors = _people(world)
    with psycopg.connect(clone.urls.owner) as owner:
        owner.execute("SELECT set_config('app.tenant', %s, true)", [str(world.office.id)])
        _rows(owner, world, actors)
    with tenant_scope(world.other.id):
        stranger = make_staff(OTHER_OFFICE, Role.DEPARTMENT_HEAD, Role.SYSTEM_ADMIN)
        world.accounts[OTHER_OFFICE] = _account_of(stranger)
    return world


def _people(world: World) -> dict[str, Actor]:
    department = make_department()
    actors = {role: make_staff(role, Role(role), department=department) for role in STAFF_ROLES}
    unit, other_unit = make_unit(), make_unit("旗林草局")
    found: dict[str, Actor] = {str(role): actor for role, actor in actors.items()} | {
        UNIT: make_unit_actor(unit),
        OTHER_UNIT: make_unit_actor(other_unit, "联络员02"),
        MEMBER: make_grid_member(7),
        OTHER_MEMBER: make_grid_member(8, mobile="13800000008"),
    }
    world.accounts |= {role: _account_of(actor) for role, actor in found.items()}
    world.ids |= {
        "department_id": department.id,
        "unit_id": unit.id,
        "officer_id": found[UNIT].id,
        "supporter_id": found[MEMBER].id,
        "staff_id": found[Role.CLERK].id,
        "member_id": found[Role.CLERK].id,
        "holding_id": RoleHolding.objects.get(staff_id=found[Role.CLERK].id).id,
    }
    return found


def _account_of(actor: Actor) -> Account:
    for model in (Supporter, LiaisonOfficer):
        row = model.objects.filter(id=actor.id).first()
        if row is not None:
            return Account.objects.get(pk=row.account_id)
    return Account.objects.get(pk=StaffMember.objects.get(id=actor.id).account_id)


def _rows(owner: psycopg.Connection[Any], world: World, actors: dict[str, Actor]) -> None:
    """One report behind one lead of the prosecutor's, referred to the unit, checked by the member."""

    def put(model: Any, **given: Any) -> Any:
        return insert(owner, model, tenant=world.office.id, given=given)

    handler, member, file = actors[Role.PROSECUTOR].id, actors[MEMBER].id, put(StoredFile)
    report = put(Report, supporter=member, grade="duty", photo_count=1, topics=[])
    put(ReportFile, report=report, file=file, position=0)
    lead = put(
        Lead,
        handler=handler,
        department=world.ids["department_id"],
        state="referred",
        channel="snap",
        source="report",
    )
    put(LeadReport, lead=lead, report=report)
    world.ids |= {
        "report_id": report,
        "file_id": file,
        "relation_id": put(UnitSuperior, unit=world.ids["unit_id"]),
        "lead_id": lead,
        "letter_id": put(
            Letter,
            kind="referral",
            state="sent",
            matter_kind="lead",
            matter_id=lead,
            unit=world.ids["unit_id"],
            written_by=handler,
            sent_at=AT,
        ),
        "task_id": put(
            FieldTask, matter_kind="lead", matter_id=lead, supporter=member, asked_by=handler
        ),
        "message_id": put(
            Message, recipient_kind="staff", recipient_id=handler, kind="notice", path="/desk/"
        ),
        "clock_id": put(
            Clock,
            matter_kind="lead",
            matter_id=lead,
            handler=handler,
            department=world.ids["department_id"],
            rule_key="lead_assessment",
            kind="own",
            unit="day",
        ),
        "unit_report_id": put(
            UnitReport,
            report=put(Report, channel="agency_transfer", topics=[]),
            unit=world.ids["unit_id"],
            officer=world.ids["officer_id"],
        ),
        "rule_id": put(OwnRule, scan=file, is_open_to_members=True),
        **home_rows(put, member),
        **cooperation_rows(put, world.ids["unit_id"], file),
        "batch_id": put(ImportBatch, channel="letter"),
        "delegation_id": put(
            Delegation, principal=handler, deputy=actors[Role.ASSISTANT].id, reason="出差"
        ),
        "report_message_id": put(ReportMessage, report=report, kind="answer"),
    }
    world.ids |= _case(put, handler, world.ids["department_id"], member)
    peer = put(ExchangePeer, kind="superior")
    package = put(ExchangePackage, peer=peer, direction="out", state="in_review")
    put(
        ExchangeItem,
        package=package,
        peer=peer,
        direction="out",
        position=1,
        kind="acknowledgement",
        content="{}",
    )
    proposal = put(Proposal, state="in_hand", department=world.ids["department_id"])
    world.ids |= {
        "campaign_id": put(Campaign),
        "proposal_id": proposal,
        "conversion_id": put(Conversion, proposal=proposal, kind="declined"),
        "material_id": put(Material),
        "contact_id": put(DeputyContact),
    }
    matter = put(SentMatter, lead_id=lead, peer=peer, carried="filing")
    put(ReceivedMatter, id=matter, peer=peer, carried="filing")
    world.ids |= {"peer_id": peer, "package_id": package, "matter_id": matter}


def _case(put: Callable[..., Any], handler: Any, department: Any, member: Any) -> dict[str, Any]:
    """One case of the prosecutor's whose suggestion is out, with a paper and a limit."""
    case = put(
        Case,
        handler=handler,
        department=department,
        kind="administrative",
        state="follow_up",
        regime="rules_2021",
    )
    clock_id = put(
        Clock,
        matter_kind="case",
        matter_id=case,
        handler=handler,
        department=department,
        rule_key="pil_admin_review",
        kind="statutory",
        length=1,
        unit="month",
    )
    paper = put(CasePaper, case=case, kind="inquiry_record", is_draft=False, decided_on=AT.date())
    rows = {
        "release_id": put(FigureRelease, state="released", released_at=AT),
        "evidence_id": put(EvidenceItem, case=case, kind="document", way="collection"),
        "commission_id": put(Commission, case=case, kind="appraisal"),
        "step_id": put(CaseStep, case=case, event="receive_notice", source_state="sued"),
        "duty_id": put(MeetingDuty, meeting=put(Meeting, case=case, kind="promotion")),
        "outcome_id": put(Outcome, case=case, unit="mu", quantity=1),
        "recusal_id": put(Recusal, case=case, ground="relative"),
        "look_back_id": put(LookBack, case=case),
        "picture_id": put(PlacePicture, case=case),
        "case_draft_id": put(CasePaper, case=case, kind="pil_suggestion", is_draft=True),
        "case_member_id": put(CaseMember, case=case, role="clerk", until=None),
        "case_task_id": put(FieldTask, matter_kind="case", matter_id=case, supporter=member),
    }
    return rows | {"case_id": case, "paper_id": paper, "case_clock_id": clock_id}
