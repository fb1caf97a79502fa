"""Sealed identities between the zones: into a table of their own outside, into the vault inside."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import override_settings

from tests.cast import PUBLIC_KEY
from tests.database import Clone
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.models import CrossingIdentity
from xiezhi.vault.rules.crossing import CrossedIdentity
from xiezhi.vault.rules.sealing import Identity
from xiezhi.vault.selectors.crossing import sealed_identities_of
from xiezhi.vault.services.crossing import forget_crossed_identity, keep_crossed_identity
from xiezhi.vault.services.door import put_in_vault

WHO = Identity(submitted_at=clock.read("2026-11-25T02:17:00+00:00"), phone="13900001111")


def seal(report_id: Any) -> None:
    put_in_vault(WHO, report_id=report_id, public_key=PUBLIC_KEY, sealed_on=date(2026, 11, 25))


@override_settings(XIEZHI_ZONE="outer")
def test_outside_the_ciphertext_waits_and_is_forgotten(scope: Any) -> None:
    report_id = uuid4()
    seal(report_id)
    found = sealed_identities_of([report_id, uuid4()])
    assert set(found) == {report_id}
    assert b"13900001111" not in found[report_id].sealed
    assert forget_crossed_identity(report_id=report_id)
    assert not forget_crossed_identity(report_id=report_id)


def test_elsewhere_nothing_waits(scope: Any) -> None:
    seal(uuid4())
    assert CrossingIdentity.objects.count() == 0


def test_inside_it_is_put_in_once_and_cannot_be_looked_at(own_database: Clone) -> None:
    import psycopg  # noqa: PLC0415  # the vault's own role

    from tests.cast import make_office  # noqa: PLC0415

    office, report_id = make_office(clock.now()), uuid4()
    with override_settings(XIEZHI_ZONE="outer"), tenant_scope(office.id):
        seal(report_id)
        identity = sealed_identities_of([report_id])[report_id]
    with tenant_scope(office.id):
        keep_crossed_identity(report_id=report_id, identity=identity)
        keep_crossed_identity(report_id=report_id, identity=identity)
    connection.close()
    with psycopg.connect(own_database.urls.vault) as vault:
        vault.execute("SELECT set_config('app.tenant', %s, true)", [str(office.id)])
        rows = vault.execute("SELECT sealed FROM vault_sealedidentity").fetchall()
    assert [bytes(sealed) for (sealed,) in rows] == [identity.sealed]


@pytest.mark.parametrize("sealed", [b"", b"13900001111", b"x" * 4096, b"x" * 4145])
def test_what_no_sealing_makes_is_refused(scope: Any, sealed: bytes) -> None:
    identity = CrossedIdentity(sealed=sealed, sealed_on=date(2026, 11, 25))
    with pytest.raises(InvalidInputError) as refusal:
        keep_crossed_identity(report_id=uuid4(), identity=identity)
    assert refusal.value.code == "vault.not_sealed"
