"""Opening an office; renewing the key its reporters' identities are sealed to."""

from datetime import datetime
from uuid import UUID, uuid4

from xiezhi.accounts.models import Procuratorate, ProcuratorateHost
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import system_actor
from xiezhi.ledger.services.acts import act


def open_office(  # noqa: PLR0913  # the first facts of an office, each by name
    *,
    slug: str,
    name: str,
    short_name: str,
    public_number: int,
    identity_public_key: bytes,
    now: datetime,
    superior_name: str = "",
    telephone: str = "",
    hosts: tuple[str, ...] = (),
    is_default: bool = False,
    office_id: UUID | None = None,
) -> Procuratorate:
    """Make a procuratorate with its host names; the first entry of its ledger says so.

    The outer zone brings the ``office_id`` of the inner one: the two are one office.
    Opens its own tenant scope: before this there is no tenant to be in.
    """
    office = Procuratorate.objects.create(
        id=office_id or uuid4(),
        slug=slug,
        name=name,
        short_name=short_name,
        superior_name=superior_name,
        public_number=public_number,
        telephone=telephone,
        is_default=is_default,
        identity_public_key=identity_public_key,
        created_at=now,
    )
    for host in hosts:
        ProcuratorateHost.objects.create(host=host.lower(), office=office)
    with tenant_scope(office.id), act(acting=system_actor(office.id), now=now) as record:
        record("accounts.open_office", "office", office.id, after={"slug": slug, "name": name})
    return office


def renew_identity_key(*, office_id: UUID, public_key: bytes, now: datetime) -> None:
    """Have identities sealed to another key from now on. Opens its own tenant scope."""
    with tenant_scope(office_id), act(acting=system_actor(office_id), now=now) as record:
        Procuratorate.objects.filter(id=office_id).update(identity_public_key=public_key)
        record("accounts.renew_identity_key", "office", office_id, after={"key": public_key.hex()})
