"""The fixed cast of the tests."""

from datetime import date, datetime
from uuid import UUID, uuid4

from xiezhi.accounts.models import Account, Department, Procuratorate, RoleHolding, StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.services.offices import open_office
from xiezhi.infra.tenant import current_tenant
from xiezhi.intake.models import Report
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.ids import public_code
from xiezhi.language.segmentation import search_vector
from xiezhi.partners.models import LiaisonOfficer, PartnerUnit
from xiezhi.partners.rules.kinds import UnitKind
from xiezhi.supporters.models import Supporter
from xiezhi.supporters.rules.kinds import SupporterKind

PUBLIC_KEY = bytes(range(32))


def make_office(
    now: datetime, *, slug: str = "ceshi", number: int = 7, is_default: bool = True
) -> Procuratorate:
    return open_office(
        slug=slug,
        name=f"{slug}人民检察院",
        short_name=slug,
        public_number=number,
        identity_public_key=PUBLIC_KEY,
        is_default=is_default,
        hosts=(f"{slug}.test",),
        now=now,
    )


def make_department(name: str = "第四检察部") -> Department:
    """The department of that name, made at the first call. Needs an open scope."""
    found: Department | None = Department.objects.filter(name=name).first()
    return found or Department.objects.create(name=name, is_public_interest=True)


def make_staff(
    label: str, *roles: Role, department: Department | None = None, is_stepped_up: bool = False
) -> Actor:
    """A member of staff holding roles, as the actor they are. Needs an open scope."""
    department = department or make_department()
    member = StaffMember.objects.create(
        account=_account(label, ActorKind.STAFF), department=department, label=label
    )
    for role in roles:
        RoleHolding.objects.create(staff=member, role=role, since=date(2020, 1, 1))
    return Actor(
        kind=ActorKind.STAFF,
        procuratorate_id=current_tenant(),
        id=member.id,
        label=label,
        roles=frozenset(roles),
        department_id=department.id,
        is_stepped_up=is_stepped_up,
    )


def make_unit(name: str = "旗水利局", *, consented_on: date | None = None) -> PartnerUnit:
    """A partner unit. Needs an open scope."""
    unit: PartnerUnit = PartnerUnit.objects.create(
        name=name,
        short_name=name[:20],
        sort_key=name,
        kind=UnitKind.ADMINISTRATIVE,
        consented_to_electronic_service_on=consented_on,
    )
    return unit


def make_unit_actor(unit: PartnerUnit, label: str = "联络员01") -> Actor:
    """A liaison officer of a unit. Needs an open scope."""
    officer = LiaisonOfficer.objects.create(
        unit=unit,
        account=_account(f"{unit.name}{label}", ActorKind.UNIT),
        label=label,
        since=date(2020, 1, 1),
        confirmed_on=date(2026, 1, 1),
    )
    return Actor(
        kind=ActorKind.UNIT,
        procuratorate_id=current_tenant(),
        id=officer.id,
        label=label,
        roles=frozenset({Role.UNIT_LIAISON}),
        unit_id=unit.id,
    )


def make_grid_member(number: int = 7, *, mobile: str = "13800000007") -> Actor:
    """A grid member whose term runs, as the actor they are. Needs an open scope."""
    label = f"网格员{number:02}"
    member = Supporter.objects.create(
        kind=SupporterKind.GRID_MEMBER,
        number=number,
        label=label,
        account=_account(label, ActorKind.SUPPORTER),
        mobile=mobile,
        town="展旦召苏木",
        term_from=date(2020, 1, 1),
        term_until=date(2099, 12, 31),
    )
    return Actor(
        kind=ActorKind.SUPPORTER,
        procuratorate_id=current_tenant(),
        id=member.id,
        label=label,
        roles=frozenset({SupporterKind.GRID_MEMBER}),
    )


def make_report(
    received_at: datetime,
    *,
    words: str = "加油站北二百米的消防水鹤坏了",
    town: str = "展旦召苏木",
    channel: str = "snap",
    supporter_id: UUID | None = None,
    is_urgent: bool = False,
    photo_count: int = 0,
    position: tuple[float, float] | None = None,
) -> Report:
    """A report in the pool, without files. Needs an open scope."""
    report: Report = Report.objects.create(
        code=public_code(),
        submission_key=uuid4(),
        content_sha256=bytes(32),
        channel=channel,
        received_at=received_at,
        received_on=legal_day(received_at),
        grade=ReporterGrade.DUTY if supporter_id else ReporterGrade.SECRET,
        supporter_id=supporter_id,
        has_contact=supporter_id is not None,
        words=words,
        town=town,
        latitude=None if position is None else position[0],
        longitude=None if position is None else position[1],
        is_urgent=is_urgent,
        photo_count=photo_count,
        search=search_vector(words),
    )
    return report


def _account(name: str, kind: ActorKind) -> Account:
    account = Account(
        username=f"{uuid4().hex[:8]}/{name}"[:80], kind=kind, home_id=current_tenant()
    )
    account.set_unusable_password()
    account.save()
    return account
