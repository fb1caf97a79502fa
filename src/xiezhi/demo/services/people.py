"""The demo's departments and staff, with their passwords and second factors."""

from datetime import datetime, timedelta
from typing import Final

from xiezhi.accounts.rules.demo import DEMO_PASSWORD, demo_totp_secret
from xiezhi.accounts.services.delegation import give_delegation, set_backup
from xiezhi.accounts.services.people import add_department, add_staff_member
from xiezhi.accounts.services.second_factor import enrol_totp
from xiezhi.demo.facts import StaffMember, departments, staff
from xiezhi.demo.services.cast import Cast
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day

STAND_IN_FOR: Final = timedelta(days=3 * 365)


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
            cast.staff[person.key] = add_member(cast, person, now=now)
    _stand_in(cast, now=now)


def _stand_in(cast: Cast, *, now: datetime) -> None:
    """Name B岗 for two prosecutors, and let an assistant do one's work (代办授权)."""
    first, second, assistant = (cast.staff.get(key) for key in ("jcg01", "jcg02", "zl01"))
    if first is None or second is None or assistant is None:
        return
    if first.id is None or second.id is None or assistant.id is None:
        return
    for one, other in ((first.id, second.id), (second.id, first.id)):
        set_backup(acting=cast.system, staff_id=one, backup_id=other, now=now)
    give_delegation(
        acting=cast.system,
        principal_id=second.id,
        deputy_id=assistant.id,
        since=legal_day(now),
        until=legal_day(now) + STAND_IN_FOR,
        reason="外出学习期间代办（演示推演）",
        now=now,
    )


def add_member(cast: Cast, person: StaffMember, *, now: datetime) -> Actor:
    """Add one member of staff with the demo's password and second factor."""
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
