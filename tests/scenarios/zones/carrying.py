"""Steps both zones have: the office, its people with packages, and packages on a medium."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from tests.cast import make_department, make_staff
from xiezhi.accounts.models import Procuratorate, StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.exchange.models import ExchangePackage, ExchangePeer
from xiezhi.exchange.selectors.packages import list_items, list_parts
from xiezhi.exchange.services.carrying import hand_out_part
from xiezhi.exchange.services.drafting import draft_package, give_up_package, submit_package
from xiezhi.exchange.services.importing import import_package
from xiezhi.exchange.services.reviewing import mark_items, seal_package
from xiezhi.exchange.services.staging import stage_part
from xiezhi.infra.tenant import current_tenant, tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind

EXPORTER, REVIEWER = "值守01", "案管02"


def the_office() -> Procuratorate:
    return list_offices()[0]


@contextmanager
def scope() -> Iterator[Procuratorate]:
    office = the_office()
    with tenant_scope(office.id):
        yield office


def when(days: float) -> datetime:
    return clock.now() + timedelta(days=days)


def person(label: str, *roles: Role) -> Actor:
    """Return a member of staff by label, made at the first call. Needs an open scope."""
    found: StaffMember | None = StaffMember.objects.filter(label=label).first()
    if found is None:
        return make_staff(label, *roles, department=make_department(), is_stepped_up=True)
    return Actor(
        kind=ActorKind.STAFF,
        procuratorate_id=current_tenant(),
        id=found.id,
        label=label,
        roles=frozenset(roles),
        department_id=found.department_id,
        is_stepped_up=True,
    )


def exporter() -> Actor:
    return person(EXPORTER, Role.LIAISON)


def reviewer() -> Actor:
    return person(REVIEWER, Role.CASE_MANAGEMENT)


def export(folder: str, days: float = 0) -> dict[str, object]:
    """Draw up, look through, seal; write the parts to a medium."""
    now = when(days)
    with scope() as office:
        package = draft_package(
            peer_id=ExchangePeer.objects.get(revoked_at=None).id, acting=exporter(), now=now
        )
        submit_package(package_id=package.id, acting=exporter(), now=now)
        items = list(list_items(package))
        places = [item.position for item in items]
        mark_items(package_id=package.id, positions=places, acting=reviewer(), now=now)
        sealed = seal_package(
            package_id=package.id,
            medium_number="光盘 2026-3",
            office=office,
            acting=reviewer(),
            now=now,
        )
        kinds = sorted({item.kind for item in items})
    files = again(str(sealed.id), folder)
    return {"package": str(sealed.id), "files": files, "kinds": kinds, "items": len(items)}


def export_as_stranger(folder: str) -> dict[str, object]:
    """Export as a machine would that has everything of this zone but its key."""
    keys = Path(settings.XIEZHI_KEYS, "exchange")
    own = keys.rename(keys.with_name("exchange.own"))
    try:
        sealed = export(folder)
    finally:
        shutil.rmtree(keys)
        own.rename(keys)
    give_up(str(sealed["package"]))
    return sealed


def again(package: str, folder: str) -> list[str]:
    """Write the parts of a sealed package to a medium, once more."""
    written = []
    with scope():
        found = ExchangePackage.objects.get(id=package)
        for number in [one.number for one in list_parts(found)]:
            part = hand_out_part(
                package_id=found.id, number=number, acting=exporter(), now=clock.now()
            )
            path = Path(folder, part.name)
            path.write_bytes(b"".join(part.blocks))
            written.append(str(path))
    return written


def give_up(package: str) -> None:
    """Give a sealed package up: its medium is lost."""
    with scope():
        give_up_package(
            package_id=ExchangePackage.objects.get(id=package).id,
            reason="光盘遗失",
            acting=exporter(),
            now=clock.now(),
        )


def take(files: list[str], days: float = 0) -> dict[str, int]:
    """Take the parts in and import; return how many items came to which state."""
    now = when(days)
    staged = None
    for file in files:
        with scope() as office, Path(file).open("rb") as content:
            staged = stage_part(content=content, office=office, acting=exporter(), now=now)
    assert staged is not None
    assert staged.missing == ()
    with scope():
        report = import_package(package_id=staged.package.id, acting=exporter(), now=now)
    return {state.value: count for state, count in report.counts.items()}


def state_of(package: str) -> str:
    """Return where a package stands."""
    with scope():
        return str(ExchangePackage.objects.get(id=package).state)
