"""People of the tests, made by the services as the system."""

from dataclasses import dataclass
from uuid import UUID

from xiezhi.accounts.models import Department, Procuratorate
from xiezhi.accounts.services.people import add_department, add_staff_member
from xiezhi.accounts.services.second_factor import enrol_totp
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind, system_actor

PASSWORD = "a long enough pass phrase"


@dataclass(frozen=True)
class Person:
    """A member of staff who can sign in."""

    id: UUID
    account_id: UUID
    login: str
    actor: Actor


def make_person(
    office: Procuratorate, label: str, login: str, roles: tuple[str, ...], *, secret: str = ""
) -> Person:
    now = clock.now()
    acting = system_actor(office.id)
    with tenant_scope(office.id):
        department = Department.objects.first() or add_department(
            acting=acting, name="第五检察部", now=now
        )
        member = add_staff_member(
            acting=acting,
            label=label,
            department_id=department.id,
            login=login,
            password=PASSWORD,
            roles=roles,
            now=now,
        )
        if secret:
            enrol_totp(member.account_id, secret)
    actor = Actor(
        kind=ActorKind.STAFF,
        procuratorate_id=office.id,
        id=member.id,
        label=label,
        roles=frozenset(roles),
        department_id=department.id,
        is_stepped_up=True,
    )
    return Person(member.id, member.account_id, login, actor)
