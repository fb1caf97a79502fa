"""The demo's departments and staff, with their passwords and second factors."""

from datetime import datetime

from xiezhi.accounts.rules.demo import DEMO_PASSWORD, demo_totp_secret
from xiezhi.accounts.services.people import add_department, add_staff_member
from xiezhi.accounts.services.second_factor import enrol_totp
from xiezhi.demo.facts import StaffMember, departments, staff
from xiezhi.demo.services.cast import Cast
from xiezhi.kernel.actor import Actor, ActorKind


def add_people(cast: Cast, *, now: datetime) -> None:
    """Add departments and staff of the office."""
    slug = cast.office.slug
    own = [row for row in departments() if row.office == slug]
    for position, row in enumerate(own):
        department = add_department(
            acting=cast.system,
            name=row.name,
            duties=row.duty,
            is_public_interest=row.public_interest,
            position=position,
            now=now,
        )
        cast.departments[row.key] = department.id
    for person in staff():
        if person.office == slug:
            cast.staff[person.key] = _add_member(cast, person, now=now)


def _add_member(cast: Cast, person: StaffMember, *, now: datetime) -> Actor:
    member = add_staff_member(
        acting=cast.system,
        label=person.title,
        department_id=cast.departments[person.department],
        login=person.key,
        password=DEMO_PASSWORD,
        roles=[person.role],
        now=now,
    )
    enrol_totp(member.account_id, demo_totp_secret(f"{cast.office.slug}/{person.key}"))
    return Actor(
        kind=ActorKind.STAFF,
        procuratorate_id=cast.office.id,
        id=member.id,
        label=member.label,
        roles=frozenset({person.role}),
        department_id=member.department_id,
    )
